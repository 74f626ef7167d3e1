from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.pages import pages


def test_pages_are_different_as_long_as_asked_and_always_the_same() -> None:
    made = pages(5)
    assert [len(page.split()) for page in made] == [900] * 5
    assert len(set(made)) == 5
    assert made == pages(5)


def test_few_paragraphs_are_repeated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry late\n\n" + "the ferry was late again " * 5 + "\n\nBy Ana\n", "utf-8")
    (page,) = pages(1, words=60, examples=tmp_path)
    headline, *bodies = page.strip().split("\n\n")
    assert headline == "Ferry late"
    assert [len(body.split()) for body in bodies] == [25, 25, 8]
    assert "By Ana" not in page


def test_without_examples_there_are_no_pages(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no paragraphs"):
        pages(1, examples=tmp_path)
