"""Where a ledger is: a file of SQLite's, or a database of PostgreSQL's; and how a connection to it is opened.

In:      a path, or a URL (`sqlite:///…`, `postgresql://user@host/database`; the password comes from PGPASSWORD or
         ~/.pgpass, so that none stands in a command).
Out:     an engine, and what is there: nothing, a ledger of some schema, something foreign.
Cost:    opening a file 1 ms.
Fails:   NoLedger, ForeignLedger, NewerLedger, OlderLedger where it cannot be used; what a database refuses later
         becomes an error of ours in `refusals`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from allegedly.errors import (
    ExtraMissing,
    ForeignLedger,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerUnavailable,
    NewerLedger,
    NoLedger,
    OlderLedger,
)

#: The newest schema; the number of the last file in `migrations/versions`.
SCHEMA = 3
#: "alle" in ASCII: by it `file` and SQLite itself know whose file it is.
APPLICATION = 0x616C6C65
_MAGIC = b"SQLite format 3\0"
_PATIENCE_MS = 30_000  # How long a writer waits for another one before it gives up.
_CACHE_KIB = 64_000
# A bulk load keeps more of its indexes in memory, and writes a page back less often: 80 MB of log between checkpoints.
_BULK_CACHE_KIB, _BULK_CHECKPOINT = 512_000, 20_000

_FULL = {"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_BUSY_STATES = {"40001", "40P01", "55P03"}
_FULL_STATES = {"53100", "25006"}
_UNREACHABLE_STATES = {"08", "57", "28", "3D"}  # Connection, shutdown, authorisation, no such database.
_LOST = {"OperationalError", "InterfaceError"}  # psycopg's, without a state where the connection broke.


class Place(NamedTuple):
    """An address that was understood: its URL, and the file where it is one. `shown` holds no password."""

    url: URL
    file: Path | None

    @property
    def shown(self) -> str:
        written = self.url.set(drivername="postgresql").render_as_string(hide_password=True)
        return str(self.file) if self.file else written


def locate(address: str | os.PathLike[str]) -> Place:
    """What a person wrote, as a place.

    Raises:
        LedgerUnavailable: an address that no ledger can be at.
    """
    written = os.fspath(address)
    if "://" not in written:
        path = Path(written)
        return Place(URL.create("sqlite", database=str(path)), path)
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise LedgerUnavailable(f"{written!r} is no address of a ledger: {error}.") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return locate(url.database)
    if url.get_backend_name() in ("postgresql", "postgres"):
        return Place(url.set(drivername="postgresql+psycopg"), None)
    raise LedgerUnavailable(f"{written!r} is neither a file nor a postgresql:// address; a ledger is one of these.")


def connect(place: Place, *, durable: bool = True) -> Engine:
    """An engine for the place; nothing is opened yet.

    Args:
        durable: Every commit is on the disk when it returns. False is for bulk loads: the file stays whole, but the
            last seconds may be lost if the power fails.
    """
    if place.file is not None:
        address = f"file:{quote(str(place.file.absolute()))}?{_mode(place.file)}"

        def opened() -> sqlite3.Connection:
            # Pooled connections pass from thread to thread, never two at a time.
            return sqlite3.connect(address, uri=True, check_same_thread=False)

        engine = create_engine("sqlite://", creator=opened, poolclass=QueuePool)
        _prepare(engine, durable=durable)
        return engine
    try:
        import psycopg as _  # noqa: F401 - SQLAlchemy's own message does not say what to install.
    except ImportError as error:
        raise ExtraMissing(
            "a ledger on PostgreSQL needs the driver psycopg; install it with: pip install 'allegedly[postgres]'."
        ) from error
    engine = create_engine(place.url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    _compile_nothing(engine)
    return engine


def _compile_nothing(engine: Engine) -> None:
    """Our questions take milliseconds; the server's compiler, which its estimates may start, takes hundreds of them."""

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
        connection.commit()


def _mode(file: Path) -> str:
    """Read-only media are read as they are: SQLite's write-ahead log needs to write even for reading."""
    writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    return "mode=rw" if writable or not file.exists() else "mode=ro&immutable=1"


