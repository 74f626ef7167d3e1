"""Bare text → blocks, from layout and wording only.

The head is read first: headline, then whatever of dek, byline, date and pictures stands before the first paragraph.
Then the body, line by line. In doubt a block is a paragraph: what is called boilerplate is read by nobody.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from allegedly.intake import layout, wording
from allegedly.intake.blocks import Piece
from allegedly.records.document import BlockKind
from allegedly.spans import Span

# How long the parts of a page's head and its subheads get. Chosen.
_LONGEST_HEADLINE = 220
_LONGEST_STOPPED_HEADLINE = 160
_LONGEST_DEK = 320
_LONGEST_SUBHEAD = 80
_LONGEST_TITLE_IN_LIST = 150
_MOST_DEKS = 3
# The blocks at the end among which notes on the author are looked for, and those at the start for a known title.
_TAIL, _HEAD = 4, 8

_STOPPED = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_FULL_STOP = re.compile(r"\.[\"”’')\]]*$")
# A stop, then a new sentence; initials and abbreviations of up to four letters do not end one.
_NEXT_SENTENCE = re.compile(r"(?<=\w{5})[.!?][\"”’')\]]*\s+[\"“‘'(\[]*(?=[^\Wa-z_])")


class _Part(NamedTuple):
    span: Span
    text: str


def pieces(text: str, *, title: str | None = None) -> list[Piece]:
    """Every paragraph of `text` with its kind.

    Args:
        text: Newlines normalised.
        title: The headline, where somebody knows it.
    """
    parts = [_Part(span, span.of(text)) for span in layout.paragraphs(text)]
    kinds = _head(parts, title)
    _body(parts, kinds)
    return [Piece(part.span, kind) for part, kind in zip(parts, kinds, strict=True)]


def _head(parts: list[_Part], title: str | None) -> list[BlockKind]:
    """The kinds of the blocks before the first paragraph."""
    kinds: list[BlockKind] = []
    headline = _headline(parts, title)
    if headline is None:
        return kinds
    for part in parts[:headline]:
        kinds.append(_plain(part.text, "head") or ("boilerplate" if wording.is_head_label(part.text) else "headline"))
    kinds.append("headline")
    under_label = False
    for index in range(headline + 1, len(parts)):
        text = parts[index].text
        kind = _plain(text, "head")
        if kind is None and under_label:
            kind, under_label = "dek", False
        elif kind is None and kinds.count("dek") < _MOST_DEKS and _is_dek(parts, index):
            kind = "dek"
        if kind is None:
            break
        under_label = under_label or wording.opens_dek(text)
        kinds.append(kind)
    return kinds


def _headline(parts: list[_Part], title: str | None) -> int | None:
    """The index of the headline; None where the text begins with its first paragraph."""
    if title is not None:
        for index, part in enumerate(parts[:_HEAD]):
            if same_title(part.text, title):
                return index
    for index, part in enumerate(parts[:_HEAD]):
        if _plain(part.text, "head") is None and not wording.is_head_label(part.text):
            return index if index + 1 < len(parts) and _is_headline(part.text, parts[index + 1 :]) else None
    return None


def _is_headline(text: str, following: list[_Part]) -> bool:
    if len(text) > _LONGEST_HEADLINE or "\n" in text or wording.dateline(text, paragraph=0) is not None:
        return False
    if text.endswith((":", ",")) or len(text.split()) < 2:
        return False
    if not _FULL_STOP.search(text):
        return not _NEXT_SENTENCE.search(text) or not wording.is_lead(text)
    single = not _NEXT_SENTENCE.search(text)
    stands_above = len(following) > 1 or len(following[0].text) > 2 * len(text)
    return single and stands_above and len(text) <= _LONGEST_STOPPED_HEADLINE and not wording.is_lead(text)


def same_title(text: str, title: str) -> bool:
    """True where the two say the same, or one is cut short; white space, case and punctuation do not count."""
    one, other = _letters(text), _letters(title)
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and (one == other or (len(shorter) >= 20 and longer.startswith(shorter)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text[: 2 * _LONGEST_HEADLINE]).casefold()


def _is_dek(parts: list[_Part], index: int) -> bool:
    text = parts[index].text
    if len(text) > _LONGEST_DEK or index + 1 >= len(parts) or len(text.split()) < 3:
        return False
    if wording.dateline(text, paragraph=0) is not None:
        return False
    if parts[index - 1].text.endswith(";"):
        return True
    following = parts[index + 1].text
    if not _STOPPED.search(text):
        # Words that end in nothing stand above the article; above the last block they may be the article.
        return bool(_STOPPED.search(following)) or index + 2 < len(parts)
    return wording.dateline(following, paragraph=0) is not None and not _NEXT_SENTENCE.search(text)


def _plain(text: str, place: wording.Place) -> BlockKind | None:
    """What wording alone says: a kind of its own, or a caption."""
    kind = wording.kind(text, place=place)
    if kind is None and (wording.parting_credit(text) is not None or wording.is_caption(text)):
        return "caption"
    return kind


def _body(parts: list[_Part], kinds: list[BlockKind]) -> None:
    """Add the kinds of the blocks that have none yet."""
    in_list = False
    for index in range(len(kinds), len(parts)):
        text = parts[index].text
        kind = _plain(text, "tail" if index >= len(parts) - _TAIL else "body")
        if in_list and kind is None and _is_list_title(text):
            kind = "boilerplate"
        elif kind != "boilerplate":
            in_list = False
        in_list = in_list or (kind == "boilerplate" and wording.opens_list(text))
        if kind is None and index and _is_printed_twice(parts, index):
            kind = "caption"
        kinds.append(kind or ("headline" if _is_subhead(parts, index) else "paragraph"))


def _is_list_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE_IN_LIST and not _FULL_STOP.search(text) and not text.endswith((":", ","))


def _is_printed_twice(parts: list[_Part], index: int) -> bool:
    """The same line twice in a row is how a caption comes out when its picture's description is copied with it."""
    text = parts[index].text
    beside = [parts[near].text for near in (index - 1, index + 1) if 0 <= near < len(parts)]
    return text in beside and len(text) <= 500 and wording.shows_picture(text)


def _is_subhead(parts: list[_Part], index: int) -> bool:
    text = parts[index].text
    if not 0 < index < len(parts) - 1 or len(text) > _LONGEST_SUBHEAD or "\n" in text or not text[0].isalnum():
        return False
    words = text.split()
    if len(words) > 12 or text[0].islower() or re.search(r"[\"“”:;]|''", text):
        return False
    following = parts[index + 1].text
    if text.isupper() and len(words) <= 8 and sum(map(str.isalpha, text)) >= 6:
        return True
    return not _STOPPED.search(text) and len(following) >= 100 and any(map(str.isalpha, text))
