"""The words for the values of records."""

from __future__ import annotations

import pytest

from allegedly.records import Hop, Speaker, Statement
from allegedly.views import words
from tests.readings import Draft


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2023-11-05", "5 November 2023"),
        ("2023-11", "November 2023"),
        ("2023-11-XX", "November 2023"),
        ("2023", "2023"),
        ("XXXX-10-26", "26 October, year unknown"),
        ("XXXX", "date unknown"),
        ("XXXX-XX-26", "date unknown"),
        (None, "date unknown"),
        ("sometime", "sometime"),
        ("2023-13-01", "2023-13-01"),
        ("2023-10-29/2023-11-04", "29 October 2023 to 4 November 2023"),
        ("2023-11-05/..", "from 5 November 2023 on"),
        ("../2023-11-05", "until 5 November 2023"),
        ("2023-10-22~", "about 22 October 2023"),
        ("2023-21/..", "from spring 2023 on"),
        ("199X", "the 1990s"),
        ("19XX", "the 1900s"),
    ],
)
def test_dates(edtf: str | None, shown: str) -> None:
    assert words.date(edtf) == shown


@pytest.mark.parametrize(
    ("value", "word"),
    [(1.0, "sure"), (0.85, "sure"), (0.849, "likely"), (0.6, "likely"), (0.59, "unsure"), (0, "unsure")],
)
def test_confidence(value: float, word: str) -> None:
    assert words.confidence(value) == word


def said(draft: Draft, **fields: object) -> Statement:
    return draft.says("the ship sank", **fields)  # type: ignore[arg-type]


TEXT = "He, the minister Jonas Reth, said the ship sank."


@pytest.mark.parametrize(
    ("source", "name", "cue", "shown"),
    [
        ("He", None, "said", ("He", None)),
        ("He", "Jonas Reth", "said", ("Jonas Reth", "“He”")),
        ("Reth", "Jonas Reth", "said", ("Jonas Reth", None)),
        ("the minister Jonas Reth,", "Jonas Reth", "said", ("the minister Jonas Reth", None)),
        (None, None, "said", ("no source named", None)),
        (None, "Jonas Reth", "said", ("Jonas Reth", "not named here")),
        (None, None, None, ("The Courier", "outlet voice")),
    ],
)
def test_who_speaks(source: str | None, name: str | None, cue: str | None, shown: tuple[str, str | None]) -> None:
    draft = Draft(("paragraph", TEXT), outlet="The Courier")
    statement = said(draft, source=source, cue=cue, speaker=Speaker(name=name))
    assert words.speaker(statement, draft.document) == shown


@pytest.mark.parametrize(
    ("text", "content", "verbatim", "shown"),
    [
        ("it is “fit to sail” now", ["it is “fit to sail” now"], ["fit to sail"], "it is “fit to sail” now"),
        ('he said "no" twice', ['"no" twice'], ["no"], "“no” twice"),
        ("«Ja», sagte er", ["Ja"], ["Ja"], "“Ja”"),
        ("one, she said, two", ["one", "two"], [], "one … two"),
        ("one, she said, two", ["one", "two"], ["one, she said, two"], "“one” … “two”"),
        ("no quote", ["no quote"], [], "no quote"),
    ],
)
def test_content_has_one_pair_of_marks(text: str, content: list[str], verbatim: list[str], shown: str) -> None:
    statement = Draft(("paragraph", text)).says(*content, verbatim=tuple(verbatim))
    assert "".join(piece for piece, *_ in words.content(statement)) == shown


def test_a_chain_of_the_speaker_alone_is_none() -> None:
    draft = Draft(("paragraph", TEXT))
    assert words.chain(said(draft)) is None
    assert words.chain(said(draft, chain=(Hop(name="Reth", role="speaker"),))) is None
    hops = (Hop(name="Reth", role="speaker"), Hop(name="Radio Velmar", role="interviewer"))
    assert words.chain(said(draft, chain=hops)) == "Reth → Radio Velmar (interviewer)"


def test_the_count_of_speakers_says_when_it_counts_words() -> None:
    draft = Draft(("paragraph", TEXT), outlet="The Courier")
    said(draft, source="He", cue="said", speaker=Speaker(name="Jonas Reth"))
    said(draft, source="the minister Jonas Reth", cue="said", speaker=Speaker(name="Jonas Reth"))
    said(draft)
    assert words.counts(draft.reading()) == "3 statements · 1 speaker · 1 in outlet voice"
    said(draft, source="He", cue="said")
    assert words.counts(draft.reading()) == "4 statements · 2 speakers as worded · 1 in outlet voice"
