"""Comparing what a ledger holds: document by document, in any order, interrupted, corrected; on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly import compare
from allegedly.desk import comparing
from allegedly.desk.ledger import Ledger
from allegedly.errors import BadDecision, UnknownItem
from allegedly.records import Comparison
from tests.compare.stories import ROCKETS, paths, readings
from tests.compare.test_compare import members, shape


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with Ledger.make(ledger_url, who="Ada") as made:
        yield made


def found(ledger: Ledger) -> Comparison:
    return Comparison(
        copies=tuple(sorted(ledger.copies(), key=lambda one: one.by)),
        claims=tuple(ledger.every_claim()),
        drifts=tuple(ledger.drifts()),
    )


def page(folder: Path, name: str, text: str = ROCKETS, *, published: str = "2031-09-12") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text)
    path.with_suffix(".meta.json").write_text(f'{{"outlet": "{name}", "published": "{published}"}}')
    return path


@pytest.mark.parametrize("seed", [1, 2])
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(ledger: Ledger, seed: int) -> None:
    given = paths("militia-rockets")
    random.Random(seed).shuffle(given)  # noqa: S311 - no secret
    for path in given:
        ledger.add(path)
        ledger.compare()
    whole = compare.compare(readings("militia-rockets").values())

    assert shape(found(ledger)) == shape(whole.model_copy(update={"unread": {}}))
    assert ledger.compared().waiting == 0


def test_who_is_killed_in_between_goes_on(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(*paths("militia-rockets"))
    monkeypatch.setattr(comparing, "_AT_ONCE", 3)
    monkeypatch.setattr(comparing, "_SETTLED_AT_ONCE", 2)
    for at in range(1, 7):
        steps = ledger.compare_each()
        for _ in range(at):
            next(steps, None)
        steps.close()
    ledger.compare()
    whole = compare.compare(readings("militia-rockets").values())

    assert shape(found(ledger)) == shape(whole.model_copy(update={"unread": {}}))


def test_a_rejected_statement_leaves_its_claim(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(page(tmp_path, "One"), page(tmp_path, "Two", published="2031-09-13"))
    ledger.compare()
    claim = next(iter(ledger.every_claim()))
    gone = claim.statements[0].statement
    ledger.decide(gone, "reject")
    ledger.compare()

    assert all(gone not in members(one) for one in ledger.every_claim())
    assert members(ledger.claim(claim.statements[-1].statement).claim) == members(claim) - {gone}


def test_claims_are_merged_parted_and_that_is_undone(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(page(tmp_path, "One"), page(tmp_path, "Two", published="2031-09-13"))
    ledger.compare()
    before = shape(found(ledger))
    one, other = sorted(ledger.every_claim(), key=lambda claim: claim.id)[:2]

    ledger.merge(one.id, [other.id])
    ledger.compare()
    assert members(ledger.claim(one.id).claim) == members(one) | members(other)

    ledger.add(page(tmp_path, "Three", published="2031-09-14"))
    ledger.compare()
    assert members(one) | members(other) < members(ledger.claim(one.id).claim)

    parting = ledger.split(one.id, sorted(members(other)))
    ledger.compare()
    assert ledger.claim(one.id).claim.id != ledger.claim(sorted(members(other))[0]).claim.id

    ledger.undo(parting.id)
    ledger.undo()
    ledger.compare()
    assert before != shape(found(ledger))  # A third page is there now.
    assert {claim.counts.documents for claim in ledger.every_claim()} == {3}


def test_what_cannot_be_ruled_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(page(tmp_path, "One"), page(tmp_path, "Two", published="2031-09-13"))
    ledger.compare()
    claim = next(iter(ledger.every_claim()))

    with pytest.raises(BadDecision):
        ledger.merge(claim.id, [claim.id])
    with pytest.raises(BadDecision):
        ledger.split(claim.id, sorted(members(claim)))
    with pytest.raises(UnknownItem):
        ledger.split(claim.id, ["stm_nowhere"])
    with pytest.raises(UnknownItem):
        ledger.claim("clm_nowhere")


def test_a_watch_tells_once_what_is_new(ledger: Ledger, tmp_path: Path) -> None:
    from allegedly.ledger import Question

    ledger.add(page(tmp_path, "One"), page(tmp_path, "Two", published="2031-09-13"))
    ledger.compare()
    ledger.watch("rockets", Question())
    assert ledger.look() == []

    other = ROCKETS.replace("General Omar Velt", "Mayor Ida Rehn").replace("forty", "four hundred")
    ledger.add(page(tmp_path, "Three", other, published="2031-09-14"))
    ledger.compare()
    news = ledger.look()
    assert ("origin", "Ida Rehn") in {(one.kind, one.told) for one in news}
    assert ledger.look() == []

    ledger.unwatch("rockets")
    with pytest.raises(UnknownItem):
        ledger.look(["rockets"])


def test_a_ledger_still_verifies_and_exports_after_comparing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(page(tmp_path, "One"), page(tmp_path, "Two", published="2031-09-13"))
    ledger.compare()
    one, other = sorted(ledger.every_claim(), key=lambda claim: claim.id)[:2]
    ledger.merge(one.id, [other.id])
    ledger.compare()
    assert [fault for checked in ledger.verify() for fault in checked.faults] == []

    with Ledger.make(tmp_path / "again.allegedly.db", who="Bo") as again:
        again.take_over(ledger.lines())
        again.compare()
        assert shape(found(again)) == shape(found(ledger))
