"""Words by which one keeps from saying flatly that something is so, and how weak each makes it.

    may, could, probably, is likely to, seems to, a chance that, believed to, if …

In:      a predicate in a Doc with dependencies.
Out:     `Hedge`s in no particular order; empty where nothing hedges. Word lists: ../data/certainty.json.
Scope:   a word counts for the clause that it governs: at its predicate, its helpers and adverbs, or in a clause that
         stands over it ("it is likely that"); what stands in relative and other clauses below counts for those.
         "about", "some" and other words for rough numbers hedge nothing; "perhaps" does.
Source:  levels after FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from allegedly.attribution.meaning import clauses, lexicon, negation
from allegedly.attribution.meaning.clauses import Clause
from allegedly.attribution.meaning.grammar import children
from allegedly.records.statement import Certainty

# Weakest last.
LEVELS: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_HEDGED: tuple[Certainty, ...] = ("probable", "possible", "unknown")
_UP = frozenset(("xcomp", "ccomp", "csubj", "csubj:pass", "acl"))
_COMPLEMENTS = ("xcomp", "ccomp", "csubj", "obj", "obl", "advcl")
_DOUBTED = frozenset(("sure", "certain", "clear", "known", "decided", "confirmed", "evident", "obvious"))


class Hedge(NamedTuple):
    """A level weaker than "certain" and the words that make it."""

    level: Certainty
    words: tuple[Token, ...]


def _words(key: str) -> frozenset[str]:
    return lexicon.words("certainty", key)


def weakest(hedges: Sequence[Hedge]) -> Hedge | None:
    """The weakest of them; None of none."""
    return max(hedges, key=lambda hedge: LEVELS.index(hedge.level), default=None)


def of_clause(at: Clause) -> list[Hedge]:
    """The hedges of a main clause, with those of the clause that it only introduces."""
    found, below = list(at_clause(at)), at
    for _ in range(2):
        inside = clauses.inner(below)
        if inside is None or not _introduces(below):
            break
        found += at_clause(inside)
        below = inside
    return found


def of_predicate(head: Token) -> list[Hedge]:
    """The hedges of any predicate: at its own clause, and in the clauses that stand over it."""
    found = list(at_clause(clauses.clause(head), whole=False))
    for _ in range(4):
        if head.dep_ == "conj" and head.head.i != head.i:
            head = head.head
            found += [hedge for hedge in at_clause(clauses.clause(head), whole=False) if _shared(hedge, head)]
        if head.dep_ not in _UP or head.head.i == head.i:
            break
        head = head.head
        found += at_clause(clauses.clause(head))
    return found


def _shared(hedge: Hedge, head: Token) -> bool:
    """True for a modal or adverb before the first of two joined predicates."""
    return all(word.i < head.i for word in hedge.words)


def _introduces(at: Clause) -> bool:
    """True for a clause whose own news is how sure the next is, or that only says when, whether, how it comes."""
    if at.head.pos_ == "ADJ" or at.lemma in ("go", "have", "need", "be", "mean", "tend", "try", "begin", "start"):
        return True
    return any(True for _ in _lexical(at))


def at_clause(at: Clause, *, whole: bool = True) -> Iterator[Hedge]:
    """The hedges that stand in one clause; its predicate's own meaning ("seems") only with `whole`."""
    yield from _modal(at)
    yield from _adverbs(at)
    yield from _condition(at)
    if whole:
        yield from _lexical(at)
        yield from _nominal(at)


def _modal(at: Clause) -> Iterator[Hedge]:
    if at.auxiliary is None:
        return
    negated = bool(negation.of_predicate(at.head))
    if negated and at.modal in ("could", "can"):
        if _excludes(at.head):
            yield Hedge("possible", (at.auxiliary, at.head))
        elif at.lemma in _words("unable_verbs"):
            yield Hedge("unknown", (at.auxiliary, at.head))
        return
    if at.modal in ("may", "might") or (at.modal == "could" and not _able(at)):
        yield Hedge("possible", (at.auxiliary,))
    elif (at.modal == "must" and at.perfect) or (at.modal in ("should", "ought") and _expected(at)):
        yield Hedge("probable", (at.auxiliary,))


def _excludes(head: Token) -> bool:
    if head.lemma_ in ("exclude", "discount"):
        return True
    return bool(lexicon.match(head, {"rule": (("rule", "out"),)}))


def _able(at: Clause) -> bool:
    """True for "I could see stars", "could not believe": what somebody was able to do."""
    if at.perfect or at.passive:
        return False
    person = at.subject is not None and at.subject.lower_ in ("i", "we", "you", "he", "she", "they")
    return person and at.lemma in _words("ability_verbs")


def _expected(at: Clause) -> bool:
    if at.copular or at.passive:
        return at.lemma in _words("expected_adjectives")
    return at.lemma in _words("expected_verbs")


