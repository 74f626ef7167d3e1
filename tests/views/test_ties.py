"""What bears on a statement, as its readers are told."""

from __future__ import annotations

from allegedly.records import Link
from allegedly.views.outline import outline
from allegedly.views.ties import Ties
from tests.readings import harbour


def test_a_link_is_told_from_both_ends() -> None:
    reading = harbour()
    entries = outline(reading.statements)
    ties = Ties(reading, entries)
    denial = next(link for link in reading.links if link.kind == "disputes")
    numbers = {entry.statement.id: entry.number for entry in entries}
    assert ("disputes", numbers[denial.b]) in [(tie.label, tie.number) for tie in ties.of(denial.a)]
    assert ("disputed by", numbers[denial.a]) in [(tie.label, tie.number) for tie in ties.of(denial.b)]


def test_evidence_says_what_it_is_by_whom_how_sure_and_that_it_speaks_against() -> None:
    reading = harbour()
    line = Ties(reading, outline(reading.statements)).evidence(reading.evidence[0].for_)
    assert line == ["document by Radio Velmar, probable: “the contract” (against it)"]


def test_a_link_to_nothing_is_left_out() -> None:
    reading = harbour()
    lost = Link(kind="same", a=reading.statements[0].id, b="stm_gone", confidence=1.0, why="")
    ties = Ties(reading.model_copy(update={"links": (lost,)}), outline(reading.statements))
    assert ties.of(reading.statements[0].id) == []
