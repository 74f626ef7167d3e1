"""All sources read, entries of one actor merged, doubtful names left out or called weak, one file written."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from allegedly.actors.actor_lists import read_list
from allegedly.actors.entries import Code, Entry
from allegedly.actors.gazetteer import index, pack
from allegedly.folding import fold, is_acronym
from training.gazetteer import factbook, phoenix, territories
from training.gazetteer.names import HERE, is_bare_word, is_shouted

LISTS = ("states", "bodies", "groups", "outlets", "parties")
_CLASS = {"person": "person", "state": "state", "place": "place", "party": "group", "armed-group": "group"}
_ABOUT = (
    "Who is known under which names, compiled by `python -m training.gazetteer`; docs/gazetteer.md explains the lines."
)


def licences() -> dict[str, dict[str, str]]:
    """File → origin and licence."""
    files: dict[str, dict[str, str]] = json.loads((HERE / "sources.json").read_text("utf-8"))["files"]
    return files


def missing(folder: Path) -> list[str]:
    """The sources that are not in the folder."""
    return [name for name in licences() if not (folder / name).exists()]


def lists() -> list[Path]:
    """Our own lists, the one first whose names go before the others'."""
    return [path for name in LISTS if (path := HERE / "lists" / f"{name}.csv").exists()]


def entries(folder: Path) -> list[Entry]:
    """All entries, merged."""
    book = Book()
    for path in lists():
        book.add(read_list(path), ours=True)
    known = list(territories.territories(folder))
    states = {entry.iso3 for entry in known if entry.schema == "Country"}
    coded = {entry.iso3 for entry in known if entry.iso3}
    book.add(known)
    book.add(territories.capitals(folder, book.entries))
    book.close_names()
    book.add(factbook.leaders(folder, states))
    for source in (phoenix.people, factbook.groups, factbook.bodies):
        book.add(source(folder))
    book.add(phoenix.bodies(folder, phoenix.given_names(book.entries)))
    book.add(phoenix.groups(folder, coded))
    return [found for entry in book.entries if (found := _weighed(entry, ours=book.ours)) is not None]


class Book:
    """Entries in the making. One that is known already, by key or by name, is merged into what is known of it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.ours: set[str] = set()
        self._rows: dict[str, int] = {}
        self._named: dict[tuple[str, str], list[int]] = {}
        self._closed: frozenset[str] = frozenset()

    def add(self, found: Iterable[Entry], *, ours: bool = False) -> None:
        for entry in list(found):
            row = self._known(entry)
            if row is None:
                row = self._new(self._open(entry))
            else:
                self.entries[row] = merge(self.entries[row], self._open(entry))
            if ours:
                self.ours.add(self.entries[row].key)
            for name in (self.entries[row].name, *self.entries[row].aliases):
                rows = self._named.setdefault((_class(entry), fold(name)), [])
                rows += [row] if row not in rows else []

    def close_names(self) -> None:
        """From now on, names that an entry has belong to it: whoever comes later does not get them as aliases."""
        self._closed = frozenset(
            fold(name) for one in self.entries for name in (one.name, *one.aliases, *one.demonyms, *one.seats)
        )

    def _open(self, entry: Entry) -> Entry:
        kept = [name for name in entry.aliases if fold(name) not in self._closed and not is_bare_word(name)]
        return entry if not self._closed else entry._replace(aliases=tuple(kept))

    def _new(self, entry: Entry) -> int:
        keys = [entry.key, f"{entry.key}-{entry.country.lower()}" if entry.country else entry.key]
        keys += [f"{keys[-1]}-{number}" for number in range(2, 50)]
        entry = entry._replace(key=next(key for key in keys if key not in self._rows))
        self._rows[entry.key] = len(self.entries)
        self.entries.append(entry)
        return self._rows[entry.key]

    def _known(self, entry: Entry) -> int | None:
        row = self._rows.get(entry.key)
        # The keys of territories are codes, which our list shares; other keys are made from names.
        if row is not None and (entry.source == territories.TERRITORIES or self._may_be(row, entry)):
            return row
        short = [name for name in entry.aliases if entry.kind == "person" or (is_acronym(name) and len(name) > 3)]
        names = (entry.name, *short)
        for name in names:
            for row in self._named.get((_class(entry), fold(name)), ()):
                if self._may_be(row, entry):
                    return row
        return None

    def _may_be(self, row: int, entry: Entry) -> bool:
        known = self.entries[row]
        if _class(known) != _class(entry):
            return False
        if known.iso3 and entry.iso3:
            return known.iso3 == entry.iso3
        if _class(entry) == "place" and known.key != entry.key:
            return known.country == entry.country and known.sort == entry.sort
        # Two parties of one name are of two states; a body whose state one list leaves out may be the other's.
        strict = entry.kind in ("person", "party") or known.kind == "party"
        return known.country == entry.country or (not strict and not (known.country and entry.country))


def _class(entry: Entry) -> str:
    return _CLASS.get(entry.kind, "body")


def merge(known: Entry, other: Entry) -> Entry:
    """What both say: single fields of the first where it has them, names of both."""
    names = {fold(known.name)}
    aliases = _unseen((*known.aliases, *((other.name,) if other.name != known.name else ()), *other.aliases), names)
    fields = {
        field: getattr(known, field) or getattr(other, field)
        for field in ("sort", "country", "wikidata", "iso2", "iso3", "schema")
    }
    return known._replace(
        aliases=aliases,
        demonyms=_unseen((*known.demonyms, *other.demonyms), set()),
        seats=_unseen((*known.seats, *other.seats), set()),
        cameo=_codes(known, other),
        source=known.source if other.source in known.source.split("+") else f"{known.source}+{other.source}",
        **fields,
    )


def _codes(known: Entry, other: Entry) -> tuple[Code, ...]:
    """People have the codes of both; of the others, which are not dated, the first list's."""
    if known.kind != "person":
        return known.cameo or other.cameo
    return tuple(dict.fromkeys((*known.cameo, *other.cameo)))


