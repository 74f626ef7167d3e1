"""Two cues of one speaker: "X said [he had read it] and urged [both sides to wait]".

In:      drafts whose sources are known.
Out:     the same drafts; where the second cue and its content were taken for part of what the first one says, the
         first content ends before "and".
Rule:    both have one source, which stands outside the first content: nobody is nested in his own words under the
         same words for him. The conjunction right before the second cue, or before its auxiliaries, parts them.
"""

from __future__ import annotations

from spacy.tokens import Doc

from allegedly.attribution.draft import Draft
from allegedly.spans import Span

_JOINS = frozenset(("and", "but", "or"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))


def part(drafts: list[Draft], doc: Doc) -> None:
    """End contents before the next cue of the same speaker; changes `drafts`."""
    for first in drafts:
        for second in drafts:
            if second is first or first.source is None or second.source != first.source:
                continue
            if first.covers(second.cue) and not first.covers(first.source):
                _cut(first, second, doc)


def _cut(first: Draft, second: Draft, doc: Doc) -> None:
    at = _conjunction(doc, second.cue)
    if at is None:
        return
    kept = [content for content in first.contents if content.end <= at]
    held = next((content for content in first.contents if content.start < at < content.end), None)
    if held is not None:
        end = at
        while end > held.start and doc.text[end - 1] in " ,;\n\t":
            end -= 1
        kept.append(Span(held.start, end))
    if kept and kept[-1].length:
        first.contents = kept


def _conjunction(doc: Doc, cue: Span) -> int | None:
    """Where "and" stands before the cue; None where the cue does not follow one."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    at = -1 if span is None else span.start - 1
    while at >= 0 and doc[at].pos_ in _BETWEEN:
        at -= 1
    return doc[at].idx if at >= 0 and doc[at].lower_ in _JOINS else None
