"""Looking after a ledger: its lists of actors, and whether everything it needs is there.

In:      a ledger, files; or only this machine.
Out:     what was found, as findings that a person can act on.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from allegedly.errors import AllegedlyError
from allegedly.version import VERSION

if TYPE_CHECKING:
    from allegedly.ledger import Store

_LITTLE = 1_000_000_000  # Bytes; below that a ledger may not grow for long.


def keep_lists(store: Store, files: Sequence[Path]) -> None:
    """Keep lists of known actors in the ledger; each is read first, so that a faulty one is refused.

    Raises:
        ActorListError: a list cannot be read or meant.
    """
    if not files:
        return
    from allegedly import actors

    actors.gazetteer(*files)
    for file in files:
        store.keep_list(file.name, file.read_text("utf-8-sig"))


class Finding(NamedTuple):
    """One thing that was looked at; `well` is False where somebody has to do something."""

    what: str
    told: str
    well: bool


def findings(store: Store | None) -> Iterator[Finding]:
    """What this installation can do, and how the ledger is."""
    yield Finding("version", f"allegedly {VERSION}", True)
    yield _model()
    yield _search()
    if store is not None:
        yield from _of_ledger(store)


def _model() -> Finding:
    from allegedly import reading

    try:
        return Finding("model", reading.reader(), True)
    except AllegedlyError as error:
        return Finding("model", str(error), False)


def _search() -> Finding:
    from allegedly.ledger.place import search_by_words

    version, fault = search_by_words()
    told = f"{version} with full-text search" if fault is None else f"{version} without full-text search: {fault}"
    return Finding("SQLite", told, fault is None)


def _of_ledger(store: Store) -> Iterator[Finding]:
    facts, figures = store.facts(), store.figures()
    yield Finding("ledger", f"{store.place.shown}, made {facts['made'][:10]} by {facts['maker']}", True)
    if store.place.file is not None:
        free = shutil.disk_usage(store.place.file.resolve().parent).free
        yield Finding("disk", f"{free / 1e9:.1f} GB free", free > _LITTLE)
    unread, orphaned = figures["unread"], figures["orphaned"]
    yield Finding("unread", f"{unread} documents" + ("; allegedly read" if unread else ""), True)
    review = "; allegedly review orphaned=true" if orphaned else ""
    yield Finding("orphaned", f"{orphaned} decided statements{review}", not orphaned)
    stuck = [one for one in store.imports() if one.waiting or one.failed]
    told = ", ".join(f"{one.id} ({one.failed} failed, {one.waiting} waiting)" for one in stuck[:3])
    yield Finding("imports", f"unfinished: {told}; allegedly imports retry" if stuck else "all finished", not stuck)
