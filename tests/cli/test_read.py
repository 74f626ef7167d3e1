"""`allegedly read`: what goes in, what comes out, on which stream, with which status."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run, run_apart

LINE = "Ada said: the harbour is closed.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with three texts, one with its facts beside it, and things that are no news item."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"News from {name}\n\n{LINE}")
    (tmp_path / "a.meta.json").write_text('{"outlet": "The Velmar Courier", "published": "2031-03-05"}')
    (tmp_path / "notes.md").write_text("no news")
    return tmp_path


def objects(text: str, kind: str | None = None) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in text.splitlines()]
    return [row for row in rows if kind in (None, row["type"])]


def test_a_pipe_gets_json_lines_and_nothing_else(desk: Path) -> None:
    done = run("read", "a.txt", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["type"] for row in objects(done.stdout)] == ["document", "statement"]
    (document,) = objects(done.stdout, "document")
    assert (document["outlet"], document["published"]) == ("The Velmar Courier", "2031-03-05")


def test_a_directory_is_read_in_order(desk: Path) -> None:
    done = run("read", ".", cwd=desk)
    assert [row["title"] for row in objects(done.stdout, "document")] == ["News from a", "News from b", "News from c"]
    assert [row["type"] for row in objects(done.stdout)] == ["document", "statement"] * 3


def test_everything_that_a_shell_finds_may_be_given(desk: Path) -> None:
    (desk / "notes.md").unlink()
    done = run("read", *sorted(path.name for path in desk.iterdir()), cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(objects(done.stdout, "document")) == 3


def test_a_dash_is_standard_input(desk: Path) -> None:
    done = run("read", "b.txt", "-", cwd=desk, stdin=LINE.encode())
    first, _ = objects(done.stdout, "document")
    assert first["title"] == "News from b"
    assert len(objects(done.stdout, "statement")) == 2


def test_standard_input_cannot_be_read_twice(desk: Path) -> None:
    assert run("read", "-", "-", cwd=desk).returncode == 2


def test_a_file_may_be_called_dash(tmp_path: Path) -> None:
    (tmp_path / "-").write_text(LINE)
    done = run("read", "./-", cwd=tmp_path, stdin=b"Eve said: not this.")
    assert objects(done.stdout, "statement")[0]["source"]["text"] == "Ada"


def test_options_win_over_the_facts_beside_a_file(desk: Path) -> None:
    typed = [
        "--outlet",
        "The Tide",
        "--published",
        "2030-01",
        "--url",
        "https://tide.example/1",
        "--title",
        "Low water",
    ]
    (document,) = objects(run("read", "a.txt", *typed, "--language", "en-GB", cwd=desk).stdout, "document")
    found = {name: document[name] for name in ("outlet", "published", "url", "title", "language")}
    assert found == {
        "outlet": "The Tide",
        "published": "2030-01",
        "url": "https://tide.example/1",
        "title": "Low water",
        "language": "en-GB",
    }


@pytest.mark.parametrize(
    "typed",
    [
        ["--published", "yesterday"],
        ["--published", "2031-02-30"],
        ["--published", "XXXX-10-26"],
        ["--published", ""],
        ["--outlet", "  "],
        ["--language", "not a tag"],
        ["--format", "pdf"],
        ["--jsonl", "--format", "html"],
        ["b.txt", "--title", "One title for two"],
        ["b.txt", "--url", "https://tide.example/1"],
        ["-o", "a.txt"],
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(typed: list[str], desk: Path) -> None:
    before = (desk / "a.txt").read_text()
    done = run("read", "a.txt", *typed, cwd=desk)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr
    assert (desk / "a.txt").read_text() == before


@pytest.mark.parametrize(
    ("name", "content", "code", "status"),
    [
        ("missing.txt", None, "A206", 1),
        ("empty.txt", b"", "A201", 1),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "A202", 1),
    ],
)
def test_one_item_that_fails_gives_its_own_status(
    name: str, content: bytes | None, code: str, status: int, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("read", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(f"allegedly: {code} ")
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


def test_bad_metadata_ends_with_78(desk: Path) -> None:
    (desk / "a.meta.json").write_text('{"published": "yesterday"}')
    done = run("read", "a.txt", cwd=desk)
    assert done.returncode == 78
    assert done.stderr.startswith("allegedly: A207 ")


def test_one_of_several_that_fails_leaves_the_others(desk: Path) -> None:
    done = run("read", "a.txt", "missing.txt", "b.txt", cwd=desk)
    assert done.returncode == 4
    assert len(objects(done.stdout, "document")) == 2
    first, last = done.stderr.splitlines()
    assert first.startswith("allegedly: A206 ")
    assert "missing.txt" in first
    assert last == "allegedly: 1 of 3 items could not be read; each is named above."


def test_where_all_fail_the_status_is_that_of_the_reason(tmp_path: Path) -> None:
    assert run("read", "x.txt", "y.txt", cwd=tmp_path).returncode == 1


def test_a_directory_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    done = run("read", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "A201" in done.stderr
    assert str(tmp_path) in done.stderr


def test_a_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    done = run("read", "\x1b]0;owned\x07.txt", cwd=tmp_path)
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr


def test_nothing_found_is_a_failure_only_where_asked(tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text("The sea was calm.")
    assert run("read", "quiet.txt", cwd=tmp_path).returncode == 0
    assert run("read", "quiet.txt", "--fail-empty", cwd=tmp_path).returncode == 5


def test_the_account_is_asked_for_by_name_and_plain_in_a_pipe(desk: Path) -> None:
    done = run("read", "a.txt", "b.txt", "--format", "text", cwd=desk)
    assert "The Velmar Courier · 5 March 2031" in done.stdout
    assert "Ada · said" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("variables", "typed", "coloured"),
    [
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "0"}, [], False),
    ],
)
def test_colour_is_used_where_it_is_wanted(
    *, variables: dict[str, str], typed: list[str], coloured: bool, desk: Path
) -> None:
    done = run("read", "a.txt", "--format", "text", *typed, cwd=desk, **variables)
    assert ("\x1b[" in done.stdout) is coloured


def test_the_account_fits_the_columns_it_is_told(desk: Path) -> None:
    done = run("read", "a.txt", "--format", "text", cwd=desk, COLUMNS="40")
    assert max(map(len, done.stdout.splitlines())) == 40


def test_a_terminal_without_unicode_gets_plain_signs(desk: Path) -> None:
    (desk / "a.txt").write_text("Ada said: the “harbour” is 港 closed…\n", "utf-8")
    typed = ("read", "a.txt", "--format", "text")
    done = run_apart(*typed, cwd=desk, LC_ALL="C", PYTHONIOENCODING="", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode == 0
    assert 'the "harbour" is ? closed...' in done.stdout


@pytest.mark.parametrize("form", ["jsonl", "html"])
def test_data_is_utf_8_whatever_the_terminal_knows(form: str, desk: Path) -> None:
    (desk / "a.txt").write_text("Ada said: the “harbour” is 港 closed.\n", "utf-8")
    done = run("read", "a.txt", "--format", form, cwd=desk, encoding="ascii")
    assert "港" in done.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.html", "<!doctype html>"), ("out.txt", "News from a"), ("out.jsonl", '{"type": "document"'), ("out", "{")],
)
def test_the_name_of_the_output_says_its_form(name: str, begins: str, desk: Path) -> None:
    done = run("read", "a.txt", "-o", name, cwd=desk)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (desk / name).read_text("utf-8").startswith(begins)
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []


def test_a_failed_reading_leaves_the_output_as_it_was(desk: Path) -> None:
    (desk / "out.jsonl").write_text("before")
    assert run("read", "missing.txt", "-o", "out.jsonl", cwd=desk).returncode == 1
    assert (desk / "out.jsonl").read_text() == "before"


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
def test_the_output_keeps_its_permissions_and_its_link(desk: Path) -> None:
    (desk / "real.jsonl").write_text("before")
    (desk / "real.jsonl").chmod(0o640)
    (desk / "out.jsonl").symlink_to("real.jsonl")
    assert run("read", "a.txt", "-o", "out.jsonl", cwd=desk).returncode == 0
    assert (desk / "out.jsonl").is_symlink()
    assert objects((desk / "real.jsonl").read_text("utf-8"), "document")
    assert stat.S_IMODE((desk / "real.jsonl").stat().st_mode) == 0o640


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no such device")
def test_a_device_is_written_to_and_never_replaced(desk: Path) -> None:
    assert run("read", "a.txt", "-o", os.devnull, cwd=desk).returncode == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("where", ["missing/out.jsonl", "."])
def test_an_output_that_cannot_be_is_refused(where: str, desk: Path) -> None:
    done = run("read", "a.txt", "-o", where, cwd=desk)
    assert done.returncode == 78
    assert done.stderr.startswith("allegedly: A401 the output ")


def test_the_page_holds_every_document(desk: Path) -> None:
    done = run("read", ".", "--format", "html", cwd=desk)
    assert done.stdout.count("<article") == 3
    assert done.stdout.count("<!doctype html>") == 1
