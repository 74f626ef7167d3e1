"""A ledger that grows to a million statements: how fast it is filled, and whether its answers stay as fast.

Made data (`benchmarks.made`) are added in sizes that double; at each size the common questions are asked. A growth
exponent is the slope of log time over log size: 1 is linear, 0 is flat. `python -m benchmarks.ledgers --documents 7500`
measures a smaller one.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from allegedly import ledger
from allegedly.ledger import Question, Store, Told
from benchmarks.made import made
from benchmarks.measurement import Measurement
from tests.cluster import cluster, fresh_database

DOCUMENTS = 60_000
_SIZES = 5  # Doublings: the smallest is a sixteenth of the largest.
_BATCH = 20  # Documents in one transaction.
_ASKED = 40
_FLAT_MS = 1.0  # Below that, how a time grows is noise.
_TABLES = ("statements", "hops", "about", "relations", "parties", "evidence", "links", "appearances", "documents",
           "versions", "readings", "journal", "names", "actors")  # fmt: skip

Ask = Callable[[int], object]


def measure(documents: int = DOCUMENTS, databases: Sequence[str] = ("sqlite", "postgres")) -> Iterator[Measurement]:
    """The databases, one after the other."""
    if "sqlite" in databases:
        with tempfile.TemporaryDirectory() as folder:
            yield from _measure("sqlite", str(Path(folder, "made.allegedly.db")), documents)
    if "postgres" in databases:
        with ExitStack() as stack:
            server = stack.enter_context(cluster())
            address = stack.enter_context(fresh_database(server))
            yield from _measure("postgres", address, documents)


def _measure(name: str, address: str, documents: int) -> Iterator[Measurement]:
    ledger.make(address, who="benchmark")
    seconds: list[tuple[int, float]] = []
    asked: dict[str, list[tuple[int, float]]] = {}
    spent = 0.0
    first = 0
    with ledger.open(address, who="benchmark", durable=False) as store:
        for size in [documents >> step for step in reversed(range(_SIZES))]:
            spent += _load(store, first, size)
            first = size
            statements = store.figures()["statements"]
            seconds.append((statements, spent))
            for question, ask in _questions(store, size).items():
                asked.setdefault(question, []).append((statements, _p95(ask)))
            print(f"{name}: {statements:,} statements, {spent:.0f} s of loading", file=sys.stderr, flush=True)
        figures = store.figures()
        yield Measurement(f"ledger.{name}.statements", figures["statements"], "statements")
        yield Measurement(f"ledger.{name}.load", figures["statements"] / spent, "statements/s")
        yield Measurement(f"ledger.{name}.load-rows", _rows(store) / spent, "rows/s")
        yield Measurement(f"ledger.{name}.load-growth", exponent(seconds), "exponent")
        yield Measurement(f"ledger.{name}.size", figures["bytes"] / figures["statements"], "B/statement")
        for question, times in asked.items():
            yield Measurement(f"ledger.{name}.{question}", times[-1][1], "ms p95")
            yield Measurement(f"ledger.{name}.{question}-growth", exponent(times), "exponent")


def _load(store: Store, first: int, behind: int) -> float:
    """Seconds that storing takes; making the data is not counted."""
    spent = 0.0
    items = ((raw, reading, Told("made")) for raw, reading in made(behind - first, first=first))
    while batch := list(itertools.islice(items, _BATCH)):
        began = time.perf_counter()
        store.put_many(batch)
        spent += time.perf_counter() - began
    return spent


def _rows(store: Store) -> int:
    from sqlalchemy import text

    with store.reading() as connection:
        return sum(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in _TABLES)  # noqa: S608 - our own names


def _questions(store: Store, documents: int) -> dict[str, Ask]:
    """The common questions, each about somebody or something else at every turn."""
    dice = random.Random(7)
    cast = [row.name for row in store.actors(Question(), limit=200) if row.made_by != "document"]
    ids = [row.id for row in store.page("documents", Question(), limit=200).rows]
    words = sorted({word for row in store.page("statements", Question(), limit=200).rows for word in row.quote.split()})
    alphabetic = [word for word in words if word.isalpha() and len(word) > 3]

    def of(**filters: str) -> Question:
        return Question.of(filters.items())

    def anybody() -> str:
        # Half of the questions are about the twenty of whom most is known.
        return dice.choice(cast[:20]) if dice.random() < 0.5 else dice.choice(cast)

    return {
        "by-speaker": lambda _: store.page("statements", of(speaker=anybody())),
        "about-actor": lambda _: store.page("statements", of(about=anybody())),
        "facets": lambda _: store.facets(Question()),
        "facets-of-speaker": lambda _: store.facets(of(speaker=anybody())),
        "words": lambda _: store.page("statements", of(q=dice.choice(alphabetic)), order="relevance"),
        "newest-denials": lambda _: store.page("statements", of(act="denies")),
        "review-queue": lambda _: store.page("statements", of(status="machine"), order="unsure"),
        "later-page": lambda _: _later(store, dice),
        "document": lambda _: store.whole(dice.choice(ids)),
    }


def _later(store: Store, dice: random.Random) -> object:
    """A page somewhere in the middle."""
    from allegedly.ledger.asking import mark

    day = dice.randint(2019, 2023) * 10_000 + dice.randint(1, 12) * 100 + 15
    return store.page("statements", Question(), after=mark(day, 1 << 40))


def _p95(ask: Ask) -> float:
    """Milliseconds, of so many askings, after a few that warm up."""
    for number in range(5):
        ask(number)
    times = []
    for number in range(_ASKED):
        began = time.perf_counter()
        ask(number)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[math.ceil(0.95 * _ASKED) - 1]


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of log time over log size, least squares; times below a millisecond count as one."""
    logs = [(math.log(size), math.log(max(value, _FLAT_MS))) for size, value in points]
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    above = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return above / sum((x - mean_x) ** 2 for x, _ in logs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    from benchmarks.machine import describe, use_cores

    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledgers", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="the largest size; 16.7 statements each")
    parser.add_argument("--database", choices=("sqlite", "postgres"), help="one of them; both unless given")
    wanted = parser.parse_args(arguments)
    machine = describe(use_cores())
    databases = (wanted.database,) if wanted.database else ("sqlite", "postgres")
    for measurement in measure(wanted.documents, databases):
        print(measurement.line(machine), flush=True)
        print(measurement.beside_target(), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
