"""The words of a short text that say something, as they are compared between documents.

In:      any text, without grammar.
Out:     `Term`s in reading order: a stem, how rare it is in English, and where it stands.
How:     a stem is the first five letters of the dictionary form, so that "delivered", "delivers" and "delivery" meet.
         Rarity is read off the encoder's own vocabulary, whose whole words are in order of their frequency (BERT's:
         English Wikipedia and BooksCorpus, Devlin et al. 2019): the natural logarithm of a word's place over that of
         "the", so 0 for the commonest, 1.3 for "rocket", 2.7 for the last; what is no whole word there is rarer
         still. So it depends on no collection, and comparing gives the same in any order of arrival.
Cost:    some 30 µs a sentence, once its words have been seen.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from lemminflect import getAllLemmas

from allegedly.language.model import load

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_STEM = 5
_RAREST = 3.3  # A little above the last word of the vocabulary, ln(30,521 / 1,996) = 2.73.
_FIRST = 1996  # "the"


class Term(NamedTuple):
    """A word that counts.

    `start` and `end` are code points; `name` where it is printed with a capital inside a text.
    """

    stem: str
    weight: float
    start: int
    end: int
    name: bool


def terms(text: str) -> list[Term]:
    """The content words of `text`; numbers in digits and words that say nothing are left out.

    >>> [term.stem for term in terms("Rockets were delivered by the ministry.")]
    ['rocke', 'deliv', 'minis']
    """
    found: list[Term] = []
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if not word or word[0].isdigit():
            continue
        for part, at in _parts(word, match.start()):
            known = _known(part)
            if known is not None:
                stem, weight = known
                found.append(Term(stem, weight, at, at + len(part), part[0].isupper() and at > 0))
    return found


def _parts(word: str, start: int) -> list[tuple[str, int]]:
    """ "rocket-maker" is two words; "Al-Sarraf" one name and its article."""
    parts, at = [], start
    for piece in word.split("-"):
        if len(piece) > 1:
            parts.append((piece, at))
        at += len(piece) + 1
    return parts


@lru_cache(maxsize=100_000)
def _known(word: str) -> tuple[str, float] | None:
    """Stem and weight of a word; None for one that says nothing."""
    lower = word.casefold()
    if lower in _silent():
        return None
    lemma = dictionary_form(lower) if lower.isascii() else lower
    if lemma in _silent():
        return None
    rank = min(_ranks().get(form, 0) or 1_000_000 for form in (lower, lemma))
    weight = _RAREST if rank == 1_000_000 else max(0.0, math.log(rank / _FIRST))
    return lemma[:_STEM], round(weight, 3)


@lru_cache(maxsize=100_000)
def dictionary_form(word: str) -> str:
    """The dictionary form of a word of which the part of speech is not known: the verb's, else the noun's.

    >>> dictionary_form("sank"), dictionary_form("children")
    ('sink', 'child')
    """
    found = getAllLemmas(word)
    for kind in ("VERB", "NOUN", "ADJ", "ADV"):
        if kind in found:
            return str(found[kind][0])
    return word


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {word: at for word, at in load().tokenizer.get_vocab().items() if at >= _FIRST and not word.startswith("##")}


@lru_cache(maxsize=1)
def _silent() -> frozenset[str]:
    text = resources.files("allegedly.language").joinpath("data", "terms.json").read_text("utf-8")
    found = json.loads(text)
    numbers = found["quantities"]  # Counted by quantities.py; months and numbers are no matter of a sentence.
    lists = (*found["silent"].values(), numbers["words"], numbers["multipliers"], numbers["calendar"])
    return frozenset(word for words in lists for word in words)
