"""Response bodies compressed once: identity, gzip, and brotli, with their entity tags."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import brotli
from werkzeug.http import parse_accept_header, unquote_etag

# Below this many bytes, compression saves less than its header costs.
MIN_SIZE = 200


@dataclass(frozen=True)
class EncodedBody:
    """The bytes for each content coding, and the strong entity tag of each (RFC 9110, section 8.8.3)."""

    codings: Mapping[str, bytes]
    tag: str

    @property
    def size(self) -> int:
        """Return the total size of all codings in bytes."""
        return sum(map(len, self.codings.values()))

    def best(self, accept_encoding: str) -> tuple[str, bytes]:
        """Return the smallest coding that the client accepts, as (coding, bytes)."""
        if accept_encoding and len(self.codings) > 1:
            accepted = parse_accept_header(accept_encoding)
            for coding in ("br", "gzip"):
                if accepted.quality(coding) > 0 and coding in accept_encoding:
                    return coding, self.codings[coding]
        return "identity", self.codings["identity"]

    def etag(self, coding: str) -> str:
        """Return the quoted entity tag of a coding."""
        return f'"{self.tag}-{coding}"'

    def is_known(self, if_none_match: str) -> bool:
        """Return whether the client already has these bytes, in any coding."""
        if if_none_match.strip() == "*":
            return True
        tags = (unquote_etag(part.strip())[0] or "" for part in if_none_match.split(","))
        return any(tag.rpartition("-")[0] == self.tag for tag in tags)


def uncompressed(content: bytes) -> EncodedBody:
    """Return the content without compression, for formats that are compressed already."""
    return EncodedBody({"identity": content}, hashlib.sha256(content).hexdigest()[:20])


def encode(content: bytes, *, quality: int = 5) -> EncodedBody:
    """Compress ``content`` in every coding; ``quality`` is brotli's, 0 to 11 (11 for long-lived content)."""
    if len(content) < MIN_SIZE:
        return uncompressed(content)
    tag = hashlib.sha256(content).hexdigest()[:20]
    codings = {
        "identity": content,
        "gzip": gzip.compress(content, 9, mtime=0),
        "br": brotli.compress(content, quality=quality),
    }
    return EncodedBody(codings, tag)
