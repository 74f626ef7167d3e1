"""What a caller or a sibling file may state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegedly.errors import BadMetadata
from allegedly.intake.facts import Facts, sibling


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2023-11-05", "2023-11-05"),
        ("2023-11", "2023-11"),
        ("2023-11-05T10:00:00+01:00", "2023-11-05"),
        ("XXXX-10-26", "XXXX-10-26"),
    ],
)
def test_dates(stated: str, kept: str) -> None:
    assert Facts(published=stated).published == kept


@pytest.mark.parametrize(
    "bad",
    [
        {"published": "yesterday"},
        {"published": "2023-02-30"},
        {"outlet": " "},
        {"language": "English, mostly"},
        {"title": ""},
    ],
)
def test_what_cannot_be_meant(bad: dict[str, str]) -> None:
    with pytest.raises(BadMetadata, match=r"^A207 "):
        Facts(**bad)


def test_what_is_stated_goes_over_the_rest() -> None:
    assert Facts(outlet="A").over(Facts(outlet="B", title="T")) == Facts(outlet="A", title="T")


def test_a_sibling_with_an_unknown_key_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text(
        json.dumps({"outlet": "The Ellery Courier", "publised": "2024-05-07", "url": None})
    )
    facts, problems = sibling(tmp_path / "a.txt")
    assert facts == Facts(outlet="The Ellery Courier")
    assert [problem.code for problem in problems] == ["P109"]
    assert "publised" in problems[0].message


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"outlet": 3}', "\x00", '{"published": "soon"}'])
def test_a_sibling_that_cannot_be_meant(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.meta.json").write_text(content)
    with pytest.raises(BadMetadata, match=r"a\.meta\.json"):
        sibling(tmp_path / "a.txt")


def test_no_sibling_states_nothing(tmp_path: Path) -> None:
    assert sibling(tmp_path / "a.txt") == (Facts(), ())
