"""The order of statements: each once, parents before children."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allegedly.records import Statement
from allegedly.views.outline import outline
from tests.readings import Draft


def statements(parents: list[int | None]) -> list[Statement]:
    """One statement for each entry; the entry is the index of its parent."""
    draft = Draft(("paragraph", "word"))
    made = [draft.says("word") for _ in parents]
    ids = [statement.id for statement in made]
    named = [None if parent is None else ids[parent % len(ids)] for parent in parents]
    return [one.model_copy(update={"nested_in": name}) for one, name in zip(made, named, strict=True)]


@given(st.lists(st.none() | st.integers(0, 30), max_size=20))
def test_every_statement_stands_once_whatever_nests_in_what(parents: list[int | None]) -> None:
    made = statements(parents)
    entries = outline(made)
    assert sorted(entry.statement.id for entry in entries) == sorted(one.id for one in made)
    assert [entry.number for entry in entries] == list(range(1, len(made) + 1))


def test_children_follow_their_parent_in_reading_order() -> None:
    made = statements([None, None, 0, 2, 0, 1])
    shown = [(made.index(entry.statement), entry.depth, entry.within) for entry in outline(made)]
    assert shown == [(0, 0, None), (2, 1, 1), (3, 2, 2), (4, 1, 1), (1, 0, None), (5, 1, 5)]


def test_a_parent_from_elsewhere_leaves_a_statement_on_its_own() -> None:
    (one,) = statements([None])
    (entry,) = outline([one.model_copy(update={"nested_in": "stm_elsewhere"})])
    assert entry.depth == 0
