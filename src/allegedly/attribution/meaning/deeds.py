"""What a content does by its own words, whatever verb reports it: "we will not leave" promises, "leave now" demands.

In:      a `Content`: a statement's main clauses and its cue.
Out:     an act, the words that show it, and how sure the rule is; None where the content only asserts.
How:     the first main clause decides ("Forty left. Where did they go?" asserts); under "I think" and "it is likely"
         what they introduce is looked at as well. Word lists: ../data/deeds.json.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from allegedly.attribution.meaning import clauses, denials, lexicon, negation
from allegedly.attribution.meaning.clauses import Clause
from allegedly.attribution.meaning.content import Content
from allegedly.attribution.meaning.cues import ORDER
from allegedly.attribution.meaning.grammar import children
from allegedly.attribution.meaning.sides import first_person, own, somebody
from allegedly.records.statement import Act


class Deed(NamedTuple):
    """An act and the words that show it."""

    act: Act
    words: tuple[Token, ...]


Rule = Callable[[Content, Clause], Deed | None]


def _words(*keys: str) -> frozenset[str]:
    return lexicon.words("deeds", *keys)


def deed(content: Content) -> Deed | None:
    """What the first main clause does; None where it only asserts."""
    if not content.clauses:
        return None
    if content.asks:
        return Deed("questions", ())
    first = content.clauses[0]
    if not (first.finite or first.copular or imperative(content, first)):
        return denials_of(content, first)
    return _deed(content, first)


def _deed(content: Content, at: Clause, depth: int = 0) -> Deed | None:
    found = [one for rule in _RULES if (one := rule(content, at)) is not None]
    below = clauses.inner(at) if depth < 2 and _introduces(content, at) else None
    if below is not None:
        deeper = _deed(content, below, depth + 1)
        if deeper is not None:
            found.append(deeper)
    return min(found, key=lambda one: ORDER.index(one.act)) if found else None


def _introduces(content: Content, at: Clause) -> bool:
    """True for "I think that …", "it is likely that …", "there is a chance that …"."""
    if at.lemma in ("hope", "wish", "want", "deny"):
        return False
    if at.lemma in _words("believing"):
        return own(content.doc, content.statement, at.subject)
    if at.lemma in ("seem", "appear", "mean", "be") or at.head.pos_ == "ADJ":
        return True
    return at.copular


def denials_of(content: Content, at: Clause) -> Deed | None:
    """A denial by the content: it is called a lie, or the speaker did not do it."""
    words = denials.denied(content, at)
    return Deed("denies", tuple(words)) if words else None


def _promises(content: Content, at: Clause) -> Deed | None:
    """ "we will not leave", "said she would fly home"."""
    future = at.modal in ("will", "shall") or (at.modal == "would" and not content.direct(at.head) and not at.perfect)
    head = at.head
    if at.lemma == "go" and at.progressive:
        below = next(children(head, "xcomp"), None)
        if below is not None and _marked(below):
            future, head = True, below
    if not future or at.passive or not (head.pos_ == "VERB" or _marked(head)) or head.lemma_ in _words("future_states"):
        return None
    if any(True for _ in children(head, "aux:pass")) or not own(content.doc, content.statement, at.subject):
        return None
    if at.subject is not None and at.subject.pos_ == "NOUN" and not somebody(at.subject):
        return None
    return Deed("promises", _carrying(at))


def _marked(token: Token) -> bool:
    """True for an infinitive with its "to", also where the parser takes the verb for a noun ("to appeal")."""
    return any(child.lower_ == "to" for child in children(token, "mark"))


def _carrying(at: Clause) -> tuple[Token, ...]:
    return (at.head,) if at.auxiliary is None else (at.auxiliary,)


def _demands(content: Content, at: Clause) -> Deed | None:
    if imperative(content, at):
        return Deed("demands", (at.head,))
    if at.copular and at.lemma in _words("urgent_adjectives") and not negation.of_predicate(at.head):
        return Deed("demands", (at.head,))
    if at.modal in ("must", "should", "ought"):
        alone = at.subject is not None and at.subject.lower_ == "i"
        return None if alone or _of_itself(at) or at.perfect else Deed("demands", _carrying(at))
    if at.modal == "can" and at.passive and at.lemma in ("allow", "tolerate", "permit", "accept"):
        return Deed("demands", _carrying(at)) if negation.of_predicate(at.head) else None
    return _needs(at)


def _of_itself(at: Clause) -> bool:
    """True for "should be ready by June", "must be tired": what is expected, not what is asked."""
    person = first_person(at.subject) or (at.subject is not None and at.subject.lower_ in ("he", "she", "they", "you"))
    if at.lemma in lexicon.words("certainty", "expected_adjectives"):
        return at.copular or at.passive
    if at.modal == "must":
        return at.copular and person and at.head.pos_ == "ADJ"
    return at.lemma in lexicon.words("certainty", "expected_verbs") and not (person and at.lemma not in ("know", "see"))


def _needs(at: Clause) -> Deed | None:
    """ "needs to resign", "they have to stop": not what the speaker himself had to do."""
    below = next(children(at.head, "xcomp"), None)
    if at.lemma not in ("need", "have") or below is None or at.head.pos_ not in ("VERB", "AUX"):
        return None
    past = at.lemma == "have" and at.head.lower_ in ("had", "'d", "’d")
    alone = at.subject is not None and at.subject.lower_ == "i"
    if past or alone or at.perfect or at.passive or negation.of_predicate(at.head) or at.modal not in ("", "will"):
        return None
    return Deed("demands", (at.head,))


def imperative(content: Content, at: Clause) -> bool:
    """True for "leave the town", "do not shoot", "let them come" in quoted words."""
    head = at.head
    if head.pos_ != "VERB" or at.subject is not None or at.modal or at.infinitive or not content.direct(head):
        return False
    helped = [child for child in children(head, "aux") if child.lower_ not in ("do", "don't", "don’t")]
    plain = head.lower_ == head.lemma_ and "Part" not in head.morph.get("VerbForm", [])
    return plain and not helped and head.lemma_ not in _words("formulas") - {"let", "stop"} and _begins(head, content)


def _begins(head: Token, content: Content) -> bool:
    """True where the quoted words begin with the verb, adverbs and names aside: no end of a cut-off sentence."""
    before = [token for token in head.doc[max(head.i - 6, head.sent.start) : head.i] if content.holds(token)]
    plain = ("ADV", "PUNCT", "INTJ", "PART", "AUX", "PROPN", "CCONJ")
    return all(token.pos_ in plain or token.lower_ == "please" for token in before)


def _intends(content: Content, at: Clause) -> Deed | None:
    if not own(content.doc, content.statement, at.subject) or at.perfect:
        return None
    below = next(children(at.head, "xcomp", "obj", "ccomp"), None)
    if at.copular and at.head.pos_ == "ADJ" and at.lemma in lexicon.words("acts", "intends_adjectives"):
        return Deed("intends", (at.head,)) if any(True for _ in children(at.head, "xcomp")) else None
    if below is None or at.passive or at.head.pos_ != "VERB":
        return None
    if at.lemma == "like" and at.modal == "would":
        return Deed("intends", (at.head,))
    if (at.lemma == "have" and below.lemma_ in ("plan", "intention")) or at.lemma in _words("planning", "wishing"):
        thinks = at.lemma == "hope" and below.dep_ == "ccomp"
        holds = at.lemma == "consider" and not at.progressive
        return None if at.modal or thinks or holds else Deed("intends", (at.head,))
    return None


def _predicts(content: Content, at: Clause) -> Deed | None:
    if at.modal in ("will", "shall") and not at.perfect:
        return Deed("predicts", _carrying(at))
    if at.modal == "would" and not at.perfect and not _polite(content, at):
        return Deed("predicts", _carrying(at))
    if at.modal in ("may", "might", "could") and _comes(at):
        return Deed("predicts", _carrying(at))
    if not at.modal and negation.of_predicate(at.head) and lexicon.match(at.head, {"rule": (("rule", "out"),)}):
        return Deed("predicts", (at.head,)) if own(content.doc, content.statement, at.subject) else None
    below = next(children(at.head, "xcomp"), None)
    if below is None or at.modal or not (at.copular or at.passive or at.lemma in ("go", "stand", "threaten")):
        return None
    done = clauses.clause(below).perfect
    future = at.lemma in _words("future_predicates") and (at.lemma != "go" or at.progressive)
    return (
        Deed("predicts", (at.head,))
        if future and (_marked(below) or below.pos_ != "NOUN") and not done and not at.perfect
        else None
    )


def _polite(content: Content, at: Clause) -> bool:
    """True for "I would say", "we would like", "that would seem"."""
    if at.lemma in ("say", "argue", "think", "like", "love", "prefer", "imagine", "put", "call", "seem", "appear"):
        return True
    return first_person(at.subject) and content.direct(at.head) and at.lemma in ("describe", "hope", "expect")


def _comes(at: Clause) -> bool:
    """True for "may follow", "could be cancelled": not for what may be so already, nor for what one is able to do."""
    if at.perfect or at.progressive or (at.head.pos_ != "VERB" and not _to_be(at)):
        return False
    if at.modal == "could" and (
        negation.of_predicate(at.head) or at.lemma in lexicon.words("certainty", "ability_verbs")
    ):
        return False
    return (at.passive and at.lemma not in ("rule", "explain")) or at.lemma not in _words("lasting")


def _to_be(at: Clause) -> bool:
    """True for "could be back by June": a predicate with a time to come."""
    words = clauses.words_of(at.head)
    return any(token.lower_ in ("by", "next", "soon", "tomorrow", "within", "later", "before") for token in words)


def _performs(content: Content, at: Clause) -> Deed | None:
    """ "we condemn", "I promise", "said it welcomed": a saying that does what it says."""
    if at.modal or at.perfect or at.passive or not own(content.doc, content.statement, at.subject):
        return None
    past = "Past" in at.head.morph.get("Tense", [])
    if past and content.direct(at.head):
        return None
    for act in _PERFORMED:
        if at.head.pos_ == "VERB" and at.lemma in _words(f"performing_{act}"):
            return Deed(act, (at.head,)) if _complete(at) else None
    return None


_PERFORMED: tuple[Act, ...] = ("denies", "accuses", "promises", "demands", "predicts", "evaluates")


def _complete(at: Clause) -> bool:
    if at.lemma == "call":
        return bool(lexicon.match(at.head, {"call": (("call", "for"), ("call", "on"), ("call", "upon"))}))
    return any(True for _ in children(at.head, "obj", "ccomp", "xcomp", "obl", "iobj"))


def _evaluates(content: Content, at: Clause) -> Deed | None:
    if not at.copular or content.denies_before(at):
        return None
    feels = at.lemma in lexicon.words("acts", "evaluates_adjectives")
    if feels and own(content.doc, content.statement, at.subject):
        return Deed("evaluates", (at.head,))
    judges = at.lemma in _words("judging_adjectives" if at.head.pos_ == "ADJ" else "judging_nouns")
    return Deed("evaluates", (at.head,)) if judges and at.head.pos_ in ("ADJ", "NOUN") else None


def _believes(content: Content, at: Clause) -> Deed | None:
    if at.lemma not in _words("believing") or at.perfect or at.passive or at.modal:
        return None
    if not own(content.doc, content.statement, at.subject):
        return None
    past = "Past" in at.head.morph.get("Tense", []) and content.direct(at.head)
    holds = any(True for _ in children(at.head, "ccomp", "xcomp", "obj"))
    feels = at.lemma == "feel" and not any(True for _ in children(at.head, "ccomp"))
    return Deed("believes", (at.head,)) if holds and not past and not feels else None


_RULES: Sequence[Rule] = (
    denials_of,
    _promises,
    _demands,
    _intends,
    _predicts,
    _performs,
    _evaluates,
    _believes,
)
