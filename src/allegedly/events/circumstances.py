"""When and where something happened, as its own sentence says.

In:      a trigger, the times of the page (`language.times`), the Doc's names of places.
Out:     EDTF, and a span of words; None where the sentence does not say it of this event.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.events.tree import below, preposition
from allegedly.language.times import Time
from allegedly.spans import Span

_AT = frozenset(("in", "at", "near", "outside", "inside", "across", "throughout", "off", "around"))
_PLACES = frozenset(("LOC", "GPE", "FAC"))
_CLIMB = 4


def when(doc: Doc, trigger: Token, times: Sequence[Time]) -> str | None:
    """The time that the event's clause names; that of its sentence where it names only one."""
    sentence = trigger.sent
    inside = [one for one in times if sentence.start_char <= one.span.start < sentence.end_char]
    if not inside:
        return None
    ranked = sorted((distance, one.edtf) for one in inside if (distance := _apart(doc, one.span, trigger)) is not None)
    return ranked[0][1] if ranked else None


def _apart(doc: Doc, span: Span, trigger: Token) -> int | None:
    """Steps up the tree from the time to the trigger, or to a verb that carries it; None where neither is above it."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    clause = {trigger.i: 0, **{one.i: step + 1 for step, one in enumerate(_carriers(trigger))}}
    at = words.root
    for steps in range(_CLIMB + 1):
        if at.i in clause:
            return steps + clause[at.i]
        leaves = at.dep_ in ("acl:relcl", "advcl", "ccomp", "parataxis") or (at.dep_ == "conj" and at.pos_ == "VERB")
        if at.head.i == at.i or (steps and leaves):
            return None
        at = at.head
    return None


def _carriers(trigger: Token) -> list[Token]:
    """The words above the trigger in its clause, up to its verb."""
    found: list[Token] = []
    at = trigger
    while (
        at.head.i != at.i and len(found) < _CLIMB and at.dep_ in ("obj", "obl", "nmod", "nsubj", "xcomp", "nsubj:pass")
    ):
        at = at.head
        found.append(at)
    return found


def where(trigger: Token, parties: frozenset[int]) -> Span | None:
    """The place in which it happened; `parties` are the words that stand for its sides."""
    # "met with Ren | in Oslo": parsers hang the place on whoever was met as well.
    for host in [trigger, *_carriers(trigger)[:1], *below(trigger, "obj", "obl")]:
        for one in below(host, "obl", "nmod"):
            if preposition(one) not in _AT or one.i in parties:
                continue
            # "in the Qatari capital | Doha"
            named = next((each for each in (one, *below(one, "appos")) if each.ent_type_ in _PLACES), None)
            if named is not None:
                return _name(named)
    return None


def _name(token: Token) -> Span:
    """The whole name around the word."""
    first = last = token
    doc = token.doc
    while first.i and doc[first.i - 1].ent_type_ == token.ent_type_ and doc[first.i].ent_iob_ == "I":
        first = doc[first.i - 1]
    while last.i + 1 < len(doc) and doc[last.i + 1].ent_iob_ == "I":
        last = doc[last.i + 1]
    while first.i < last.i and first.lower_ == "the":
        first = doc[first.i + 1]
    return Span(first.idx, last.idx + len(last.text))
