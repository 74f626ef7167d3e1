"""Attributions that never happened: "has never said", "did not say whether", "would say if asked", "if he says so".

In:      a draft and the Doc that it stands in, with dependencies and lemmas.
Out:     True for a statement that was made.
Made:    what one does not think, know, plan or recall; "cannot say who", which owns to not knowing; a refusal
         ("would not say", "did not respond"); "did not deny", "did not rule out"; "I would say"; "is said to".
Limits:  "will say" is taken for words given out beforehand, and kept. Where the cue is a noun the verb that governs it
         is not asked.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.attribution.meaning import cues, lexicon, negation, refusals
from allegedly.attribution.meaning.anonymity import withholds
from allegedly.attribution.meaning.clauses import Clause, clause
from allegedly.attribution.meaning.cues import Cue
from allegedly.attribution.meaning.grammar import children, text_of


def made(draft: Draft, doc: Doc) -> bool:
    """False where the words of the draft say that the attribution did not happen."""
    cue = cues.at(doc, draft.cue)
    if cue is None or cue.head.pos_ not in ("VERB", "AUX", "NOUN"):
        return True
    if cue.head.lemma_ in _words("asking") and _stays_unnamed(draft, doc):
        return False
    inside = {token.i for token in cue.tokens}
    if any(refusals.refusal(token) is not None for token in (*cue.chain, cue.head)):
        return True
    verb = clause(cue.head)
    for rule in (_not_uttered, _stopped, _only_if, _maybe, _instead, _asked_whether):
        if rule(cue, verb, draft):
            return False
    return not _noun_not_uttered(cue, inside)


def _stays_unnamed(draft: Draft, doc: Doc) -> bool:
    """ "who asked not to be named": what a source wants of the reporter is no statement to the readers."""
    end = max(content.end for content in draft.contents)
    return end > draft.cue.start and withholds(text_of(doc), draft.cue.start, end)


def _words(key: str) -> frozenset[str]:
    return lexicon.words("unmade", key)


def _utters(token: Token) -> bool:
    return token.lemma_ in _words("uttering")


def _negations(cue: Cue, draft: Draft) -> list[Token]:
    """What negates the cue, outside the content: "reported [no effect]" negates what is reported."""
    words = [word for word in negation.of_predicate(cue.head) if word.lower_ in _words("never")]
    return [word for word in words if not any(one.start <= word.idx < one.end for one in draft.contents)]


def _not_uttered(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "did not say", "has never said", "nobody said", "neither side has said"."""
    words = _negations(cue, draft)
    if not words or not _utters(cue.head) or len(words) > 1:
        return False
    if verb.modal in ("will", "would"):
        return False
    if verb.modal in ("can", "could"):
        return verb.subject is not None and verb.subject.lower_ in _words("hearers")
    # "No, he said": the answer is no negation of the verb.
    return (words[0].i < cue.head.i and words[0].lower_ != "no") or words[0].dep_ == "det"


def _stopped(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "failed to mention", "stopped short of accusing", "has yet to say"."""
    above = [*cue.chain, *([cue.head.head] if cue.head.dep_ in ("xcomp", "advcl", "obl", "ccomp") else [])]
    for token in above:
        stops = token.lemma_ in _words("stopping") or lexicon.match(token, lexicon.groups("unmade", "stopping_groups"))
        yet = token.lemma_ in ("have", "be") and any(
            one.lower_ == "yet" for one in (*token.children, *cue.head.children)
        )
        if (stops or yet) and token.i < cue.head.i and not negation.of_predicate(token):
            return _utters(cue.head)
    return False


def _only_if(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "if he says so", "unless she says", "would say if asked"."""
    marks = [mark for mark in children(cue.head, "mark", "advmod") if mark.i < cue.head.i]
    for mark in marks:
        before = mark.nbor(-1).lower_ if mark.i else ""
        if mark.lower_ in ("if", "unless", "lest") and before not in _words("conditions_idle"):
            return True
        if mark.lower_ == "whether" and cue.head.dep_ in ("ccomp", "advcl", "csubj", "xcomp"):
            return True
    if verb.modal != "would" or verb.perfect or not _utters(cue.head):
        return False
    below = next(children(cue.head, "advcl"), None)
    return below is not None and any(mark.lower_ == "if" for mark in children(below, "mark", "advmod"))


def _maybe(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "may say", "might argue", "you could say": not "may be said to", which the outlet says."""
    if not _utters(cue.head) or verb.perfect:
        return False
    if verb.modal in _words("maybe"):
        return not verb.passive
    hearer = verb.subject is not None and verb.subject.lower_ in ("you", "one")
    return verb.modal in ("could", "can", "would") and hearer


def _instead(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "without saying", "instead of accusing", "rather than blame"; "to say that … would be wrong"."""
    if not _utters(cue.head):
        return False
    marks = {mark.lower_ for mark in children(cue.head, "mark", "case", "advmod") if mark.i < cue.head.i}
    if marks & {"without", "instead", "than"}:
        return True
    infinitive = "to" in marks and cue.head.dep_ in ("csubj", "csubj:pass", "root")
    return infinitive and not cue.chain and draft.source is None


def _asked_whether(cue: Cue, verb: Clause, draft: Draft) -> bool:
    """ "did he say that?": the cue's own clause asks."""
    helper = next((child for child in children(cue.head, "aux") if child.i < cue.head.i), None)
    if helper is None or verb.subject is None or verb.subject.i < helper.i or verb.subject.i > cue.head.i:
        return False
    if any(one.start <= helper.idx < one.end for one in draft.contents):
        return False
    following = cue.head.doc[cue.head.i : cue.head.sent.end]
    return any(token.lower_ == "?" for token in following) and _utters(cue.head)


def _noun_not_uttered(cue: Cue, inside: set[int]) -> bool:
    """ "no claim was made that", "there has been no claim of": a noun that "no" takes back."""
    head = cue.head
    if head.pos_ != "NOUN" or cues.known(head) not in ("asserts", "accuses", "promises", "demands"):
        return False
    return any(child.lower_ == "no" and child.i in inside | {head.i - 1} for child in children(head, "det"))
