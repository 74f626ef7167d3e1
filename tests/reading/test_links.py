"""Which statements of a page say the same, and which dispute each other."""

from __future__ import annotations

from functools import lru_cache

import pytest

from allegedly import intake, reading
from allegedly.records import Link, Reading, Statement

FERRY = (
    "Harbour union says ferry was overloaded\n\n"
    "The ferry that sank off Larn on Friday was overloaded, the harbour union said on Sunday.\n\n"
    "The owner, Tessaly Lines, denied that the ferry was overloaded.\n\n"
    "The weather service said that the wind had fallen before midnight.\n\n"
    "The hospital in Larn put the number of injured at 41. The police put the number of injured at 19.\n\n"
    "Mayor Ida Moravec accused Tessaly Lines of hiding the passenger list. "
    "Tessaly Lines rejected the accusation.\n\n"
    "The coastguard dismissed claims that its boats had come late."
)


@lru_cache(maxsize=4)
def _read(text: str) -> Reading:
    return reading.read(intake.of_text(text))


def _find(found: Reading, content: str, act: str | None = None) -> list[Statement]:
    return [
        one
        for one in found.statements
        if any(content in piece.text for piece in one.content) and (act is None or one.act == act)
    ]


def _between(found: Reading, one: list[Statement], other: list[Statement]) -> list[Link]:
    a, b = {statement.id for statement in one}, {statement.id for statement in other}
    return [link for link in found.links if (link.a in a and link.b in b) or (link.a in b and link.b in a)]


def test_the_headline_says_what_the_body_says() -> None:
    found = _read(FERRY)
    head = [one for one in _find(found, "ferry was overloaded") if one.block == 0]
    body = [one for one in _find(found, "overloaded", "asserts") if one.block != 0]
    assert [link.kind for link in _between(found, head, body)] == ["same"]


def test_a_denial_disputes_what_it_denies() -> None:
    found = _read(FERRY)
    denial = _find(found, "overloaded", "denies")
    links = _between(found, denial, _find(found, "overloaded", "asserts"))
    assert {link.kind for link in links} == {"disputes"}
    assert all("denial" in link.why or "denied" in link.why for link in links)


def test_two_figures_for_one_thing_dispute_each_other() -> None:
    found = _read(FERRY)
    links = _between(found, _find(found, "at 41"), _find(found, "at 19"))
    assert [link.kind for link in links] == ["disputes"]
    assert "figures" in links[0].why


def test_the_accusation_is_the_one_just_made() -> None:
    found = _read(FERRY)
    links = _between(found, _find(found, "the accusation"), _find(found, "passenger list"))
    assert [link.kind for link in links] == ["disputes"]


def test_a_claim_inside_its_denial_is_disputed_by_it() -> None:
    found = _read(FERRY)
    inner = [one for one in _find(found, "its boats had come late") if one.nested_in is not None]
    outer = [one for one in found.statements if one.id in {claim.nested_in for claim in inner}]
    assert [link.kind for link in _between(found, inner, outer)] == ["disputes"]


def test_what_has_nothing_to_do_with_anything_is_tied_to_nothing() -> None:
    found = _read(FERRY)
    assert _between(found, _find(found, "the wind had fallen"), list(found.statements)) == []


def test_the_later_statement_is_named_first_and_no_two_are_tied_twice() -> None:
    found = _read(FERRY)
    begins = {one.id: one.content[0].start for one in found.statements}
    assert found.links
    assert all(link.a != link.b and link.why and 0 < link.confidence <= 1 for link in found.links)
    ends = [frozenset((link.a, link.b)) for link in found.links]
    assert len(ends) == len(set(ends))
    inside = {(one.id, one.nested_in) for one in found.statements}
    assert all(begins[link.a] > begins[link.b] for link in found.links if (link.a, link.b) not in inside)


@pytest.mark.parametrize("text", ["Nothing happened here.", "The clerk said that the office was closed on Friday."])
def test_a_page_of_one_statement_or_none_has_no_links(text: str) -> None:
    assert _read(text).links == ()


def test_the_same_page_has_the_same_links() -> None:
    assert reading.read(intake.of_text(FERRY)).links == _read(FERRY).links
