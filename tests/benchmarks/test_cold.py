from __future__ import annotations

import os
import subprocess
import sys

import pytest

from benchmarks.cold import run


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell a child's memory")
def test_a_child_s_time_and_peak_memory_are_its_own() -> None:
    script = "import time; block = bytearray(300_000_000); time.sleep(0.2)"
    measured = run([sys.executable, "-c", script], os.environ)
    assert measured.wall > 0.2
    assert 300e6 < measured.peak < 2e9


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell a child's memory")
def test_a_run_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run([sys.executable, "-c", "raise SystemExit(3)"], os.environ)
