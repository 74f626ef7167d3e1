"""Confidences are shares of right answers, and what is less sure than somebody wants stays open."""

from __future__ import annotations

import pytest

from allegedly.reading.confidence import abstain, share
from allegedly.records import Speaker
from tests.readings import Draft

TABLE = ((0.2, 0.5), (0.8, 0.9))


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.5), (0.2, 0.5), (0.5, 0.7), (0.8, 0.9), (1.0, 0.9)])
def test_between_the_points_it_goes_straight(score: float, expected: float) -> None:
    assert share(TABLE, score) == pytest.approx(expected)


def test_what_is_unsure_is_left_open() -> None:
    draft = Draft(("paragraph", "She said the ship sank."))
    draft.says(
        "the ship sank",
        source="She",
        cue="said",
        act="asserts",
        certainty="certain",
        speaker=Speaker(name="Ada Brenn", actor="act_a", kind="named-person"),
        confidences={"act": 0.95, "certainty": 0.6, "speaker": 0.5},
    )
    one = abstain(draft.reading(), 0.8).statements[0]
    assert (one.act, one.certainty, one.speaker.name, one.speaker.kind) == ("asserts", "unknown", None, "named-person")
    assert abstain(draft.reading(), 0.0) == draft.reading()
