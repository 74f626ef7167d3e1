"""The ledger from the command line: filled, interrupted, asked, corrected, exported, verified."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Done, command, environment, run, run_apart
from tests.intake.site import Site, answer

LINE = "Ada said: the harbour is closed. Bo said: the harbour is open."


def page(folder: Path, name: str, words: str = LINE) -> None:
    (folder / f"{name}.txt").write_text(f"News from {name}\n\n{words}\n")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a ledger and three pages, one with its facts beside it."""
    for name in ("a", "b", "c"):
        page(tmp_path, name)
    (tmp_path / "a.meta.json").write_text('{"outlet": "The Velmar Courier", "published": "2031-03-05"}')
    assert run("init", cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as served:
        yield served


@pytest.fixture
def filled(desk: Path) -> Path:
    assert run("add", ".", cwd=desk).returncode == 0
    return desk


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def statements(desk: Path, *filters: str) -> list[dict[str, Any]]:
    return rows(run("statements", *filters, cwd=desk))


def test_a_folder_is_added_once(desk: Path) -> None:
    done = run("add", ".", cwd=desk)
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 stored, 0 there already, 0 failed." in done.stderr
    assert "0 stored, 3 there already, 0 failed." in run("add", ".", cwd=desk).stderr
    assert len(statements(desk)) == 6
    page(desk, "b", "Ada said: the harbour is open again.")
    assert "1 stored, 2 there already" in run("add", ".", cwd=desk).stderr
    assert run("verify", cwd=desk).returncode == 0


def test_the_same_bytes_with_another_outlet_are_another_document(filled: Path) -> None:
    assert "1 stored" in run("add", "b.txt", "--outlet", "The Orrin Post", cwd=filled).stderr
    assert len(statements(filled, "outlet=The Orrin Post")) == 2


def test_what_fails_is_named_and_the_rest_is_stored(desk: Path) -> None:
    (desk / "empty.txt").write_bytes(b"")
    (desk / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run("add", ".", "missing.txt", cwd=desk)
    assert done.returncode == 4
    assert "A201" in done.stderr
    assert "A202" in done.stderr
    assert "A206" in done.stderr
    assert "3 stored, 0 there already, 3 failed" in done.stderr
    shown = rows(run("imports", "show", "last", "--jsonl", cwd=desk))
    assert {row["name"]: row["code"] for row in shown} == {
        "empty.txt": "A201",
        "picture.txt": "A202",
        "missing.txt": "A206",
    }
    page(desk, "empty")
    (desk / "missing.txt").write_text("Late\n\nAda said: late news.\n")
    assert "2 stored, 0 there already, 1 failed" in run("imports", "retry", cwd=desk).stderr
    assert [row["state"] for row in rows(run("imports", "--jsonl", cwd=desk))] == ["done"]
    assert len(rows(run("imports", "show", "last", "--all", "--jsonl", cwd=desk))) == 6


def test_nothing_stored_ends_with_1(desk: Path) -> None:
    assert run("add", "missing.txt", cwd=desk).returncode == 1


def test_a_page_in_a_language_nobody_reads_is_stored_unread(desk: Path) -> None:
    (desk / "d.txt").write_text("Der Hafen ist geschlossen, sagte die Ministerin am Montag. " * 20)
    done = run_real("add", "d.txt", cwd=desk)
    assert "1 stored" in done.stderr
    (row,) = rows(run("documents", "state=unread", cwd=desk))
    assert "which this reader does not cover" in row["problem"]


def run_real(*typed: str, cwd: Path) -> Done:
    """With the embedded reader."""
    start = "from allegedly.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *typed], cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )


def test_standard_input_is_added(desk: Path) -> None:
    run("add", "-", "--outlet", "The Orrin Post", "--published", "2031-04", cwd=desk, stdin=LINE.encode())
    found = statements(desk, "outlet=The Orrin Post")
    assert [row["published"] for row in found] == ["2031-04"] * 2


def test_stored_first_and_read_later(desk: Path) -> None:
    run("add", ".", "--no-read", cwd=desk)
    assert statements(desk) == []
    assert len(rows(run("documents", "state=unread", cwd=desk))) == 3
    assert "3 read, 0 failed" in run("read", cwd=desk).stderr
    assert len(statements(desk)) == 6
    assert "0 read" in run("read", cwd=desk).stderr


def test_a_dry_run_stores_nothing(desk: Path) -> None:
    done = run("add", ".", "--dry-run", cwd=desk)
    assert done.stdout.count("would be stored") == 3
    assert rows(run("documents", cwd=desk)) == []


def test_an_address_is_fetched_and_added(desk: Path, site: Site) -> None:
    site.pages["/story"] = answer(f"<title>Harbour</title><p>{LINE}</p>")
    refused = run("add", site.url("/story"), cwd=desk)
    assert (refused.returncode, "A211" in refused.stderr) == (1, True)
    done = run("add", site.url("/story"), "--allow-private", cwd=desk)
    assert "1 stored" in done.stderr
    (row,) = rows(run("documents", cwd=desk))
    assert row["url"] == site.url("/story")


def test_offline_nothing_is_fetched(desk: Path) -> None:
    done = run("add", "https://example.org/story", cwd=desk, ALLEGEDLY_OFFLINE="1")
    assert done.returncode == 1
    assert "ALLEGEDLY_OFFLINE" in done.stderr


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (["--speaker", "Ada"], 3),
        (["speaker=Ada", "--outlet", "The Velmar Courier"], 1),
        (["--since", "2031"], 2),
        (["--q", "open"], 3),
        (["--speaker", "Ada", "--speaker", "Bo"], 6),
        (["speaker=!Ada"], 3),
        (["act=denies"], 0),
    ],
)
def test_filters_are_options_and_words(filled: Path, words: list[str], number: int) -> None:
    # The plain reader names sources only; people name the speakers.
    for row in statements(filled):
        done = run("review", row["id"], "--edit", f"speaker={row['source']}", cwd=filled)
        assert done.returncode == 0, done.stderr
    assert len(statements(filled, *words)) == number
    assert run("statements", *words, "--count", cwd=filled).stdout.strip() == str(number)
    assert run("statements", *words, "--fail-empty", cwd=filled).returncode == (0 if number else 5)


