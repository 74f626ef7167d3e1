"""Edges of a decoded content, put where quotation marks say they are.

The decoder decides word by word; that a quotation is whole, and that both its marks or none belong to a content, is
certain from the marks themselves.
"""

from __future__ import annotations

from allegedly.attribution.draft import Draft
from allegedly.language import Quotation
from allegedly.spans import Span, merge, subtract


def tidy(draft: Draft, quotations: list[Quotation], text: str) -> Draft:
    """The same draft with whole quotation marks, no overlap between its parts, and no white space at its edges."""
    contents = [_with_marks(content, quotations) for content in draft.contents]
    holes = [span for span in (draft.cue, draft.source) if span is not None]
    pieces = [piece for content in merge(contents) for piece in _without(content, holes, text)]
    return Draft(draft.source, draft.cue, pieces or draft.contents, draft.probability, draft.sequence)


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
