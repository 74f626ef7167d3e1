"""`python -m benchmarks.kills`: end `allegedly add` and `allegedly migrate` at random moments, and look what is left.

Each process is killed (SIGKILL) at a moment drawn evenly from its whole life. After each kill the ledger is verified;
then the same command runs again, perhaps to be killed again. When it was let through, every page has to be there
once, and nothing else. The reader is the plain one of the tests, so that most of a life is spent writing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from allegedly import ledger
from allegedly.ledger import Question, place

ROOT = Path(__file__).parents[1]
_STORED = ROOT / "tests" / "ledger" / "stored" / "schema-1.allegedly.db"
_START = "from allegedly.cli import main; from tests.readings import read_plainly; main(reader=read_plainly)"
_PAGES = 150
_ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def _start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _START, *words]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stdout=silent, stderr=silent)  # noqa: S603 - our own command


def _life(folder: Path, *words: str) -> float:
    """Seconds that the command takes when nobody kills it."""
    began = time.perf_counter()
    _start(folder, *words).wait()
    return time.perf_counter() - began


def _killed(folder: Path, moment: float, *words: str) -> bool:
    """Whether the command was still running when it was killed."""
    process = _start(folder, *words)
    time.sleep(moment)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def _faults(file: Path) -> list[str]:
    with ledger.open(file, who="kills") as store:
        return [f"{fault.kind} {fault.id}: {fault.why}" for step in store.verify() for fault in step.faults]


class _Adding:
    """Folders of pages that are added, again and again."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        self.dice, self.folder = dice, folder
        self.turn = 0
        self._begin()
        self.life = _life(self.folder, "add", "pages", "-d", "desk.db")
        self._begin()

    def _begin(self) -> None:
        self.turn += 1
        shutil.rmtree(self.folder / "pages", ignore_errors=True)
        (self.folder / "pages").mkdir()
        for number in range(_PAGES):
            words = f"Ship {number} of turn {self.turn}\n\nAda said: ship {number} sank. Bo said: it floats.\n"
            (self.folder / "pages" / f"{number}.txt").write_text(words, "utf-8")
        for left in self.folder.glob("desk.db*"):
            left.unlink()
        ledger.make(self.folder / "desk.db", who="kills")

    def kill(self) -> tuple[bool, list[str]]:
        """One kill, and what is wrong after it."""
        running = _killed(self.folder, self.dice.uniform(0, self.life), "add", "pages", "-d", "desk.db")
        faults = _faults(self.folder / "desk.db")
        with ledger.open(self.folder / "desk.db", who="kills") as store:
            there = store.count("documents", Question()).number
        if self.dice.random() < 0.2 or there == _PAGES:
            faults += self._let_through()
            self._begin()
        return running, faults

    def _let_through(self) -> list[str]:
        status = _start(self.folder, "add", "pages", "-d", "desk.db").wait()
        with ledger.open(self.folder / "desk.db", who="kills") as store:
            figures = store.figures()
        faults = _faults(self.folder / "desk.db")
        if (status, figures["documents"], figures["statements"]) != (0, _PAGES, 2 * _PAGES):
            faults.append(f"status {status}, {json.dumps(figures)} after all was let through")
        return faults


class _Migrating:
    """A ledger of the first schema that is migrated."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        self.dice, self.folder = dice, folder
        self._begin()
        self.life = _life(self.folder, "migrate", "-d", "old.db")
        self._begin()

    def _begin(self) -> None:
        for left in self.folder.glob("old.db*"):
            left.unlink()
        shutil.copy(_STORED, self.folder / "old.db")

    def kill(self) -> tuple[bool, list[str]]:
        """One kill, and what is wrong after it."""
        # Most of the life is starting Python; the steps themselves are its last part.
        running = _killed(self.folder, self.life * self.dice.uniform(0.2, 1.0), "migrate", "-d", "old.db")
        file = self.folder / "old.db"
        there = place.schema_there(place.locate(file), place.connect(place.locate(file)))
        faults = [] if there in (1, place.SCHEMA) else [f"schema {there} after a kill"]
        if there == 1 and self.dice.random() < 0.5:
            return running, faults  # Killed once more, as it is.
        ledger.upgrade(file, who="kills")
        faults += _faults(file)
        with ledger.open(file, who="kills") as store:
            if store.figures()["statements"] != 16:
                faults.append("statements were lost or doubled by a migration")
        self._begin()
        return running, faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args(arguments)
    dice = random.Random(wanted.seed)
    hit = {"add": 0, "migrate": 0}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        works = {"add": _Adding(dice, Path(folder)), "migrate": _Migrating(dice, Path(folder))}
        for number in range(wanted.kills):
            name = "migrate" if number % 4 == 3 else "add"
            running, faults = works[name].kill()
            hit[name] += running
            wrong += [f"kill {number} ({name}): {fault}" for fault in faults]
            if sys.stderr.isatty() or number % 20 == 19:
                print(f"{number + 1} of {wanted.kills} kills, {len(wrong)} faults", file=sys.stderr, flush=True)
    for fault in wrong:
        print(fault)
    print(json.dumps({"kills": wanted.kills, "while running": hit, "faults": len(wrong)}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
