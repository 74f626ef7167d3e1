"""What was asked for becomes single items: in order, none lost, none that nobody meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from allegedly.desk import Failure, Item
from allegedly.desk.items import gather


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def names(*asked: Path | Item) -> list[str]:
    return [one.name for one in gather(asked)]


def test_a_directory_stands_for_the_news_items_in_it_and_below(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.html", "c.HTM", "sub/d.xhtml", "sub/deep/e.txt")
    make(tmp_path, "a.meta.json", "notes.md", "photo.jpg", ".hidden.txt", ".git/f.txt")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in names(tmp_path)]
    assert found == ["a.html", "b.txt", "c.HTM", "sub/d.xhtml", "sub/deep/e.txt"]


def test_what_was_asked_for_stays_in_order(tmp_path: Path) -> None:
    make(tmp_path, "z.txt", "folder/a.txt")
    pipe = Item(name="standard input", content=b"words")
    found = names(tmp_path / "z.txt", pipe, tmp_path / "folder", tmp_path / "missing.txt")
    expected = [tmp_path / "z.txt", "standard input", tmp_path / "folder/a.txt", tmp_path / "missing.txt"]
    assert found == [str(one) for one in expected]


def test_a_directory_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    make(tmp_path, "notes.md", ".hidden.txt")
    (failure,) = gather([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.code == "A201"
    assert str(tmp_path) in str(failure)


def test_a_description_is_no_item_beside_what_it_describes(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "a.meta.json", "alone.meta.json")
    found = names(tmp_path / "a.html", tmp_path / "a.meta.json", tmp_path / "alone.meta.json")
    assert [Path(name).name for name in found] == ["a.html", "alone.meta.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is open to the superuser")
def test_a_directory_that_cannot_be_entered_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        found = list(gather([tmp_path]))
    finally:
        (tmp_path / "closed").chmod(0o755)
    assert [type(one) for one in found] == [Item, Failure]
    assert str(tmp_path / "closed") in str(found[1])
