"""HTML pages: which part is what, for several ways of making a news page."""

from __future__ import annotations

import pytest

from allegedly import intake
from allegedly.records import Document
from tests.intake import pages, systems
from tests.intake.test_document import codes, kinds, of_kind

ARTICLES = ["courier", "divs", "tables", "live", "camel", *systems.ALL]


def read(name: str) -> Document:
    return intake.read({**pages.ALL, **systems.ALL}[name].encode())


@pytest.mark.parametrize("name", ARTICLES)
def test_all_paragraphs_of_the_article_and_nothing_else(name: str) -> None:
    document = read(name)
    found = of_kind(document, "paragraph")
    assert [words for words in found if words in pages.BODY] == list(pages.BODY)
    foreign = (
        "Gull",
        "cookies",
        "newsletter",
        "Home",
        "Sign up",
        "All rights",
        "Read more",
        "I always",
        "My uncle",
        "Share",
        "More",
    )
    assert not [words for words in found if words.startswith(foreign)]
    assert document.problems == ()


@pytest.mark.parametrize("name", ARTICLES)
def test_the_headline_is_the_first_of_its_kind(name: str) -> None:
    assert of_kind(read(name), "headline")[0].startswith(pages.TITLE)


def test_the_parts_of_a_full_page() -> None:
    document = read("courier")
    assert of_kind(document, "dek") == [pages.DEK]
    assert of_kind(document, "byline") == ["By Tove Anker and Piet Solano"]
    assert of_kind(document, "caption") == [pages.SCENE]
    assert of_kind(document, "credit") == ["Photograph: Ida Brook/Courier"]
    assert of_kind(document, "dateline") == ["7 May 2024, 18:30"]
    assert of_kind(document, "headline") == [pages.TITLE, "Ferries move south"]
    assert of_kind(document, "correction")[0].startswith("Correction: An earlier version")
    assert "never shown" not in document.text
    assert "enable JavaScript" not in document.text
    surroundings = of_kind(document, "boilerplate")
    for words in (
        "Home",
        "Accept all",
        "Sign up for our newsletter",
        "How the cranes came to Ellery",
        "Gull steals mayor's chain",
    ):
        assert words in surroundings


def test_a_dateline_in_an_element_of_its_own() -> None:
    document = read("divs")
    assert of_kind(document, "dateline") == ["PORT ELLERY, May 7 (Harbour Wire) —"]
    assert of_kind(document, "credit") == ["(Reporting by Tove Anker; Editing by Jo Marsh)"]


def test_a_caption_shown_twice() -> None:
    document = read("camel")
    assert of_kind(document, "caption") == [pages.SCENE, pages.SCENE]
    first, second = (index for index, kind in enumerate(kinds(document)) if kind == "caption")
    assert document.blocks[second].repeats == first
    assert "He shrugged." in of_kind(document, "paragraph")
    assert of_kind(document, "byline") == ["Tove Anker is the harbour correspondent of The Ellery Courier."]


@pytest.mark.parametrize("name", systems.ALL)
def test_other_systems_tell_their_captions_and_authors(name: str) -> None:
    document = read(name)
    assert of_kind(document, "caption") == [pages.SCENE]
    assert "Tove Anker" in " ".join(of_kind(document, "byline"))
    assert any("2024" in words for words in of_kind(document, "dateline"))


def test_what_agencies_put_around_their_articles() -> None:
    document = read("test-ids")
    assert "PORT ELLERY, May 7 (Reuters) -" in of_kind(document, "dateline")
    assert of_kind(document, "credit")[0].startswith("REUTERS/Ida Brook")
    assert of_kind(document, "credit")[1].startswith("Reporting by Tove Anker")
    assert "Our Standards: The Courier Trust Principles." in of_kind(document, "boilerplate")


def test_a_link_called_author_inside_a_sentence_does_not_cut_it() -> None:
    page = pages.COURIER.replace("Mara Lindqvist", '<a class="author" href="/m">Mara Lindqvist</a>')
    assert pages.SAID in of_kind(intake.read(page.encode()), "paragraph")


def test_a_wrapper_with_a_telling_name_does_not_swallow_the_article() -> None:
    page = pages.CAMEL.replace("ArticlePage__main", "main-with-sidebar related share newsletter")
    assert [words for words in of_kind(intake.read(page.encode()), "paragraph") if words in pages.BODY] == list(
        pages.BODY
    )


def test_without_extraction_our_own_judgement_finds_the_article() -> None:
    padding = "<i></i>" * 45_000
    document = intake.read(pages.COURIER.replace("</footer>", f"{padding}</footer>").encode())
    assert "P104" in codes(document)
    assert [words for words in of_kind(document, "paragraph") if words in pages.BODY] == list(pages.BODY)
    assert "Gull steals mayor's chain" in of_kind(document, "boilerplate")


def test_a_page_of_few_words_is_told_without_extraction() -> None:
    document = intake.read(f"<html><body><div>{pages.LEAD}</div></body></html>".encode())
    assert of_kind(document, "paragraph") == [pages.LEAD]
