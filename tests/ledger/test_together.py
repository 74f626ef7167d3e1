"""Several people at once: no update is lost, nobody overwrites another, the journal stays one chain."""

from __future__ import annotations

import threading
from collections.abc import Callable

from allegedly import ledger
from allegedly.errors import StaleItem
from allegedly.ids import STATEMENT, identify
from allegedly.ledger import Question
from allegedly.records import Document, Reading
from tests.ledger.desks import faults, filled, put, quotes
from tests.readings import council, harbour, read_plainly

WRITERS = 20


def page(number: int) -> Reading:
    words = f"Reth said: ship {number} sank. Brenn said: no ship sank."
    document = Document.make(
        words, (), raw=words.encode(), media_type="text/plain", encoding="utf-8", outlet=f"O{number % 3}"
    )
    return read_plainly(document)


def at_once(works: list[Callable[[], None]]) -> list[BaseException]:
    """Run them in threads that start together; what they raised."""
    gate = threading.Barrier(len(works))
    raised: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        gate.wait()
        try:
            work()
        except Exception as error:  # noqa: BLE001 - told by the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_many_writers_lose_nothing(ledger_url: str) -> None:
    filled(ledger_url).close()

    def writer(number: int) -> Callable[[], None]:
        def work() -> None:
            with ledger.open(ledger_url, who=f"writer {number}") as store:
                for part in range(3):
                    put(store, page(3 * number + part))

        return work

    assert at_once([writer(number) for number in range(WRITERS)]) == []
    store = ledger.open(ledger_url, who="ann")
    assert store.figures()["documents"] == 2 + 3 * WRITERS
    assert store.count("statements", Question()).number == 16 + 2 * 3 * WRITERS
    assert faults(store) == []


def test_the_same_page_by_many_is_stored_once(ledger_url: str) -> None:
    filled(ledger_url).close()

    def work() -> None:
        with ledger.open(ledger_url, who="ann") as store:
            put(store, page(1))

    assert at_once([work] * WRITERS) == []
    store = ledger.open(ledger_url, who="ann")
    assert store.figures()["documents"] == 3
    assert faults(store) == []


def test_of_many_who_saw_the_same_state_one_decides(ledger_url: str) -> None:
    filled(ledger_url).close()
    target = harbour().statements[4].id

    def reviewer(number: int) -> Callable[[], None]:
        def work() -> None:
            with ledger.open(ledger_url, who=f"reviewer {number}") as store:
                store.decide(target, "accept" if number % 2 else "reject", seen_at=0)

        return work

    raised = at_once([reviewer(number) for number in range(WRITERS)])
    assert len(raised) == WRITERS - 1
    assert {type(error) for error in raised} == {StaleItem}
    store = ledger.open(ledger_url, who="ann")
    assert len(store.decisions(target)) == 1
    assert faults(store) == []


def test_reviewers_and_writers_and_mergers_together(ledger_url: str) -> None:
    store = filled(ledger_url)
    for number in range(WRITERS):
        put(store, page(number))
    brenn, reth = (store.actor(name)[0].actor.id for name in ("Ada Brenn", "Jonas Reth"))

    def reviewer(number: int) -> Callable[[], None]:
        def work() -> None:
            with ledger.open(ledger_url, who=f"reviewer {number}") as mine:
                document = page(number).document
                for at in range(2):
                    mine.decide(identify(STATEMENT, document.id, at), "accept", seen_at=0)
                mine.edit(council().statements[0].id, "said", f"20{number + 10}-01-01")
                if number == 0:
                    mine.merge(brenn, [reth])
                put(mine, page(1000 + number))

        return work

    assert at_once([reviewer(number) for number in range(WRITERS)]) == []
    assert len(quotes(store, "status=accepted")) == 2 * WRITERS
    assert len(store.decisions(council().statements[0].id)) == WRITERS
    assert store.figures()["documents"] == 2 + 2 * WRITERS
    assert faults(store) == []
