"""Names made alike, and whether a name stands in print as it has to.

In:      a name as printed.
Out:     its words without articles, hyphens, full stops and apostrophes; and, for comparison, without accents and case.
How:     "the U.S.", "U. S." and "US" have one key, and so have "al-Qaeda" and "Al Qaeda", "Côte d'Ivoire" and "Cote
         d’Ivoire", "St. Lucia" and "Saint Lucia". Case is compared afterwards, word by word: "who" is never WHO.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

_SPLIT = re.compile(r"[\s\-‐‑‒–—―/,]+")
_SILENT = re.compile(r"[.'’‘ʼʻ`´·“”\"()\[\]*?!:;]")
_LONG_ACRONYM = 4  # "Nato", "Opec" are printed so; "Who", "Imf" are not, or are something else.


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    data = resources.files("allegedly").joinpath("data", "folding.json").read_text("utf-8")
    return {name: frozenset(one) if isinstance(one, list) else one for name, one in json.loads(data).items()}


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as printed, those that count.

    >>> words_of("the U. S. Department of State")
    ('US', 'Department', 'of', 'State')
    """
    parts = [word for part in _SPLIT.split(name) if (word := _SILENT.sub("", part).replace("&", "and"))]
    if parts and parts[0].lower() in _lists()["leading_articles"] and len(parts) > 1 and len(parts[1]) > 1:
        parts = parts[1:]
    kept = [word for word in parts if word.lower() not in _lists()["articles"]] or parts
    return tuple(_initials(kept))


def _initials(words: list[str]) -> list[str]:
    """Single capitals that follow each other are one word."""
    joined: list[str] = []
    letters = False
    for word in words:
        single = len(word) == 1 and word.isupper()
        if single and letters:
            joined[-1] += word
        else:
            joined.append(word)
        letters = single
    return joined


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """What two spellings of one name have in common; empty where the name has no letter or digit.

    >>> fold("the Organisation of São Tomé")
    'organization of sao tome'
    """
    return " ".join(_plain(word) for word in words_of(name))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    letters: dict[str, str] = _lists()["letters"]
    text = "".join(letters.get(one, one) for one in decomposed if not unicodedata.combining(one))
    return str(_lists()["words"].get(text, text))


def is_printed_as(known: str, printed: str) -> bool:
    """True where a name that folds like `known` has the capitals that it needs: "Turkey", not "turkey".

    >>> is_printed_as("WHO", "Who"), is_printed_as("NATO", "Nato"), is_printed_as("Turkey", "TURKEY")
    (False, True, True)
    """
    return all(_has_case(ours, theirs) for ours, theirs in zip(words_of(known), words_of(printed), strict=False))


def _has_case(known: str, printed: str) -> bool:
    if known == known.lower() or printed == printed.upper() != printed.lower():
        return True
    if is_acronym(known):
        ordinary = known.lower() in _lists()["ordinary_acronyms"]
        return len(known) >= _LONG_ACRONYM and not ordinary and printed == printed.capitalize()
    return printed != printed.lower()


def is_acronym(word: str) -> bool:
    """True for one word in capitals only: "WHO", "G20"."""
    return len(word) > 1 and word == word.upper() != word.lower()
