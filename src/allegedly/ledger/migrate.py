"""Making a ledger, and bringing one of an earlier schema to the newest.

In:      a place.
Out:     a ledger of schema `SCHEMA` there. A file is made beside its place and moved there when it is whole; migrating
         is one transaction.
Cost:    making one 0.1 s; migrating as long as the steps take, with the rows they touch.
Fails:   LedgerExists where something is; NoLedger, NewerLedger where there is nothing to migrate. What was there stays.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from allegedly.errors import LedgerExists, LedgerFull, NoLedger
from allegedly.ledger import journal
from allegedly.ledger.place import APPLICATION, SCHEMA, Place, check_schema, connect, locate, refusals, schema_there
from allegedly.ledger.tables import ledger
from allegedly.ledger.writing import Writing
from allegedly.version import VERSION

Fill = Callable[[Writing], object]


def make(place: Place, *, who: str, fill: Fill | None = None) -> None:
    """A new ledger: empty, or with what `fill` writes into it in the same transaction.

    Raises:
        LedgerExists: something is there already.
        LedgerFull, LedgerUnavailable: it cannot be made there.
    """
    if place.file is not None:
        _make_file(place.file, who, fill)
        return
    with _engine(place) as engine:
        if schema_there(place, engine) is not None:
            raise LedgerExists(f"there is a ledger at {place.shown} already.")
        with refusals(place), engine.begin() as connection:
            _upgrade(connection)
            _begin(connection, who, fill)


def _make_file(file: Path, who: str, fill: Fill | None) -> None:
    if file.exists():
        raise LedgerExists(f"{file} is there already; nothing was changed. Choose another name, or use it as it is.")
    if not file.parent.is_dir():
        raise NoLedger(f"the directory {file.parent} is not there; make it first.")
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        # The file has to be there: ours are opened, never made, by a connection.
        with contextlib.suppress(FileExistsError):
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        place = locate(unfinished)
        with _engine(place) as engine, refusals(place):
            with engine.connect().execution_options(writing=True) as connection, connection.begin():
                _upgrade(connection)
                _begin(connection, who, fill)
            _keep_log(engine)
        _link(unfinished, file)
    except OSError as error:
        raise LedgerFull(f"{file} cannot be made: {error.strerror}.") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _link(unfinished: Path, file: Path) -> None:
    """Give the file its name, unless somebody else was faster."""
    try:
        os.link(unfinished, file)
    except FileExistsError:
        raise LedgerExists(f"{file} was made by somebody else just now; nothing was changed.") from None
    except OSError:  # A file system without links.
        unfinished.rename(file)


def _keep_log(engine: Engine) -> None:
    """Write-ahead logging, a property of the file: readers do not wait for the writer."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def migrate(place: Place, *, who: str) -> tuple[int, int]:
    """Bring the ledger to the newest schema; the schemas before and after.

    Raises:
        NoLedger, ForeignLedger, NewerLedger: there is nothing that could be migrated.
    """
    with _engine(place) as engine:
        there = schema_there(place, engine)
        if there is None or there > SCHEMA:
            check_schema(place, there)
        if there is None or there == SCHEMA:
            return SCHEMA, SCHEMA
        with refusals(place), engine.connect().execution_options(writing=True) as connection, connection.begin():
            _upgrade(connection)
            journal.lock(connection)
            entry = journal.Entry("migrate", "ledger", journal.digest(str(there), str(SCHEMA)), {"from": there})
            journal.append(connection, [entry], who=who)
        return there, SCHEMA


def _upgrade(connection: Connection, to: str = "head") -> None:
    """Run the steps that are missing, in the transaction that is open."""
    # Imported here: a ledger that needs no step should not wait for them.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.attributes["connection"] = connection
    with resources.as_file(resources.files("allegedly.ledger.migrations")) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        scripts = ScriptDirectory.from_config(config)
        with EnvironmentContext(config, scripts, fn=lambda now, _: scripts._upgrade_revs(to, now)):
            scripts.run_env()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")


def _begin(connection: Connection, who: str, fill: Fill | None) -> None:
    if fill is None:
        _christen(connection, who)
        return
    writing = Writing(connection, who)
    fill(writing)
    writing.finish()


def _christen(connection: Connection, who: str) -> None:
    """What a ledger says of itself, and the journal's first entry."""
    named = {"id": f"led_{secrets.token_hex(10)}", "made": journal.now(), "maker": VERSION}
    connection.execute(insert(ledger), [{"key": key, "value": value} for key, value in named.items()])
    journal.lock(connection)
    entry = journal.Entry("init", named["id"], journal.digest(*named.values()), {"schema": SCHEMA, "maker": VERSION})
    journal.append(connection, [entry], who=who)


@contextlib.contextmanager
def _engine(place: Place, *, durable: bool = True) -> Iterator[Engine]:
    engine = connect(place, durable=durable)
    try:
        yield engine
    finally:
        engine.dispose()


@contextlib.contextmanager
def opened(place: Place, *, durable: bool = True) -> Iterator[Engine]:
    """An engine on a ledger of the newest schema, for as long as it is used."""
    with _engine(place, durable=durable) as engine:
        check_schema(place, schema_there(place, engine))
        yield engine
