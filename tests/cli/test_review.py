"""Reviewing by keys, at a real terminal: what is shown, what each key does, and that nothing is lost at the end."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly import ledger
from allegedly.ledger import Question
from tests.cli.command import command, environment
from tests.ledger.desks import filled
from tests.readings import harbour

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
LEAST = harbour().statements[2].id  # The owner's ferries, .4 sure.


class Terminal:
    """A terminal at which somebody reviews."""

    def __init__(self, folder: Path, *typed: str) -> None:
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command("review", *typed), cwd=folder, env=environment(TERM="xterm", COLUMNS="80", ALLEGEDLY_USER="ann"),
            stdin=theirs, stdout=theirs, stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        os.set_blocking(self.ours, False)

    def until(self, words: str) -> str:
        """Read the screen until it shows the words."""
        seen = ""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                seen += os.read(self.ours, 65536).decode()
            except BlockingIOError:
                time.sleep(0.02)
            except OSError:
                break
            plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
            if words in plain:
                return plain
        raise AssertionError(f"{words!r} was not shown:\n{seen}")

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    filled(str(tmp_path / "desk.allegedly.db")).close()
    return tmp_path


@pytest.fixture
def terminal(desk: Path) -> Iterator[Terminal]:
    shown = Terminal(desk)
    yield shown
    shown.process.kill()
    shown.process.wait()
    os.close(shown.ours)


def status(desk: Path, identity: str) -> str:
    with ledger.open(desk / "desk.allegedly.db", who="test") as store:
        return next(row.status for row in store.every("statements", Question(status=("any",))) if row.id == identity)


def test_the_least_certain_comes_first_with_its_passage(terminal: Terminal) -> None:
    shown = terminal.until("q end")
    assert "which the owner says are “fit to sail”" in shown
    assert "content Ferries in the port of Velmar … are “fit to sail”" in shown
    assert "0 decided · 16 left" in shown


@pytest.mark.parametrize(("key", "expected"), [("y", "accepted"), ("n", "rejected"), ("h", "unsure")])
def test_a_key_decides_and_u_takes_it_back(desk: Path, terminal: Terminal, key: str, expected: str) -> None:
    terminal.until("q end")
    terminal.press(key)
    terminal.until("1 decided · 15 left")
    assert status(desk, LEAST) == expected
    terminal.press("u")
    terminal.until("Undone")
    assert status(desk, LEAST) == "machine"


def test_a_field_is_corrected_and_a_wrong_correction_explained(desk: Path, terminal: Terminal) -> None:
    terminal.until("q end")
    terminal.press("e")
    terminal.until("FIELD=VALUE")
    terminal.press("act=shouts\n")
    terminal.until("choose one of")
    terminal.press("e")
    terminal.until("FIELD=VALUE")
    terminal.press("content=fit to sail\n")
    terminal.until("edited")
    assert status(desk, LEAST) == "edited"


def test_somebody_faster_than_the_screen_loses_no_key(desk: Path, terminal: Terminal) -> None:
    terminal.press("yhn")
    terminal.until("3 decided · 13 left")
    terminal.press("jkeact=denies\n")
    terminal.until("4 decided")
    terminal.press("éé\x1b[Aq")
    terminal.until("4 decided.")
    assert terminal.process.wait(timeout=60) == 0


def test_going_on_and_back_decides_nothing(desk: Path, terminal: Terminal) -> None:
    first = terminal.until("q end")
    terminal.press("j")
    second = terminal.until("q end")
    assert "the owner says" not in second
    terminal.press("k")
    assert "the owner says" in terminal.until("q end")
    terminal.press("?")
    terminal.until("it is right as it stands")
    terminal.press("q")
    terminal.until("0 decided.")
    assert terminal.process.wait(timeout=60) == 0
    assert status(desk, LEAST) == "machine"
    assert first


def test_what_somebody_else_decided_meanwhile_is_shown_not_overwritten(desk: Path, terminal: Terminal) -> None:
    terminal.until("q end")
    with ledger.open(desk / "desk.allegedly.db", who="bob") as store:
        store.decide(LEAST, "reject")
    terminal.press("y")
    shown = terminal.until("Somebody else decided on it meanwhile")
    assert "rejected" in shown
    assert status(desk, LEAST) == "rejected"


def test_a_thousand_keys_reach_the_end(desk: Path, terminal: Terminal) -> None:
    terminal.until("q end")
    for left in range(15, -1, -1):
        terminal.press("y")
        terminal.until(f"{16 - left} decided · {left} left" if left else "Nothing more waits.")
    with ledger.open(desk / "desk.allegedly.db", who="test") as store:
        assert store.count("statements", Question(status=("accepted",))).number == 16
        assert [step.faults for step in store.verify() if step.faults] == []
