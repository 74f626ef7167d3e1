"""Figures that somebody gives: "the ministry put the toll at 14", "Teryn places the clash at 4:40 a.m.".

PolNeAR, on which the encoder learned what attributes, hardly has them; the tree shows them plainly.
In:      a Doc with dependencies and lemmas, and the drafts found so far.
Out:     more drafts: the verb is the cue, its subject the source, what is put with its figure the content.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.attribution.meaning.grammar import all_tokens
from allegedly.spans import Span

_PUTS = frozenset(("put", "place", "estimate", "peg"))
# How likely such a pattern is a statement; chosen.
_PROBABILITY = 0.8


def estimates(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """A draft for each figure given by a verb that no draft has for its cue."""
    taken = [draft.cue for draft in drafts]
    found = []
    for token in all_tokens(doc):
        if token.lemma_ not in _PUTS or token.pos_ != "VERB":
            continue
        draft = _estimate(token)
        if draft is not None and not any(cue.overlaps(draft.cue) for cue in taken):
            found.append(draft)
    return found


def _estimate(verb: Token) -> Draft | None:
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    thing = next((child for child in verb.children if child.dep_ == "obj" and child.i > verb.i), None)
    if subject is None or thing is None or any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
        return None
    figure = next((child for child in (*verb.children, *thing.children) if _is_figure(child, thing)), None)
    if figure is None:
        return None
    content = Span(thing.left_edge.idx, _end(figure.right_edge))
    source = Span(subject.left_edge.idx, _end(subject.right_edge))
    cue = Span(verb.idx, _end(verb))
    if source.end > cue.start or content.start < cue.end:
        return None
    return Draft(source, cue, [content], _PROBABILITY, 1.0)


def _is_figure(token: Token, thing: Token) -> bool:
    """ "at 14", "at 4:40 a.m.", "at more than 300"."""
    if token.i <= thing.i or token.dep_ not in ("obl", "nmod", "obl:tmod", "obl:unmarked"):
        return False
    cases = [child.lower_ for child in token.children if child.dep_ == "case"]
    return "at" in cases and any(one.like_num or one.pos_ == "NUM" for one in token.subtree)


def _end(token: Token) -> int:
    return int(token.idx + len(token.text))
