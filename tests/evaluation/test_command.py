"""`python -m evaluation` where it needs no model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import corpora, floors
from evaluation.__main__ import main
from evaluation.floors import Floor
from evaluation.polnear import save
from tests.evaluation.hand import ARTICLE


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "bay" / "gold.jsonl"
    path.parent.mkdir()
    save(path, [ARTICLE])
    return path


def test_stored_predictions_are_scored(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["polnear", "--path", str(gold), "--predictions", str(gold), "--json"]) == 0
    captured = capsys.readouterr()
    figures = {item["name"]: item["value"] for item in json.loads(captured.out)["corpora"][0]["figures"]}
    assert figures["bay.B2.triple"] == 1


def test_the_oracle_prints_a_table(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["polnear", "--path", str(gold), "--oracle"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("bay: gold.jsonl, 1 documents, gold ")
    assert "bay, attributions: 1 of 1" in captured.err


def test_without_corpora_each_is_named_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLEGEDLY_SHARED", str(tmp_path))
    monkeypatch.setattr(corpora, "_REPOSITORY", tmp_path)
    assert main([]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert len(lines) == len(corpora.corpora()) + 1
    assert lines[-1] == "Nothing was scored."


def test_a_figure_below_its_floor_ends_with_status_1(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from allegedly.ids import sha256
    from evaluation import runs

    monkeypatch.setattr(runs.Options, "note", None)
    held = {"bay.B2.triple": Floor(1.1, 1.1, 0.0, sha256(gold.read_bytes()))}
    monkeypatch.setattr(floors, "load", lambda: held)
    assert main(["polnear", "--path", str(gold), "--oracle"]) == 1
    assert "bay.B2.triple is 1.0000, below its floor of 1.1000." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--path", "x"], "needs a scorer"),
        (["ud", "--oracle"], "are for polnear"),
        (["polnear", "--oracle", "--human"], "exclude each other"),
        (["polnear", "--pin", "--limit", "3"], "whole corpora"),
        (["polnear", "--path", "no-such-file.jsonl"], "there is no file"),
        (["polnear", "--pin", "--lower", "because"], "decision record NNNN"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


def test_a_file_of_another_format_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"a": 1}\n', "utf-8")
    assert main(["polnear", "--path", str(path), "--oracle"]) == 1
    assert "gold.jsonl, line 1" in capsys.readouterr().err
