from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import floors
from evaluation.figures import Figure
from evaluation.floors import NOISE, Floor

GOLD = "ab" * 32
FLOOR = Floor(floor=0.7, measured=0.705, noise=NOISE, gold_sha256=GOLD)


def figure(value: float | None, *, headline: bool = True) -> Figure:
    return Figure("x.las", value, headline=headline)


def test_a_figure_below_its_floor_is_named() -> None:
    assert floors.below([figure(0.7)], {"x.las": FLOOR}, digest=GOLD) == []
    (sentence,) = floors.below([figure(0.69)], {"x.las": FLOOR}, digest=GOLD)
    assert sentence == "x.las is 0.6900, below its floor of 0.7000."
    assert floors.below([figure(None)], {"x.las": FLOOR}, digest=GOLD) != []


def test_a_floor_says_nothing_about_another_gold_file() -> None:
    assert floors.below([figure(0.1)], {"x.las": FLOOR}, digest="cd" * 32) == []


def test_pinning_raises_and_leaves_room_for_noise() -> None:
    pinned, refused = floors.pin([figure(0.8), Figure("x.uas", 0.9)], {"x.las": FLOOR}, digest=GOLD)
    assert refused == []
    assert pinned == {"x.las": Floor(0.795, 0.8, NOISE, GOLD)}


def test_within_the_noise_a_floor_stays() -> None:
    assert floors.pin([figure(0.702)], {"x.las": FLOOR}, digest=GOLD) == ({"x.las": FLOOR}, [])


def test_a_floor_falls_only_by_decision() -> None:
    pinned, refused = floors.pin([figure(0.5)], {"x.las": FLOOR}, digest=GOLD)
    assert pinned == {"x.las": FLOOR}
    assert len(refused) == 1
    pinned, refused = floors.pin([figure(0.5)], {"x.las": FLOOR}, digest=GOLD, lower="decision record 0012")
    assert pinned["x.las"] == Floor(0.495, 0.5, NOISE, GOLD, "decision record 0012")
    assert refused == []


def test_other_gold_does_not_slip_a_lower_floor_in() -> None:
    pinned, refused = floors.pin([figure(0.9)], {"x.las": FLOOR}, digest="cd" * 32)
    assert pinned == {"x.las": FLOOR}
    assert len(refused) == 1


def test_a_decision_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "0012-smaller-model.md").touch()
    assert floors.decision("decision record 0012", records=tmp_path) == "decision record 0012"
    for wrong in ("decision record 0013", "because", "decision record 12"):
        with pytest.raises(ValueError, match="decision record NNNN"):
            floors.decision(wrong, records=tmp_path)


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"about": "kept", "floors": {}}', "utf-8")
    floors.save({"x.las": FLOOR}, path)
    assert floors.load(path) == {"x.las": FLOOR}
    assert '"about": "kept"' in path.read_text("utf-8")


def test_the_repository_s_floors_load() -> None:
    assert all(0 <= floor.floor <= floor.measured <= 1 for floor in floors.load().values())