@pytest.mark.parametrize("words", [["colour=red"], ["Ada"], ["act=shouts"], ["--since", "soon"], ["--limit", "0"]])
def test_what_cannot_be_asked_ends_with_2(filled: Path, words: list[str]) -> None:
    done = run("statements", *words, cwd=filled)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()


def test_rows_come_in_every_form(filled: Path) -> None:
    asked = rows(run("statements", "--order", "oldest", cwd=filled))
    table = list(csv.DictReader(io.StringIO(run("statements", "--order", "oldest", "--csv", cwd=filled).stdout)))
    assert [row["quote"] for row in table] == [row["quote"] for row in asked]
    narrow = run("statements", "--tsv", "--fields", "id,act", "--limit", "1", cwd=filled).stdout.splitlines()
    assert narrow[0] == "id\tact"
    assert len(narrow) == 2
    assert run("statements", "--fields", "colour", cwd=filled).returncode == 2
    told = run("statements", "--format", "text", "--limit", "1", cwd=filled)
    assert asked[0]["id"] in told.stdout or asked[-1]["id"] in told.stdout or "stm_" in told.stdout
    assert "1 of 6 statements" in told.stderr


def test_a_formula_in_a_quote_is_harmless_in_a_table(desk: Path) -> None:
    page(desk, "d", 'Eve said: =HYPERLINK("http://x","y")')
    run("add", "d.txt", cwd=desk)
    (row,) = csv.DictReader(io.StringIO(run("statements", "--csv", cwd=desk).stdout))
    assert row["quote"].startswith("'=")


def test_words_are_found_in_statements_and_documents(filled: Path) -> None:
    found = rows(run("search", "closed", cwd=filled))
    assert [row["kind"] for row in found] == ["statement"] * 3 + ["document"] * 3
    assert all("\ue000closed\ue001" in row["passage"] for row in found)
    told = run("search", "closed", "--format", "text", "--limit", "1", cwd=filled).stdout
    assert "\ue000" not in told
    assert run("search", "nowhere", "--fail-empty", cwd=filled).returncode == 5


