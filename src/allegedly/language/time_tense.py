"""Whether the words around a time speak of what has been or of what is to come.

In:      a token of the time expression, in a Doc with dependencies (Universal Dependencies), morphology and lemmas.
Out:     "past", "future", "present", or None where no verb says so. "present" is a plain or progressive present that
         speaks of the future in running text ("opens on Friday") and of the past in a caption; of verbs that are not
         listed for that in data/time_tenses.json the present tells what happened.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "present", "future"]

_DATA = Path(__file__).parent / "data" / "time_tenses.json"
# Chosen: deeper than any clause that a reader could follow.
_DEPTH = 12


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(json.loads(_DATA.read_text("utf-8"))[kind])


def tense(token: Token, lead: str = "") -> Tense | None:
    """The tense of the nearest clause above the token that has one. `lead` is the word before the time, lower case."""
    if lead in ("since", "ahead of"):
        return "past" if lead == "since" else "future"
    if _just_happened(token):
        return "past"
    below, at = token, token
    for _ in range(_DEPTH):
        found = "future" if at.i != token.i and _plans(at, below, lead) else _of(at)
        if found is not None:
            return "future" if found == "past" and _conditional(at) else found
        if at.head.i == at.i:
            return None
        below, at = at, at.head
    return None


def _conditional(clause: Token) -> bool:
    """ "will strike if talks fail on Monday", whatever the tense of "fail"."""
    conditional = any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)
    return conditional and _of(clause.head) == "future"


def _just_happened(token: Token) -> bool:
    """ "said Thursday he would", "said on Thursday": the verb before is the time's own, whatever the tree says."""
    at = token.i - 1
    while at > 0 and token.doc[at].lower_ in ("on", "late", "early"):
        at -= 1
    # "said in a statement on Friday that it would": the occasion is the verb's.
    if at > 2 and token.doc[at].pos_ == "NOUN" and token.doc[at - 1].lower_ in ("a", "an", "the"):
        at -= 3 * (token.doc[at - 2].lower_ == "in")
    if at < 0:
        return False
    verb = token.doc[at]
    if verb.pos_ != "VERB" or not _is(verb, "Tense", "Past") or verb.lemma_ in _verbs("due"):
        return False
    return not any(child.lower_ in _verbs("ahead_words") for child in verb.children if child.dep_.startswith("aux"))


def _of(token: Token) -> Tense | None:
    """The tense of the clause whose head is `token`; None where it heads none or the clause above decides."""
    auxiliaries = [child for child in token.children if child.dep_.split(":")[0] in ("aux", "cop")]
    if modal := _modal(token, auxiliaries):
        return modal
    if token.pos_ == "VERB" and _is(token, "VerbForm", "Inf"):
        return _infinitive(token, auxiliaries)
    if auxiliaries:
        return _finite(auxiliaries[0], token)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if _is(token, "VerbForm", "Part"):
        return "past" if _is(token, "Tense", "Past") else None
    return _finite(token, token) if _is(token, "VerbForm", "Fin") else None


def _is(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature, [])


def _plans(token: Token, below: Token, lead: str) -> bool:
    """ "a vote set for Tuesday", "planned a march for Tuesday", "due on Friday", "gave him until Friday"."""
    if lead in ("for", "to") and token.lemma_ in _verbs("planned"):
        return True
    if lead in ("until", "till", "by") and token.lemma_ in _verbs("given"):
        return True
    if below.dep_.split(":")[0] not in ("obl", "nmod", "advmod") or token.lemma_ not in _verbs("due"):
        return False
    return token.pos_ == "ADJ" or _is(token, "VerbForm", "Part")


def _modal(token: Token, auxiliaries: list[Token]) -> Tense | None:
    """ "will meet" and "could meet" are ahead, "may have met" and "could not be found" are not."""
    words = {child.lower_ for child in auxiliaries}
    if not words & _verbs("ahead_words"):
        return None
    denied = "could" in words and any(
        child.lower_ in ("not", "n't", "n’t", "neither", "nobody") for child in token.children
    )
    return "past" if denied or words & {"have", "'ve", "’ve"} else "future"


def _infinitive(token: Token, auxiliaries: list[Token]) -> Tense | None:
    if any(child.lemma_ == "do" for child in auxiliaries):
        return _finite(auxiliaries[0], token)
    if any(child.lower_ in ("have", "had") for child in auxiliaries):
        return "past"
    head, relation = token.head, token.dep_.split(":")[0]
    if relation == "xcomp" and head.lemma_ in _verbs("done") and not _going(head):
        return None
    if relation == "advcl" and _happened(head):
        return None
    if relation == "conj":
        return None
    return "future"


def _going(token: Token) -> bool:
    return token.lemma_ == "go" and _is(token, "VerbForm", "Part")


def _happened(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and _is(token, "Tense", "Past")


def _finite(verb: Token, clause: Token) -> Tense | None:
    """The tense of a finite verb or auxiliary, read with the verb whose clause it is."""
    if _is(verb, "Tense", "Past"):
        return "past"
    if not verb.morph.get("Tense", default=[]):
        return None
    if verb.lemma_ == "have" and verb.i != clause.i:
        return "past"
    copula = verb.dep_ == "cop" or (verb.i != clause.i and clause.pos_ != "VERB")
    passive = verb.lemma_ == "be" and verb.i != clause.i and _is(clause, "Tense", "Past")
    passive = passive and clause.lemma_ not in _verbs("happened")
    return "present" if copula or passive or clause.lemma_ in _verbs("scheduled") else "past"
