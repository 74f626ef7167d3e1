"""Searching by meaning: the vectors of statements, and those nearest to a vector.

In:      vectors of unit length, of 384 numbers, as `allegedly.language.meanings` makes them.
Out:     numbers of statements with their cosines, nearest first.
Cost:    400 bytes a statement. Up to `EXACT` statements every vector is compared, 50 ms for 100,000; beyond, an index
         of usearch answers in milliseconds, made once and kept in the cache folder beside nothing that is precious.
         Without usearch everything is compared, 2 s for a million.
Source:  vectors are kept as int8, each number times 127; a cosine changes by less than .01 by that.
         Index: hierarchical navigable small worlds (Malkov & Yashunin 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from allegedly.ledger.asking import Asked
from allegedly.ledger.question import Question
from allegedly.ledger.tables import statements, vectors
from allegedly.ledger.writing import Writing

DIMENSIONS = 384
#: Statements that are compared one by one.
EXACT = 100_000
_SCALE = 127.0
_BATCH = 20_000
_NEAR = 1_000  # Candidates that an index is asked for, of which other filters leave some.

Floats = NDArray[np.float32]


def packed(vector: Floats) -> bytes:
    """A vector as it is kept."""
    scaled: NDArray[np.int8] = np.rint(vector * _SCALE).clip(-127, 127).astype(np.int8)
    return scaled.tobytes()


def missing(connection: Connection, model: str, *, limit: int) -> list[tuple[int, str]]:
    """Statements without a vector of this model: their numbers and quotes."""
    there = (vectors.c.statement == statements.c.number) & (vectors.c.model == model)
    question = select(statements.c.number, statements.c.quote).outerjoin(vectors, there)
    found = connection.execute(question.where(vectors.c.statement.is_(None)).limit(limit))
    return [(row.number, row.quote) for row in found]


def count_missing(connection: Connection, model: str) -> int:
    """How many these are."""
    whole = connection.execute(select(func.count()).select_from(statements)).scalar_one()
    there = connection.execute(select(func.count()).select_from(vectors).where(vectors.c.model == model)).scalar_one()
    return int(whole) - int(there)


def keep(writing: Writing, model: str, made: Iterable[tuple[int, Floats]]) -> None:
    """Store vectors; those of another model go."""
    rows = [{"statement": number, "model": model, "vector": packed(vector)} for number, vector in made]
    numbers = [row["statement"] for row in rows]
    kept = select(statements.c.number).where(statements.c.number.in_(numbers)).with_for_update()
    there = set(writing.connection.execute(kept).scalars())  # Some may have been shown anew meanwhile.
    writing.connection.execute(vectors.delete().where(vectors.c.statement.in_(numbers)))
    writing.insert(vectors, [row for row in rows if row["statement"] in there])


def nearest(
    connection: Connection, wanted: Floats, asked: Question, *, limit: int, index: Path
) -> list[tuple[int, float]]:
    """The statements that mean most nearly the same, among those that the question finds.

    Args:
        index: Where the index of a large ledger is kept; it is made there, or brought up to date.
    """
    count = int(connection.execute(select(func.count()).select_from(vectors)).scalar_one())
    narrowed = asked != Question()
    if count > EXACT and not narrowed:
        found = _by_index(connection, wanted, index, count)
        if found is not None:
            return found[:limit]
    return _exactly(connection, wanted, asked, limit)


def _exactly(connection: Connection, wanted: Floats, asked: Question, limit: int) -> list[tuple[int, float]]:
    question = select(vectors.c.statement, vectors.c.vector).join(
        statements, statements.c.number == vectors.c.statement
    )
    best: list[tuple[int, float]] = []
    for numbers, matrix in _batches(connection, question.where(*Asked(connection, asked).statements())):
        cosines = matrix @ wanted
        top = np.argsort(-cosines, kind="stable")[:limit]
        best += [(numbers[at], float(cosines[at])) for at in top]
        best = sorted(best, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return best


def _batches(connection: Connection, question: Any) -> Iterator[tuple[list[int], Floats]]:
    rows = connection.execution_options(yield_per=_BATCH).execute(question)
    for some in rows.partitions(_BATCH):
        joined = np.frombuffer(b"".join(bytes(row.vector) for row in some), np.int8).reshape(-1, DIMENSIONS)
        yield [row.statement for row in some], joined.astype(np.float32) / np.float32(_SCALE)


def _by_index(connection: Connection, wanted: Floats, path: Path, count: int) -> list[tuple[int, float]] | None:
    """From the index; None where usearch is not installed."""
    try:
        from usearch.index import Index
    except ImportError:
        return None
    index = Index(ndim=DIMENSIONS, metric="cos", dtype="i8")
    if path.exists():
        index.load(str(path))
    _bring_up_to_date(connection, index, path, count)
    matches = index.search(wanted, _NEAR)
    numbers = [int(key) for key in matches.keys]
    shown = select(statements.c.number).where(statements.c.number.in_(numbers), statements.c.status != "rejected")
    kept = set(connection.execute(shown).scalars())
    return [(number, 1.0 - float(distance)) for number, distance in zip(numbers, matches.distances, strict=True)
            if number in kept]  # fmt: skip


def _bring_up_to_date(connection: Connection, index: Any, path: Path, count: int) -> None:
    """Add what is new to the index, take out what is gone, and keep it."""
    there = np.fromiter(connection.execute(select(vectors.c.statement)).scalars(), np.uint64, count)
    held = np.asarray(index.keys, np.uint64) if len(index) else np.empty(0, np.uint64)
    gone, new = np.setdiff1d(held, there), np.setdiff1d(there, held)
    for key in gone:
        index.remove(int(key))
    for start in range(0, len(new), _BATCH):
        some: Sequence[int] = [int(key) for key in new[start : start + _BATCH]]
        question = select(vectors.c.statement, vectors.c.vector).where(vectors.c.statement.in_(some))
        for numbers, matrix in _batches(connection, question):
            index.add(np.asarray(numbers, np.uint64), matrix)
    if len(gone) or len(new):
        path.parent.mkdir(parents=True, exist_ok=True)
        index.save(str(path))
