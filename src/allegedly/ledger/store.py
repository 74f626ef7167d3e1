"""One ledger, open: everything that can be written into it and asked of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, select

from allegedly.errors import UnknownItem
from allegedly.ledger import acting, answers, cast_list, facets, keeping, migrate, place
from allegedly.ledger.answers import ActorRow, Counted, Page
from allegedly.ledger.cast_list import ActorFile
from allegedly.ledger.deciding import Decision
from allegedly.ledger.facets import Facet
from allegedly.ledger.keeping import Kept, Read
from allegedly.ledger.question import Question
from allegedly.ledger.showing import present
from allegedly.ledger.tables import decisions, documents, ledger
from allegedly.ledger.writing import Writing, write
from allegedly.records import Document, Reading

Result = TypeVar("Result")


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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._closing.close()

    # Writing

    def write(self, work: Callable[[Writing], Result]) -> Result:
        """Do several things in one transaction."""
        return write(self.place, self._engine, self.who, work)

    def keep(self, content: bytes, document: Document, *, name: str) -> Kept:
        """Store a document with its bytes, unread; what is there already stays as it is."""
        return self.write(lambda writing: keeping.keep(writing, content, document, name=name))

    def add(
        self, content: bytes, reading: Reading, *, name: str, settings: str = "", problem: str | None = None
    ) -> Kept:
        """Store a document, its bytes, and what a reader found in it; show that from now on."""
        return self.write(lambda writing: _add(writing, content, reading, (name, settings, problem)))

    def add_many(self, items: Iterable[tuple[bytes, Reading, str]], *, settings: str = "") -> int:
        """Store many in one transaction; how many were not there before."""
        return self.write(
            lambda writing: sum(
                _add(writing, content, reading, (name, settings, None)).new for content, reading, name in items
            )
        )

    def record(self, version: int, reading: Reading, *, settings: str = "", problem: str | None = None) -> Read:
        """Store a reading of a version that is there, and show it from now on."""

        def work(writing: Writing) -> Read:
            keeping.locked(writing, reading.document.id)
            read = keeping.record(writing, version, reading, settings=settings)
            present(writing, read.document, read.number, problem=problem)
            return read

        return self.write(work)

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

    def snippets(self, kind: str, words: str, numbers: Sequence[int]) -> dict[int, str]:
        """The passages in which the words stand, by the numbers of rows."""
        with self.reading() as connection:
            return answers.snippets(connection, kind, words, numbers)

    def facts(self) -> dict[str, str]:
        """What the ledger says of itself: its id, when and by which version it was made."""
        with self.reading() as connection:
            return {row.key: row.value for row in connection.execute(select(ledger))}

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


def _add(writing: Writing, content: bytes, reading: Reading, told: tuple[str, str, str | None]) -> Kept:
    name, settings, problem = told
    kept = keeping.keep(writing, content, reading.document, name=name)
    read = keeping.record(writing, kept.version, reading, settings=settings)
    if read.new:
        present(writing, kept.number, read.number, problem=problem)
    return kept


def make(address: str | os.PathLike[str], *, who: str) -> Store:
    """A new ledger, opened."""
    there = place.locate(address)
    migrate.make(there, who=who)
    return Store(address, who=who)


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
