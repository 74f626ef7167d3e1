from __future__ import annotations

import json
from pathlib import Path

from evaluation.corpora import Corpus
from evaluation.figures import Figure
from evaluation.floors import Floor
from evaluation.report import Section, as_json, text

GOLD = "ab" * 32
SECTION = Section(
    Corpus("polnear", "polnear", Path("dev.jsonl"), "an owner", "none stated", "nothing"),
    GOLD,
    3,
    (
        Figure("polnear.A-full.exact.cue", 0.7512, 0.8, 0.708, 100, 113, 0.72, 0.78, headline=True),
        Figure("polnear.B7.calibration-error", None),
        Figure("polnear.B4.negated.found", 0.5, predicted=4, gold=4),
        Figure("polnear.B4.negated.whole", 0.25, predicted=4, gold=4),
    ),
    "only the first 3 documents",
)


def test_a_table_has_the_figure_its_interval_and_what_it_is_held_against() -> None:
    lines = text(SECTION, {"polnear.A-full.exact.cue": Floor(0.7, 0.71, 0.005, GOLD)}).splitlines()
    assert lines[0] == f"polnear: dev.jsonl, 3 documents, gold {GOLD[:12]}"
    assert "licence: none stated" in lines[1]
    assert lines[2].strip() == "only the first 3 documents"
    assert lines[4].split() == [
        *("polnear.A-full.exact.cue", "75.1", "72.0-78.0", "80.0", "70.8", "113", "100", "70.0", "72.0", "-")
    ]
    assert lines[5].split()[:2] == ["polnear.B7.calibration-error", "-"]


def test_slices_stand_in_a_table_of_their_own() -> None:
    lines = text(SECTION, {}).splitlines()
    assert lines[-2].split()[-3:] == ["gold", "found", "whole"]
    assert lines[-1].split() == ["negated", "4", "50.0", "25.0"]


def test_json_holds_every_figure_unrounded() -> None:
    content = json.loads(as_json([SECTION], reader="hand 1", below=["x"]))
    assert content["reader"] == "hand 1"
    assert content["below_floor"] == ["x"]
    (corpus,) = content["corpora"]
    assert corpus["gold_sha256"] == GOLD
    assert corpus["figures"][0]["value"] == 0.7512
    assert corpus["figures"][1]["value"] is None
