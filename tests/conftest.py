"""Ledgers for the tests, on both databases: SQLite always, PostgreSQL where a server can be had."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cluster import OLDEST, cluster, find_binaries, fresh_database, plain

# A busy machine is no fault of the code: what is too slow, the benchmarks say.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")

_LACKING = (
    f"no PostgreSQL server, {OLDEST} or newer: install one (Debian: apt-get install postgresql; macOS: brew install "
    "postgresql), or name one in ALLEGEDLY_TEST_POSTGRES=postgresql://…"
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server that the tests may fill: ALLEGEDLY_TEST_POSTGRES, else one of their own."""
    if given := os.environ.get("ALLEGEDLY_TEST_POSTGRES"):
        yield plain(given).replace("postgresql:", "postgresql+psycopg:", 1)
    elif find_binaries():
        with cluster() as url:
            yield url
    elif os.environ.get("ALLEGEDLY_REQUIRE_POSTGRES"):
        pytest.fail(_LACKING)
    else:
        pytest.skip(_LACKING)


@pytest.fixture(params=["sqlite", "postgres"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place where no ledger is yet: a file, then an empty database. A test with it runs once for each."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.allegedly.db")
        return
    with fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it once more where nobody overlooks it: half of the ledger's tests did not run."""
    skipped = sum(_LACKING in str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    if skipped:
        terminalreporter.write_line(f"NOT TESTED ON POSTGRESQL ({skipped} skipped): {_LACKING}", red=True, bold=True)
