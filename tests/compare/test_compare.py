"""What readings say together, and that nothing about their order, number or gaps spoils it."""

from __future__ import annotations

import random

import pytest

from allegedly import compare
from allegedly.compare import Rulings
from allegedly.records import Claim, Comparison, Reading
from tests.compare.stories import ROCKETS, read, readings


def shape(found: Comparison) -> tuple[object, ...]:
    """A comparison without what may stand in any order."""
    claims = sorted(claim.model_dump_json() for claim in found.claims)
    return claims, found.copies, sorted(drift.model_dump_json() for drift in found.drifts), found.unread


def together(*given: Reading) -> Comparison:
    return compare.compare(given)


def biggest(found: Comparison) -> compare.Settled:
    claim = max(found.claims, key=lambda one: (len(one.statements), one.id))
    return compare.Settled(claim, tuple(one for one in found.drifts if one.claim == claim.id))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_readings_changes_nothing(seed: int) -> None:
    known = list(readings("militia-rockets").values())
    mixed = known[:]
    random.Random(seed).shuffle(mixed)  # noqa: S311 - no secret

    assert shape(compare.compare(mixed)) == shape(compare.compare(known))


def test_every_span_of_a_drift_quotes_its_document() -> None:
    known = readings("militia-rockets")
    texts = {one.document.id: one.document.text for one in known.values()}
    found = compare.compare(known.values())

    assert found.drifts
    for one in found.drifts:
        for document, span in ((one.from_document, one.from_span), (one.to_document, one.to_span)):
            assert span is None or texts[document][span.start : span.end] == span.text


def test_an_agency_and_its_reprint_are_one_origin_in_two_outlets() -> None:
    agency = read(ROCKETS, outlet="Sabelin Press Agency", published="2031-09-12")
    reprint = read(ROCKETS.replace("Army chief says", "General:"), outlet="Tarsk Times", published="2031-09-13")
    found = together(agency, reprint)

    (copy,) = found.copies
    assert (copy.of, copy.by, copy.kind) == (agency.document.id, reprint.document.id, "verbatim")
    claim = next(one for one in found.claims if "supplied" in one.text)
    assert claim.counts.documents == claim.counts.outlets == 2
    assert (claim.counts.origins, claim.counts.denying_origins) == (1, 1)


def test_a_number_that_changes_on_the_way_is_a_drift_and_not_another_claim() -> None:
    agency = read(ROCKETS, outlet="Sabelin Press Agency", published="2031-09-12")
    relay = read(ROCKETS.replace("forty", "four hundred"), outlet="Flash", published="2031-09-13")
    found = together(agency, relay)

    (drift,) = [one for one in found.drifts if one.kind == "number-changed"]
    assert (drift.from_span.text, drift.to_span and drift.to_span.text) == ("forty", "four hundred")


def test_the_first_of_a_day_is_told_by_the_hour() -> None:
    late = read(ROCKETS, outlet="Aside", published="2031-09-12T18:00:00Z")
    early = read(ROCKETS.replace("Army chief", "Army"), outlet="Zonder", published="2031-09-12T09:00:00+02:00")
    found = together(late, early)
    (copy,) = found.copies

    assert all(claim.first == early.document.id for claim in found.claims)
    assert (copy.of, copy.undecided) == (early.document.id, False)


def test_where_nothing_says_which_was_first_it_is_undecided() -> None:
    text = ROCKETS.replace("(Sabelin Press Agency) ", "")
    (copy,) = together(read(text, outlet="One"), read(text.replace("Army chief", "Chief"), outlet="Two")).copies

    assert copy.undecided


@pytest.mark.parametrize("given", [[], [""], ["", ROCKETS]], ids=["nothing", "an empty page", "one page"])
def test_little_or_nothing_gives_no_copies(given: list[str]) -> None:
    known = [read(text or "The day was long and the road was dry.") for text in given]
    found = together(*known)

    assert not found.copies
    assert len(found.unread) == sum(not one.statements for one in known)


def test_a_hundred_identical_pages_are_one_origin() -> None:
    known = [read(ROCKETS, outlet=f"Outlet {number}", published="2031-09-12") for number in range(100)]
    found = together(*known)

    assert len(found.copies) == 99
    claim = next(one for one in found.claims if "supplied" in one.text)
    assert (claim.counts.documents, claim.counts.outlets, claim.counts.origins) == (100, 100, 1)
    assert not found.drifts


def test_without_dates_and_with_a_date_to_come_counts_stay_right() -> None:
    known = [read(ROCKETS, outlet="One"), read(ROCKETS, outlet="Two", published="2931-01-01")]
    claim = biggest(together(*known)).claim

    assert (claim.counts.documents, claim.counts.outlets) == (2, 2)
    assert claim.first == known[1].document.id


def test_two_outlets_of_one_name_are_told_apart_by_their_addresses() -> None:
    places = ("https://courier.example/a", "https://www.courier.test/b", "https://courier.example/c")
    known = [
        read(ROCKETS.replace("Army", f"{at} army"), outlet="The Courier", url=url) for at, url in enumerate(places)
    ]
    claim = biggest(together(*known)).claim

    assert (claim.counts.documents, claim.counts.outlets) == (3, 2)


def test_what_people_ruled_holds() -> None:
    known = [read(ROCKETS, outlet="One", published="2031-09-12"), read(ROCKETS, outlet="Two", published="2031-09-13")]
    first, second = sorted(together(*known).claims, key=lambda one: one.id)[:2]
    one, other = (first.statements[at].statement for at in (0, -1))
    parted = compare.compare(known, rulings=Rulings(apart=pair(one, other)))
    joined = compare.compare(known, rulings=Rulings(same=pair(one, second.statements[0].statement)))

    assert not any({one, other} <= members(claim) for claim in parted.claims)
    assert any({one, second.statements[0].statement} <= members(claim) for claim in joined.claims)


def pair(one: str, other: str) -> frozenset[frozenset[str]]:
    return frozenset((frozenset((one, other)),))


def members(claim: Claim) -> set[str]:
    return {one.statement for one in claim.statements}


def test_the_days_of_a_claim_count_what_was_known_by_then() -> None:
    known = [read(ROCKETS, outlet=f"Outlet {day}", published=f"2031-09-{day}") for day in (12, 13, 20)]
    found = together(*known)
    claim = biggest(found).claim
    told = compare.tell(claim, {one.document.id: one for one in known}, found.drifts, found.copies)

    assert [(day.silence, day.documents) for day in told.days] == [(0, 1), (1, 2), (7, 3)]
