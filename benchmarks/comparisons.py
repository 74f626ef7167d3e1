"""Comparing a ledger that grows: how long it takes in all, how that grows, and what one more page costs.

Made data (`benchmarks.made`) are added in sizes that double, and compared after each. `python -m benchmarks.comparisons
--documents 60000` measures a million statements. The made words share their frequencies with news, but no
two made pages tell one story: what copies and long claims cost comes on top.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from allegedly.desk.ledger import Ledger
from allegedly.ledger import Told
from benchmarks.ledgers import exponent
from benchmarks.made import made
from benchmarks.measurement import Measurement

DOCUMENTS = 1_200  # Twenty thousand statements; a million would take many hours (docs/comparing.md).
_SIZES = 5  # Doublings: the smallest is a sixteenth of the largest.
_BATCH = 20
_PAGES = 10


def measure(documents: int = DOCUMENTS) -> Iterator[Measurement]:
    """A ledger in a file of SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "made.allegedly.db")
        with Ledger.make(place, who="benchmark") as ledger:
            yield from _measure(ledger, documents)


def _measure(ledger: Ledger, documents: int) -> Iterator[Measurement]:
    seconds: list[tuple[int, float]] = []
    spent, first = 0.0, 0
    for size in [documents >> step for step in reversed(range(_SIZES))]:
        _load(ledger, first, size)
        first = size
        spent += _compare(ledger)
        statements = ledger.figures()["statements"]
        seconds.append((statements, spent))
        print(f"{statements:,} statements, {spent:.0f} s of comparing", file=sys.stderr, flush=True)
    pages = []
    for number in range(documents, documents + _PAGES):
        _load(ledger, number, number + 1)
        pages.append(_compare(ledger))
    yield Measurement("compare.statements", seconds[-1][0], "statements")
    yield Measurement("compare.minutes", spent / 60, "min")
    yield Measurement("compare.growth", exponent(seconds), "exponent")
    yield Measurement("compare.page", max(pages), "s")
    yield Measurement("compare.memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def _load(ledger: Ledger, first: int, behind: int) -> None:
    items = ((raw, reading, Told("made")) for raw, reading in made(behind - first, first=first))
    while batch := list(itertools.islice(items, _BATCH)):
        ledger.put_many(batch)


def _compare(ledger: Ledger) -> float:
    started = time.perf_counter()
    ledger.compare()
    return time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    from benchmarks.machine import describe, use_cores

    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparisons", description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"how many; {DOCUMENTS} unless given")
    machine = describe(use_cores())
    for one in measure(parser.parse_args(arguments).documents):
        print(one.line(machine), flush=True)
        print(one.beside_target(), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
