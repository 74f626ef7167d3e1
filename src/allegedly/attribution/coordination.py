"""Whose words are whose, where two statements claim the same.

    X said [he had read it] and urged [both sides to wait]          one speaker, two cues
    “You kept it,” he told her. [“I did not,”] she replied.         two speakers, one quotation claimed twice

In:      drafts whose sources are known.
Out:     the same drafts; a first content ends before "and" where the second cue begins, and a quotation belongs to the
         cue of its own sentence.
Rules:   nobody is nested in his own words under the same words for him: the conjunction right before the second cue,
         or before its auxiliaries, parts the two. A piece that a cue of its own sentence has as its content is no
         part of what somebody else says in another sentence, who has more to say there.
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


def give_back(drafts: list[Draft], doc: Doc) -> None:
    """Take from a draft the pieces that another one's cue has in its own sentence; changes `drafts`."""
    sentence = {id(draft): _sentence(doc, draft.cue) for draft in drafts}
    for draft in drafts:
        others = [
            other
            for other in drafts
            if other is not draft and other.source is not None and other.source != draft.source
        ]
        theirs = {
            piece
            for other in others
            for piece in other.contents
            if sentence[id(other)].contains(piece) and not sentence[id(draft)].overlaps(piece)
        }
        left = [piece for piece in draft.contents if piece not in theirs]
        if left:
            draft.contents = left


def _sentence(doc: Doc, cue: Span) -> Span:
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return cue if span is None else Span(span.sent.start_char, span.sent.end_char)


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
