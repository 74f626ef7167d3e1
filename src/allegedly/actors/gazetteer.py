"""Who is known by which name: the package's gazetteer, and lists of one's own laid over it.

In:      a name as printed, or tokens of a text.
Out:     everybody who bears the name, each with the way in which: as a name, an alias, a demonym, a seat.
Cost:    loading takes the time of unpacking and of one dictionary (docs/gazetteer.md has the figures), once a process;
         a row becomes an `Entry` when it is first asked for.
Fails:   ActorListError where a list of one's own cannot be meant.
Source:  `python -m training.gazetteer` compiles the file; its first line says from what.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from allegedly.actors.actor_lists import read_list
from allegedly.actors.entries import Code, Entry, code_on
from allegedly.folding import fold, is_printed_as, words_of

__all__ = ["By", "Code", "Entry", "Gazetteer", "Sense", "gazetteer", "sectors"]

By = Literal["name", "alias", "demonym", "seat"]
_EMPTY = Entry("", "", "other")
_JOINTS = frozenset("-‐‑‒–/")


class Sense(NamedTuple):
    """Somebody whom a name may mean, and what of theirs the name is."""

    entry: Entry
    by: By


class Gazetteer:
    """Known actors by name. Of several layers the first one that has a name answers for it."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._found: dict[str, tuple[Sense, ...]] = {}

    def senses(self, words: str) -> tuple[Sense, ...]:
        """All that bear the name, as it is printed: "US" is a state and "us" nobody; empty where nobody does.

        Articles, hyphens, accents, full stops, a possessive and the plural of a demonym make no difference. An entry
        comes once, with the closest way in which the name is its own.
        """
        if words not in self._found:
            self._found[words] = self._senses(words) or self._senses(_unpossessed(words)) or self._plural(words)
        return self._found[words]

    def longest(self, tokens: Sequence[str], start: int) -> int:
        """How many tokens from `start` form a known name, at most; 0 where none do, and at an article.

        Tokens may part a name at hyphens and before "'s", as spaCy does.
        """
        first = words_of(tokens[start])
        most = max((layer.longest(fold(first[0])) for layer in self._layers), default=0) if first else 0
        if not most or (len(first) == 1 and fold(tokens[start]) in ("the", "a", "an")):
            return 0
        best, text = 0, ""
        for count, token in enumerate(tokens[start : start + 2 * most + 1], 1):
            text += token if token.startswith(("'", "’")) else f" {token}"
            if token in _JOINTS:
                continue
            if not words_of(token) or len(words_of(text)) > most:
                break
            if self._senses(text) or self._plural(text):
                best = count
        return best

    def entry(self, key: str) -> Entry | None:
        """The entry with this key; None where there is none."""
        return next((found for layer in self._layers if (found := layer.entry(key)) is not None), None)

    def code(self, entry: Entry, day: str | None) -> str | None:
        """The CAMEO code of `entry` as of an EDTF day, month or year; None where no code of it is known to hold."""
        return code_on(entry.cameo, day)

    def __iter__(self) -> Iterator[Entry]:
        """Every entry, those of the first layer first."""
        seen: set[str] = set()
        for layer in self._layers:
            for entry in layer.entries():
                if entry.key not in seen:
                    seen.add(entry.key)
                    yield entry

    def _senses(self, words: str) -> tuple[Sense, ...]:
        key = fold(words)
        found: list[Sense] = []
        for layer in self._layers:
            known = {sense.entry.key for sense in found}
            named = any(sense.by in ("name", "alias") for sense in found)
            for entry in layer.bearing(key):
                by = _borne_as(entry, key, words)
                # A list of one's own hides the package's entry of the same key, and of the same name.
                hidden = entry.key in known or any(one.entry(entry.key) for one in self._before(layer))
                if by is not None and not hidden and not (named and by in ("name", "alias")):
                    found.append(Sense(entry, by))
        return tuple(found)

    def _before(self, layer: Layer) -> tuple[Layer, ...]:
        return self._layers[: self._layers.index(layer)]

    def _plural(self, words: str) -> tuple[Sense, ...]:
        singular = words[:-1] if words.endswith("s") else ""
        return tuple(sense for sense in self._senses(singular) if sense.by == "demonym") if singular else ()


def _unpossessed(words: str) -> str:
    """ "Iran" of "Iran's"."""
    for ending in ("'s", "’s", "'", "’"):
        if words.endswith(ending):
            return words[: -len(ending)]
    return ""


def _borne_as(entry: Entry, key: str, printed: str) -> By | None:
    """In which way an entry bears the name; None where it is not printed as it has to be."""
    ways: tuple[tuple[By, Iterable[str]], ...] = (
        ("name", (entry.name,)),
        ("alias", entry.aliases),
        ("demonym", entry.demonyms),
        ("seat", entry.seats),
    )
    for by, names in ways:
        if any(fold(name) == key and is_printed_as(name, printed) for name in names):
            return by
    return None


