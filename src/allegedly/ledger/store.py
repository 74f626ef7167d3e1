"""One ledger, open: everything that can be written into it, and how one is made, opened and brought up to date."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete, insert

from allegedly.ledger import (
    acting,
    archive,
    joining,
    keeping,
    meanings,
    migrate,
    place,
)
from allegedly.ledger.deciding import Decision
from allegedly.ledger.journal import digest
from allegedly.ledger.keeping import Kept, Read
from allegedly.ledger.opened import LIST, Opened
from allegedly.ledger.showing import present, present_first
from allegedly.ledger.tables import ledger
from allegedly.ledger.writing import Writing, write
from allegedly.records import Document, Reading

Result = TypeVar("Result")
Then = Callable[[Writing, Kept], None]


class Told(NamedTuple):
    """What is said of a reading that is stored.

    `name` is where the document came from, `settings` what besides the reader's version decided the reading,
    `problem` why it was not read, where it was not.
    """

    name: str
    settings: str = ""
    problem: str | None = None


class Store(Opened):
    """A ledger that can be asked and written into.

    Every method that writes is one transaction: done whole when it returns, or not at all.
    """

    def write(self, work: Callable[[Writing], Result]) -> Result:
        """Do several things in one transaction."""
        return write(self.place, self._engine, self.who, work)

    def keep(self, content: bytes, document: Document, *, name: str, then: Then | None = None) -> Kept:
        """Store a document with its bytes, unread; what is there already stays as it is.

        Args:
            then: What else has to be written in the same transaction.
        """

        def work(writing: Writing) -> Kept:
            kept = keeping.keep(writing, content, document, name=name)
            if then is not None:
                then(writing, kept)
            return kept

        return self.write(work)

    def put(self, content: bytes, reading: Reading, told: Told, *, then: Then | None = None) -> Kept:
        """Store a document, its bytes, and what a reader found in it; show that from now on."""

        def work(writing: Writing) -> Kept:
            kept = _add(writing, content, reading, told)
            if then is not None:
                then(writing, kept)
            return kept

        return self.write(work)

    def put_many(self, items: Iterable[tuple[bytes, Reading, Told]]) -> int:
        """Store many in one transaction; how many were not there before."""
        return self.write(lambda writing: sum(_add(writing, *item).new for item in items))

    def record(self, version: int, reading: Reading, *, settings: str = "", problem: str | None = None) -> Read:
        """Store a reading of a version that is there, and show it from now on."""

        def work(writing: Writing) -> Read:
            keeping.locked(writing, reading.document.id)
            read = keeping.record(writing, version, reading, settings=settings)
            present(writing, read.document, read.number, problem=problem)
            return read

        return self.write(work)

    def keep_list(self, name: str, rows: str) -> None:
        """Keep a list of known actors, with which everything is read from now on; of the same name, the new one."""

        def work(writing: Writing) -> None:
            key = {"key": f"{LIST}{name}"}
            writing.connection.execute(delete(ledger).where(ledger.c.key == key["key"]))
            writing.connection.execute(insert(ledger).values({**key, "value": rows}))
            writing.note("list", name, digest(rows))

        self.write(work)

    def decide(self, identity: str, action: str, *, seen_at: int | None = None) -> Decision:
        """Accept, reject or hold ("unsure") a statement, a relation or a link."""
        return self.write(lambda writing: acting.decide(writing, identity, action, seen_at=seen_at))

    def edit(self, identity: str, field: str, value: Any, *, seen_at: int | None = None) -> Decision:
        """Correct a field of a statement or a document."""
        return self.write(lambda writing: acting.edit(writing, identity, field, value, seen_at=seen_at))

    def link(self, kind: str, a: str, b: str) -> Decision:
        """Join two statements."""
        return self.write(lambda writing: acting.link(writing, kind, a, b))

    def unlink(self, identity: str) -> Decision:
        """Take a link back."""
        return self.write(lambda writing: acting.unlink(writing, identity))

    def merge(self, kept: str, others: Sequence[str]) -> Decision:
        """Make several actors one."""
        return self.write(lambda writing: acting.merge(writing, kept, others))

    def split(self, actor: str, documents_of: Sequence[str], *, name: str | None = None) -> Decision:
        """Make the actor of some documents another one."""
        return self.write(lambda writing: acting.split(writing, actor, documents_of, name=name))

    def undo(self, identity: str | None = None) -> Decision:
        """Undo a decision; the latest of one's own unless told which."""
        return self.write(lambda writing: acting.undo(writing, identity))

    def keep_meanings(self, model: str, made: Sequence[tuple[int, meanings.Floats]]) -> None:
        """Store vectors of statements, by their numbers."""
        self.write(lambda writing: meanings.keep(writing, model, made))

    def take_over(self, written: Iterable[str]) -> Counter[str]:
        """Add what another ledger's lines hold and this one does not; how much that was."""
        return self.write(lambda writing: joining.take_over(writing, written))


def _add(writing: Writing, content: bytes, reading: Reading, told: Told) -> Kept:
    kept = keeping.keep(writing, content, reading.document, name=told.name)
    if kept.first:
        text = reading.document.text
        number = keeping.write_down(writing, kept.version, reading, text, settings=told.settings)
        present_first(writing, kept.number, reading, number, problem=told.problem)
        return kept
    read = keeping.record(writing, kept.version, reading, settings=told.settings)
    if read.new:
        present(writing, kept.number, read.number, problem=told.problem)
    return kept


def make(address: str | os.PathLike[str], *, who: str, lines: Iterable[str] | None = None) -> None:
    """A new ledger.

    Args:
        lines: What it holds from the beginning: an export of another one, taken over with its journal.

    Raises:
        LedgerExists: something is there already.
        BadImport: the lines are no export; nothing was made.
    """
    fill = None if lines is None else partial(archive.restore, written=lines)
    migrate.make(place.locate(address), who=who, fill=fill)


def upgrade(address: str | os.PathLike[str], *, who: str) -> tuple[int, int]:
    """Bring the ledger at the address to the newest schema; the schemas before and after."""
    return migrate.migrate(place.locate(address), who=who)


def open(address: str | os.PathLike[str], *, who: str, durable: bool = True) -> Store:  # noqa: A001 - a room's verb
    """The ledger at the address, which is there.

    Args:
        address: A path, or postgresql://…
        who: In whose name things are written and decided.
        durable: False for bulk loads; see `place.connect`.

    Raises:
        NoLedger, ForeignLedger, NewerLedger, OlderLedger, LedgerUnavailable: it cannot be used.
    """
    return Store(address, who=who, durable=durable)
