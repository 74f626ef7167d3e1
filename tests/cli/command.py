"""The command, run as people run it. Its reader is the plain one of `tests.readings`."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from allegedly.cli import main
from tests.readings import read_plainly

ROOT = Path(__file__).parents[2]
_START = "from allegedly.cli import main; from tests.readings import read_plainly; main(reader=read_plainly)"
_TOUCHY = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ALLEGEDLY_LOG")

Done = subprocess.CompletedProcess[str]


def command(*typed: str | Path) -> list[str]:
    """The words that start the command in a process of its own."""
    return [sys.executable, "-c", _START, *map(str, typed)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of this process without what would change colours and widths, and with `variables`."""
    kept = {name: value for name, value in os.environ.items() if name not in _TOUCHY}
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **variables}


def run_apart(*typed: str | Path, cwd: Path | None = None, **variables: str) -> Done:
    """Run the command in a process of its own."""
    done = subprocess.run(command(*typed), cwd=cwd, env=environment(**variables), capture_output=True, check=False)
    return subprocess.CompletedProcess(typed, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def run(
    *typed: str | Path, stdin: bytes = b"", cwd: Path | None = None, encoding: str = "utf-8", **variables: str
) -> Done:
    """Run the command in this process, which is quicker, with streams as a pipe has them."""
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(cwd or Path.cwd()):
        for name in _TOUCHY:
            patch.delenv(name, raising=False)
        for name, value in variables.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding, errors="backslashreplace"))
        with pytest.raises(SystemExit) as leaving:
            main([str(word) for word in typed], reader=read_plainly)
        sys.stderr.flush()
        shown, told = out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8")
    assert "Traceback" not in told
    return subprocess.CompletedProcess(typed, int(leaving.value.code or 0), shown, told)
