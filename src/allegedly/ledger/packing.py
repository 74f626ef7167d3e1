"""How bytes, texts and records are laid down: small, and so that they come back exactly.

In:      bytes; a text of any code points; a record.
Out:     what a column can hold, and from it again what came in.
Why:     PostgreSQL's text has no U+0000, and neither database has lone surrogates; decoded news pages hold both. Such a
         text is kept as bytes beside a copy of the same length that can be searched; code points stay in place.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import NamedTuple

from pydantic_core import PydanticSerializationError

from allegedly.errors import LedgerDamaged
from allegedly.records.base import Record

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_LEVEL = 6


class Packed(NamedTuple):
    """Bytes as they are kept: `packing` is "zlib" where that is shorter, else "none"."""

    packing: str
    content: bytes


def pack(content: bytes) -> Packed:
    """Compress what gets shorter by it."""
    squeezed = zlib.compress(content, _LEVEL)
    return Packed("zlib", squeezed) if len(squeezed) < len(content) else Packed("none", content)


def unpack(packing: str, content: bytes) -> bytes:
    """What was packed.

    Raises:
        LedgerDamaged: the bytes are not what `pack` made.
    """
    if packing == "none":
        return bytes(content)
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise LedgerDamaged(f"stored bytes cannot be unpacked: {error}; restore them from a backup.") from error


def plain(text: str) -> str:
    """The text with U+FFFD for each code point that a database cannot hold; of the same length."""
    return _UNKEPT.sub("\ufffd", text)


def plain_or_none(text: str | None) -> str | None:
    """The same; None stays None."""
    return None if text is None else plain(text)


def exact(text: str) -> bytes | None:
    """The text as bytes where `plain` would change it, else None."""
    return text.encode("utf-8", "surrogatepass") if _UNKEPT.search(text) else None


def restore(text: str, kept: bytes | None) -> str:
    """The text as it was, from its searchable copy and what `exact` kept."""
    return text if kept is None else bytes(kept).decode("utf-8", "surrogatepass")


def written(record: Record, *, without: frozenset[str] = frozenset()) -> bytes:
    """The record as JSON in UTF-8, fields in the order of their declaration; lone surrogates are escaped."""
    try:
        return record.model_dump_json(exclude=set(without)).encode()
    except (PydanticSerializationError, UnicodeEncodeError):
        return json.dumps(record.model_dump(mode="json", exclude=set(without))).encode("ascii")
