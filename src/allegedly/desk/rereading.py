"""Reading what a ledger holds: what was stored unread, or everything once more with a newer reader or other settings.

In:      a ledger, and how to read.
Out:     for each text what became of it: read, or failed with its reason. Earlier readings and decisions stay.
Cost:    the reader's.
Fails:   one text's failure is an outcome; what concerns all (no model) raises, and what was read stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from allegedly.desk.adding import Manner, unread_because
from allegedly.desk.items import Failure, Item
from allegedly.desk.reading import read as read_items

if TYPE_CHECKING:
    from allegedly.ledger import Store

_AT_ONCE = 64  # Texts held in memory.


class Reread(NamedTuple):
    """A document of which a text was read: how many statements were found, or why it failed."""

    document: str
    statements: int
    failure: Failure | None


def waiting(store: Store, manner: Manner, *, again: bool) -> list[int]:
    """The texts that `read` would read."""
    return store.unread(reader=_reader(manner), settings=manner.settings, again=again)


def read(store: Store, manner: Manner, *, again: bool) -> Iterator[Reread]:
    """Read them."""
    numbers = waiting(store, manner, again=again)
    for start in range(0, len(numbers), _AT_ONCE):
        yield from _some(store, manner, numbers[start : start + _AT_ONCE])


def _some(store: Store, manner: Manner, numbers: list[int]) -> Iterator[Reread]:
    items = [Item(name=document.id, document=document) for document in map(store.text, numbers)]
    outcomes = read_items(
        items,
        reader=manner.reader,
        jobs=manner.jobs,
        least=manner.least,
        lists=manner.all_lists,
        processes=manner.processes,
    )
    for number, item, outcome in zip(numbers, items, outcomes, strict=True):
        if isinstance(outcome, Failure):
            yield Reread(item.name, 0, outcome)
            continue
        store.record(number, outcome, settings=manner.settings, problem=unread_because(outcome))
        yield Reread(item.name, len(outcome.statements), None)


def _reader(manner: Manner) -> str:
    """The version of the reader; one that the caller brings may say its own, or everything is read with it again."""
    if manner.reader is not None:
        return str(getattr(manner.reader, "version", ""))
    from allegedly import reading

    return reading.reader()
