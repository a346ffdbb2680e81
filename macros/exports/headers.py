"""Security headers, for the hosts that can send some. The snippets of `hosting` say the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..build import Build

HEADERS = {
    # `frame-ancestors` only works as a header. The pages name their own scripts by their hashes, in a meta element: a header
    # with `script-src` would be a second policy that forbids them.
    "Content-Security-Policy": "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer says."""
FRAMED = "embed/"
"""The blocks that other sites show, below the site's root: public words and links, nothing that a frame could turn against its reader."""
FRAMED_POLICY = HEADERS["Content-Security-Policy"].replace("frame-ancestors 'self'", "frame-ancestors *")
"""What they say instead."""


def header_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`_headers`, which Netlify and Cloudflare Pages read."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    # Rules that match add up: the narrower one first takes off ("!") what the wider one has set.
    yield (
        "_headers",
        f"/*\n{lines}/{FRAMED}*\n  ! Content-Security-Policy\n  Content-Security-Policy: {FRAMED_POLICY}\n".encode(),
    )
