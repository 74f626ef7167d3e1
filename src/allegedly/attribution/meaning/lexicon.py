"""The word lists of acts, certainty, polarity, distance and refusals, each file read once and then kept.

In:      `../data/{acts,certainty,polarity,distance,answers,unmade}.json`: lists of dictionary forms in lower case; of
         groups ("take issue with") the dictionary forms of their words with blanks between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token

from allegedly.attribution.meaning.grammar import all_tokens, sentence_of

# How many adverbs, articles and pronouns may stand inside a group: "made [it very] clear".
_GAP = 3
_PASSED_OVER = frozenset(("ADV", "PRON", "DET", "ADJ"))

Group = tuple[str, ...]


@cache
def _file(name: str) -> dict[str, Any]:
    text = resources.files("allegedly.attribution").joinpath("data", f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of one or several lists of `data/NAME.json`."""
    return frozenset(word for key in keys for word in _file(name)[key])


@cache
def has_list(name: str, key: str) -> bool:
    """True where `data/NAME.json` has the list."""
    return key in _file(name)


@cache
def groups(name: str, key: str) -> dict[str, tuple[Group, ...]]:
    """The groups of a list by their first word, the longest first."""
    found: dict[str, list[Group]] = {}
    for group in (tuple(entry.split()) for entry in _file(name)[key]):
        found.setdefault(group[0], []).append(group)
    return {first: tuple(sorted(entries, key=len, reverse=True)) for first, entries in found.items()}


def match(token: Token, entries: dict[str, tuple[Group, ...]]) -> list[Token]:
    """The tokens of the longest group that begins at `token`; empty where none does."""
    for group in entries.get(token.lemma_, ()):
        found = _follow(token, group)
        if found:
            return found
    return []


def _follow(token: Token, group: Iterable[str]) -> list[Token]:
    found: list[Token] = []
    at, end = token.i, sentence_of(token).end
    tokens = all_tokens(token.doc)
    for word in group:
        last = at + _GAP
        while at < end and not _is(tokens[at], word) and found and at < last:
            if tokens[at].pos_ not in _PASSED_OVER:
                return []
            at += 1
        if at >= end or not _is(tokens[at], word):
            return []
        found.append(tokens[at])
        at += 1
    # "insisted on Wednesday that": the preposition belongs to the day.
    if len(found) > 1 and found[-1].pos_ == "ADP" and at < end and tokens[at].ent_type_ in ("DATE", "TIME"):
        return []
    return found


def _is(token: Token, word: str) -> bool:
    return word in (token.lemma_, token.lower_)
