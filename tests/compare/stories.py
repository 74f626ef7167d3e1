"""Stories for the tests of comparing: those of evaluation/scenarios/dev as they are read, and a tiny one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import allegedly
from allegedly import intake, reading
from allegedly.records import Reading

_DEV = Path(__file__).parents[2] / "evaluation" / "scenarios" / "dev"


@lru_cache(maxsize=4)
def readings(story: str) -> dict[str, Reading]:
    """The readings of a story's reports, by their names."""
    return {path.stem: allegedly.read(path) for path in sorted((_DEV / story).glob("*.txt"))}


def paths(story: str) -> list[Path]:
    """The reports of a story."""
    return sorted((_DEV / story).glob("*.txt"))


def read(text: str, **facts: str) -> Reading:
    """One text as the reader reads it."""
    document = intake.read(text.encode(), facts=intake.Facts(**facts)) if text.strip() else intake.of_text(text)
    return reading.read(document)


ROCKETS = """Army chief says Dravia armed militia

TARSK, September 12 (Sabelin Press Agency) — The neighbouring state of Dravia supplied the Red Valley militia with \
rockets last winter, General Omar Velt said on Friday.

"We have found forty rockets with Dravian markings," Velt told reporters in Tarsk.

Dravia's foreign ministry denied that it had supplied the Red Valley militia with rockets.
"""