class Layer(Protocol):
    """One list of entries with an index of their folded names."""

    def bearing(self, key: str) -> Iterable[Entry]:
        """Entries of which some name folds to `key`."""

    def longest(self, first: str) -> int:
        """The number of words in the longest name that begins with this folded word; 0 for none."""

    def entry(self, key: str) -> Entry | None: ...

    def entries(self) -> Iterable[Entry]: ...


class Listed:
    """A layer of entries in memory: a list of one's own."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.key: entry for entry in entries}
        self._index, self._starts = index(self._entries.values())

    def bearing(self, key: str) -> list[Entry]:
        every = tuple(self._entries.values())
        return [every[row] for row in self._index.get(key, ())]

    def longest(self, first: str) -> int:
        return self._starts.get(first, 0)

    def entry(self, key: str) -> Entry | None:
        return self._entries.get(key)

    def entries(self) -> Iterable[Entry]:
        return self._entries.values()


class Compiled:
    """The layer of the package: an index, and rows that are read when they are asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._sources: list[str] = json.loads(lines[0])["provenance"]
        self._index: dict[str, int | list[int]] = json.loads(lines[1])
        self._starts: dict[str, int] = json.loads(lines[2])
        self._rows = lines[3:]
        self._made: dict[int, Entry] = {}
        self._keys: dict[str, int] | None = None

    def bearing(self, key: str) -> list[Entry]:
        rows = self._index.get(key, [])
        return [self._entry(row) for row in (rows if isinstance(rows, list) else [rows])]

    def longest(self, first: str) -> int:
        return self._starts.get(first, 0)

    def entry(self, key: str) -> Entry | None:
        if self._keys is None:
            # A row begins with its key, which holds nothing that JSON would escape.
            self._keys = {row[2 : row.index('"', 2)]: number for number, row in enumerate(self._rows)}
        return self._entry(self._keys[key]) if key in self._keys else None

    def entries(self) -> Iterator[Entry]:
        return (self._entry(row) for row in range(len(self._rows)))

    def _entry(self, row: int) -> Entry:
        if row not in self._made:
            self._made[row] = unpack(json.loads(self._rows[row]), self._sources)
        return self._made[row]


def index(entries: Iterable[Entry]) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Folded name → rows, and first folded word → the most words of a name that begins with it."""
    rows: dict[str, list[int]] = {}
    starts: dict[str, int] = {}
    for row, entry in enumerate(entries):
        for key in dict.fromkeys(map(fold, (entry.name, *entry.aliases, *entry.demonyms, *entry.seats))):
            if key:
                words = key.split(" ")
                rows.setdefault(key, []).append(row)
                starts[words[0]] = max(starts.get(words[0], 0), len(words))
    return rows, starts


def pack(entry: Entry, sources: Sequence[str]) -> list[Any]:
    """An entry as a row of the compiled file: key, number of the source, then the fields in order as far as filled.

    The key comes first, so that it can be read without the rest.
    """
    codes = [list(code) if code.start or code.end else code.code for code in entry.cameo]
    row: list[Any] = [entry.key, sources.index(entry.source), *entry._replace(cameo=())[1:-1]]
    row[Entry._fields.index("cameo") + 1] = codes
    while row[-1] in ("", (), []):
        row.pop()
    return row


def unpack(row: Sequence[Any], sources: Sequence[str]) -> Entry:
    """The entry that `pack` made the row of."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row[2:]]
    entry = Entry._make((row[0], *values, *_EMPTY[len(values) + 1 : -1], sources[row[1]]))
    return entry._replace(cameo=tuple(Code(one) if isinstance(one, str) else Code(*one) for one in entry.cameo))


@lru_cache(maxsize=1)
def _package() -> Compiled:
    data = resources.files("allegedly.actors").joinpath("data", "gazetteer.jsonl.gz").read_bytes()
    return Compiled(gzip.decompress(data).decode("utf-8").rstrip("\n").split("\n"))


@lru_cache(maxsize=16)
def gazetteer(*files: Path) -> Gazetteer:
    """The package's gazetteer with the user's lists before it, the first list first.

    Raises:
        ActorListError: a list cannot be read or meant; the message names file, row and column.
    """
    return Gazetteer((*(Listed(read_list(path)) for path in files), _package()))


@lru_cache(maxsize=1)
def sectors() -> Mapping[str, str]:
    """Nouns for what somebody does → CAMEO sector: "envoy" → "GOV", "prime minister" → "GOV"."""
    data = resources.files("allegedly.actors").joinpath("data", "sectors.json").read_text("utf-8")
    return MappingProxyType(json.loads(data)["sectors"])
