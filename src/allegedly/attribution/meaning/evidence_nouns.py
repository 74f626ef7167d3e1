"""What kind of evidence a noun names: video, photograph, recovered object, document, data, intelligence, expert
analysis.

In:      a noun and the words of its phrase.
Out:     an `EvidenceKind`, or None for what is no evidence ("a report" is what somebody says).
Rules:   data/evidence.json. Vague nouns have the kind of the word before them ("forensic evidence"); a thing is a
         recovered object only where something says that it was found; a letter or a report is a document in evidence
         only where
         somebody got hold of it ("a letter obtained by the paper").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, cast

from spacy.tokens import Token

from allegedly.records import EvidenceKind

KINDS: tuple[EvidenceKind, ...] = (
    "video",
    "photograph",
    "document",
    "data",
    "intelligence",
    "expert analysis",
    "recovered object",
)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files("allegedly.attribution").joinpath("data", "evidence.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def words(name: str) -> frozenset[str]:
    """A list of data/evidence.json."""
    return frozenset(_data()[name])


@cache
def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """A list of phrases of data/evidence.json, word by word, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in _data()[name]), key=len, reverse=True))


@cache
def phrases_from(name: str, first: str) -> tuple[tuple[str, ...], ...]:
    """Those of the phrases that begin with a word: nearly every word of a page begins none."""
    return tuple(phrase for phrase in phrases(name) if phrase[0] == first)


def kind_of(head: Token, phrase: Sequence[Token]) -> EvidenceKind | None:
    """The kind of evidence that a noun names in its phrase."""
    noun = _noun(head)
    if head.ent_type_ in ("ORG", "PERSON") or (noun in words("plural only") and not _many(head)):
        return None
    before = [token for token in phrase if token.i < head.i and token.pos_ != "DET"]
    special = _by_modifier(noun, before, head)
    if special is not None:
        return cast("EvidenceKind", special) if special else None
    kind = next((kind for kind in KINDS if noun in words(kind)), None)
    if kind == "recovered object":
        return kind if _was_found(head, phrase) else None
    if kind is None and noun in words("soft documents") and _was_obtained(head, phrase):
        return "document"
    return kind


def _noun(head: Token) -> str:
    for word in (head.lemma_, head.lower_):
        if any(word in words(kind) for kind in KINDS) or word in words("soft documents"):
            return word
    return head.lemma_


def _by_modifier(noun: str, before: Sequence[Token], head: Token) -> str | None:
    """The kind that the word before a noun gives it; "" for a pair that is no evidence ("public figures")."""
    pairs: dict[str, str] = _data()["kinds_of"]
    if head.i + 2 < len(head.doc) and head.nbor(1).lower_ == "of" and f"{noun} {head.nbor(2).lemma_}" in pairs:
        return pairs[f"{noun} {head.nbor(2).lemma_}"]
    for token in reversed(before[-3:]):
        for word in (token.lower_, token.lemma_):
            if f"{word} {noun}" in pairs:
                return pairs[f"{word} {noun}"]
    return None


def _was_found(head: Token, phrase: Sequence[Token]) -> bool:
    return any(token.lower_ in words("found") and token.i != head.i for token in phrase)


def _was_obtained(head: Token, phrase: Sequence[Token]) -> bool:
    """True for "a letter seen by the paper", "a leaked report", "a memo the agency obtained"."""
    return any(
        token.lemma_ in words("obtained") and token.pos_ in ("VERB", "ADJ") and head in (token.head, token.head.head)
        for token in phrase
        if token.i != head.i
    )


def _many(head: Token) -> bool:
    """True for "figures"; not for "a figure" and "a number of tests"."""
    following = head.nbor(1).lower_ if head.i + 1 < len(head.doc) else ""
    return head.lower_ != head.lemma_ and following != "of"
