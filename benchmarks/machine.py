"""What ran the benchmark, and on how many cores."""

from __future__ import annotations

import os
import platform
from pathlib import Path

CORES = 2


def use_cores(count: int = CORES) -> int:
    """Keep this process and its children to `count` cores where the system can; how many it has now."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
    return len(os.sched_getaffinity(0))


def describe(cores: int) -> str:
    """Cores, processor, system and Python in one line."""
    python = f"Python {platform.python_version()}"
    return f"{cores} cores of {_processor()}, {platform.system()} {platform.machine()}, {python}"


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    lines = table.read_text("utf-8").splitlines() if table.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "an unnamed processor")
