"""Processes of their own: the same outcomes in the same order, and one that ends costs only its item."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from allegedly import desk
from allegedly.desk import Failure, Item
from allegedly.desk.workers import WORTH_IT, in_processes
from allegedly.records import Reading, codec

PAGE = "The harbour stays open, the mayor of Velmar, Ada Reth, said on Monday. “Nobody was hurt,” she said ({})."


def items(count: int) -> list[Item | Failure]:
    return [Item(name=f"{number}", content=PAGE.format(number).encode()) for number in range(count)]


def name_of(item: Item | Failure) -> Failure:
    """What a process of the tests does: it hands the name back, and dies of "bad"."""
    if item.name == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return Failure(name=item.name, code="A000", message=f"process {os.getpid()}")


def test_outcomes_come_in_order_from_several_processes() -> None:
    found = list(in_processes(name_of, items(12), jobs=2))
    assert [one.name for one in found if isinstance(one, Failure)] == [str(number) for number in range(12)]
    assert os.getpid() not in {one.message for one in found if isinstance(one, Failure)}


def test_a_process_that_is_killed_costs_only_its_item() -> None:
    asked = items(6)
    asked[2] = Item(name="bad", content=b"")
    found = [one for one in in_processes(name_of, asked, jobs=2) if isinstance(one, Failure)]
    assert [one.name for one in found] == ["0", "1", "bad", "3", "4", "5"]
    assert [one.code for one in found if one.name == "bad"] == ["A501"]
    assert "memory" in next(one.message for one in found if one.name == "bad")


def test_many_items_read_the_same_in_processes_as_one_by_one(tmp_path: Path) -> None:
    asked = items(WORTH_IT)
    asked[3] = Item(name="missing", path=tmp_path / "missing.txt")
    alone, together = list(desk.read(asked)), list(desk.read(asked, jobs=2, processes=True))
    lines = [list(codec.lines(one)) if isinstance(one, Reading) else str(one) for one in together]
    assert lines == [list(codec.lines(one)) if isinstance(one, Reading) else str(one) for one in alone]
