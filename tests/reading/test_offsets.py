"""No character offset is ever wrong: thousands of pages are read and every span is sliced again."""

from __future__ import annotations

import html
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly import intake, reading
from allegedly.records import Reading
from tests.texts import AWKWARD

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ALLEGEDLY_SHARED", ROOT.parent / "shared"))
POLNEAR = SHARED / "data" / "polnear" / "dev.jsonl"


def _sentences() -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt")))
    return [part for text in texts for part in text.split("\n") if 20 < len(part) < 400]


def _pages(count: int) -> Iterator[bytes]:
    """Short pages out of the examples' paragraphs, spoilt with what spoils offsets; every other one is HTML."""
    chance = random.Random(2026)  # noqa: S311  repeatable is what it must be
    parts = _sentences()
    awkward = [mark for mark in AWKWARD if not any("\ud800" <= point <= "\udfff" or point == "\x00" for point in mark)]
    for number in range(count):
        chosen = []
        for part in chance.sample(parts, chance.randint(1, 2)):
            at = chance.randrange(len(part))
            chosen.append(part[:at] + chance.choice(awkward) + part[at:])
        if number % 2:
            body = "".join(f"<p>{html.escape(part)}</p>" for part in chosen)
            yield f"<!doctype html><meta charset=utf-8><article>{body}</article>".encode()
        else:
            yield chance.choice(("\n\n", "\r\n\r\n")).join(chosen).encode()


def _check(found: Reading) -> int:
    """Slice every span of the reading again; how many there were."""
    text = found.document.text
    spans = 0
    for anchor in found.anchors():
        assert text[anchor.start : anchor.end] == anchor.text
        spans += 1
    for statement in found.statements:
        for quoted in statement.verbatim:
            assert any(piece.start <= quoted.start and quoted.end <= piece.end for piece in statement.content)
    return spans


def test_two_thousand_generated_pages() -> None:
    documents = [intake.read(page) for page in _pages(2000)]
    spans = sum(_check(found) for found in map(reading.read, documents))
    assert spans > 4000


@pytest.mark.skipif(not POLNEAR.exists(), reason="needs PolNeAR dev in ../shared")
def test_real_pages() -> None:
    texts = [json.loads(line)["text"] for line in POLNEAR.read_text("utf-8").split("\n") if line]
    spans = sum(_check(found) for found in map(reading.read, map(intake.of_text, texts)))
    assert spans > 5000
