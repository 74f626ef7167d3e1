"""A reading's relations as event data: CAMEO and PLOVER rows, with the codes of the event's day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from allegedly.records import Actor, Reading

if TYPE_CHECKING:
    from allegedly.events import Row


def event_rows(reading: Reading, *, lists: tuple[Path, ...] = ()) -> list[Row]:
    """The rows of everything that the page asserts to have happened, in reading order.

    Args:
        reading: What was read.
        lists: The lists of known actors with which it was read.
    """
    from allegedly import actors, events

    known = actors.gazetteer(*lists)

    def code_on(actor: Actor, day: str | None) -> str | None:
        entry = known.entry(actor.identifiers.get("key", ""))
        return actor.identifiers.get("cameo") if entry is None else known.code(entry, day)

    return list(events.rows(reading, code_on))
