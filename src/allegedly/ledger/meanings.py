"""Searching by meaning: the vectors of statements, and those nearest to a vector.

In:      vectors of unit length, of 384 numbers, as `allegedly.language.meanings` makes them.
Out:     numbers of statements with their cosines, nearest first.
Cost:    400 bytes a statement. Up to `EXACT` statements every vector is compared; beyond, an index of voyager's names
         candidates, whose vectors are compared. It is made once, and kept in the cache folder: nothing in it is
         precious. Without voyager everything is compared.
Source:  vectors are kept as int8, each number times 127; a cosine changes by less than .01 by that.
         Index: hierarchical navigable small worlds (Malkov & Yashunin 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_ADDED = 10_000
_NEAR = 1_000  # Candidates that the index is asked for.

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
    question = select(vectors.c.statement, vectors.c.vector).join(
        statements, statements.c.number == vectors.c.statement
    )
    question = question.where(*Asked(connection, asked).statements())
    count = int(connection.execute(select(func.count()).select_from(vectors)).scalar_one())
    if count > EXACT and asked == Question():
        candidates = _candidates(connection, wanted, index, count)
        if candidates is not None:
            question = question.where(vectors.c.number.in_(candidates))
    best: list[tuple[int, float]] = []
    for numbers, matrix in _batches(connection, question):
        cosines = matrix @ wanted
        top = np.argsort(-cosines, kind="stable")[:limit]
        best += [(numbers[at], float(cosines[at])) for at in top]
        best = sorted(best, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return best


def _batches(connection: Connection, question: Any) -> Iterator[tuple[list[int], Floats]]:
    rows = connection.execution_options(yield_per=_BATCH).execute(question)
    for some in rows.partitions(_BATCH):
        joined = np.frombuffer(b"".join(bytes(row[1]) for row in some), np.int8).reshape(-1, DIMENSIONS)
        yield [row[0] for row in some], joined.astype(np.float32) / np.float32(_SCALE)


def _candidates(connection: Connection, wanted: Floats, path: Path, count: int) -> list[int] | None:
    """Numbers of vectors near to the wanted one, from the index; None where voyager is not installed."""
    try:
        from voyager import Index, Space, StorageDataType
    except ImportError:
        return None
    if path.exists():
        index = Index.load(str(path))
    else:
        index = Index(Space.Cosine, num_dimensions=DIMENSIONS, storage_data_type=StorageDataType.E4M3)
    if _bring_up_to_date(connection, index, count):
        path.parent.mkdir(parents=True, exist_ok=True)
        index.save(str(path))
    near, _ = index.query(wanted, min(_NEAR, count))
    return [int(number) for number in near]


def _bring_up_to_date(connection: Connection, index: Any, count: int) -> bool:
    """Add to the index what is new, and forget what is gone; whether there was anything.

    A number is never given twice, so what the index holds under one is never stale.
    """
    there = np.fromiter(connection.execute(select(vectors.c.number)).scalars(), np.uint64, count)
    held = np.fromiter(index.ids, np.uint64)
    for number in np.setdiff1d(held, there):
        index.mark_deleted(int(number))
    new = np.setdiff1d(there, held)
    for start in range(0, len(new), _ADDED):
        some = [int(number) for number in new[start : start + _ADDED]]
        question = select(vectors.c.number, vectors.c.vector).where(vectors.c.number.in_(some))
        for numbers, matrix in _batches(connection, question):
            index.add_items(matrix, ids=numbers)
    return bool(len(new)) or len(held) > count
