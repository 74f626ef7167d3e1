"""What negates a clause, and how far: the words, by where they stand in the tree.

Rules:   an adverb ("not", "never", "hardly") at the predicate or its helpers; "no", "nobody", "neither", "few" in the
         subject, or in the object; verbs and adjectives that say it themselves ("failed to", "is unlikely"). Two of
         them make a positive ("did not rule out"). "not only", "no fewer than", "no doubt" negate nothing.
In:      a Doc with dependencies. Out: tokens in text order, empty where nothing negates.
Source:  scope as in the CD-SCO corpus (Morante and Daelemans 2012), cut down to the main predicate.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from allegedly.attribution.meaning import lexicon
from allegedly.attribution.meaning.grammar import children, dependents

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "csubj")
_LOWER = frozenset(("det", "nmod", "amod", "nummod", "advmod", "cc:preconj", "compound"))


def of_predicate(head: Token) -> list[Token]:
    """The words that negate the predicate itself, its own meaning apart, in text order."""
    found = [*_adverbs(head), *_arguments(head)]
    joint = any(child.lower_ in ("or", "nor") for child in children(head, "cc"))
    if not found and joint and head.dep_ == "conj" and not any(True for _ in children(head, "nsubj", "aux")):
        # "has not confirmed or denied": what is shared by both stands at the first.
        found = [word for word in _adverbs(head.head) if word.i < head.head.i]
    return sorted(set(found), key=lambda token: token.i)


def _adverbs(head: Token) -> Iterator[Token]:
    holders = [head, *(child for child in children(head, "aux", "cop", "aux:pass"))]
    adverbs = lexicon.words("polarity", "adverbs")
    for holder in holders:
        for child, _, _ in dependents(holder):
            if child.lower_ in adverbs and child.pos_ != "NOUN" and not _idle(child):
                # "He is not here" negates; "was told not to" negates what comes after.
                yield child
    for child, relation, _ in dependents(head):
        if child.lower_ in ("longer", "more") and child.i and child.nbor(-1).lower_ == "no":
            yield child.nbor(-1)
        elif relation in ("obl", "advmod", "nmod") and _set_phrase(child):
            yield from _determiners(child)
        if relation == "det" and child.lower_ == "no" and not _idle(child):
            yield child


def _set_phrase(token: Token) -> bool:
    """True for "by no means", "at no time", "in no way", "under no circumstances"."""
    return token.lemma_ in lexicon.words("polarity", "set_nouns") and any(True for _ in _determiners(token))


def _arguments(head: Token) -> Iterator[Token]:
    for child in children(head, *_ARGUMENTS):
        yield from _inside(child)
    if head.lemma_ in lexicon.words("polarity", "verbs_with_oblique"):
        for child in children(head, "obl", "advmod"):
            yield from _determiners(child)


def _inside(noun: Token) -> Iterator[Token]:
    if noun.lower_ in lexicon.words("polarity", "pronouns") and not _idle(noun):
        yield noun
        return
    yield from _determiners(noun)


def _determiners(noun: Token) -> Iterator[Token]:
    """ "no", "neither", "not a single", "few" at the noun."""
    for child, relation, _ in dependents(noun):
        if relation not in _LOWER or child.i > noun.i or _idle(child):
            continue
        if child.lower_ in lexicon.words("polarity", "determiners"):
            if child.lower_ not in ("few", "little") or not _article(noun):
                yield child
        elif child.lower_ == "not" and child.dep_ == "advmod":
            yield child
        elif child.dep_ in ("nummod", "det") and any(one.lower_ == "not" for one in child.children):
            yield next(one for one in child.children if one.lower_ == "not")


def _article(noun: Token) -> bool:
    return any(child.lower_ in ("a", "the", "these", "those", "last", "first", "next") for child in noun.children)


def _idle(token: Token) -> bool:
    """True where the word negates nothing: "not only", "no fewer than", "no doubt", "nothing but"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1).lower_
    if token.lower_ in ("no", "not") and token.nbor(1).is_punct:
        # "No, the road is open."
        return True
    if token.lower_ in ("not", "n't", "n’t"):
        return following in lexicon.words("polarity", "idle_after_not")
    if token.lower_ == "no":
        return following in lexicon.words("polarity", "idle_after_no")
    return token.lower_ in ("nothing", "none", "no-one") and following in ("but", "less", "short", "other")


def inverts(head: Token) -> bool:
    """True for a word that itself turns what it governs round: "failed to", "refused to", "is unlikely", "lacks"."""
    if head.pos_ == "ADJ":
        return head.lemma_ in lexicon.words("polarity", "adjectives")
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in lexicon.words("polarity", "verbs"):
            return True
        if head.lemma_ in lexicon.words("polarity", "verbs_with_infinitive"):
            return any(True for _ in children(head, "xcomp"))
        return bool(lexicon.match(head, lexicon.groups("polarity", "groups")))
    return False
