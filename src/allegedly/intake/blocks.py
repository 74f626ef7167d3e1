"""Pieces of a text and their kinds → the blocks of a Document.

The last hand on every document, whatever it was made from: a dateline is cut off its paragraph, a credit off its
caption, the names of contributors off the last paragraph; words that stand twice are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allegedly.intake import wording
from allegedly.records.document import Block, BlockKind
from allegedly.spans import Span, trim

# Captions and credits are told as repeated whatever their length; other words have to be more than a phrase. Chosen.
_SHORTEST_REPEAT = 40


class Piece(NamedTuple):
    """A stretch of the text, trimmed and not empty, and its kind."""

    span: Span
    kind: BlockKind


def finish(text: str, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of `text`: the pieces in order, the compound ones cut in two, empty ones left out."""
    seen: dict[tuple[BlockKind, str], int] = {}
    blocks: list[Block] = []
    for span, kind in _cut(text, pieces):
        words = _words(span.of(text))
        repeats = seen.get((kind, words)) if _tells_repeats(kind, words) else None
        if repeats is None:
            seen.setdefault((kind, words), len(blocks))
        blocks.append(Block(kind=kind, start=span.start, end=span.end, repeats=repeats))
    return tuple(blocks)


def _cut(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    paragraphs = 0
    for piece in pieces:
        if piece.kind == "paragraph":
            yield from _cut_paragraph(text, piece.span, paragraph=paragraphs)
            paragraphs += 1
        elif piece.kind == "caption":
            yield from _cut_caption(text, piece.span)
        else:
            yield piece


def _cut_paragraph(text: str, span: Span, *, paragraph: int) -> Iterator[Piece]:
    words = span.of(text)
    start = wording.dateline(words, paragraph=paragraph)
    end = wording.parting_contribution(words)
    yield from _parts(text, span, ("dateline", "paragraph", "credit"), cuts=(start or 0, end or len(words)))


def _cut_caption(text: str, span: Span) -> Iterator[Piece]:
    credit = wording.parting_credit(span.of(text))
    if credit is None:
        yield Piece(span, "caption")
    else:
        yield from _parts(text, span, ("caption", "credit"), cuts=(credit,))


def _parts(text: str, span: Span, kinds: tuple[BlockKind, ...], *, cuts: tuple[int, ...]) -> Iterator[Piece]:
    """`span` cut at `cuts`, in code points from its start; one kind more than cuts."""
    edges = [span.start, *(span.start + cut for cut in cuts), span.end]
    for kind, start, end in zip(kinds, edges, edges[1:], strict=False):
        part = trim(text, Span(start, end))
        if part.length:
            yield Piece(part, kind)


def _tells_repeats(kind: BlockKind, words: str) -> bool:
    return kind in ("caption", "credit") or len(words) >= _SHORTEST_REPEAT


def _words(text: str) -> str:
    """The text with its white space folded and its final stop dropped: what makes two captions the same."""
    return " ".join(text.split()).rstrip(".")
