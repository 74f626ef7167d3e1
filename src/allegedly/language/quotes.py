"""Find what stands between quotation marks, whatever the marks and however badly they pair.

In:      a text.
Out:     `Quotation`s: the span with its marks, the span between them, and whether the closing mark is there.
Offsets: code points.
Cost:    linear in the number of marks.
Limits:  a mark that pairs with nothing gives no quotation, except an opening mark at a paragraph that the next
         paragraph takes up again (the convention for speeches: every paragraph opens, only the last one closes).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from allegedly.spans import Span

# Each family: marks that can open, marks that can close. A mark in both decides by its neighbours. Curly and straight
# double marks are one family: pages mix them.
_FAMILIES: tuple[tuple[str, str], ...] = (
    ('“„"', '”“"'),
    ("''", "''"),
    ("``", "''"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("‘‚", "’"),
    ("'", "'"),
)
_MARK = re.compile(r"``|''|[“”„\"«»‹›‘’‚']")
_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE = frozenset("‘’‚'")


class Quotation(NamedTuple):
    """`outer` with its marks, `inner` between them; `closed` is False where the paragraph ends first."""

    outer: Span
    inner: Span
    closed: bool


class _Open(NamedTuple):
    mark: str
    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """All quotations of `text` sorted by start, nested ones included; empty where there are none."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        if _MARK.search(text, paragraph.start(), paragraph.end()):
            found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return sorted(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        depth = _closes(stack, mark) if _may_close(text, mark, at, after, start) else None
        if depth is not None:
            opened = stack[depth]
            del stack[depth:]
            found.append(Quotation(Span(opened.start, after), Span(opened.end, at), True))
        elif _may_open(text, mark, at, after, start, end):
            stack.append(_Open(mark, at, after))
    for opened in stack[:1]:
        if opened.mark not in _SINGLE and _taken_up(text, end, opened.mark):
            found.append(Quotation(Span(opened.start, end), Span(opened.end, end), False))
    return [quotation for quotation in found if quotation.inner.length > 0]


def _closes(stack: list[_Open], mark: str) -> int | None:
    """The index of the innermost open mark that `mark` closes."""
    for depth in range(len(stack) - 1, -1, -1):
        if any(stack[depth].mark in opening and mark in closing for opening, closing in _FAMILIES):
            return depth
    return None


def _may_close(text: str, mark: str, at: int, after: int, start: int) -> bool:
    if at == start or text[at - 1].isspace():
        return False
    if mark in _SINGLE:
        # An apostrophe stands between letters ("don't"), a closing mark before a break.
        return not (after < len(text) and text[after].isalnum())
    return True


def _may_open(text: str, mark: str, at: int, after: int, start: int, end: int) -> bool:
    if after >= end or text[after].isspace():
        return False
    if mark in ("”", "’", "›"):
        return False
    if mark in ("“", "„", "«", "‘", "‚", "‹", "``"):
        return mark not in _SINGLE or at == start or not text[at - 1].isalnum()
    return at == start or not text[at - 1].isalnum()


def _taken_up(text: str, end: int, mark: str) -> bool:
    """True where the next paragraph opens with a mark of the same family."""
    following = text[end : end + 40].lstrip()
    return any(mark in opening and following[:1] in opening for opening, _ in _FAMILIES) and following != ""
