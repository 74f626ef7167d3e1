"""Contents that deny by their own words.

    "that is a lie", "the report is not true"        what somebody said is called false
    "we have not sold a single round"                the speaker did not do what people say was done
    said it had nothing to do with the leak

In:      a `Content` and one of its clauses.
Out:     the words that deny, in text order; empty where nothing is denied.
Limits:  whether anybody had said it is not looked for: "we have not slept" is kept out by a list of deeds that people
         are blamed for (../data/deeds.json). After "admitted" and its like nothing is denied.
"""

from __future__ import annotations

from spacy.tokens import Token

from allegedly.attribution.meaning import lexicon, negation
from allegedly.attribution.meaning.clauses import Clause, words_of
from allegedly.attribution.meaning.content import Content
from allegedly.attribution.meaning.grammar import children, tokens_in
from allegedly.attribution.meaning.sides import own

_TRIES = frozenset(("try", "seek", "attempt", "intend", "mean", "plan"))
_NO_OBJECTS = frozenset(
    ("nothing", "nobody", "anything", "it", "that", "this", "thing", "wrong", "none", "harm", "such")
)
_GIVES_UP = frozenset(("up", "in", "off"))


def denied(content: Content, at: Clause) -> list[Token]:
    """The words of the clause that deny."""
    words = _called_false(at) or _not_true(at) or _never_happened(at)
    return words or _named_false(content, at) or _own_deed(content, at) or _not_one(content, at)


def _polarity(*keys: str) -> frozenset[str]:
    return lexicon.words("polarity", *keys)


def _of_a_claim(at: Clause) -> bool:
    """True where the subject is a claim or stands for one, or where there is none: "Nonsense.", "the report"."""
    if at.subject is None:
        return True
    return at.subject.lemma_ in _polarity("claim_subjects") or at.subject.dep_.startswith("csubj")


def _called_false(at: Clause) -> list[Token]:
    if not (at.copular or at.subject is None) or negation.of_predicate(at.head):
        return []
    adjective = at.lemma in _polarity("claim_adjectives") and at.copular
    absurd = at.lemma in _polarity("claim_adjectives_of_claims") and at.copular and at.subject is not None
    noun = at.lemma in _polarity("claim_nouns") and at.head.pos_ in ("NOUN", "PROPN")
    if not _of_a_claim(at) or (absurd and at.subject is not None and at.subject.pos_ != "NOUN"):
        return []
    return [at.head] if adjective or absurd or noun else []


def _not_true(at: Clause) -> list[Token]:
    """ "is not true", "there is no truth in it", "has no basis"."""
    words = negation.of_predicate(at.head)
    if words and at.copular and at.lemma in _polarity("truth_words") and _of_a_claim(at):
        return [*words, at.head]
    thing = next((child for child in children(at.head, "nsubj", "obj") if child.i > at.head.i), None)
    if thing is None or thing.lemma_ not in ("truth", "basis", "foundation", "substance"):
        return []
    return [*words, thing] if words else []


def _never_happened(at: Clause) -> list[Token]:
    words = negation.of_predicate(at.head)
    happens = at.lemma in ("happen", "occur") or bool(lexicon.match(at.head, {"take": (("take", "place"),)}))
    told = at.subject is not None and (at.subject.lower_ in ("it", "this", "that") or at.subject.lemma_ == "nothing")
    return [*words, at.head] if words and happens and told and at.modal in ("", "could") else []


def _named_false(content: Content, at: Clause) -> list[Token]:
    """ "called [the charge “a lie”]": the content names a claim, and what it is called."""
    thing = at.head if at.subject is None else at.subject
    if content.cue is None or thing.lemma_ not in lexicon.words("acts", "claims_nouns") or at.copular:
        return []
    named = [token for piece in content.statement.content for token in tokens_in(content.doc, piece)]
    after = [token for token in named if token.i > thing.i]
    false = _polarity("claim_nouns", "claim_adjectives", "claim_adjectives_of_claims")
    return next(([token] for token in after if token.lemma_ in false and not _below_clause(token, thing)), [])


