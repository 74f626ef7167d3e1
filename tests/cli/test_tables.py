"""`allegedly actors` and `allegedly relations`: who is on a page, and what is asserted of them, at the door."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from allegedly.cli.door import main

TEXT = """Norway criticises Chad

Norway criticised Chad on Monday. Ida Moravec, a member of the Harbour Council, said Chad attacked Peru.
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    written = capsys.readouterr()
    return int(ended.value.code or 0), written.out, written.err


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_relations_as_words_name_who_asserts_them(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "relations", page, "--format", "text", "--outlet", "The Harbour Ledger")
    assert status == 0
    outlet, claimed = out.split("by Ida Moravec")
    assert "by The Harbour Ledger (outlet voice)" in outlet
    assert "Norway → Chad · criticism (ACCUSE, disapprove) “criticised”" in outlet
    assert "Chad → Peru · attack (ASSAULT) “attacked”" in claimed


def test_relations_as_a_table(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "relations", page, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    told = {(row["subjects"], row["type"], row["objects"], row["asserted_by"]) for row in rows}
    assert ("Chad", "ASSAULT", "Peru", "Ida Moravec, a member of the Harbour Council") in told
    assert ("Norway", "ACCUSE", "Chad", "") in told


def test_event_data_keeps_the_claim_and_the_event_apart(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "relations", page, "--cameo", "--jsonl", "--published", "2024-03-15")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    attack = next(row for row in rows if row["plover"] == "ASSAULT")
    assert (attack["source"], attack["target"], attack["asserted_by"]) == ("TCD", "PER", "Ida Moravec")
    assert all(row["cameo"].isdigit() and len(row["source"]) >= 3 for row in rows)


def test_actors_say_who_they_are_and_where_they_speak(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "actors", page, "--format", "text")
    assert status == 0
    assert "Norway · state · NOR" in out
    assert "Ida Moravec · person" in out
    assert "says" in out


def test_a_list_of_ones_own_is_taken(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,kind,cameo\nHarbour Council,organisation,VLMGOV\n", "utf-8")
    status, out, _ = run(capsys, "actors", page, "--csv", "--actors", str(own))
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(out))}
    assert status == 0
    assert rows["Harbour Council"]["cameo"] == "VLMGOV"


def test_a_list_that_cannot_be_meant_is_told_in_a_sentence(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,sort_of\nHarbour Council,body\n", "utf-8")
    status, out, err = run(capsys, "actors", page, "--actors", str(own))
    assert (status, out) == (78, "")
    assert "own.csv" in err
    assert "sort_of" in err


def test_two_formats_exclude_each_other(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "relations", page, "--csv", "--tsv")
    assert status == 2
    assert "exclude each other" in err
