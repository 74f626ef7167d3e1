"""The command on a terminal: an account in colours, and progress for whoever waits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import ROOT, command, environment

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")

LINE = "Ada said: the harbour is closed.\n"
SLOW = """
import time
from allegedly.cli import main
from tests.readings import read_plainly
def slowly(document):
    time.sleep(2)
    return read_plainly(document)
main(reader=slowly)
"""


def on_terminal(words: list[str], *, stderr_too: bool = False, **variables: str) -> tuple[str, str, int]:
    """What a terminal shows, what went to standard error elsewhere, and the status."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment(TERM="xterm", COLUMNS="70", **variables),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if stderr_too else subprocess.PIPE,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # How a pseudo-terminal says that its other end is closed.
            pass
        _, errors = process.communicate(timeout=120)
    os.close(ours)
    return shown.decode("utf-8"), (errors or b"").decode("utf-8"), process.returncode


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(f"Harbour closed\n\n{LINE}")
    return path


def test_a_terminal_shows_an_account_in_colour(page: Path) -> None:
    shown, errors, status = on_terminal(command("read", page))
    assert (status, errors) == (0, "")
    assert "\x1b[1mHarbour closed\x1b[0m" in shown
    assert "Ada" in shown


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}])
def test_colour_can_be_refused(variables: dict[str, str], page: Path) -> None:
    shown, _, _ = on_terminal(command("read", page), **variables)
    assert "\x1b" not in shown
    assert "Ada · said" in shown


def test_whoever_waits_sees_progress_which_goes_away(page: Path) -> None:
    shown, _, status = on_terminal([sys.executable, "-c", SLOW, "read", str(page), "--jsonl"], stderr_too=True)
    assert status == 0
    assert "Reading" in shown
    assert "0/1" in shown
    # The bar is erased before the data: on the data's line there is nothing else.
    assert re.search(r'(^|\n|\x1b\[2K|\r)\{"type": "document"', shown)


def test_progress_can_be_refused(page: Path) -> None:
    typed = ["read", str(page), "--jsonl", "--no-progress"]
    shown, _, _ = on_terminal([sys.executable, "-c", SLOW, *typed], stderr_too=True)
    assert shown.startswith('{"type": "document"')


def test_what_is_quick_shows_no_progress(page: Path) -> None:
    shown, _, _ = on_terminal(command("read", page, "--jsonl"), stderr_too=True)
    assert shown.count("\n") == 2


def test_progress_in_a_log_is_lines(page: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW, "read", str(page), "--progress"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "allegedly: 1 of 1 items are done.\n"