def _below_clause(token: Token, head: Token) -> bool:
    """True for a word of the claim itself: "the claim that the report was false"."""
    clause = next((child for child in children(head, "acl", "ccomp")), None)
    return clause is not None and (token == clause or clause in token.ancestors)


def _own_deed(content: Content, at: Clause) -> list[Token]:
    words = negation.of_predicate(at.head)
    if not words or at.modal in ("will", "shall", "may", "might", "should", "must", "can", "could"):
        return []
    if _admits(content) or (not own(content.doc, content.statement, at.subject) and not _no_one_of_us(content, at)):
        return []
    head = at.head
    if head.lemma_ in _TRIES:
        head = next(children(head, "xcomp"), head)
    return [*words, head] if _is_deed(head, at) or _stressed(head, at) else []


def _stressed(head: Token, at: Clause) -> bool:
    """True for "I have never called", "had set no target", "offered nothing": more than that something is not so."""
    past = at.perfect or "Past" in head.morph.get("Tense", [])
    # "had no evidence" tells of a lack; nobody is said to have had it.
    if not past or at.copular or head.pos_ != "VERB" or head.lemma_ in lexicon.words("deeds", "learning") | {"have"}:
        return False
    if any(child.lower_ == "never" for child in head.children):
        return True
    objects = list(children(head, "obj"))
    return any(one.lower_ == "nothing" or any(child.lower_ == "no" for child in one.children) for one in objects)


def _not_one(content: Content, at: Clause) -> list[Token]:
    """ "Not one cartridge has left our depots", "None of its ponds had overflowed", "Nobody has ever asked me"."""
    subject, head = at.subject, at.head
    if subject is None or _admits(content) or not (at.perfect or "Past" in head.morph.get("Tense", [])):
        return []
    if head.lemma_ in lexicon.words("deeds", "learning"):
        return []
    before = [token for token in subject.doc[max(subject.i - 3, 0) : subject.i + 1] if token.sent == subject.sent]
    words = [token.lower_ for token in before]
    one = "not" in words and bool({"one", "single"} & set(words))
    ours = subject.lower_ == "none" and any(
        child.lower_ in ("our", "its", "my", "his", "her", "their") for token in subject.subtree for child in [token]
    )
    ever = subject.lower_ in ("nobody", "no-one", "nothing") and any(child.lower_ == "ever" for child in head.children)
    return [subject, head] if one or ours or ever else []


def _admits(content: Content) -> bool:
    cue = content.cue
    return cue is not None and cue.lemma in lexicon.words("distance", "factive_verbs") | {
        "complain",
        "regret",
        "lament",
    }


def _no_one_of_us(content: Content, at: Clause) -> bool:
    """True for "nobody in the chairman's office", of which the source speaks."""
    if at.subject is None or at.subject.lower_ not in ("nobody", "none", "no-one", "one", "neither"):
        return False
    return any(own(content.doc, content.statement, child) for child in children(at.subject, "nmod"))


def _is_deed(head: Token, at: Clause) -> bool:
    deeds = lexicon.words("deeds", "deeds")
    if lexicon.match(head, {"set": (("set", "foot"),), "lay": (("lay", "hand"), ("lay", "finger"))}):
        return True
    if head.pos_ == "VERB" and head.lemma_ in deeds:
        return not any(child.lower_ in _GIVES_UP for child in children(head, "compound"))
    objects = list(children(head, "obj", "obl"))
    if head.lemma_ == "do":
        return any(child.lemma_ in _NO_OBJECTS for child in objects)
    if head.lemma_ in ("have", "play", "know"):
        involved = [token for token in words_of(head) if token.lemma_ in lexicon.words("deeds", "denied_nouns")]
        nothing = any(child.lower_ in ("nothing", "anything") for child in objects)
        return (bool(involved) and head.lemma_ != "know") or (nothing and head.lemma_ == "have" and _to_do_with(head))
    stated = at.copular or at.passive
    return stated and bool({head.lemma_, head.lower_} & lexicon.words("deeds", "denied_predicates"))


def _to_do_with(head: Token) -> bool:
    """True for "had nothing to do with the leak"."""
    return any(token.lemma_ == "do" for child in children(head, "obj") for token in child.children) or any(
        token.lemma_ == "do" for token in children(head, "xcomp")
    )
