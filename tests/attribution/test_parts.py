"""Nesting, form, continuation and edges, on spans set by hand."""

from __future__ import annotations

import pytest

from allegedly import intake, reading
from allegedly.attribution import form
from allegedly.attribution.boundaries import tidy
from allegedly.attribution.continuation import continue_quotations
from allegedly.attribution.draft import Draft, depth
from allegedly.attribution.nesting import nest
from allegedly.language import quotations
from allegedly.records import Block
from allegedly.spans import Span


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _draft(text: str, source: str | None, cue: str, *contents: str) -> Draft:
    spoken_by = None if source is None else _at(text, source)
    return Draft(spoken_by, _at(text, cue), [_at(text, words) for words in contents], 0.9, 0.9)


def test_a_cue_inside_a_content_is_nested() -> None:
    text = "Ito said the envoy had told him Paris would refuse."
    outer = _draft(text, "Ito", "said", "the envoy had told him Paris would refuse")
    inner = _draft(text, "the envoy", "had told", "Paris would refuse")
    nest([outer, inner], text)
    assert inner.parent is outer
    assert outer.parent is None
    assert depth(inner) == 1


def test_three_levels_nest_one_in_the_other() -> None:
    text = "A said B claimed C denied it."
    drafts = [_draft(text, "A", "said", "B claimed C denied it"), _draft(text, "B", "claimed", "C denied it"),
              _draft(text, "C", "denied", "it")]  # fmt: skip
    nest(drafts, text)
    assert [depth(draft) for draft in drafts] == [0, 1, 2]


def test_the_source_of_a_citation_is_nested_in_the_report() -> None:
    text = "The minister resigned, the daily reported, citing an aide."
    report = _draft(text, "the daily", "reported", "The minister resigned")
    aide = _draft(text, "an aide", "citing", "The minister resigned")
    nest([report, aide], text)
    assert aide.parent is report
    assert report.parent is None


def test_statements_side_by_side_are_not_nested() -> None:
    text = "Kano says three died; the militia says none."
    drafts = [_draft(text, "Kano", "says", "three died"), _draft(text, "the militia", "says none"[:4], "none")]
    nest(drafts, text)
    assert all(draft.parent is None for draft in drafts)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We leave,” she said.", "“We leave,”", "direct"),
        ("She said “we leave” and that it was late.", "“we leave” and that it was late", "mixed"),
        ("She said that it was late.", "that it was late", "indirect"),
        ("She said the man known as “Patch” had fled.", "the man known as “Patch” had fled", "indirect"),
        ("She said the film “Red Dust” was banned.", "the film “Red Dust” was banned", "indirect"),
        ("She said the “truce” was over.", "the “truce” was over", "mixed"),
    ],
)
def test_form(text: str, content: str, expected: str) -> None:
    contents = [_at(text, content)]
    quoted = form.verbatim(contents, quotations(text), text)
    assert form.form(contents, quoted, text) == expected
    assert all(contents[0].contains(span) for span in quoted)


def test_a_split_quotation_is_direct_and_verbatim_without_its_marks() -> None:
    text = "“The bridge,” said Mora, “will open in May.”"
    contents = [_at(text, "“The bridge,”"), _at(text, "“will open in May.”")]
    quoted = form.verbatim(contents, quotations(text), text)
    assert [span.of(text) for span in quoted] == ["The bridge,", "will open in May."]
    assert form.form(contents, quoted, text) == "direct"


def test_a_content_takes_in_its_missing_mark() -> None:
    text = "“We leave at dawn,” Lind said."
    draft = tidy(_draft(text, "Lind", "said", "We leave at dawn,"), quotations(text), (), text)
    assert draft is not None
    assert [span.of(text) for span in draft.contents] == ["“We leave at dawn,”"]


def test_a_content_never_holds_its_own_cue_or_source() -> None:
    text = "The road, Amari said, was safe."
    draft = tidy(_draft(text, "Amari", "said", "The road, Amari said, was safe"), quotations(text), (), text)
    assert draft is not None
    assert [span.of(text) for span in draft.contents] == ["The road", "was safe"]


def _blocks(text: str) -> list[Block]:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(part)))
        start += len(part) + 2
    return blocks


def test_a_quotation_goes_on_in_the_next_paragraphs() -> None:
    text = "“We waited,” Lind said. “Then came the smoke.\n\n“Nobody moved.”\n\nThe rain fell."
    draft = _draft(text, "Lind", "said", "“We waited,”", "“Then came the smoke.")
    continue_quotations([draft], _blocks(text), quotations(text), text)
    assert [span.of(text) for span in draft.contents][-1] == "“Nobody moved.”"


def test_a_quoted_paragraph_after_plain_prose_is_left_open() -> None:
    text = "“We waited for hours,” Lind said.\n\nThe rain fell.\n\n“Nobody moved.”"
    draft = _draft(text, "Lind", "said", "“We waited for hours,”")
    continue_quotations([draft], _blocks(text), quotations(text), text)
    assert len(draft.contents) == 1


def test_a_quoted_paragraph_is_never_the_outlets_own_voice() -> None:
    text = "“They will not get both of these in a single year.”\n\nThe rain fell on Varna, and the army left."
    found = reading.read(intake.of_text(text)).statements
    quoted = next(statement for statement in found if "both of these" in statement.content[0].text)
    assert quoted.speaker.kind == "unknown"
    assert [piece.text for piece in quoted.verbatim] == ["They will not get both of these in a single year."]


def test_a_lone_quotation_belongs_to_whom_the_sentence_before_names() -> None:
    text = "The harbour master was blunt. “That crane should have come down in March.”"
    (statement,) = reading.read(intake.of_text(text)).statements
    assert statement.source is not None
    assert statement.source.text == "The harbour master"
    assert statement.cue is None
