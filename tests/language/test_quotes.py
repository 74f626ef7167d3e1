"""Quotation marks of every kind, however badly they pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.language import quotations


def _outer(text: str) -> list[str]:
    return [quotation.outer.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We leave,” Lind said.", ["“We leave,”"]),
        ('"We leave," Lind said. "Now."', ['"We leave,"', '"Now."']),
        ("''We never left,'' he said.", ["''We never left,''"]),
        ("``We never left,'' he said.", ["``We never left,''"]),
        ("«On part», dit-elle.", ["«On part»"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("‘No water’ in camps as siege bites", ["‘No water’"]),
        ("'No water' in camps as siege bites", ["'No water'"]),
        ('The so-called “truce" lasted an hour.', ['“truce"']),
        ("“He said, ‘leave now,’ and we ran,” Pia said.", ["“He said, ‘leave now,’ and we ran,”", "‘leave now,’"]),
        ("Don't go to the dogs' home; it's the Joneses' now.", []),
        ("It is 5' 10\" tall.", []),
        ("An unclosed “mark stays a mark.", []),
    ],
)
def test_marks_that_pair(text: str, found: list[str]) -> None:
    assert _outer(text) == found


def test_a_speech_over_paragraphs_goes_on_to_the_end_of_each() -> None:
    text = "“We waited,” Lind said. “Then came the smoke.\n\n“Nobody moved.”"
    found = quotations(text)
    assert [quotation.inner.of(text) for quotation in found] == ["We waited,", "Then came the smoke.", "Nobody moved."]
    assert [quotation.closed for quotation in found] == [True, False, True]


def test_an_odd_mark_spoils_one_paragraph_at_most() -> None:
    text = 'A stray " mark.\n\n“All is well,” she said.'
    assert "“All is well,”" in _outer(text)


@given(st.text(alphabet="“”\"'‘’«»ab \n.", max_size=60))
def test_any_marks_give_ordered_spans_inside_the_text(text: str) -> None:
    found = quotations(text)
    assert found == sorted(found)
    for quotation in found:
        assert 0 <= quotation.outer.start <= quotation.inner.start < quotation.inner.end <= quotation.outer.end
        assert quotation.outer.end <= len(text)
        assert "\n" not in quotation.outer.of(text)
