"""Dictionary forms: "said" to "say", so that word lists name a verb once.

LemmInflect (MIT; dictionary, and rules learned from it for words it lacks) by part of speech; docs/decisions/0010.
Cost: the dictionary opens in 0.3 s, once in a process; each form is looked up once.
"""

from __future__ import annotations

from functools import lru_cache

from lemminflect import getLemma
from spacy.language import Language
from spacy.tokens import Doc

_INFLECTED = frozenset(("VERB", "AUX", "NOUN", "ADJ", "ADV"))


@lru_cache(maxsize=50_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form in lower case; the word itself in lower case where its kind has none.

    >>> lemma("Dismissed", "VERB")
    'dismiss'
    """
    lower = word.casefold()
    if upos not in _INFLECTED:
        return lower
    found = getLemma(lower, upos)
    return str(found[0]) if found else lower


class LemmasComponent:
    """Writes `token.lemma_`, in lower case."""

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = lemma(token.text, token.pos_)
        return doc


@Language.factory("allegedly_lemmas", requires=["token.pos"], assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str) -> LemmasComponent:
    """No settings."""
    return LemmasComponent()
