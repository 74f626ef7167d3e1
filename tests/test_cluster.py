"""The PostgreSQL server of the tests: it answers, keeps databases apart, and leaves nothing behind however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from allegedly import ledger
from allegedly.errors import NoLedger
from tests.cluster import OLDEST, cluster, find_binaries, fresh_database, plain

ROOT = Path(__file__).parents[1]

# A run of tests that has a server and goes on for a minute; the second one has only begun to start it.
RUNNING = """
import time
from tests.cluster import cluster
with cluster() as url:
    print(url, flush=True)
    time.sleep(60)
"""
STARTING = f"""
import tests.cluster
def wait(url, *_):
    print(url, flush=True)
    time.sleep(60)
tests.cluster._await = wait
{RUNNING}"""

# pytest on a machine without a server, on one test that wants one.
PYTEST = """
import sys
from pathlib import Path
import pytest
import tests.cluster
tests.cluster._DEBIAN = Path("nowhere")
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "tests/test_cluster.py::test_a_place_holds_no_ledger_yet"]))
"""


@pytest.fixture
def _installed() -> None:
    if find_binaries() is None:
        pytest.skip(f"no PostgreSQL server, {OLDEST} or newer, to start")


def folder(url: str) -> Path:
    return Path(str(conninfo_to_dict(plain(url))["host"]))


def processes(url: str) -> list[int]:
    """The server and all it started, but for the connection that asks."""
    main = int((folder(url) / "data" / "postmaster.pid").read_text().split()[0])
    with psycopg.connect(plain(url)) as server:
        rows = server.execute("select pid from pg_stat_activity where pid <> pg_backend_pid()").fetchall()
    return [main, *(pid for (pid,) in rows)]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def soon(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + 90
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    return happened()


def begun(script: str) -> tuple[subprocess.Popen[str], str]:
    """Another Python at work on `script`, and the URL it printed."""
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen[str], by: signal.Signals) -> None:
    process.send_signal(by)
    process.communicate(timeout=120)


def outcome(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """pytest where neither PATH nor Debian's folder has a server."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ALLEGEDLY_")}
    environment = ours | {"PATH": str(tmp_path)} | variables
    return subprocess.run(
        [sys.executable, "-c", PYTEST], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_server_answers(postgres: str) -> None:
    with psycopg.connect(plain(postgres)) as server:
        assert server.execute("select 1").fetchone() == (1,)
        assert server.info.server_version // 10_000 >= OLDEST


def test_two_databases_do_not_see_each_other(postgres: str) -> None:
    with fresh_database(postgres) as one, fresh_database(postgres) as other:
        with psycopg.connect(plain(one)) as here:
            here.execute("create table mine (words text)")
        with psycopg.connect(plain(other)) as there, pytest.raises(psycopg.errors.UndefinedTable):
            there.execute("select * from mine")


def test_a_database_goes_though_somebody_is_still_connected(postgres: str) -> None:
    with fresh_database(postgres) as url:
        left_open = psycopg.connect(plain(url))
    left_open.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(plain(url))


def test_a_place_holds_no_ledger_yet(ledger_url: str) -> None:
    with pytest.raises(NoLedger):
        ledger.open(ledger_url, who="ann")


@pytest.mark.usefixtures("_installed")
def test_nothing_is_left_of_a_server() -> None:
    with cluster() as url:
        home, running = folder(url), processes(url)
        assert home.exists()
        assert all(map(alive, running))
    assert not home.exists()
    assert not any(map(alive, running))


@pytest.mark.usefixtures("_installed")
def test_words_are_compared_as_in_any_language() -> None:
    with cluster() as url, fresh_database(url) as inside, psycopg.connect(plain(inside)) as server:
        assert server.execute("select lower('ÅÉЖ'), current_setting('server_encoding')").fetchone() == ("åéж", "UTF8")


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_tests_that_are_ended_leave_no_server(by: signal.Signals) -> None:
    process, url = begun(RUNNING)
    running = processes(url)
    ended(process, by)
    assert soon(lambda: not folder(url).exists() and not any(map(alive, running)))


@pytest.mark.usefixtures("_installed")
def test_tests_that_are_killed_while_the_server_starts_leave_none() -> None:
    process, url = begun(STARTING)
    assert folder(url).exists()
    ended(process, signal.SIGKILL)
    # The folder is deleted when the server has ended.
    assert soon(lambda: not folder(url).exists())


def test_a_missing_server_is_told_loudly(tmp_path: Path) -> None:
    done = outcome(tmp_path)
    assert done.returncode == 0
    assert "1 passed, 1 skipped" in done.stdout
    assert "NOT TESTED ON POSTGRESQL (1 skipped)" in done.stdout
    assert "apt-get install postgresql" in done.stdout


def test_a_missing_server_fails_where_it_is_required(tmp_path: Path) -> None:
    done = outcome(tmp_path, ALLEGEDLY_REQUIRE_POSTGRES="1")
    assert done.returncode == 1
    assert "no PostgreSQL server" in done.stdout


def test_a_server_that_is_there_already_is_used(postgres: str, tmp_path: Path) -> None:
    done = outcome(tmp_path, ALLEGEDLY_TEST_POSTGRES=plain(postgres))
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout
