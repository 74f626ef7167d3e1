"""What pages say of themselves."""

from __future__ import annotations

import pytest

from allegedly import intake
from tests.intake import pages

_ARTICLE = "".join(f"<p>{text}</p>" for text in pages.BODY)


def test_json_ld_comes_first() -> None:
    document = intake.read(pages.COURIER.encode())
    assert document.outlet == "The Ellery Courier"
    assert document.published == "2024-05-07"
    assert document.authors == ("Tove Anker", "Piet Solano")
    assert document.url == "https://courier.example/harbour/pier-closed"
    assert document.language == "en-GB"
    assert document.title == pages.TITLE


def test_open_graph_and_canonical_link() -> None:
    document = intake.read(pages.DIVS.encode())
    assert (document.outlet, document.published) == ("Harbour Wire", "2024-05-07")
    assert document.url == "https://wire.example/p/1"
    assert document.title == pages.TITLE


def test_a_page_that_says_nothing_is_given_nothing() -> None:
    document = intake.read(f"<html><body>{_ARTICLE}</body></html>".encode())
    assert (document.outlet, document.published, document.url, document.authors) == (None, None, None, ())
    assert document.language == "en"


@pytest.mark.parametrize(
    "script",
    [
        "{not json",
        "[" * 10_000,
        '{"@type": "NewsArticle", "headline": 3, "author": 4, "datePublished": "someday", "publisher": []}',
        '{"@type": "NewsArticle", "author": [[[]]], "inLanguage": "not a tag!", "mainEntityOfPage": {"@id": null}}',
        '"a text"',
        "null",
    ],
)
def test_nonsense_in_json_ld_costs_nothing(script: str) -> None:
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body>{_ARTICLE}</body></html>'
    document = intake.read(page.encode())
    assert (document.outlet, document.published, document.language) == (None, None, "en")


def test_a_date_without_a_zone_or_with_words_is_cut_to_its_day_or_left() -> None:
    for stated, day in (
        ("2024-05-07 18:30", "2024-05-07"),
        ("2024-05-07T18:30:00.000Z", "2024-05-07"),
        ("31 Feb", None),
    ):
        page = f'<html><head><meta name="date" content="{stated}"></head><body>{_ARTICLE}</body></html>'
        assert intake.read(page.encode()).published == day


def test_a_template_in_another_language_does_not_decide() -> None:
    words = (
        "<p>Der Stadtrat von Ellery hat am Dienstag beschlossen, den nördlichen Anleger zu schließen, hieß es.</p>" * 3
    )
    assert intake.read(f"<html lang=en><body>{words}</body></html>".encode()).language == "de"
