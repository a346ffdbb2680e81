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


def header_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`_headers`, which Netlify and Cloudflare Pages read."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    yield "_headers", f"/*\n{lines}".encode()
