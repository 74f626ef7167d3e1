"""A statement in the making: spans and scores, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from allegedly.language import Cue
from allegedly.spans import Span, merge


@dataclass
class Draft:
    """Spans in code points. `parent` is the draft that this one is nested in."""

    source: Span | None
    cue: Span
    contents: list[Span]
    probability: float
    sequence: float
    parent: Draft | None = field(default=None, repr=False)

    @property
    def length(self) -> int:
        return sum(span.length for span in self.contents)

    def covers(self, span: Span) -> bool:
        """True where one piece of the content holds the whole span."""
        start, end = span
        return any(first <= start and end <= last for first, last in self.contents)


def drafts(doc: Doc, cues: list[Cue]) -> list[Draft]:
    """One draft a cue, in reading order. Of cues that overlap only the likeliest stays."""
    made: list[Draft] = []
    for cue in sorted(cues, key=lambda cue: -cue.probability):
        span = _span(doc, cue.cue)
        if any(draft.cue.overlaps(span) for draft in made):
            continue
        contents = [_span(doc, content) for content in cue.contents]
        sources = [_span(doc, source) for source in cue.sources]
        made.append(Draft(_nearest(sources, span), span, merge(contents), cue.probability, cue.sequence))
    return sorted(made, key=lambda draft: draft.cue)


def _span(doc: Doc, tokens: tuple[int, int]) -> Span:
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + len(last.text))


def _nearest(sources: list[Span], cue: Span) -> Span | None:
    """The source next to the cue: a cue seldom has two, and a record holds one."""
    if not sources:
        return None
    return min(sources, key=lambda source: max(source.start - cue.end, cue.start - source.end, 0))


def depth(draft: Draft) -> int:
    """How many statements stand around this one."""
    levels = 0
    while draft.parent is not None:
        draft, levels = draft.parent, levels + 1
    return levels
