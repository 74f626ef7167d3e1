"""Each hard case in several passages: found whole, with the right source, cue and nesting, and nothing invented."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from allegedly.errors import ModelMissing
from tests.attribution.agreement import faults
from tests.attribution.hard_cases import all_passages, current_section, limits_section, read_statements, unsolved
from tests.attribution.markup import Passage

_PASSAGES = all_passages()


def _marked(passage: Passage) -> object:
    reason = unsolved().get(passage.name)
    marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
    return pytest.param(passage, id=passage.name, marks=marks)


@pytest.fixture(scope="module")
def _reader() -> None:
    if find_spec("allegedly.reading") is None:
        pytest.skip("allegedly.reading is not there yet")
    from allegedly.language import pipeline

    try:
        pipeline()
    except ModelMissing as error:
        pytest.skip(str(error))


@pytest.mark.usefixtures("_reader")
@pytest.mark.parametrize("passage", [_marked(passage) for passage in _PASSAGES])
def test_passage_is_read_as_a_person_marked_it(passage: Passage) -> None:
    wrong = faults(passage, read_statements(passage))
    assert not wrong, f"{passage.title}\n{passage.text}\n- " + "\n- ".join(wrong)


def test_every_hard_case_has_three_passages_or_more() -> None:
    counts = {case: sum(passage.case == case for passage in _PASSAGES) for case in range(1, 59)}
    assert [case for case, count in counts.items() if count < 3] == []
    assert {passage.case for passage in _PASSAGES} == set(counts)


def test_a_passage_has_one_source_and_one_cue_for_each_attribution() -> None:
    for passage in _PASSAGES:
        for expected in passage.expected:
            assert max(len(expected.source), len(expected.cue)) <= 1, f"{passage.name}, attribution {expected.number}"


def test_unsolved_passages_exist_and_have_a_reason() -> None:
    names = {passage.name for passage in _PASSAGES}
    assert set(unsolved()) <= names
    assert all(unsolved().values())


def test_limits_page_names_every_unsolved_case() -> None:
    assert current_section() == limits_section(unsolved()), "run python -m tests.attribution.hard_cases --write"
