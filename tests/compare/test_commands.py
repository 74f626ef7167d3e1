"""The commands of comparing, as people type them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from allegedly.cli.comparing import _KINDS
from allegedly.desk.ledger import Ledger
from allegedly.records import DriftKind
from tests.cli.command import Done, run
from tests.compare.stories import ROCKETS
from tests.compare.test_ledger import page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger in which an agency, its reprint and a tabloid are compared."""
    folder = tmp_path_factory.mktemp("desk")
    with Ledger.make(folder / "desk.allegedly.db", who="Ada") as ledger:
        ledger.add(
            page(folder, "Sabelin Press Agency"),
            page(folder, "Tarsk Times", published="2031-09-13"),
            page(folder, "Flash", ROCKETS.replace("forty", "four hundred"), published="2031-09-14"),
        )
    done = run("compare", cwd=folder)
    assert done.stdout.startswith("3 documents compared: "), done.stderr
    return folder


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_kinds_of_drift_are_those_of_the_records() -> None:
    assert get_args(DriftKind) == _KINDS


def test_claims_are_listed_with_the_three_counts(desk: Path) -> None:
    shown = run("claims", "--format", "text", cwd=desk).stdout
    assert "3 documents · 3 outlets · 1 origin · 1 denies it" in shown
    assert len(rows(run("claims", cwd=desk))) == int(run("claims", "--count", cwd=desk).stdout)
    assert run("claims", "speaker=Nobody Atall", "--fail-empty", cwd=desk).returncode == 5
    assert rows(run("claims", "act=denies", cwd=desk)) != []


def test_a_claim_is_shown_whole_by_its_id_or_by_a_statement(desk: Path) -> None:
    listed = next(one for one in rows(run("claims", cwd=desk)) if "supplied" in one["text"])
    by_id = rows(run("claim", listed["id"], cwd=desk))
    claim = by_id[0]
    assert claim["type"] == "claim"
    assert claim["counts"] == {"documents": 3, "outlets": 3, "origins": 1, "denying_origins": 1}
    assert rows(run("claim", claim["statements"][0]["statement"], cwd=desk)) == by_id
    assert run("claim", "clm_nowhere", cwd=desk).returncode == 1


def test_copies_and_drifts_are_listed(desk: Path) -> None:
    copies = rows(run("copies", cwd=desk))
    assert {one["of"] for one in copies} == {copies[0]["of"]}
    shown = run("copies", "--format", "text", cwd=desk).stdout
    assert shown.startswith("Sabelin Press Agency · 12 September 2031")
    (drift,) = rows(run("drift", "--kind", "number-changed", cwd=desk))
    assert (drift["from_span"]["text"], drift["to_span"]["text"]) == ("forty", "four hundred")
    assert "“forty”" in run("drift", "--format", "text", cwd=desk).stdout


def test_two_documents_stand_side_by_side(desk: Path) -> None:
    (drift,) = rows(run("drift", "--kind", "number-changed", cwd=desk))
    shown = run("diff", drift["from_document"], drift["to_document"], cwd=desk).stdout
    assert "− forty" in shown
    assert "+ four hundred" in shown
    assert "Both speak of" in shown
    assert run("diff", drift["from_document"], "doc_nowhere", cwd=desk).returncode == 1


def test_the_export_holds_claims_copies_and_drifts(desk: Path) -> None:
    kinds = [one["type"] for one in rows(run("export", "jsonl", cwd=desk))]
    assert kinds.count("document") == 3
    assert {"statement", "actor", "claim", "copy", "drift"} <= set(kinds)


def test_a_watch_is_saved_listed_looked_at_and_dropped(desk: Path) -> None:
    assert "is watched" in run("watch", "rockets", "act=asserts", cwd=desk).stderr
    assert run("watch", "--fail-empty", cwd=desk).returncode == 5
    assert rows(run("watch", "--list", cwd=desk))[0]["asked"] == "act=asserts"
    assert run("watch", "rockets", "--drop", cwd=desk).returncode == 0
    assert run("watch", "rockets", cwd=desk).returncode == 1
    assert run("watch", "about=Hamas", cwd=desk).returncode == 2


def test_claims_are_merged_and_parted_by_command(desk: Path) -> None:
    first, second = (one["id"] for one in rows(run("claims", cwd=desk))[:2])
    assert " merge clm_" in run("merge", first, second, cwd=desk).stdout
    merged = rows(run("claim", first, cwd=desk))[0]
    assert run("undo", cwd=desk).returncode == 0
    assert run("compare", cwd=desk).returncode == 0
    assert len(rows(run("claim", first, cwd=desk))[0]["statements"]) < len(merged["statements"])


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    assert run("init", cwd=tmp_path).returncode == 0
    assert "nothing was compared" in run("claims", "--format", "text", cwd=tmp_path).stderr
    assert run("compare", cwd=tmp_path).stdout.startswith("0 documents compared")
