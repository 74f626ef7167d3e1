"""The comparison of a reading with a person's marks: a reading that says the same has no fault, every slip has one."""

from __future__ import annotations

import pytest

from allegedly.records import Anchor, Statement
from tests.attribution.agreement import faults
from tests.attribution.hard_cases import all_passages
from tests.attribution.markup import Passage, parse


def _passage(marked: str) -> Passage:
    text, expected = parse(marked)
    return Passage("00/1", 0, "a test", text, expected)


def _echo(passage: Passage) -> list[Statement]:
    """The statements of a reader that agrees in everything."""
    return [
        Statement(
            id=f"stm_{expected.number}",
            document="doc_1",
            source=next((Anchor.at(passage.text, span) for span in expected.source), None),
            cue=next((Anchor.at(passage.text, span) for span in expected.cue), None),
            content=tuple(Anchor.at(passage.text, span) for span in expected.content),
            verbatim=tuple(Anchor.at(passage.text, span) for span in expected.content),
            nested_in=expected.nested_in and f"stm_{expected.nested_in}",
            reader="test",
        )
        for expected in passage.expected
    ]


_ITO = _passage("[s1 Ito] [c1 said] [t1 [s2 the envoy] [c2 had told] him [t2 Paris would refuse]]. It rained.")


@pytest.mark.parametrize("passage", [pytest.param(passage, id=passage.name) for passage in all_passages()])
def test_the_marks_agree_with_themselves(passage: Passage) -> None:
    assert faults(passage, _echo(passage)) == ()
    assert faults(passage, _echo(passage)[::-1]) == ()


def test_a_missed_statement_is_named() -> None:
    assert faults(_ITO, _echo(_ITO)[:1]) == ("missed: [Paris would refuse]",)


def test_a_wrong_source_is_named() -> None:
    outer, inner = _echo(_ITO)
    slips = faults(_ITO, [outer, inner.model_copy(update={"source": outer.source})])
    assert slips == ("wanted source [the envoy]: Ito | had told | Paris would refuse",)


def test_a_statement_that_lost_its_place_inside_another_is_named() -> None:
    outer, inner = _echo(_ITO)
    (slip,) = faults(_ITO, [outer, inner.model_copy(update={"nested_in": None})])
    assert slip.startswith("not nested in Ito")


def test_an_invented_statement_is_named_however_small() -> None:
    rain = _echo(_ITO)[0].model_copy(
        update={"id": "stm_9", "content": (Anchor(text="It", start=44, end=46),), "nested_in": None}
    )
    assert faults(_ITO, [*_echo(_ITO), rain]) == ("invented: Ito | said | It",)


def test_the_outlets_own_statements_are_nobodys_fault() -> None:
    rain = _echo(_ITO)[0].model_copy(update={"id": "stm_9", "source": None, "cue": None})
    assert faults(_ITO, [*_echo(_ITO), rain]) == ()
