"""The page: self-contained, harmless, complete, and readable for everybody."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
from hypothesis import given, settings

from allegedly.records import Document, Problem, Reading, Speaker
from allegedly.views import page
from tests.readings import READER, Draft, harbour
from tests.texts import texts
from tests.views.elements import Element, parse

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)> \"' onload=alert(1) x=' &lt;b&gt; -->"


def elements(*readings: Reading) -> list[Element]:
    return parse(page.render(readings))


def one(found: list[Element], name: str) -> Element:
    (element,) = (element for element in found if element.name == name)
    return element


def hostile() -> Reading:
    draft = Draft(
        ("headline", HOSTILE),
        ("caption", f"{HOSTILE} said {HOSTILE}"),
        title=HOSTILE,
        outlet=HOSTILE,
        published=HOSTILE,
        language=HOSTILE,
        url=f"javascript:{HOSTILE}",
    )
    draft.says(HOSTILE, source=HOSTILE, cue=HOSTILE, verbatim=(HOSTILE,), speaker=Speaker(role=HOSTILE))
    return draft.reading(problems=(Problem(code=HOSTILE, message=HOSTILE),))


def test_hostile_text_is_only_text() -> None:
    found = elements(hostile(), hostile())
    assert {"script", "img", "iframe", "object", "link", "base", "form"}.isdisjoint(one.name for one in found)
    assert {element.text for element in found if element.name == "b"} == {"allegedly"}
    for element in found:
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "src")]
    assert HOSTILE in next(element for element in found if element.name == "h2").text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//x", " http://x"])
def test_an_address_that_is_not_of_the_web_is_no_link(url: str) -> None:
    document = harbour().document.model_copy(update={"url": url})
    found = elements(Reading(document=document, reader=READER))
    assert [link.attributes["href"] for link in found if link.name == "a" and "rel" in link.attributes] == []


def test_the_page_asks_nobody_and_runs_nothing() -> None:
    text = page.render([harbour()])
    found = parse(text)
    assert {"script", "link", "img", "iframe"}.isdisjoint(element.name for element in found)
    style = one(found, "style").text
    assert "url(" not in style
    assert "@import" not in style
    policy = next(meta for meta in found if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    expected = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy.attributes["content"] == expected
    away = [e.attributes["href"] for e in found if e.name == "a" and not (e.attributes["href"] or "").startswith("#")]
    assert away == ["https://courier.example/harbour"]


def test_every_name_stands_once_and_every_link_leads_somewhere() -> None:
    found = elements(harbour(), hostile(), harbour())
    names = Counter(element.attributes["id"] for element in found if "id" in element.attributes)
    assert [name for name, count in names.items() if count > 1] == []
    targets = {(e.attributes["href"] or "")[1:] for e in found if (e.attributes.get("href") or "").startswith("#")}
    assert targets <= set(names)
    assert {statement.id for statement in harbour().statements} <= set(names)


def test_the_text_stands_there_once_in_order_and_whole() -> None:
    reading = harbour()
    text = reading.document.text
    blocks = [e for e in elements(reading) if "data-start" in e.attributes and e.name != "mark"]
    assert len(blocks) == len(reading.document.blocks)
    for element, block in zip(blocks, reading.document.blocks, strict=True):
        assert element.attributes["data-start"] == str(block.start)
        assert element.attributes["data-length"] == str(block.span.length)
        assert element.text == block.span.of(text)


def test_parts_of_the_page_are_what_they_are() -> None:
    found = elements(harbour())
    assert one(found, "h1").text == "Island minister denies harbour was sold, monitor says"
    assert "figure" in one(found, "figcaption").inside
    folded = [e for e in found if e.attributes.get("class") == "boilerplate"]
    assert [e.text for e in folded] == [
        "Read more: five islands to visit this summer",
        "Sign up for the morning letter",
    ]
    assert all("details" in e.inside for e in folded)


def test_text_that_no_block_holds_is_shown() -> None:
    text = "Before.\n\nIn a block.\n\nAfter."
    whole = Draft(("paragraph", text)).document
    block = whole.blocks[0].model_copy(update={"start": 9, "end": 20})
    document = Document.make(text, (block,), raw=b"", media_type="text/plain", encoding="utf-8")
    shown = [e.text.strip() for e in elements(Reading(document=document, reader=READER)) if e.name == "p"]
    assert [words for words in shown if words in ("Before.", "In a block.", "After.")] == [
        "Before.",
        "In a block.",
        "After.",
    ]


def test_each_statement_says_who_said_what_and_leads_to_its_place() -> None:
    reading = harbour()
    found = elements(reading)
    for statement in reading.statements:
        item = next(e for e in found if e.attributes.get("id") == statement.id)
        assert statement.cue is None or statement.cue.text in item.text
        assert f"{statement.content[0].start}–{statement.content[0].end}" in item.text
        mark = next(e for e in found if e.attributes.get("id") == f"t-{statement.id}")
        assert int(mark.attributes["data-start"] or "") == statement.content[0].start
    denial = next(e for e in found if e.attributes.get("id") == reading.statements[4].id)
    assert "Jonas Reth → Coastal Monitor (monitor)" in denial.text
    assert "denies" in denial.text


def test_the_page_says_how_it_was_read() -> None:
    reading = harbour()
    text = next(e for e in elements(reading) if e.attributes.get("class") == "provenance").text
    for fact in (READER, reading.document.raw_sha256, reading.document.text_sha256, reading.document.id, "utf-8"):
        assert fact in text


def test_several_documents_have_a_list_of_contents() -> None:
    found = elements(harbour(), Draft(("headline", "Ferries sail again")).reading())
    assert one(found, "h1").text == "2 documents"
    assert "Ferries sail again" in one(found, "nav").text
    assert [e.text for e in found if e.name == "h2"] == [
        "Island minister denies harbour was sold, monitor says",
        "Ferries sail again",
    ]


def test_languages_and_directions_are_left_to_the_text() -> None:
    found = elements(harbour())
    assert one(found, "html").attributes["lang"] == "en"
    assert one(found, "article").attributes["lang"] == "en"
    blocks = [e for e in found if "data-start" in e.attributes and e.name != "mark"]
    assert {e.attributes["dir"] for e in blocks} == {"auto"}


def test_it_passes_no_verdict() -> None:
    text = one(elements(harbour()), "body").text
    assert not re.search(r"\b(true|false)\b", text, re.IGNORECASE)


@settings(deadline=None, max_examples=60)
@given(texts.filter(lambda text: text.strip() != ""))
def test_any_text_makes_a_page_and_keeps_its_code_points(text: str) -> None:
    draft = Draft(("paragraph", text), title=text, outlet=text, url=text)
    draft.says(text, source=text, cue=text, verbatim=(text,))
    made = page.render([draft.reading()])
    made.encode("utf-8")
    marks = [e for e in parse(made) if e.name == "mark" and "data-start" in e.attributes]
    assert {len(mark.text) for mark in marks} == {len(text)}


def palettes() -> list[dict[str, str]]:
    style = one(elements(harbour()), "style").text
    return [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)
    ]


@pytest.mark.parametrize("number", range(3))
def test_every_colour_of_words_can_be_read(number: int) -> None:
    """WCAG 2.2 AA: 4.5:1 for words, on the page and on the ground of what a link led to. Light, dark, print."""
    palette = palettes()[number]
    for name in ("ink", "quiet", "source", "cue", "content", "warn"):
        for ground in ("paper", "tint"):
            assert contrast(palette[name], palette[ground]) >= 4.5, f"{name} on {ground}"


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
