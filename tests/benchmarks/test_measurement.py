from __future__ import annotations

import json

from benchmarks.machine import describe
from benchmarks.measurement import Measurement


def test_a_figure_is_one_json_line() -> None:
    line = Measurement("cold.wall", 1.23456, "s").line("2 cores")
    assert json.loads(line) == {"figure": "cold.wall", "value": 1.235, "unit": "s", "machine": "2 cores"}
    assert "\n" not in line


def test_the_target_stands_beside() -> None:
    assert Measurement("cold.wall", 1.9, "s").beside_target() == "cold.wall: 1.9 s (target: at most 2.0; reached)"
    assert Measurement("bulk.pages", 7.5, "pages/s").beside_target().endswith("(target: at least 8; missed)")
    assert Measurement("size.model", 24.9, "MB").beside_target() == "size.model: 24.9 MB"


def test_a_machine_says_how_many_cores_it_gave() -> None:
    assert describe(2).startswith("2 cores of ")
