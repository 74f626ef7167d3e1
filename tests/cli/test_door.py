"""What every ending of a command means to whoever called it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import allegedly
from allegedly.cli import main
from allegedly.errors import ModelBroken
from allegedly.records import Document, Reading
from tests.cli.command import command, environment, run
from tests.readings import read_plainly

LINE = "Ada said: the harbour is closed.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(LINE)
    return path


def ended(*typed: str | Path, reader: object = read_plainly) -> int:
    with pytest.raises(SystemExit) as leaving:
        main([str(word) for word in typed], reader=reader)  # type: ignore[arg-type]
    return int(leaving.value.code or 0)


def test_help_shows_where_to_start_and_every_status() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "allegedly read report.html" in done.stdout
    for status in ("0", "1", "2", "4", "5", "69", "78", "130"):
        assert f"\n    {status} " in done.stdout
    assert done.stderr == ""


def test_help_loads_no_model_and_no_parser() -> None:
    asked = "import sys; from allegedly.cli import main\ntry: main(['read', '--help'])\nexcept SystemExit: pass\n"
    heavy = "{'spacy', 'onnxruntime', 'trafilatura', 'numpy', 'pydantic', 'rich'}"
    code = f"{asked}print({heavy} & set(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "set()"


def test_the_version_is_all_that_version_says() -> None:
    assert run("--version").stdout == f"{allegedly.__version__}\n"


def test_a_shell_can_complete_words() -> None:
    done = run("", _ALLEGEDLY_COMPLETE="bash_complete", COMP_WORDS="allegedly rea", COMP_CWORD="1")
    assert (done.returncode, done.stdout) == (0, "plain,read\n")


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "allegedly", "--version"], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{allegedly.__version__}\n"


@pytest.mark.parametrize("typed", [["write"], ["read", "x", "--frobnicate"], []])
def test_what_is_not_understood_ends_with_2(typed: list[str]) -> None:
    done = run(*typed)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: allegedly" in done.stderr


def test_a_broken_model_is_one_sentence_and_69(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(document: Document) -> Reading:
        raise ModelBroken("the model's file is damaged.")

    assert ended("read", page, page, reader=broken) == 69
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "allegedly: A302 the model's file is damaged.\n"


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_ours_is_one_sentence_and_1(
    *, debug: bool, page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(document: Document) -> Reading:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setenv("ALLEGEDLY_LOG", "debug" if debug else "")
    assert ended("read", page, reader=faulty) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "ZeroDivisionError: by nothing" in captured.err
    assert ("Traceback" in captured.err) is debug
    if not debug:
        assert captured.err.count("\n") == 1
        assert "ALLEGEDLY_LOG=debug" in captured.err


def test_an_interruption_is_one_line_and_130(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(document: Document) -> Reading:
        raise KeyboardInterrupt

    assert ended("read", page, "-o", tmp_path / "out.jsonl", reader=interrupted) == 130
    assert capsys.readouterr().err == "allegedly: interrupted.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.txt"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing_half_written(number: signal.Signals, status: int, tmp_path: Path) -> None:
    with subprocess.Popen(
        # A test run in the background of a shell ignores interrupts, and its children would too.
        [sys.executable, "-c", _ATTENTIVE, *command("read", "-", "-o", "out.jsonl")],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        # It waits for the end of its input; by then it has read what was typed.
        wait_for_blocking(process)
        process.send_signal(number)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == status
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


_ATTENTIVE = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def wait_for_blocking(process: subprocess.Popen[bytes]) -> None:
    """Until the process sleeps in a read for a while; elsewhere than on Linux, long enough."""
    state = Path(f"/proc/{process.pid}/syscall")
    until = time.monotonic() + 90
    while time.monotonic() < until:
        time.sleep(0.5)
        try:
            if state.read_text().startswith("0 0x0 "):
                return
        except OSError:
            time.sleep(5)
            return


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("form", ["jsonl", "text", "html"])
def test_a_pipe_that_closes_early_is_no_failure(form: str, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(LINE * 200)
    reading, writing = os.pipe()
    with subprocess.Popen(
        command("read", tmp_path, "--format", form), env=environment(), stdout=writing, stderr=subprocess.PIPE
    ) as process:
        os.close(writing)
        os.read(reading, 10)
        os.close(reading)
        _, errors = process.communicate(timeout=120)
    assert errors == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_sentence(page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("read", page), env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "allegedly: A000 the output cannot be written: No space left on device.\n"
