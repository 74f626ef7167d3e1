"""What words carry an event or a tie, and where its sides stand in the tree.

In:      `data/{verbs,nouns,adjectives,classes}.json`; their format is told in docs/relations.md.
Out:     `Pattern`s by lemma, the most demanding first.
Source:  PLOVER's types and modes; the verb dictionaries of CAMEO (MIT) as material to learn from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

Part = Literal["verb", "noun", "adjective"]
_PARTS: dict[str, Part] = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


class Pattern(NamedTuple):
    """One way to say that something is done, or holds.

    `subject` and `object` are slots in the order in which they are tried; `needs` and `unless` say of slots which
    words must, or must not, stand there. A slot is a path over relations: "obj", "obl:with", "obj>nmod:poss"; "agent"
    is the active subject or the by-phrase. `compiled` is True for what comes from CAMEO's dictionary.
    """

    part: Part
    type: str
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    particle: str | None
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: tuple[str, ...]
    needs: tuple[tuple[str, frozenset[str]], ...]
    unless: tuple[tuple[str, frozenset[str]], ...]
    symmetric: bool
    between: bool
    compiled: bool = False


TIES = frozenset(
    (
        "ally-of", "sponsor-of", "supplies-weapons-to", "member-of", "leader-of", "holds-position", "employed-by",
        "based-in", "home-of", "controls", "has-capability", "lacks-capability", "uses-weapon", "made-by", "opposes",
    )
)  # fmt: skip
SYMMETRIC = frozenset(("CONSULT", "ally-of"))


class Lexicon:
    """The patterns of one part of speech by lemma; an entry becomes a pattern when one of its lemmas is asked for."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._entries: dict[str, list[dict[str, Any]]] = {}
        self._made: dict[str, tuple[Pattern, ...]] = {}
        self._pattern: dict[int, Pattern] = {}
        key = next(name for name, one in _PARTS.items() if one == part)
        for entry in sorted(_file(key)["entries"], key=_demands):
            for lemma in words(entry[key]):
                self._entries.setdefault(lemma, []).append(entry)
        for entry in sorted(_file("cameo_verbs")["entries"], key=_demands) if part == "verb" else ():
            for lemma in words(entry[key]):
                if _adds(entry, self._entries.get(lemma, ())):
                    self._entries.setdefault(lemma, []).append(entry)

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._entries

    def of(self, lemma: str) -> tuple[Pattern, ...]:
        """The lemma's patterns, those that demand most first; empty where it has none."""
        if lemma not in self._entries:
            return ()
        if lemma not in self._made:
            self._made[lemma] = tuple(self._one(entry) for entry in self._entries[lemma])
        return self._made[lemma]

    def _one(self, entry: dict[str, Any]) -> Pattern:
        if id(entry) not in self._pattern:
            self._pattern[id(entry)] = _pattern(self.part, entry)
        return self._pattern[id(entry)]


def _adds(entry: Mapping[str, Any], own: Sequence[Mapping[str, Any]]) -> bool:
    """True where CAMEO's entry may stand beside our own for the lemma: it says nothing else, and breaks no rule."""
    ours = [one for one in own if "example" in one]
    return not ours or (entry["type"] in {one["type"] for one in ours} and not any("not" in one for one in ours))


def _demands(entry: Mapping[str, Any]) -> int:
    """The rank of an entry: what demands more is tried first."""
    return -2 * len(entry.get("needs", ())) - (2 if entry.get("particle") else 0) - len(entry.get("not", ()))


@cache
def lexicon(part: Part) -> Lexicon:
    """The patterns of a part of speech; loaded once."""
    return Lexicon(part)


@cache
def examples() -> tuple[tuple[str, str, str], ...]:
    """Every entry's type, words and example sentence, in the order of the files."""
    return tuple(
        (entry["type"], entry[file], entry["example"])
        for file in _PARTS
        for entry in _file(file)["entries"]
        if "example" in entry
    )


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The head lemmas of a class: "weapons", "support" (the verbs that only carry a noun)."""
    return frozenset(_file("classes")[name])


def words(listed: str) -> list[str]:
    """The parts of "attack / assault / raid"."""
    return [word.strip() for word in listed.split(" / ") if word.strip()]


def _pattern(part: Part, entry: dict[str, Any]) -> Pattern:
    return Pattern(
        part,
        entry["type"],
        entry.get("mode") or None,
        tuple(words(entry.get("context") or "")),
        entry.get("cameo"),
        entry.get("particle"),
        tuple(words(entry.get("subject") or "")),
        tuple(words(entry.get("object") or "")),
        tuple(words(entry.get("value") or "")),
        tuple((slot, _wanted(listed)) for slot, listed in entry.get("needs", {}).items()),
        tuple((slot, _wanted(listed)) for slot, listed in entry.get("not", {}).items()),
        bool(entry.get("symmetric")),
        bool(entry.get("between")),
        "example" not in entry and part == "verb",
    )


def _wanted(listed: str) -> frozenset[str]:
    """The lemmas of a demand: those of a class, or, after "=", those that stand there."""
    if listed.startswith("="):
        return frozenset(words(listed[1:]))
    return frozenset().union(*(words_of_class(name) for name in words(listed)))


@cache
def _file(name: str) -> dict[str, Any]:
    data = resources.files("allegedly.events").joinpath("data", f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return loaded
