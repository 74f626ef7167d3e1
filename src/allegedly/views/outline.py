"""The order in which statements are shown: reading order, each followed by the statements nested in it.

In:      the statements of one reading.
Out:     one `Entry` for every statement, numbered from 1; the number is the same in every view.
Cost:    linear. Fails: never; a parent that is missing, or a circle of parents, makes a statement stand on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from allegedly.records import Statement


class Entry(NamedTuple):
    """A statement, its number, how deep it is nested (0 = not), and the number of the one it is nested in."""

    number: int
    depth: int
    within: int | None
    statement: Statement


def outline(statements: Sequence[Statement]) -> list[Entry]:
    """All statements, parents before children, siblings in reading order."""
    known = {statement.id for statement in statements}
    children: dict[str | None, list[Statement]] = {}
    for statement in statements:
        parent = statement.nested_in if statement.nested_in in known else None
        children.setdefault(parent, []).append(statement)
    entries: list[Entry] = []
    shown: set[int] = set()
    # Statements in a circle hang on no root: after the roots, whatever is left is started from in reading order.
    for root in (*children.get(None, ()), *statements):
        _descend(root, children, entries, shown)
    return entries


def _descend(
    root: Statement, children: dict[str | None, list[Statement]], entries: list[Entry], shown: set[int]
) -> None:
    """Append `root` and all below it; a stack, because nesting may be deeper than Python's own."""
    waiting: list[tuple[Statement, int, int | None]] = [(root, 0, None)]
    while waiting:
        statement, depth, within = waiting.pop()
        if id(statement) in shown:
            continue
        shown.add(id(statement))
        entries.append(Entry(len(entries) + 1, depth, within, statement))
        number = len(entries)
        below = children.get(statement.id, ())
        waiting += [(child, depth + 1, number) for child in reversed(below)]