def _unseen(names: Sequence[str], seen: set[str]) -> tuple[str, ...]:
    kept = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return tuple(kept)


def _weighed(entry: Entry, *, ours: set[str]) -> Entry | None:
    """The entry, called weak or dropped where its name is one ordinary word and no list of ours has it."""
    if entry.key in ours or entry.kind in ("state", "place"):
        return entry
    if entry.kind == "person" and len(fold(entry.name).split()) < 2:
        return None
    if entry.source == factbook.BODIES and len(entry.name) < 4:
        return None  # Three letters and nothing else are too many bodies.
    aliases = tuple(name for name in entry.aliases if not is_bare_word(name) and not is_shouted(name))
    entry = entry._replace(aliases=aliases)
    if not is_bare_word(entry.name) and not is_shouted(entry.name):
        return entry
    return entry._replace(sort="weak") if entry.kind in ("party", "armed-group") else None


def header(folder: Path, found: Sequence[Entry]) -> dict[str, Any]:
    """The first line of the file: what it is, made from what."""
    known = licences()
    files = [folder / name for name in known if not name.endswith("agents.txt")] + lists()
    return {
        "about": _ABOUT,
        "licence": "Apache-2.0 for the compilation and our own lists; the sources' own terms below",
        "sources": [
            {
                "file": path.name,
                **known.get(path.name, {"origin": "our own list, training/gazetteer/lists", "licence": "Apache-2.0"}),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "rows": len(path.read_text("utf-8", errors="replace").splitlines()),
            }
            for path in files
        ],
        "provenance": sorted({entry.source for entry in found}),
        "kinds": dict(sorted(Counter(entry.kind for entry in found).items())),
    }


def compiled(folder: Path) -> str:
    """The text of the compiled file: header, index, first words, then one row an entry."""
    found = sorted(entries(folder), key=lambda entry: entry.key)
    head = header(folder, found)
    rows, starts = index(found)
    short = {name: numbers[0] if len(numbers) == 1 else numbers for name, numbers in sorted(rows.items())}
    lines: list[Any] = [head, short, dict(sorted(starts.items()))]
    lines += [pack(entry, head["provenance"]) for entry in found]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def zipped(text: str) -> bytes:
    """Compressed, the same bytes every time."""
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
