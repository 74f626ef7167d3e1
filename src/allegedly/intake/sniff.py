"""What kind of thing these bytes are, told from the bytes alone.

A name's ending is believed only where the bytes leave it open: `.html` for a fragment that begins with words.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from typing import Literal

from allegedly.errors import BinaryInput, UnsupportedMedia
from allegedly.intake.encoding import unmarked_utf16
from allegedly.intake.lists import load

Media = Literal["text/html", "text/plain"]

_HEAD = 65_536
# Control characters that no text holds; above this share the bytes are no text. Chosen.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b\x1a")) + b"\x7f"
_CONTROL_SHARE = 0.03
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_DOCTYPE = re.compile(r"<!doctype\s+([A-Za-z0-9:_\-]+)", re.I)
_ROOT = re.compile(r"<([A-Za-z][A-Za-z0-9:_\-]*)")
_ASIDE = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.S)
_CLOSING = re.compile(r"</(?:p|div|span|a|td|li|h[1-6]|body|html|article|section)\s*>", re.I)


def refuse(data: bytes, *, name: str) -> None:
    """Raise for bytes that are a known format which is not read, or no text at all.

    Raises:
        UnsupportedMedia: PDF, WARC, archives, office files.
        BinaryInput: images, recordings, programs, and whatever else is full of control characters.
    """
    lists = load("media")
    for entry in lists["unsupported"]:
        if _fits(data, entry):
            inside = _zip_member(data, lists["zip_members"]) if entry["name"].startswith("ZIP") else None
            found = inside or entry
            raise unsupported(name, found["name"], advice=found["advice"])
    for entry in lists["binary"]:
        if _fits(data, entry):
            raise BinaryInput(f"{name} should be a text or an HTML page, but is {entry['name']}.")
    if not data.startswith(_WIDE_MARKS) and unmarked_utf16(data) is None:
        refuse_controls(data, name=name)


def refuse_controls(data: bytes, *, name: str) -> None:
    """Raise BinaryInput for bytes, UTF-16 apart, that are text in no encoding."""
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(head):
        raise BinaryInput(
            f"{name} should be a text or an HTML page, but {controls} of its first {len(head)} bytes are control "
            "characters; it is probably a program, an image or an archive."
        )


def media(text: str, *, name: str) -> Media:
    """HTML or plain text.

    Raises:
        UnsupportedMedia: JSON, and XML that is not XHTML.
    """
    head = text[: 4 * _HEAD].lstrip("\ufeff")
    start = _after_asides(head)
    if start.startswith("<"):
        return _mark_up(head, start, name)
    if start[:1] in ("{", "[") and _is_json(text):
        raise unsupported(name, "JSON", advice="Take the text out of it first.")
    if name.lower().endswith(_HTML_ENDINGS):
        return "text/html"
    # A fragment that begins with words: three closing tags are no accident in a text. Chosen.
    return "text/html" if len(_CLOSING.findall(head)) >= 3 else "text/plain"


def unsupported(name: str, what: str, *, advice: str) -> UnsupportedMedia:
    """The refusal of a known format."""
    return UnsupportedMedia(f"{name} should be a text or an HTML page, but is {what}, which is not read. {advice}")


def _mark_up(head: str, start: str, name: str) -> Media:
    doctype = _DOCTYPE.match(start)
    root = _ROOT.match(start) or _ROOT.search(start) if doctype else _ROOT.match(start)
    named = (doctype.group(1) if doctype else root.group(1) if root else "").lower()
    cut_short = doctype is not None and ">" not in start and "html".startswith(named)
    if named == "html" or cut_short or (root and root.group(1).lower() in load("media")["html_starts"]):
        return "text/html"
    if doctype or head.lstrip().startswith("<?xml") or named in load("media")["xml_roots"]:
        what = load("media")["xml_roots"].get(named, f"XML file ({named})" if named else "XML file")
        raise unsupported(name, what, advice="Save the article as plain text or HTML first.")
    if name.lower().endswith(_HTML_ENDINGS) or _CLOSING.search(head):
        return "text/html"
    return "text/plain"


def _after_asides(head: str) -> str:
    """The head without white space, comments and processing instructions at its start."""
    position = 0
    while match := _ASIDE.match(head, position):
        position = match.end()
    return head[position:]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _fits(data: bytes, entry: dict[str, str]) -> bool:
    at = int(entry.get("at", 0))
    magic = bytes.fromhex(entry["hex"])
    return data[at : at + len(magic)] == magic


def _zip_member(data: bytes, members: list[dict[str, str]]) -> dict[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        names = []
    head = data[:200].decode("latin-1")
    for entry in members:
        if entry["member"] in head or any(name.startswith(entry["member"]) for name in names):
            return entry
    return None
