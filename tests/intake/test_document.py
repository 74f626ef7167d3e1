"""The room's door: what a caller gives and gets, good input and bad."""

from __future__ import annotations

import json
import logging
import re
import struct
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly import intake
from allegedly.errors import (
    BadMetadata,
    BinaryInput,
    EmptyInput,
    IntakeError,
    TooLarge,
    UnreadableFile,
    UnsupportedMedia,
)
from allegedly.intake import Facts
from allegedly.records import Document
from tests.intake import pages
from tests.texts import texts

ARTICLE = f"{pages.TITLE}\n\nPORT ELLERY - {pages.LEAD}\n\n{pages.SAID}\n\n{pages.DENIED}\n"


def kinds(document: Document) -> list[str]:
    return [block.kind for block in document.blocks]


def of_kind(document: Document, kind: str) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind == kind]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def check_blocks(document: Document) -> None:
    """In order, disjoint, trimmed, and every character that is not white space in exactly one."""
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert not document.text[end : block.start].strip()
        words = block.span.of(document.text)
        assert words == words.strip()
        end = block.end
    assert not document.text[end:].strip()


@settings(deadline=None)
@given(texts)
def test_every_character_of_any_text_lies_in_one_block(text: str) -> None:
    if not text.removeprefix("\ufeff").strip():
        with pytest.raises(EmptyInput):
            intake.of_text(text)
        return
    document = intake.of_text(text)
    check_blocks(document)
    kept = re.sub(r"\r\n|[\r\f\x85\u2028\u2029]", "\n", text.removeprefix("\ufeff"))
    assert document.text == kept


PROSE = st.lists(
    st.sampled_from(
        (
            *(
                pages.TITLE,
                pages.LEAD,
                pages.SAID,
                f"{pages.SCENE} (AP/Ida Brook)",
                "By Tove Anker",
                "ROME - They left.",
            ),
            *(
                "Most read",
                "Read more:",
                "(Reporting by Jo Marsh)",
                "Correction: it was May.",
                "ABSTRACT.",
                "7 May 2024",
            ),
        )
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(PROSE, st.sampled_from(("\n", "\n\n", "\r\n\r\n", "\n \n\t", "\u2029")))
def test_every_character_of_any_order_of_parts_lies_in_one_block(parts: list[str], between: str) -> None:
    check_blocks(intake.of_text(between.join(parts)))


_TAGS = (
    "p",
    "div",
    "span",
    "b",
    "li",
    "td",
    "h2",
    "figcaption",
    "a href=x",
    "nav",
    "aside",
    "table",
    "article",
    "time",
)
_NO_MARKUP = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&"), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_TAGS), _NO_MARKUP, st.booleans()), min_size=1, max_size=25))
def test_all_visible_text_of_a_page_survives(parts: list[tuple[str, str, bool]]) -> None:
    body = "".join(f"<{tag}>{text}" + (f"</{tag.split()[0]}>" if closed else "") for tag, text, closed in parts)
    source = f"<html><body>{body}</body></html>".encode()
    shown = sorted("".join("".join(text.split()) for _, text, _ in parts))
    if not shown:
        with pytest.raises(EmptyInput):
            intake.read(source)
        return
    document = intake.read(source)
    check_blocks(document)
    # As a bag: the parser moves text out of tables, as browsers do.
    assert sorted("".join(document.text.split())) == shown


@pytest.mark.parametrize("name", sorted(pages.ALL))
def test_pages_read_the_same_twice_and_hold_all_their_text(name: str) -> None:
    data = pages.ALL[name].encode()
    document = intake.read(data)
    check_blocks(document)
    assert document == intake.read(data)


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    document = intake.read("\ufeffOne\r\nTwo\rThree\u2028Four\u2029Five\x0cSix \u00a0 a\u0301 ﬁ\n\n".encode())
    assert document.text == "One\nTwo\nThree\nFour\nFive\nSix \u00a0 a\u0301 ﬁ\n\n"


def test_a_path_with_its_sibling_and_facts_in_order_of_precedence(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(pages.COURIER, "utf-8")
    stated = {"outlet": "Sibling", "published": "2024-05-09", "url": "https://sibling.example/"}
    (tmp_path / "a.meta.json").write_text(json.dumps(stated), "utf-8")
    document = intake.read(path, facts=Facts(outlet="Caller"))
    assert (document.outlet, document.published) == ("Caller", "2024-05-09")
    assert document.url == "https://sibling.example/"
    assert document.title == pages.TITLE
    assert intake.read(str(path)).outlet == "Sibling"


def test_the_title_that_somebody_states_finds_the_headline() -> None:
    text = "Harbour\n\nThe pier is closed on Monday, the council said.\n\n" + "\n\n".join(pages.BODY)
    document = intake.of_text(text, facts=Facts(title="The pier is closed on Monday, the council said"))
    assert of_kind(document, "headline")[-1] == "The pier is closed on Monday, the council said."


def test_a_bare_text_gives_its_headline_as_title() -> None:
    document = intake.read(ARTICLE.encode())
    assert document.title == pages.TITLE
    assert (document.outlet, document.published, document.url) == (None, None, None)
    assert (document.media_type, document.encoding, document.language) == ("text/plain", "utf-8", "en")
    assert kinds(document) == ["headline", "dateline", "paragraph", "paragraph", "paragraph"]


def test_a_text_in_another_language_says_so() -> None:
    text = "Der Stadtrat von Ellery hat am Dienstag beschlossen, den Anleger zu schließen, sagte Mara Lindqvist."
    assert intake.of_text(text).language == "de"


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\ufeff \u00a0".encode("utf-16-le")]
)
def test_nothing_to_read_is_said(data: bytes) -> None:
    with pytest.raises(EmptyInput, match=r"^A201 "):
        intake.read(data)


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><head><title>t</title></head><bo",
        "<!doctype html><script>x()</script><p hidden>x</p>",
        "<p></p>",
    ],
)
def test_a_page_without_visible_text_is_said(page: str) -> None:
    with pytest.raises(EmptyInput, match="visible"):
        intake.read(page.encode(), name="a.html")


PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(400)


@pytest.mark.parametrize(
    "data", [PNG, b"\x7fELF\x02\x01\x01" + bytes(900), bytes(range(256)) * 40, b"text\x00\x01\x02\x03" * 99]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryInput, match="should be a text"):
        intake.read(data, name="thing.txt")


def _archive(member: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "content")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"WARC/1.1\r\nWARC-Type: response", "WARC"),
        (_archive("pages/a.html"), "ZIP"),
        (_archive("word/document.xml"), "docx"),
        (_archive("xl/workbook.xml"), "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b'{"title": "A", "text": "B"}', "JSON"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "RSS"),
        (
            b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><lolz>&l2;</lolz>',
            "XML",
        ),
    ],
)
def test_known_formats_that_are_not_read_are_named(data: bytes, named: str) -> None:
    with pytest.raises(UnsupportedMedia, match=named):
        intake.read(data)


def test_too_many_bytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(intake.MAXIMUM_BYTES + 1)
    with pytest.raises(TooLarge):
        intake.read(path)
    with pytest.raises(TooLarge):
        intake.of_text("a" * (intake.MAXIMUM_BYTES + 1))
    with pytest.raises(TooLarge, match="paragraphs"):
        intake.read(b"ab\n" * 1_700_000)


def test_paths_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not there"):
        intake.read(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="directory"):
        intake.read(tmp_path)
    with pytest.raises(UnreadableFile):
        intake.read("a\x00b")


def test_a_sibling_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.meta.json").write_text('{"published": "yesterday"}')
    with pytest.raises(BadMetadata, match=r"a\.meta\.json.*published"):
        intake.read(tmp_path / "a.txt")


ENTITIES = "<!DOCTYPE html [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;'>]>"


def test_an_entity_bomb_does_not_go_off() -> None:
    page = f"{ENTITIES}<html><body><p>{pages.LEAD}</p><p>" + "&lol2;" * 5_000 + "</p></body></html>"
    document = intake.read(page.encode())
    assert "&lol2;" in document.text
    assert len(document.text) < 40_000


def test_a_hundred_thousand_elements_deep() -> None:
    started = time.process_time()
    for tag in ("div", "span", "b", "ul><li", "table><tr><td", "blockquote"):
        page = "<html><body>" + f"<{tag}>" * 100_000 + pages.LEAD
        document = intake.read(page.encode())
        assert document.text == pages.LEAD
        assert "P108" in codes(document)
    assert time.process_time() - started < 60


