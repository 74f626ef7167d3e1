"""Edges of a decoded content, put where quotation marks say they are.

The decoder decides word by word; that a quotation is whole, and that both its marks or none belong to a content, is
certain from the marks themselves.
"""

from __future__ import annotations

from allegedly.attribution.draft import Draft
from allegedly.language import Quotation
from allegedly.records import Block
from allegedly.spans import Span, merge, subtract

_OPENING = frozenset("“„\"«»‹‘'`[(")


def tidy(draft: Draft, quotations: list[Quotation], blocks: tuple[Block, ...], text: str) -> Draft | None:
    """The same draft with whole quotation marks, inside its blocks, no overlap between its parts, edges trimmed.

    None where nothing is left of the content.
    """
    cue = _in_one_block(draft.cue, blocks, draft.cue.start)
    source = None if draft.source is None else _in_one_block(draft.source, blocks, draft.source.start)
    if source is not None and _block(source.start, blocks) != _block(cue.start, blocks):
        # Who is named in one paragraph does not speak by a cue of another: grammar may find who does.
        source = None
    contents = [part for content in draft.contents for part in _in_blocks(content, cue, blocks, text)]
    contents = [_with_marks(content, quotations) for content in contents]
    holes = [span for span in (cue, source) if span is not None]
    pieces = [piece for content in merge(contents) for piece in _without(content, holes, text)]
    if not pieces:
        return None
    return Draft(source, cue, pieces, draft.probability, draft.sequence)


def _block(at: int, blocks: tuple[Block, ...]) -> Span | None:
    """The block around code point `at`."""
    return next((block.span for block in blocks if block.start <= at < block.end), None)


def _in_one_block(span: Span, blocks: tuple[Block, ...], at: int) -> Span:
    """The part of `span` in the block around code point `at`; names and cues never cross blocks."""
    block = _block(at, blocks)
    return span if block is None else Span(max(span.start, block.start), min(span.end, block.end))


def _in_blocks(content: Span, cue: Span, blocks: tuple[Block, ...], text: str) -> list[Span]:
    """The content's part in each block; outside the cue's own block only quoted words go on.

    A decoder that runs over the end of a paragraph into a byline is wrong; a speech that does so opens a new mark.
    Headline, dek and caption stand alone: what one says is no part of what another reports.
    """
    parts = []
    alone = any(block.span.contains(cue) and block.kind != "paragraph" for block in blocks)
    for block in blocks:
        part = Span(max(content.start, block.start), min(content.end, block.end))
        if part.length <= 0 or ((alone or block.kind != "paragraph") and not block.span.contains(cue)):
            continue
        if block.span.contains(cue) or text[part.start] in _OPENING or part == content:
            parts.append(part)
    return parts or ([] if alone else [content])


def _with_marks(content: Span, quotations: list[Quotation]) -> Span:
    """Take in the mark that is missing where the other end of the quotation is the content's own end."""
    start, end = content
    for quotation in quotations:
        outer, inner = quotation.outer, quotation.inner
        if outer.start == start and inner.end == end and quotation.closed:
            end = outer.end
        elif inner.start == start and outer.end == end:
            start = outer.start
        elif inner.start == start and inner.end == end:
            start, end = outer.start, outer.end
    return Span(start, end)


def _without(content: Span, holes: list[Span], text: str) -> list[Span]:
    """The content less its own cue and source, each remaining piece trimmed of white space and stray commas."""
    cut = subtract(content, holes)
    if len(cut) == 1 and cut[0] == content:
        return [content]
    found = []
    for piece in cut:
        inner = piece.of(text)
        kept = inner.strip(" \t\n,;")
        if any(character.isalnum() for character in kept):
            start = piece.start + inner.index(kept)
            found.append(Span(start, start + len(kept)))
    return found
