"""Names in the sources' spellings made into names as they are printed, and what is no name."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from lemminflect import getAllLemmas

from allegedly.actors.names import gender
from allegedly.folding import fold, is_acronym, words_of

HERE = Path(__file__).parent
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)?")


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """rules.json, its lists as sets."""
    data = json.loads((HERE / "rules.json").read_text("utf-8"))
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in data.items()}


def is_latin(name: str) -> bool:
    """True where all letters are Latin ones."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """True for a common word, or a given name: what may stand in a text without naming this body."""
    lower = word.lower()
    return bool(getAllLemmas(lower)) or gender((word,)) is not None


def is_bare_word(name: str) -> bool:
    """True for one ordinary word that is no abbreviation: "Order", "Hope"."""
    words = words_of(name)
    if len(words) != 1 or words[0].lower() in rules()["firms"]:
        return False
    return not is_acronym(words[0]) and is_ordinary(words[0])


def is_shouted(name: str) -> bool:
    """True for an abbreviation that is a common word in capitals, as a headline may print it: "NOW", "DNA"."""
    return is_acronym(name) and (name in rules()["not_acronyms"] or bool(getAllLemmas(name.lower())))


def is_too_short(name: str) -> bool:
    """True for one or two letters: initials of too many things."""
    return sum(map(str.isalnum, name)) < 3


def take_out_parentheses(name: str) -> tuple[str, tuple[str, ...]]:
    """The name without what stands in parentheses, and that.

    >>> take_out_parentheses("Irish National Liberation Army (INLA)")
    ('Irish National Liberation Army', ('INLA',))
    """
    inside = tuple(one.strip() for one in _PARENTHESIS.findall(name) if one.strip())
    return " ".join(_PARENTHESIS.sub(" ", name).split()), inside


def print_name(raw: str, *, acronyms: frozenset[str] = frozenset()) -> str:
    """A name of the Phoenix files as it is printed.

    >>> print_name("REVOLUTIONARY_ARMED_FORCES_OF_COLOMBIA_"), print_name("JOHN_O'NEIL-MCCLOY")
    ('Revolutionary Armed Forces of Colombia', "John O'Neil-McCloy")
    """
    words = raw.strip().strip("+").replace("_", " ").split()
    return " ".join(_print_word(word, first=not at, acronyms=acronyms) for at, word in enumerate(words))


def _print_word(word: str, *, first: bool, acronyms: frozenset[str]) -> str:
    bare = word.strip(".,'")
    if bare.lower() in rules()["small"] and not first and "." not in word:
        return word.lower()
    if bare in acronyms or (2 <= len(bare) <= 5 and bare.isalpha() and not set(bare.lower()) & set("aeiouy")):
        return word if bare.lower() not in ("dr", "mr", "mrs", "ms", "st", "jr", "sr", "ltd", "bldg") else word.title()
    if not first and re.fullmatch(r"[IVX]{2,}", word):
        return word
    parts = re.split(r"([-/.'’])", word.lower())
    return re.sub(r"\bMc([a-z])", lambda found: "Mc" + found[1].upper(), "".join(_capital(parts)))


def _capital(parts: list[str]) -> list[str]:
    capital: list[str] = []
    for at, part in enumerate(parts):
        # "O'Neil" and "D'Estaing", but "People's".
        after_apostrophe = at and parts[at - 1] in "'’" and len(parts[at - 2]) > 1
        small = at and parts[at - 1] == "-" and part in ("al", "e", "i", "ul", "el", "de", "la", "in")
        capital.append(part if small or after_apostrophe else part[:1].upper() + part[1:])
    return capital


def key_words(name: str) -> set[str]:
    """The folded words of a name."""
    return set(fold(name).split())