def test_twenty_megabytes_of_html_and_text() -> None:
    started = time.process_time()
    paragraph = f"<p>{pages.LEAD} <b>{pages.UNION}</b></p>"
    page = f"<html><body><h1>{pages.TITLE}</h1>" + paragraph * (20_000_000 // len(paragraph)) + "</body></html>"
    document = intake.read(page.encode())
    assert "P104" in codes(document)
    assert of_kind(document, "paragraph")
    words = " ".join(pages.BODY)
    bare = intake.read((f"{words}\n\n" * (20_000_000 // len(words))).encode())
    assert len(bare.blocks) > 30_000
    assert time.process_time() - started < 120


def test_a_page_cut_short_keeps_what_came_before() -> None:
    whole = pages.COURIER[: pages.COURIER.index(pages.FERRY)]
    for page, problem in (
        (whole + "<p class=", "P110"),
        (whole + "<!-- never", "P110"),
        (whole + "<script>x =", "P110"),
    ):
        document = intake.read(page.encode())
        assert pages.DENIED in of_kind(document, "paragraph")
        assert problem in codes(document)


def test_bytes_cut_inside_a_character_are_told() -> None:
    data = ARTICLE.encode()
    cut = data[: data.rindex("”".encode()) + 2]
    document = intake.read(cut)
    assert document.encoding == "utf-8"
    assert document.text.endswith("\ufffd")
    assert codes(document) == ["P102"]


def test_zero_bytes_and_lone_surrogates_are_read() -> None:
    document = intake.read(ARTICLE.replace("Tuesday", "Tues\x00day").encode())
    assert "Tues\x00day" in document.text
    assert codes(document) == ["P103"]
    document = intake.of_text("A title \ud83d here\n\nAnd a paragraph with half a \udc00 pair in it.")
    assert "\ud83d" in document.text
    check_blocks(document)
    document = intake.read(pages.COURIER.replace("Tuesday", "Tues\x00day &#xD800;").encode())
    assert "P103" in codes(document)
    assert "\ufffd" in document.text


def test_text_from_right_to_left_and_beyond_the_first_plane() -> None:
    text = "قال المتحدث إن الميناء مغلق\n\n" + "קברניט הנמל אמר כי הרציף סגור. " * 5 + "\n\n𝔘𝔫𝔦 👩‍🚒🇰🇵 said."
    document = intake.of_text(text)
    assert document.text == text
    check_blocks(document)
    page = f"<html dir=rtl><body><p>{text}</p></body></html>"
    check_blocks(intake.read(page.encode()))


@pytest.mark.parametrize(("name", "what"), [("login", "login form"), ("index", "index of links")])
def test_a_page_that_is_no_article_says_so_and_keeps_its_text(name: str, what: str) -> None:
    document = intake.read(pages.ALL[name].encode())
    problem = next(problem for problem in document.problems if problem.code == "P106")
    assert what in problem.message
    check_blocks(document)
    assert document.title in {"Welcome back", "All stories", "Sign in", "News"}


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = f"<div style='display: none'>{'Subscribers read here. ' * 60}</div>"
    document = intake.read(f"<html><body><p>{pages.LEAD}</p>{hidden}</body></html>".encode())
    assert "Subscribers" not in document.text
    assert "P107" in codes(document)


def test_reading_pages_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        intake.read(pages.LOGIN.encode())
        intake.read(b"<html><body>x</body></html>")
    assert [record for record in caplog.records if record.levelno >= logging.INFO] == []


def test_every_problem_code_is_documented_and_emitted() -> None:
    root = Path(__file__).parents[2]
    source = "".join(path.read_text("utf-8") for path in (root / "src/allegedly/intake").glob("*.py"))
    documented = (root / "docs/problems.md").read_text("utf-8")
    assert set(re.findall(r"P1\d\d", source)) == set(re.findall(r"^\| (P1\d\d) \|", documented, re.M))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_one_clear_error(data: bytes) -> None:
    refusal = None
    try:
        check_blocks(intake.read(data))
    except IntakeError as error:
        refusal = str(error)
    assert refusal is None or re.fullmatch(r"A20\d [^\n]+", refusal)


@pytest.mark.parametrize("cut", [b"<!DOCTYPE", b"<!DOCTYPE h", b"<!doctype htm", b"<!DOCTYPE html"])
def test_a_page_cut_in_its_first_words_is_an_empty_page(cut: bytes) -> None:
    with pytest.raises(EmptyInput):
        intake.read(cut, name="cut.html")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_cut_of_a_page_gives_a_document_or_one_clear_error(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(sorted(pages.ALL.values()))).encode()
    cut = page[: data.draw(st.integers(0, len(page)))]
    try:
        check_blocks(intake.read(cut, name="cut.html"))
    except EmptyInput:
        visible = False
    else:
        visible = True
    assert visible or b"<p" not in cut.partition(b"<body")[2]
