"""How often which value occurs: of the whole ledger from counts that every write keeps, of a question by counting.

In:      a question, and the names of facets.
Out:     the most frequent values with their counts.
Cost:    the whole ledger a few rows; a question as many rows as it finds, at most `MOST_FACETED`, the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from allegedly.errors import BadQuestion
from allegedly.ledger.answers import keys_of
from allegedly.ledger.question import Question
from allegedly.ledger.tables import about, actors, counts, outlets, statements

FACETS = (
    "act",
    "certainty",
    "polarity",
    "channel",
    "form",
    "speaker_kind",
    "status",
    "outlet",
    "speaker",
    "speaker_id",
    "about",
)
#: The facets shown unless others are asked for.
USUAL = ("act", "certainty", "channel", "status", "outlet", "speaker", "about")
#: Of more matches, the latest are counted: the figures of a page should not keep a person waiting.
MOST_FACETED = 1_500
_MOST_VALUES = 20
_AT_ONCE = 500
_KEPT = actors.alias("kept")


class Facet(NamedTuple):
    """Values with their counts, most frequent first; `exact` is False where only the latest matches were counted."""

    values: list[tuple[str, int]]
    exact: bool


def facets(connection: Connection, asked: Question, names: Sequence[str] = USUAL) -> dict[str, Facet]:
    """How often which value occurs among the statements that the question finds."""
    for name in names:
        if name not in FACETS:
            raise BadQuestion(f"{name!r} is no facet; choose among: {', '.join(FACETS)}.")
    if asked == Question() and "speaker_id" not in names:
        return {name: Facet(_whole_facet(connection, name), True) for name in names}
    return _facets_of(connection, asked, names)


def _whole_facet(connection: Connection, name: str) -> list[tuple[str, int]]:
    most = (
        select(counts.c.value, counts.c.count)
        .where(counts.c.facet == name, counts.c.count > 0)
        .order_by(counts.c.count.desc(), counts.c.value)
        .limit(_MOST_VALUES)
    )
    found = [(value, number) for value, number in connection.execute(most)]
    if name not in ("speaker", "about"):
        return found
    named = _named(actors.c.id).where(actors.c.id.in_([value for value, _ in found]))
    called = {row[0]: row[1] for row in connection.execute(named)}
    return _summed((called.get(value, value), number) for value, number in found)


def _summed(pairs: Iterable[tuple[Any, int]]) -> list[tuple[Any, int]]:
    total: dict[Any, int] = {}
    for value, number in pairs:
        total[value] = total.get(value, 0) + number
    return sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))


def _facets_of(connection: Connection, asked: Question, names: Sequence[str]) -> dict[str, Facet]:
    """Counted over the latest matches."""
    plain = [name for name in names if name not in ("outlet", "speaker", "speaker_id", "about")]
    columns = [statements.c[name] for name in (*plain, "outlet", "speaker", "number")]
    keys = keys_of(connection, "statements", asked, "newest", MOST_FACETED + 1, None)
    numbers = [number for _, number in keys]
    rows = [
        row
        for start in range(0, len(numbers), _AT_ONCE)
        for row in connection.execute(
            select(*columns).where(statements.c.number.in_(numbers[start : start + _AT_ONCE]))
        )
    ]
    exact = len(rows) <= MOST_FACETED
    rows = rows[:MOST_FACETED]
    found: dict[str, Facet] = {}
    for name in names:
        if name == "about":
            values = _mentioned(connection, [row.number for row in rows])
        else:
            column = "speaker" if name == "speaker_id" else name
            values = _summed((getattr(row, column), 1) for row in rows if getattr(row, column) is not None)
        if name == "speaker_id":
            values = _renamed(connection, actors, values, key="id")
        elif name in ("speaker", "about"):
            values = _renamed(connection, actors, values)
        elif name == "outlet":
            values = _renamed(connection, outlets, values)
        found[name] = Facet(values[:_MOST_VALUES], exact)
    return found


def _mentioned(connection: Connection, numbers: Sequence[int]) -> list[tuple[Any, int]]:
    total: dict[Any, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        question = select(about.c.actor, func.count()).where(about.c.statement.in_(some)).group_by(about.c.actor)
        for actor, number in connection.execute(question):
            total[actor] = total.get(actor, 0) + number
    return sorted(total.items(), key=lambda pair: -pair[1])


def _renamed(
    connection: Connection, table: Any, values: Sequence[tuple[Any, int]], *, key: str = "name"
) -> list[tuple[str, int]]:
    """Names for numbers, of the most frequent ones; what is one actor by a merge is counted together."""
    most = values[: 4 * _MOST_VALUES]
    wanted = [value for value, _ in most]
    question = _named(actors.c.number, key) if table is actors else select(table.c.number, table.c.name)
    called = {row[0]: row[1] for row in connection.execute(question.where(table.c.number.in_(wanted)))}
    return _summed((called[value], number) for value, number in most)


def _named(by: Any, shown: str = "name") -> Select[Any]:
    """Actors, with the name or the id of the one they are part of."""
    return select(by, func.coalesce(_KEPT.c[shown], actors.c[shown])).outerjoin_from(
        actors, _KEPT, _KEPT.c.number == actors.c.into
    )
