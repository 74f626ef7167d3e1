"""One page from a cold start: what a person waits for, and how much memory it takes.

A new process runs `python -m allegedly read PAGE`. The first run is not counted: it compiles Python files and warms the
disk cache, which an installed package has done long ago. Standard library only, because a child's peak memory is at
least its parent's at the time it was started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.measurement import Measurement
from benchmarks.pages import pages

RUNS = 5
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there and KiB on Linux.


class Run(NamedTuple):
    """`wall` in seconds, `peak` resident bytes."""

    wall: float
    peak: int


def measure() -> Iterator[Measurement]:
    """The median time and the highest peak of RUNS runs."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        page.write_text(pages(1)[0], "utf-8")
        command = [sys.executable, "-m", "allegedly", "read", str(page)]
        environment = _environment(Path(folder, "compiled"))
        runs = [run(command, environment) for _ in range(RUNS + 1)][1:]
    yield Measurement("cold.wall", median(one.wall for one in runs), "s")
    yield Measurement("cold.memory", max(one.peak for one in runs) / 1e6, "MB")


def _environment(compiled: Path) -> Mapping[str, str]:
    """This process's environment, with compiled Python files kept in a folder of our own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}


def run(command: list[str], environment: Mapping[str, str]) -> Run:
    """Run `command` once, its output thrown away.

    Raises:
        subprocess.CalledProcessError: it ended with another status than 0.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(wall, usage.ru_maxrss * _RSS_UNIT)
