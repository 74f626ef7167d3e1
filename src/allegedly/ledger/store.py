"""One ledger, open: everything that can be written into it and asked of it."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select

from allegedly.errors import UnknownItem
from allegedly.ledger import (
    acting,
    answers,
    archive,
    backups,
    cast_list,
    facets,
    importing,
    joining,
    keeping,
    meanings,
    migrate,
    place,
    sight,
    verification,
)
from allegedly.ledger.answers import ActorRow, Counted, Page
from allegedly.ledger.cast_list import ActorFile
from allegedly.ledger.deciding import Decision
from allegedly.ledger.facets import Facet
from allegedly.ledger.importing import Import, ImportItem
from allegedly.ledger.journal import digest
from allegedly.ledger.keeping import Kept, Read
from allegedly.ledger.question import Question
from allegedly.ledger.showing import present, present_first
from allegedly.ledger.sight import Seen
from allegedly.ledger.tables import decisions, documents, ledger
from allegedly.ledger.verification import Checked
from allegedly.ledger.writing import Writing, write
from allegedly.records import Document, Reading

Result = TypeVar("Result")
Then = Callable[[Writing, Kept], None]
_LIST = "list/"


class Told(NamedTuple):
    """What is said of a reading that is stored.

    `name` is where the document came from, `settings` what besides the reader's version decided the reading,
    `problem` why it was not read, where it was not.
    """

    name: str
    settings: str = ""
    problem: str | None = None


class Store:
    """The ledger at an address, for one person. Usable from several threads; close it, or use it in a `with`.

    Every method that writes is one transaction: done whole when it returns, or not at all.

    Raises (every method):
        LedgerError: the ledger cannot be used, or not now; `allegedly.errors` draws the kinds.
    """

    def __init__(self, address: str | os.PathLike[str], *, who: str, durable: bool = True) -> None:
        self.place = place.locate(address)
        self.who = who
        self._closing = contextlib.ExitStack()
        self._engine: Engine = self._closing.enter_context(migrate.opened(self.place, durable=durable))
        # Who forgets to close it keeps no connection of a server.
        self._forgotten = weakref.finalize(self, self._closing.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._forgotten()

    # Writing

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
            key = {"key": f"{_LIST}{name}"}
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

    # Asking

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which everything is as it was at one moment."""
        with place.refusals(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    def page(
        self, kind: str, asked: Question, *, order: str = "newest", limit: int = 50, after: str | None = None
    ) -> Page:
        """A page of "statements", "relations" or "documents"."""
        with self.reading() as connection:
            return answers.page(connection, kind, asked, order=order, limit=limit, after=after)

    def every(self, kind: str, asked: Question, *, order: str = "newest", size: int = 500) -> Iterator[Any]:
        """All rows, page by page; each page is of its own moment."""
        after = None
        while True:
            page = self.page(kind, asked, order=order, limit=size, after=after)
            yield from page.rows
            if (after := page.next) is None:
                return

    def count(self, kind: str, asked: Question) -> Counted:
        """How many rows the question finds."""
        with self.reading() as connection:
            return answers.count(connection, kind, asked)

    def facets(self, asked: Question, names: Sequence[str] = facets.USUAL) -> dict[str, Facet]:
        """How often which value occurs."""
        with self.reading() as connection:
            return facets.facets(connection, asked, names)

    def actors(self, asked: Question, *, limit: int = 50) -> list[ActorRow]:
        """Those with most statements by or about them first."""
        with self.reading() as connection:
            return cast_list.listed(connection, asked, limit=limit)

    def actor(self, called: str) -> list[ActorFile]:
        """Everything about everybody of that name or id."""
        with self.reading() as connection:
            return cast_list.actor_file(connection, called)

    def passages(self, kind: str, words: str, rows: Sequence[Any]) -> dict[str, str]:
        """The passages of rows in which the words stand, by the rows' ids."""
        with self.reading() as connection:
            return answers.passages(connection, kind, words, rows)

    def without_meaning(self, model: str, *, limit: int) -> list[tuple[int, str]]:
        """Statements that have no vector of this model yet: numbers and quotes."""
        with self.reading() as connection:
            return meanings.missing(connection, model, limit=limit)

    def count_without_meaning(self, model: str) -> int:
        """How many these are."""
        with self.reading() as connection:
            return meanings.count_missing(connection, model)

    def keep_meanings(self, model: str, made: Sequence[tuple[int, meanings.Floats]]) -> None:
        """Store vectors of statements, by their numbers."""
        self.write(lambda writing: meanings.keep(writing, model, made))

    def nearest(self, wanted: meanings.Floats, asked: Question, *, limit: int, index: Path) -> list[tuple[Any, float]]:
        """Rows of statements that mean most nearly the same, with their cosines; see `meanings`."""
        with self.reading() as connection:
            found = meanings.nearest(connection, wanted, asked, limit=limit, index=index)
            rows = answers.rows_of(connection, "statements", [number for number, _ in found])
            return [(rows[number], cosine) for number, cosine in found if number in rows]

    def facts(self) -> dict[str, str]:
        """What the ledger says of itself: its id, when and by which version it was made."""
        with self.reading() as connection:
            found = connection.execute(select(ledger).where(ledger.c.key.not_like(f"{_LIST}%")))
            return {row.key: row.value for row in found}

    def lists(self) -> dict[str, str]:
        """The lists of known actors by their names."""
        with self.reading() as connection:
            found = connection.execute(select(ledger).where(ledger.c.key.like(f"{_LIST}%")).order_by(ledger.c.key))
            return {row.key.removeprefix(_LIST): row.value for row in found}

    def imports(self, *, limit: int = 50) -> list[Import]:
        """The latest imports, newest first."""
        with self.reading() as connection:
            return importing.listed(connection, limit=limit)

    def import_of(self, identity: str) -> Import:
        """One import; "last" is the latest."""
        with self.reading() as connection:
            return importing.one(connection, identity)

    def import_items(self, identity: str, states: Sequence[str] = ()) -> list[ImportItem]:
        """The items of an import."""
        with self.reading() as connection:
            return importing.items(connection, identity, states)

    def known(self, fingerprints: Sequence[str]) -> dict[str, str]:
        """For those that were stored before, their document."""
        with self.reading() as connection:
            return importing.known(connection, fingerprints)

    def unread(self, *, reader: str, settings: str, again: bool) -> list[int]:
        """The numbers of texts that wait to be read; with `again`, all that this reader has not read so."""
        with self.reading() as connection:
            return keeping.waiting(connection, reader, settings, again=again)

    def text(self, version: int) -> Document:
        """The document of a text that is there, by its number."""
        with self.reading() as connection:
            return keeping.document_at(connection, version)

    def raw(self, identity: str) -> bytes:
        """The bytes that a document was made from."""
        with self.reading() as connection:
            return keeping.bytes_of(connection, identity)

    def whole(self, identity: str, *, rejected: bool = False) -> Seen:
        """A document's reading as it is seen through the decisions.

        Args:
            rejected: Keep what was rejected.
        """
        with self.reading() as connection:
            return sight.whole(connection, identity, rejected=rejected)

    def verify(self) -> Iterator[Checked]:
        """Check everything; see `verification`."""
        with self.reading() as connection:
            yield from verification.verify(connection)

    def lines(self) -> Iterator[str]:
        """The whole ledger as JSON Lines, as it is at one moment; see `archive`."""
        with self.reading() as connection:
            yield from archive.lines(connection)

    def take_over(self, written: Iterable[str]) -> Counter[str]:
        """Add what another ledger's lines hold and this one does not; how much that was."""
        return self.write(lambda writing: joining.take_over(writing, written))

    def is_empty(self) -> bool:
        """Whether nothing was ever added."""
        with self.reading() as connection:
            return connection.execute(select(documents.c.number).limit(1)).scalar() is None

    def backup(self, file: Path) -> None:
        """A copy of the ledger as it is now, as a file of SQLite; it may be used meanwhile.

        Raises:
            LedgerExists: the file is there already.
            LedgerError: the ledger is on PostgreSQL, whose own tools make backups.
        """
        backups.copy(self.place, self._engine, file)

    def figures(self) -> dict[str, int]:
        """How much the ledger holds."""
        with self.reading() as connection:
            return backups.figures(connection)

    def seal(self) -> str:
        """The journal's last hash."""
        with self.reading() as connection:
            return verification.head(connection)

    def steps_to_verify(self) -> int:
        """How many steps `verify` takes."""
        with self.reading() as connection:
            return verification.size(connection)

    def document(self, identity: str) -> Any:
        """The row of a document.

        Raises:
            UnknownItem: there is none.
        """
        with self.reading() as connection:
            row = connection.execute(select(documents).where(documents.c.id == identity)).one_or_none()
        if row is None:
            raise UnknownItem(f"no document of the ledger has the id {identity!r}.")
        return row

    def decisions(self, target: str | None = None, *, limit: int = 100) -> list[Decision]:
        """The latest decisions, newest first; of one item, or of all."""
        question = select(decisions).order_by(decisions.c.number.desc()).limit(limit)
        if target is not None:
            question = question.where(decisions.c.target == target)
        with self.reading() as connection:
            return [Decision.of(row) for row in connection.execute(question)]


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
