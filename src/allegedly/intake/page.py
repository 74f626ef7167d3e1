"""An HTML page → its text and its blocks.

Elements speak first (a figcaption is a caption), then trafilatura's choice of content, then the wording. What is left
is boilerplate: it stays in the text, marked as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.intake import wording
from allegedly.intake.blocks import Piece
from allegedly.intake.content import judge
from allegedly.intake.html import Element, Page, Passage
from allegedly.intake.lists import load
from allegedly.intake.markup import Evidence, Verdict
from allegedly.intake.text import same_title
from allegedly.records.document import BlockKind
from allegedly.records.problem import Problem
from allegedly.spans import Span

# Content that stands in something called a newsletter, a promotion or the like is believed to be that up to this
# size; trafilatura is believed beyond. Chosen.
_LARGEST_BOX = 1_200
_LONGEST_TITLE = 300
# Notes and corrections are looked for so many passages beyond the article's end. Chosen.
_AFTER = 4
_SIGNED: frozenset[BlockKind | None] = frozenset(("byline", "dateline"))
_INNER: tuple[BlockKind, ...] = ("dateline", "credit", "byline", "caption", "boilerplate")


class Laid(NamedTuple):
    """The text of a page, its pieces, and what went wrong in telling them apart."""

    text: str
    pieces: list[Piece]
    problems: tuple[Problem, ...]


def lay_out(page: Page, *, title: str | None) -> Laid:
    """The passages of `page` as one text, with blank lines between them, and the kind of each."""
    evidence = Evidence(sum(len(passage.text) for passage in page.passages))
    flags, problems = judge(page, evidence)
    judgement = _Judgement(page.passages, flags, evidence, title)
    pieces: list[Piece] = []
    start = 0
    for index, passage in enumerate(page.passages):
        for span, kind in judgement.parts(index):
            pieces.append(Piece(Span(start + span.start, start + span.end), kind))
        start += len(passage.text) + 2
    return Laid("\n\n".join(passage.text for passage in page.passages), pieces, problems)


class _Judgement:
    """Gives every passage its kind."""

    def __init__(self, passages: Sequence[Passage], flags: list[bool], evidence: Evidence, title: str | None) -> None:
        self._passages = passages
        self._flags = flags
        self._evidence = evidence
        self._title = title
        kept = [index for index, flag in enumerate(flags) if flag]
        self._first = kept[0] if kept else len(passages)
        self._last = kept[-1] if kept else -1
        self._headline = self._find_headline()
        self._subheads = frozenset(load("markup")["subhead_tags"])

    def parts(self, index: int) -> Iterator[Piece]:
        """The passage, cut where an element inside it is something else; spans in its own text."""
        passage = self._passages[index]
        kind = self._kind(index)
        if kind == "paragraph":
            yield from self._opened(passage)
        elif kind in ("boilerplate", "headline") or len(passage.runs) == 1:
            yield Piece(Span(0, len(passage.text)), kind)
        else:
            yield from self._inner(passage, kind)

    def _find_headline(self) -> int | None:
        """The passage that is the page's headline: the page's title in an element for titles, or in any, or an h1."""
        plain: int | None = None
        top: int | None = None
        for index, passage in enumerate(self._passages[: self._first + _AFTER]):
            if len(passage.text) > _LONGEST_TITLE or index > self._last:
                continue
            role, shed = self._verdict(passage)
            titled = self._title is not None and same_title(passage.text, self._title)
            if titled and role == "headline":
                return index
            if titled and plain is None and shed is None and not passage.linked:
                plain = index
            if top is None and role == "headline" and self._names(passage.element, "h1"):
                top = index
        return top if plain is None else plain

    def _verdict(self, passage: Passage) -> Verdict:
        """What the elements say of the passage; those inside it count where it stands in them as a whole."""
        inner = set(self._inner_kinds(passage))
        if inner and inner <= _SIGNED:
            role: BlockKind | None = "byline" if "byline" in inner else "dateline"
            return Verdict(role, self._evidence.of(passage.element).shed)
        whole = len(inner) == 1 and None not in inner
        return self._evidence.of(passage.runs[0][1] if whole else passage.element)

    def _inner_kinds(self, passage: Passage) -> Iterator[BlockKind | None]:
        """What the elements inside the passage say, one for each run that is more than space and punctuation."""
        ends = [offset for offset, _ in passage.runs[1:]] + [len(passage.text)]
        for (start, element), end in zip(passage.runs, ends, strict=True):
            if any(map(str.isalnum, passage.text[start:end])):
                yield self._own(element, passage.element)

    def _names(self, element: Element, tag: str) -> bool:
        return any(outer.tag == tag for outer in element.line())

    def _kind(self, index: int) -> BlockKind:
        if index == self._headline:
            return "headline"
        passage = self._passages[index]
        role, shed = self._verdict(passage)
        content = self._flags[index]
        if shed is not None and not (content and shed.size > _LARGEST_BOX):
            return "boilerplate"
        if self._is_told(index, role):
            return role or "paragraph"
        return self._of_content(index, passage) if content else self._beside(index, passage)

    def _is_told(self, index: int, role: BlockKind | None) -> bool:
        """True where the element's word is enough, at this place in the page."""
        if role in ("caption", "credit", "correction"):
            return True
        near = self._headline if self._headline is not None else self._first
        if role == "dek":
            return near <= index and index <= self._first + 1
        return role in ("byline", "dateline") and (near - _AFTER <= index <= self._last + _AFTER)

    def _of_content(self, index: int, passage: Passage) -> BlockKind:
        kind = wording.kind(passage.text, place=self._place(index))
        if kind is None and (wording.parting_credit(passage.text) is not None or wording.is_caption(passage.text)):
            kind = "caption"
        if kind is None and passage.element.tag in self._subheads:
            kind = "headline"
        return kind or "paragraph"

    def _beside(self, index: int, passage: Passage) -> BlockKind:
        """The kind of a passage that is no content: what its wording says, near the article; else boilerplate."""
        near = self._headline if self._headline is not None else self._first - _AFTER
        if not near <= index <= self._last + _AFTER:
            return "boilerplate"
        kind = wording.kind(passage.text, place=self._place(index))
        if kind is None and passage.linked == 0 and wording.parting_credit(passage.text) is not None:
            kind = "caption"
        between = self._first < index < self._last
        if kind is None and between and passage.element.tag in self._subheads and not passage.linked:
            kind = "headline"
        return kind or "boilerplate"

    def _place(self, index: int) -> wording.Place:
        return "head" if index < self._first else "tail" if index >= self._last - 1 else "body"

    def _opened(self, passage: Passage) -> Iterator[Piece]:
        """A paragraph, without the dateline that an element of its own marks at its start."""
        cut = 0
        first, *later = passage.runs
        if later and self._own(first[1], passage.element) == "dateline" and later[0][0] < 160:
            cut = next((offset for offset, element in later if self._own(element, passage.element) != "dateline"), 0)
        yield from _trimmed(passage.text, 0, cut, "dateline")
        yield from _trimmed(passage.text, cut, len(passage.text), "paragraph")

    def _inner(self, passage: Passage, kind: BlockKind) -> Iterator[Piece]:
        """A short part such as a byline or a caption, cut into what its inner elements say they are."""
        start, here = 0, kind
        for offset, element in passage.runs:
            own = self._own(element, passage.element)
            told: BlockKind = own if own in _INNER else kind
            if told != here:
                yield from _trimmed(passage.text, start, offset, here)
                start, here = offset, told
        yield from _trimmed(passage.text, start, len(passage.text), here)

    def _own(self, element: Element, block: Element) -> BlockKind | None:
        """What the elements between a run and its block say, inside out."""
        for inner in element.line():
            if inner is block:
                return None
            if (kind := self._evidence.own(inner)) is not None:
                return kind
        return None


def _trimmed(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Piece]:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        left = start + len(piece) - len(piece.lstrip())
        yield Piece(Span(left, left + len(kept)), kind)
