"""Names of news organisations and the nouns for them: the lists, and when two names are one.

In:      names as they are printed.
Out:     kinds, and whether two names are of one organisation.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

Kind = Literal["agency", "broadcaster", "newspaper", "magazine", "site", "monitor", "programme", "media"]

_GROUPS: dict[str, Kind] = {
    "agencies": "agency",
    "broadcasters": "broadcaster",
    "newspapers": "newspaper",
    "magazines": "magazine",
    "sites": "site",
    "monitors": "monitor",
    "programmes": "programme",
}
_NOUNS: tuple[Kind, ...] = ("agency", "monitor", "broadcaster", "newspaper", "magazine", "site", "programme", "media")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of data/press.json by name."""
    data = resources.files("allegedly.attribution").joinpath("data", "press.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(data).items() if isinstance(entries, list)}


@lru_cache(maxsize=1)
def listed() -> tuple[dict[str, tuple[str, Kind]], frozenset[str]]:
    """Every listed name: its fullest form and kind; and the names that are common words too."""
    data = resources.files("allegedly.attribution").joinpath("data", "news_organisations.json").read_text("utf-8")
    lists: dict[str, Any] = json.loads(data)
    known: dict[str, tuple[str, Kind]] = {}
    for group, kind in _GROUPS.items():
        for entry in lists[group]:
            names = entry.split(" / ")
            known.update((name, (names[0], kind)) for name in names if name not in known)
    return known, frozenset(lists["needs_context"])


@lru_cache(maxsize=1)
def leads() -> frozenset[str]:
    """The first words of all listed names, as `lead` gives them: a quick look before a long one."""
    return frozenset(lead(name) for name in listed()[0]) | {"the"}


def lead(name: str) -> str:
    """The first run of letters and digits in a name, in lower case; its first mark where it has none.

    >>> lead("Al-Minbar TV")
    'al'
    """
    found = re.match(r"[^\W_]+", name)
    return (found[0] if found else name[:1]).lower()


@lru_cache(maxsize=1)
def nouns() -> dict[str, Kind]:
    """Nouns that stand for a news organisation or a programme, each with its kind."""
    return {noun: kind for kind in reversed(_NOUNS) for noun in words()[kind]}


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """Whatever one of `nouns` begins with: a quick look before a long one."""
    return frozenset(noun[:end] for noun in nouns() for end in range(1, len(noun) + 1))


@lru_cache(maxsize=1)
def news_nouns() -> frozenset[str]:
    """The last words of nouns for news organisations and programmes: "agency", "channel", "show"."""
    return frozenset(noun.split()[-1] for noun in nouns())


def plain(name: str) -> str:
    """A name for comparison: no article, case, full stops, possessive or quotation marks."""
    text = re.sub(r"[.“”\"«»]|['’]s?$|(?<!\w)['‘’]", "", " ".join(name.split()).casefold().replace("’", "'"))
    return re.sub(r"^(?:the|a|an) (?=\S)", "", text.strip(" ,"))


def same(one: str, other: str) -> bool:
    """True where both name one organisation: "AP" and "the Associated Press", "the Herald" and "Dunmore Herald"."""
    first, second = plain(one), plain(other)
    if first == second or _fullest(one) == _fullest(other):
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return bool(short) and short[-1] in words()["endings"] and short == long[-len(short) :]


@lru_cache(maxsize=1)
def _plain_names() -> dict[str, str]:
    return {plain(name): plain(fullest) for name, (fullest, _) in listed()[0].items()}


def _fullest(name: str) -> str:
    return _plain_names().get(plain(name), plain(name))


def is_listed(name: str) -> bool:
    """True for a name in the list, in its own letters."""
    return name in listed()[0]


def is_generic(name: str) -> bool:
    """True for "channel", "state television", "newspaper": a noun, and nobody's name."""
    last = plain(name).split()[-2:]
    return bool(last) and name == name.lower() and (" ".join(last) in nouns() or last[-1] in nouns())