def test_a_statement_and_a_document_are_shown_as_people_corrected_them(filled: Path) -> None:
    row = statements(filled, "outlet=The Velmar Courier")[0]
    assert run("review", row["id"], "--edit", "act=denies", "--edit", "content=harbour is", cwd=filled).returncode == 0
    shown = json.loads(run("chain", row["id"], "--json", cwd=filled).stdout)
    assert (shown["act"], shown["content"][0]["text"], shown["review"]["status"]) == ("denies", "harbour is", "edited")
    assert "harbour is" in run("read", row["document"], "--format", "text", cwd=filled).stdout
    page_made = run("read", row["document"], "--format", "html", cwd=filled).stdout
    assert page_made.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "typed",
    [
        ["review", "{id}"],
        ["review", "--accept"],
        ["review", "{id}", "--edit", "colour=red"],
        ["review", "{id}", "--edit", "content=words that are not there"],
        ["review", "{id}", "--link", "likes={id}"],
        ["review", "stm_aaaaaaaaaaaaaaaaaaaa", "--accept"],
        ["review"],
        ["undo"],
        ["merge", "Nobody", "No one"],
        ["chain", "stm_aaaaaaaaaaaaaaaaaaaa"],
        ["imports", "show", "imp_nothing"],
    ],
)
def test_what_cannot_be_decided_changes_nothing(filled: Path, typed: list[str]) -> None:
    identity = statements(filled)[0]["id"]
    done = run(*(word.format(id=identity) for word in typed), cwd=filled)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert done.stderr.strip()
    assert run("review", "--decisions", cwd=filled).stdout == ""


def test_decisions_are_made_listed_and_undone(filled: Path) -> None:
    identity = statements(filled)[0]["id"]
    run("review", identity, "--reject", "--by", "ann", cwd=filled)
    assert len(statements(filled)) == 5
    (made,) = rows(run("review", "--decisions", "--jsonl", cwd=filled))
    assert (made["action"], made["target"], made["who"]) == ("reject", identity, "ann")
    assert run("undo", "--by", "bob", cwd=filled).returncode == 1
    assert run("undo", "--by", "ann", cwd=filled).returncode == 0
    assert len(statements(filled)) == 6
    assert run("verify", cwd=filled).returncode == 0


def test_a_whole_ledger_moves_to_another_file(filled: Path) -> None:
    run("review", statements(filled)[0]["id"], "--accept", cwd=filled)
    assert run("export", "ledger", "-o", "all.jsonl", cwd=filled).returncode == 0
    assert run("import", "all.jsonl", "--db", "other.allegedly.db", cwd=filled).returncode == 0
    again = run("export", "ledger", "--db", "other.allegedly.db", cwd=filled).stdout
    assert again == (filled / "all.jsonl").read_text()
    assert run("verify", "--db", "other.allegedly.db", cwd=filled).returncode == 0
    assert "0 documents, 0 readings, 0 decisions were new." in run(
        "import", "all.jsonl", "--db", "other.allegedly.db", cwd=filled
    ).stderr  # fmt: skip


def test_a_copy_opens_in_any_program_that_reads_sqlite(filled: Path) -> None:
    import sqlite3

    assert run("export", "sqlite", "-o", "copy.db", cwd=filled).returncode == 0
    with sqlite3.connect(filled / "copy.db") as connection:
        found = connection.execute("SELECT content FROM v_statements").fetchall()
    assert len(found) == 6
    assert run("export", "sqlite", "-o", "copy.db", cwd=filled).returncode == 1


