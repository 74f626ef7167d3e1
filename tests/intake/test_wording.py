"""Wording is tried on every block, so no block may keep it busy."""

from __future__ import annotations

import itertools
import time

from allegedly.intake import wording

_UNITS = (
    "A ",
    "A/",
    "A / ",
    "A, ",
    "A and ",
    "AP/",
    "A B/",
    "A de ",
    "May 1, ",
    "AA, ",
    "is a ",
    "reported from A ",
    "A; ",
)


def test_repeated_names_and_separators_do_not_multiply() -> None:
    wording.kind("Words.", place="head")
    slowest = 0.0
    for pair in itertools.product(_UNITS, repeat=2):
        text = "".join(pair) * 60
        started = time.process_time()
        wording.parting_credit(f"{text} ({text[:120]}!)")
        wording.dateline(text, paragraph=0)
        wording.is_caption(text[:340])
        for place in ("head", "tail"):
            wording.kind(f"By {text[:190]}!", place=place)
        slowest = max(slowest, time.process_time() - started)
    assert slowest < 0.5