def _prepare(engine: Engine, *, durable: bool) -> None:
    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # Transactions are begun below, and by nobody else.
        run = connection.execute
        run(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        run("PRAGMA foreign_keys=ON")
        run(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        run(f"PRAGMA cache_size=-{_CACHE_KIB if durable else _BULK_CACHE_KIB}")
        if not durable:
            run(f"PRAGMA wal_autocheckpoint={_BULK_CHECKPOINT}")
        run("PRAGMA temp_store=MEMORY")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that begins as a reader cannot wait for another: it would have read too early.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextlib.contextmanager
def refusals(place: Place) -> Iterator[None]:
    """What the database refuses, in our words.

    Raises:
        LedgerError: one of its kinds; what is no matter of the place is raised as it is.
    """
    try:
        yield
    except DBAPIError as error:
        found = _refusal(place, error.orig)
        if found is None:
            raise
        raise found from error
    except sqlite3.Error as error:
        found = _refusal(place, error)
        if found is None:
            raise
        raise found from error


def _refusal(place: Place, error: Any) -> LedgerError | None:
    if isinstance(error, sqlite3.Error):
        return _refusal_of_sqlite(place, error)
    state = getattr(error, "sqlstate", None)
    if state in _BUSY_STATES:
        return LedgerBusy(f"somebody else was writing to {place.shown} at the same place; try again.")
    if state in _FULL_STATES:
        return LedgerFull(f"{place.shown} takes nothing more: {_first_line(error)}.")
    lost = state is None and any(kind.__name__ in _LOST for kind in type(error).__mro__)
    if lost or (state or "")[:2] in _UNREACHABLE_STATES:
        return LedgerUnavailable(f"the server of {place.shown} cannot be used: {_first_line(error)}.")
    return None


def _refusal_of_sqlite(place: Place, error: sqlite3.Error) -> LedgerError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    kind = next((one for one in (*_FULL, *_BUSY, *_DAMAGED, "SQLITE_CANTOPEN") if name.startswith(one)), "")
    if kind in _BUSY:
        seconds = _PATIENCE_MS // 1000
        return LedgerBusy(f"somebody else has been writing to {place.shown} for {seconds} s; try again when they end.")
    if kind in _FULL:
        return LedgerFull(f"{place.shown} cannot be written: {error}. What it held before is intact.")
    if kind in _DAMAGED:
        return LedgerDamaged(
            f"{place.shown} is damaged: {error}. Keep the file, restore a backup, and see `allegedly verify`."
        )
    if kind:
        return LedgerUnavailable(f"{place.shown} cannot be opened: {error}.")
    return None


def _first_line(error: object) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def schema_there(place: Place, engine: Engine) -> int | None:
    """The schema of the ledger at the place; None where nothing is there yet.

    Raises:
        ForeignLedger: something else is there.
    """
    if place.file is not None:
        return _schema_of_file(place, engine)
    with refusals(place), engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if {"ledger", "alembic_version"} <= tables:
            held = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            return int(held or 0)
    if tables:
        raise ForeignLedger(f"{place.shown} holds tables that are no ledger's; give a ledger a database of its own.")
    return None


def _schema_of_file(place: Place, engine: Engine) -> int | None:
    file = place.file or Path()
    if not file.exists():
        return None
    if file.is_dir():
        raise ForeignLedger(f"{file} is a directory; a ledger is one file, such as {file / 'desk.allegedly.db'}.")
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except OSError as error:
        raise LedgerUnavailable(f"{file} cannot be opened: {error.strerror}.") from error
    if head != _MAGIC:
        raise ForeignLedger(f"{file} is no ledger, and no file of SQLite's at all; it was left as it is.")
    with refusals(place), engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
            raise ForeignLedger(f"{file} is a database of another program; it was left as it is.")
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def check_schema(place: Place, there: int | None) -> None:
    """Whether this version can use what is there.

    Raises:
        NoLedger, OlderLedger, NewerLedger: it cannot.
    """
    if there is None:
        raise NoLedger(f"there is no ledger at {place.shown}; make one with: allegedly init {place.shown}")
    if there > SCHEMA:
        raise NewerLedger(
            f"{place.shown} has schema {there}, this version knows {SCHEMA}; it was left as it is. "
            "Use the version that made it, or a newer one."
        )
    if there < SCHEMA:
        raise OlderLedger(f"{place.shown} has schema {there}, this version needs {SCHEMA}; run: allegedly migrate")


def search_by_words() -> tuple[str, str | None]:
    """The version of Python's SQLite, and what is wrong with its full-text search; None where nothing is."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.Error as error:
            return sqlite3.sqlite_version, str(error)
    return sqlite3.sqlite_version, None