def test_rows_are_exported_as_parquet(filled: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("export", "parquet", "speaker=nobody", "-o", "none.parquet", cwd=filled).returncode == 0
    assert run("export", "parquet", "-o", "all.parquet", cwd=filled).returncode == 0
    table = parquet.read_table(filled / "all.parquet")
    assert table.num_rows == 6
    assert table.schema == parquet.read_table(filled / "none.parquet").schema
    assert run("export", "parquet", cwd=filled).returncode == 2


def test_damage_ends_with_3_and_is_named(filled: Path) -> None:
    import sqlite3

    with sqlite3.connect(filled / "desk.allegedly.db") as connection:
        connection.execute("UPDATE versions SET text = replace(text, 'closed', 'opened')")
    done = run("verify", cwd=filled)
    assert done.returncode == 3
    assert "should read" in done.stdout
    faults = [json.loads(line) for line in run("verify", "--jsonl", cwd=filled).stdout.splitlines()]
    assert {fault["kind"] for fault in faults} >= {"text", "span"}


def test_which_ledger_is_meant(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    none = run("statements", cwd=elsewhere)
    assert (none.returncode, "allegedly init" in none.stderr) == (78, True)
    there = str(filled / "desk.allegedly.db")
    assert len(rows(run("statements", "-d", there, cwd=elsewhere))) == 6
    assert len(rows(run("statements", cwd=elsewhere, ALLEGEDLY_DB=there))) == 6
    shutil.copy(there, filled / "second.allegedly.db")
    assert "name one with --db" in run("statements", cwd=filled).stderr


def test_a_list_of_ones_own_is_kept_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("name,kind\nHarbour Board,organisation\n")
    assert run("init", "--actors", "ours.csv", cwd=tmp_path).returncode == 0
    page(tmp_path, "a", "The Harbour Board denied on Monday that the quay was closed.")
    assert run_real("add", "a.txt", cwd=tmp_path).returncode == 0
    (row,) = (row for row in rows(run("actors", cwd=tmp_path)) if row["name"] == "Harbour Board")
    assert row["made_by"] == "known"
    (tmp_path / "bad.csv").write_text("colour\nred\n")
    assert run("import", "actors", "bad.csv", cwd=tmp_path).returncode == 78


def test_the_doctor_says_what_to_do(filled: Path) -> None:
    assert run("doctor", cwd=filled).returncode == 0
    run("add", "missing.txt", cwd=filled)
    done = run("doctor", cwd=filled)
    assert done.returncode == 1
    assert "look  imports" in done.stdout
    assert json.loads(run("stats", cwd=filled).stdout)["documents"] == 3
    assert "nothing to do" in run("migrate", cwd=filled).stdout


@pytest.mark.parametrize("delay", [0.05, 0.5, 0.8, 1.1, 1.4])
def test_a_killed_import_loses_and_doubles_nothing(desk: Path, delay: float) -> None:
    for number in range(60):
        page(desk, f"page-{number}", f"Ada said: ship {number} sank.")
    process = subprocess.Popen(command("add", "."), cwd=desk, env=environment(), stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert run("verify", cwd=desk).returncode == 0
    done = run("add", ".", cwd=desk)
    assert (done.returncode, "0 failed" in done.stderr) == (0, True)
    assert json.loads(run("stats", cwd=desk).stdout)["documents"] == 63
    assert run("verify", cwd=desk).returncode == 0


_SLOW = """
import sys, time
from allegedly.cli import main
from tests.readings import read_plainly
def slowly(document):
    time.sleep(0.2)
    return read_plainly(document)
main(reader=slowly)
"""


def test_an_interrupted_import_says_so_and_goes_on(desk: Path) -> None:
    for number in range(200):
        page(desk, f"page-{number}", f"Ada said: ship {number} sank.")
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW, "add", "."], cwd=desk, env=environment(), stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and not rows(run("imports", "--jsonl", cwd=desk)):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130, told
    (state,) = rows(run("imports", "--jsonl", cwd=desk))
    assert state["state"] == "interrupted"
    assert state["waiting"] > 0
    assert "0 failed" in run("imports", "retry", cwd=desk).stderr
    assert json.loads(run("stats", cwd=desk).stdout)["documents"] == 203


def test_no_command_needs_a_colour_or_breaks_on_a_closed_pipe(filled: Path) -> None:
    line = f"{' '.join(command('statements')[:1])}"
    assert os.access(line, os.X_OK)
    assert "\x1b[" not in run("statements", "--format", "text", cwd=filled).stdout
    assert run_apart("stats", cwd=filled).returncode == 0
