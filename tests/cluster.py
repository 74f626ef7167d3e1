"""A throw-away PostgreSQL server for the tests, and empty databases in it.

The server listens on a socket in a folder that only its own user may enter: no port can be taken, and nobody else on
the machine gets in, though it asks for no password. It runs as an unprivileged user, as PostgreSQL demands.

A small shell stands between the tests and the server and holds one end of a pipe. However the tests end, by themselves,
interrupted, or killed, the system closes the other end; the shell then stops the server and deletes the folder. It has
a session of its own, so that what is sent to the tests' whole group does not reach it.

`python -m tests.cluster` says which server the tests would start; it exits with 1 where there is none.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

OLDEST = 15
_PATIENCE = 60  # Seconds until the server answers: 0.8 on two idle cores, up to 10 times that on busy ones.
_PORT = 5432  # Only names the socket. Said in full, or PGPORT would decide.
# Short, as a socket's path must be (103 bytes), and open to every user, as TMPDIR need not be.
_ROOM = "/tmp"  # noqa: S108 - the folder in it has a random name and belongs to one user
_DEBIAN = Path("/usr/lib/postgresql")

# $1: the folder of the binaries, $2: the server's folder, $3: the port. Standard input: the pipe from the tests.
# QUIT stops a server at once, but a shell's background process ignores it until it is a server; TERM ends that one.
_GUARD = """
set -e
trap 'rm -rf "$2"' EXIT
exec 3<&0 </dev/null
"$1/initdb" --pgdata="$2/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
"$1/postgres" -D "$2/data" -k "$2" -p "$3" -c listen_addresses= \\
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off 3<&- &
server=$!
(read -r _ <&3 || { kill -TERM $server; kill -QUIT $server; }) &
wait $server
"""


def find_binaries() -> Path | None:
    """The folder of a PostgreSQL server's programs, 15 or newer; None where there is none."""
    if os.name != "posix":  # The guard is a shell.
        return None
    return next((folder for folder in _folders() if _version(folder) >= OLDEST), None)


def _folders() -> Iterator[Path]:
    """Where a server's programs may be, best place first."""
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(told.stdout.strip())
    yield from sorted(_DEBIAN.glob("*/bin"), key=_version, reverse=True)
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent


def _version(folder: Path) -> int:
    """The main version of the server in the folder; 0 where there is no whole one."""
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
        return 0
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+", told.stdout)
    return int(found[0]) if found else 0


@contextmanager
def cluster() -> Iterator[str]:
    """A fresh server; its SQLAlchemy URL. When the block is left, no process and no file of it remains.

    Raises:
        FileNotFoundError: no PostgreSQL server is installed.
        RuntimeError: the server did not start; with what it said.
    """
    binaries = find_binaries()
    if binaries is None:
        raise FileNotFoundError(f"no programs of a PostgreSQL server ({OLDEST} or newer) were found")
    with (
        # The guard deletes the folder too; who is second may find it half gone.
        tempfile.TemporaryDirectory(prefix="allegedly-", dir=_ROOM, ignore_cleanup_errors=True) as home,
        tempfile.TemporaryFile() as log,
        _guard(binaries, home, log) as guard,
    ):
        url = f"postgresql+psycopg://postgres@/postgres?host={home}&port={_PORT}"
        _await(url, guard, log)
        yield url


def _guard(binaries: Path, home: str, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """The shell with the server below it. Leaving its `with` closes the pipe and waits for it, so for both."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.Popen(
        ["/bin/sh", "-c", _GUARD, "guard", str(binaries), home, str(_PORT)],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        cwd=home,
        env=environment | {"LC_ALL": "C"},
        start_new_session=True,
        **_unprivileged(home),
    )


def _unprivileged(home: str) -> dict[str, Any]:
    """Whom the server runs as, where we are root and it therefore cannot be us; the folder becomes theirs."""
    if os.geteuid() != 0:
        return {}
    import pwd  # Not on every system, while this file is imported on each.

    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        user = pwd.getpwnam("nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _await(url: str, guard: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    """Return when the server answers."""
    import psycopg

    end = time.monotonic() + _PATIENCE
    while guard.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(plain(url)).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    log.seek(0)
    raise RuntimeError(f"the PostgreSQL server did not start; it said:\n{log.read().decode('utf-8', 'replace')}")


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """A new, empty database on the server at `url`, until the block is left; its SQLAlchemy URL."""
    import psycopg
    from psycopg.sql import SQL, Identifier
    from sqlalchemy.engine import make_url

    name = f"allegedly_{secrets.token_hex(8)}"
    with psycopg.connect(plain(url), autocommit=True) as server:
        server.execute(SQL("create database {} template template0 encoding 'UTF8'").format(Identifier(name)))
    try:
        yield make_url(url).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
    finally:
        # A test that failed may have left a connection open; it must not keep the database.
        with psycopg.connect(plain(url), autocommit=True) as server:
            server.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))


def plain(url: str) -> str:
    """The URL as PostgreSQL's own library reads it: without the name of a driver."""
    return re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql:", url)


if __name__ == "__main__":
    found = find_binaries()
    print(found or f"no PostgreSQL server, {OLDEST} or newer")
    sys.exit(found is None)
