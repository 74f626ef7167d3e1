"""Ids made from content, so that reading the same thing again gives the same permalink.

An id is a prefix and 20 characters of the SHA-256 of its parts, in lower-case base 32 (100 bits). Each part is
written with its length, so that ("a", "bc") and ("ab", "c") differ.
"""

from __future__ import annotations

import base64
import hashlib

DOCUMENT, VERSION, STATEMENT = "doc", "ver", "stm"
ACTOR, RELATION, CLAIM, EVIDENCE = "act", "rel", "clm", "evd"


def identify(prefix: str, *parts: str | int | None) -> str:
    """The id of the thing that `parts` describe; None and "" are different parts."""
    digest = hashlib.sha256()
    for part in parts:
        if part is None:
            digest.update(b"-;")
            continue
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
        digest.update(b";")
    return f"{prefix}_{base64.b32encode(digest.digest()).decode('ascii').lower()[:20]}"


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