def _adverbs(at: Clause) -> Iterator[Hedge]:
    for token in clauses.words_of(at.head):
        for level in _HEDGED[:2]:
            group = lexicon.match(token, lexicon.groups("certainty", f"{level}_adverb_groups"))
            if group:
                yield Hedge(level, tuple(group))
            elif token.pos_ in ("ADV", "ADJ") and _is_adverb(token) and token.lower_ in _words(f"{level}_adverbs"):
                yield Hedge(level, (token,))


def _is_adverb(token: Token) -> bool:
    """ "likely" at a verb, not "the likely winner"; not "is likely to", which governs."""
    return token.dep_ in ("advmod", "discourse", "parataxis", "obl", "dep", "amod", "fixed") and (
        token.pos_ == "ADV" or token.dep_ == "advmod"
    )


def _condition(at: Clause) -> Iterator[Hedge]:
    for child in children(at.head, "advcl"):
        for mark in children(child, "mark"):
            if mark.lower_ not in _words("condition_marks") or mark.i + 1 >= len(mark.doc):
                continue
            before = mark.nbor(-1).lower_ if mark.i else ""
            after = mark.nbor(1).lower_
            if before not in _words("no_conditions") and after not in ("not", "only", "anything", "so"):
                yield Hedge("possible", (mark,))


def _lexical(at: Clause) -> Iterator[Hedge]:
    """What the predicate itself says: "seems", "is likely", "believes", "does not know"."""
    head, negated = at.head, bool(negation.of_predicate(at.head))
    if negated and head.lemma_ in ("know", "say", "tell") and at.modal in ("", "can", "could"):
        if head.lemma_ == "know":
            yield Hedge("unknown", (head,))
        return
    if negated and (head.lower_ in _DOUBTED or head.lemma_ in _DOUBTED):
        yield Hedge("unknown", (*negation.of_predicate(head), head))
        return
    if negated and not at.modal and _excludes(head):
        yield Hedge("possible", (*negation.of_predicate(head), head))
        return
    if head.pos_ in ("ADJ", "ADV") or at.copular:
        level = next((one for one in _HEDGED if head.lemma_ in _words(f"{one}_adjectives")), None)
        if level is not None and not (negated and level == "possible"):
            yield Hedge(level, (head,))
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        yield from _verb(at)


def _verb(at: Clause) -> Iterator[Hedge]:
    head = at.head
    if not any(True for _ in children(head, *_COMPLEMENTS)) and not at.passive:
        return
    if lexicon.match(head, {"point": (("point", "to"), ("point", "toward"), ("point", "towards"))}):
        if at.subject is None or at.subject.pos_ != "PRON":
            yield Hedge("probable", (head,))
        return
    if head.lemma_ in ("look", "sound") and not _looks(head):
        return
    if head.lemma_ in ("suggest", "indicate", "point", "imply") and negation.of_predicate(head):
        return
    clausal = any(_is_clausal(child) for child in children(head, "xcomp", "ccomp", "csubj"))
    if head.lemma_ in ("seem", "appear") and not clausal and not any(True for _ in children(head, "advcl")):
        return
    if head.lemma_ in ("think", "believe", "feel") and not at.passive and not clausal:
        return
    for level in _HEDGED:
        if head.lemma_ in _words(f"{level}_verbs") and not (at.perfect and level == "unknown"):
            yield Hedge(level, (head,))
            return


def _is_clausal(token: Token) -> bool:
    """False for "one man" in "believed one man", where the parser hangs it like a clause."""
    return token.pos_ not in ("NOUN", "PROPN", "PRON") or any(True for _ in children(token, "cop", "nsubj", "mark"))


def _looks(head: Token) -> bool:
    """ "looks likely", "looked as if", not "looked at", "looked for"."""
    for below in children(head, "xcomp", "advcl", "ccomp"):
        marks = {child.lower_ for child in children(below, "mark", "case")}
        if below.lemma_ in ("likely", "unlikely", "set", "certain", "bound", "possible") or marks & {"as", "like"}:
            return True
    return False


def _nominal(at: Clause) -> Iterator[Hedge]:
    """ "there is a chance that", "a possible leak", "the likelihood of"."""
    noun = at.head if at.head.pos_ in ("NOUN", "PROPN") else None
    if noun is None and at.lemma in ("be", "exist", "remain") and at.subject is not None:
        there = any(child.lower_ == "there" for child in children(at.head, "expl"))
        noun = next((child for child in children(at.head, "nsubj") if child.pos_ == "NOUN"), None) if there else None
    if noun is None:
        return
    refused = any(child.lower_ in ("no", "little") for child in children(noun, "det", "amod"))
    for level in _HEDGED:
        if noun.lemma_ in _words(f"{level}_nouns") and not refused and not at.copular:
            yield Hedge(level, (noun,))
    for child in children(noun, "amod", "compound"):
        for level in _HEDGED[:2]:
            if child.lower_ in _words(f"{level}_attributes"):
                yield Hedge(level, (child,))
