"""The gold of the example pages is what a person marked, and its offsets hold."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from tests.examples.gold_pages import GOLD, convert, names, plain

_NAMES = names()


def _gold(name: str) -> dict[str, Any]:
    return dict(json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8")))


def test_three_pages_have_gold() -> None:
    assert len(_NAMES) >= 3


@pytest.mark.parametrize("name", _NAMES)
def test_gold_is_what_was_marked(name: str) -> None:
    assert _gold(name) == convert(name), "run python -m tests.examples.gold_pages"


@pytest.mark.parametrize("name", _NAMES)
def test_gold_names_the_text_it_belongs_to(name: str) -> None:
    assert _gold(name)["text_sha256"] == sha256(plain(name).encode("utf-8")).hexdigest()


@pytest.mark.parametrize("name", _NAMES)
def test_spans_hold_words_and_nothing_around_them(name: str) -> None:
    text = plain(name)
    for statement in _gold(name)["statements"]:
        for start, end in [*statement["source"], statement["cue"], *statement["content"]]:
            assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize("name", _NAMES)
def test_notes_belong_to_statements(name: str) -> None:
    notes = json.loads((GOLD / "notes.json").read_text(encoding="utf-8"))[name]
    assert {int(number) for number in notes} <= set(range(1, len(_gold(name)["statements"]) + 1))
