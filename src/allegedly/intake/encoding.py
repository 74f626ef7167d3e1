"""Bytes → characters: which encoding it was, and what did not fit.

The order of trust: a byte order mark; bytes that are valid UTF-8, whatever they declare (a page in windows-1252 is
hardly ever valid UTF-8 by chance); UTF-8 with a few broken places; what the page declares; then a guess. Nothing is
dropped: what cannot be decoded becomes U+FFFD and a problem.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from allegedly.errors import UndecodableInput
from allegedly.intake.lists import load
from allegedly.records.problem import Problem

# Browsers look for a declaration in the first 1,024 bytes; real pages are late at times. Chosen.
_DECLARED_WITHIN = 8_192
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of the bytes above 127, so many may be no UTF-8 before we stop believing that it is. Chosen.
_BROKEN_UTF8 = 0.1
# English in windows-1252 is plain letters with a few quotes and accents; above this share it is something else. Chosen.
_WESTERN_HIGH = 0.12
_SAMPLE = 65_536
_BEYOND_ASCII = re.compile("[\x80-\ufffc\ufffe-\U0010ffff]")


class Decoded(NamedTuple):
    """Characters, the name of their encoding (lower case, as the IANA writes it where Python knows it), problems."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """The characters of `data`, without a byte order mark.

    Raises:
        UndecodableInput: no encoding fits well enough to be worth reading.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    if wide := unmarked_utf16(data):
        return _guessed(_replacing(data, wide))
    declared = _declared(data)
    if declared == "iso2022_jp" and b"\x1b" in data:
        return _replacing(data, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data, declared)


def _not_quite_utf8(data: bytes, declared: str | None) -> Decoded:
    text = data.decode("utf-8", "replace")
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    believable = text.count("\ufffd") <= max(1, _BROKEN_UTF8 * high)
    if believable and (declared == "utf-8" or _BEYOND_ASCII.search(text) or _cut_short(data)):
        return _with_losses(text, "utf-8")
    if declared not in (None, "utf-8"):
        return _replacing(data, str(declared))
    return _guessed(_guess(data, high))


def _cut_short(data: bytes) -> bool:
    """True where the bytes end inside a character of three or four bytes: no other encoding ends like that."""
    last = data.rstrip(bytes(range(0x80, 0xC0)))
    return len(last) < len(data) <= len(last) + 2 and last[-1:] >= b"\xe0"


def _guess(data: bytes, high: int) -> Decoded:
    if high <= _WESTERN_HIGH * len(data):
        return _replacing(data, "cp1252")
    # Only needed for foreign encodings that nobody declared; 50 ms that no other page should wait for.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UndecodableInput(
            "the bytes should be text, but fit neither UTF-8 nor any other encoding known here; "
            "convert the file to UTF-8 and read it again."
        )
    return _replacing(data, best.encoding)


def _replacing(data: bytes, encoding: str) -> Decoded:
    return _with_losses(data.decode(encoding, "replace"), encoding)


def _with_losses(text: str, encoding: str) -> Decoded:
    lost = text.count("\ufffd")
    name = _public_name(encoding)
    if not lost:
        return Decoded(text, name)
    message = f"{lost} place(s) do not fit {name} and read U+FFFD now; the file may be damaged or cut short."
    return Decoded(text, name, (Problem(code="P102", message=message),))


def _guessed(decoded: Decoded) -> Decoded:
    message = f"The encoding is stated nowhere; it was taken to be {decoded.encoding}. Check names with accents."
    return decoded._replace(problems=(Problem(code="P101", message=message), *decoded.problems))


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark, told by zero bytes that stand on one side of every pair."""
    sample = data[:4_096]
    if len(sample) < 8 or (len(data) % 2 and len(data) <= len(sample)):
        return None
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if zeros[1] > 0.4 * pairs and zeros[0] < 0.02 * pairs:
        return "utf-16-le"
    if zeros[0] > 0.4 * pairs and zeros[1] < 0.02 * pairs:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Python's name of the encoding that the page declares; None where it declares none that text is written in."""
    match = _DECLARATION.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    label = match.group(1).decode("ascii").lower()
    lists = load("encodings")
    try:
        name = codecs.lookup(lists["labels"].get(label, label)).name
    except LookupError:
        return None
    return name if name in lists["text_codecs"] else None


def _public_name(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return f"windows-{name[2:]}" if name.startswith("cp125") else name
