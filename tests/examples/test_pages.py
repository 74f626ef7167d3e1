"""The example pages: each as a news page and as bare text that say the same, and its facts beside them."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.examples.gold_pages import EXAMPLES

_PAGES = sorted(EXAMPLES.glob("*.html"))
_WHOLE = pytest.mark.parametrize("page", [pytest.param(page, id=page.stem) for page in _PAGES])


def _decoded(page: Path) -> str:
    raw = page.read_bytes()
    return html.unescape(raw.decode("windows-1252" if b"charset=windows-1252" in raw else "utf-8"))


def _visible(page: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", _decoded(page)).split())


def test_there_are_eight_pages() -> None:
    assert len(_PAGES) >= 8


@_WHOLE
def test_a_page_is_there_as_text_with_its_facts(page: Path) -> None:
    facts = json.loads(page.with_suffix(".meta.json").read_text(encoding="utf-8"))
    assert set(facts) == {"outlet", "published", "url", "title", "language"}
    assert date.fromisoformat(facts["published"]).isoformat() == facts["published"]
    assert page.with_suffix(".txt").read_text(encoding="utf-8").startswith(facts["title"] + "\n\n")
    assert facts["outlet"] in _visible(page)


@_WHOLE
def test_page_and_text_say_the_same(page: Path) -> None:
    shown = _visible(page)
    paragraphs = page.with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")
    long = [" ".join(paragraph.split()) for paragraph in paragraphs if len(paragraph.split()) > 25]
    assert len(long) >= 10
    assert [paragraph for paragraph in long if paragraph not in shown] == []


@_WHOLE
def test_a_page_is_as_long_as_a_news_report(page: Path) -> None:
    assert 500 <= len(page.with_suffix(".txt").read_text(encoding="utf-8").split()) <= 900


def test_one_page_is_in_an_old_encoding() -> None:
    old = [page for page in _PAGES if b"charset=windows-1252" in page.read_bytes()]
    assert old
    for page in old:
        with pytest.raises(UnicodeDecodeError):
            page.read_bytes().decode("utf-8")
