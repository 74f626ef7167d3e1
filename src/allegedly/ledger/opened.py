"""One ledger, open, and everything that can be asked of it."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, select

from allegedly.errors import LedgerBusy, UnknownItem
from allegedly.ledger import (
    answers,
    archive,
    backups,
    cast_list,
    facets,
    importing,
    journal,
    keeping,
    meanings,
    migrate,
    place,
    ruling,
    sight,
    verification,
)
from allegedly.ledger.answers import ActorRow, Counted, Page
from allegedly.ledger.cast_list import ActorFile
from allegedly.ledger.deciding import Decision
from allegedly.ledger.facets import Facet
from allegedly.ledger.importing import Import, ImportItem
from allegedly.ledger.question import Question
from allegedly.ledger.sight import Seen
from allegedly.ledger.tables import decisions, documents, ledger
from allegedly.ledger.verification import Checked
from allegedly.records import Document

#: What the keys of lists of known actors begin with, among the facts of a ledger.
LIST = "list/"


class Opened:
    """A ledger that can be asked. Usable from several threads; close it, or use it in a `with`.

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

    def nearest(self, wanted: meanings.Floats, asked: Question, *, limit: int, index: Path) -> list[tuple[Any, float]]:
        """Rows of statements that mean most nearly the same, with their cosines; see `meanings`."""
        with self.reading() as connection:
            found = meanings.nearest(connection, wanted, asked, limit=limit, index=index)
            rows = answers.rows_of(connection, "statements", [number for number, _ in found])
            return [(rows[number], cosine) for number, cosine in found if number in rows]

    def facts(self) -> dict[str, str]:
        """What the ledger says of itself: its id, when and by which version it was made."""
        with self.reading() as connection:
            found = connection.execute(select(ledger).where(ledger.c.key.not_like(f"{LIST}%")))
            return {row.key: row.value for row in found}

    def lists(self) -> dict[str, str]:
        """The lists of known actors by their names."""
        with self.reading() as connection:
            found = connection.execute(select(ledger).where(ledger.c.key.like(f"{LIST}%")).order_by(ledger.c.key))
            return {row.key.removeprefix(LIST): row.value for row in found}

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

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who compares; on SQLite writers take turns anyway.

        Raises:
            LedgerBusy: somebody else does.
        """
        if self.place.file is not None:
            yield
            return
        with self.reading() as connection:
            if not journal.lock_comparing(connection):
                raise LedgerBusy("somebody else is comparing this ledger now; what they make is yours too. Look later.")
            yield

    def rulings(self) -> tuple[ruling.Pairs, ruling.Pairs]:
        """The pairs of statements that people made one claim, and those that they parted."""
        with self.reading() as connection:
            return ruling.rulings(connection)

    def verify(self) -> Iterator[Checked]:
        """Check everything; see `verification`."""
        with self.reading() as connection:
            yield from verification.verify(connection)

    def lines(self) -> Iterator[str]:
        """The whole ledger as JSON Lines, as it is at one moment; see `archive`."""
        with self.reading() as connection:
            yield from archive.lines(connection)

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
