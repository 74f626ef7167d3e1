"""Passages of marked actors load, and the checker sees what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.gold_passages import DEV, GoldMention, check, load, main

TEXT = """## 2021-03-04 The Bay Courier
[Oslo|NOR|government] told [Danish|DNK] officials that the talks were moved
to [Bern|CHE|place], the [AP|Associated Press] reported.

## 2021-03-05 Orrin Post
The [Front|?] denied it, and the [U.S.|USA] too.
"""


def write(folder: Path, text: str = TEXT) -> Path:
    path = folder / "dev.txt"
    path.write_text(text, "utf-8")
    return path


def test_marks_become_mentions_of_the_plain_text(tmp_path: Path) -> None:
    first, second = load(write(tmp_path))
    assert first.text.startswith("Oslo told Danish officials that the talks were moved to Bern, the AP reported.")
    assert [(one.span.of(first.text), one.identity, one.sense) for one in first.mentions] == [
        ("Oslo", "NOR", "government"),
        ("Danish", "DNK", "itself"),
        ("Bern", "CHE", "place"),
        ("AP", "Associated Press", "itself"),
    ]
    assert (first.published, first.outlet) == ("2021-03-04", "The Bay Courier")
    assert isinstance(second.mentions[0], GoldMention)
    assert second.id == "dev-2"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## 2021-03-04 The", "2021-03-04 The", "line 1: a passage begins with a line such as"),
        ("2021-03-05", "2021-3-5", "line 5: '2021-3-5' is no day"),
        ("|DNK]", "|DNK", "a bracket or stroke"),
        ("[Front|?]", "[Front]", "a bracket or stroke"),
        ("|DNK]", "|]", "say who is meant"),
        ("|DNK]", "|Denmark]", "states are written as codes; write DNK"),
        ("|place]", "|town]", "the sense is one of government, place, both"),
        ("[Oslo|NOR|government]", "[Oslo|NOR]", "Oslo is a seat of government"),
        ("[Oslo|NOR|government]", "[Norway|NOR|government]", "the name of a state has no sense"),
        ("[Danish|", "[Danish |", "without blanks"),
        ("The [Front|?] denied it, and the [U.S.|USA] too.\n", "", "it has no text"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in TEXT
    found = check(write(tmp_path, TEXT.replace(old, new, 1)))
    assert any(told in line for line in found), found


def test_the_command_counts_and_notes_what_may_be_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path, TEXT.replace("[Danish|DNK]", "Danish")))]) == 0
    out = capsys.readouterr().out
    assert "2 passages, 5 mentions of 5" in out
    assert "perhaps 'Danish' should be marked" in out
    assert main([str(write(tmp_path, TEXT.replace("|?]", "]")))]) == 1


@pytest.mark.skipif(not DEV.is_file(), reason="there are no passages yet")
def test_the_passages_of_this_repository_have_no_mistakes() -> None:
    assert check(DEV) == []
