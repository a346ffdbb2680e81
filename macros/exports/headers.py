"""Security headers for the hosts that read a `_headers` file. `frame-ancestors` only works as a header."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..build import Build

# The pages state their own script hashes; a header with `script-src` would be a second policy that forbids them.
_HEADERS = """/*
  Content-Security-Policy: frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=()
"""


def header_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    yield "_headers", _HEADERS.encode()
