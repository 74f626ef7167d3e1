"""The command with the reader that comes with the package, on the pages in examples/."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import ROOT, environment

pytest.importorskip("allegedly.reading", reason="the reader is not there")

EXAMPLES = ROOT / "examples"


def real(*typed: str | Path) -> str:
    words = [sys.executable, "-m", "allegedly", "read", *map(str, typed)]
    done = subprocess.run(words, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode("utf-8")


def test_a_page_gives_statements_whose_words_stand_where_they_say() -> None:
    page = EXAMPLES / "arms-shipment.txt"
    text = page.read_text("utf-8")
    rows = [json.loads(line) for line in real(page).splitlines()]
    statements = [row for row in rows if row["type"] == "statement"]
    assert statements
    for row in statements:
        for piece in (*row["content"], row["source"], row["cue"]):
            assert piece is None or text[piece["start"] : piece["end"]] == piece["text"]


def test_the_examples_make_one_account_and_one_page() -> None:
    pages = sorted(EXAMPLES.glob("*.html"))[:2]
    account = real(*pages, "--format", "text")
    assert account.count(" statements · ") == 2
    made = real(*pages, "--format", "html")
    assert made.count("<article") == 2
    assert '<mark class="source"' in made


def test_the_same_page_gives_the_same_bytes() -> None:
    page = EXAMPLES / "sanctions.html"
    assert real(page) == real(page)
