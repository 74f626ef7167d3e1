"""One document after the other, or many at once."""

from __future__ import annotations

import pytest

import allegedly
from allegedly import reading
from allegedly.errors import EmptyInput, UnreadableFile
from allegedly.records import Block, Document

PAGE = (
    "Mayor says bridge will reopen\n\n"
    "The bridge over the Tenn will reopen in May, Mayor Ida Moravec said on Monday.\n\n"
    "“Nobody was hurt,” she told reporters. “The steel held.”\n\n"
    "A spokesman for the builders, Karst & Sons, denied that the steel had been of poor quality."
)


def _document(text: str, language: str | None = None) -> Document:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(part)))
        start += len(part) + 2
    return Document.make(
        text, tuple(blocks), raw=text.encode(), media_type="text/plain", encoding="utf-8", language=language
    )


def test_who_said_what_in_a_plain_page() -> None:
    found = reading.read(_document(PAGE)).statements
    said = {(item.source and item.source.text, item.cue and item.cue.text, item.form) for item in found}
    assert any(source and "Ida Moravec" in source for source, _, _ in said)
    assert any(source == "she" and cue and cue.startswith("told") and form == "direct" for source, cue, form in said)
    assert any(cue == "denied" for _, cue, _ in said)


def test_the_same_document_gives_the_same_reading() -> None:
    assert reading.read(_document(PAGE)) == reading.read(_document(PAGE))


def test_a_language_that_is_not_covered_is_kept_unread_and_said_so() -> None:
    found = reading.read(_document("Der Minister dementierte den Bericht.", language="de"))
    assert found.statements == ()
    assert [problem.code for problem in found.problems] == ["P301"]


def test_a_very_long_document_is_read_in_part_and_said_so() -> None:
    text = "\n\n".join(["The council met. " * 400] * 60)
    found = reading.read(_document(text))
    assert [problem.code for problem in found.problems] == ["P302"]
    assert found.document.text == text


def test_the_public_face_reads_text_bytes_and_paths(tmp_path: object) -> None:
    path = str(tmp_path) + "/page.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write(PAGE)
    by_path, by_bytes, by_text = allegedly.read(path), allegedly.read(PAGE.encode()), allegedly.read(PAGE)
    assert by_path.statements == by_bytes.statements
    assert [item.content for item in by_text.statements] == [item.content for item in by_path.statements]


def test_the_public_face_refuses_in_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="A206"):
        allegedly.read("nowhere.txt")
    with pytest.raises(EmptyInput, match="A201"):
        allegedly.read(b"")
