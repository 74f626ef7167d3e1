"""Whoever gave no answer is a statement of its own: who was asked, by which words none came, what was asked for."""

from __future__ import annotations

import pytest

from allegedly.intake import of_text
from allegedly.reading import read
from allegedly.records import Statement

REFUSALS = {
    "The bank declined to comment.": ("The bank", "declined"),
    "Mr Ashe, who left last year, could not be reached for comment.": ("Mr Ashe, who left last year,", "unreachable"),
    "A spokesman for Weil was not immediately available for comment.": ("A spokesman for Weil", "unreachable"),
    "The airline, Sahel Cargo, did not return calls.": ("The airline, Sahel Cargo,", "no-response"),
    "The foreman did not answer two letters from the court.": ("The foreman", "no-response"),
    "The mission did not immediately respond to a request for comment from the Ledger.": ("The mission", "no-response"),
    "The palace would neither confirm nor deny that the gold had been sold.": ("The palace", "neither"),
}
NONE = (
    "The siren had stayed silent for forty minutes.",
    "The door did not respond to the key.",
    "Deputies asked why the siren had stayed silent.",
)


def _refused(text: str) -> list[Statement]:
    return [one for one in read(of_text(text)).statements if one.outcome is not None]


@pytest.mark.parametrize(("text", "expected"), REFUSALS.items())
def test_no_answer_is_a_statement(text: str, expected: tuple[str, str]) -> None:
    (refused,) = _refused(f"The Ledger wrote to all of them on Monday. {text}")
    assert refused.source is not None
    assert (refused.source.text.rstrip(","), refused.outcome) == (expected[0].rstrip(","), expected[1])
    assert refused.act == "declines"


@pytest.mark.parametrize("text", NONE)
def test_a_thing_that_keeps_silent_refuses_nothing(text: str) -> None:
    assert _refused(text) == []


@pytest.mark.parametrize(
    "clause",
    [
        "who asked not to be named because he feared arrest",
        "who insisted on anonymity",
        "who declined to be identified because the talks are secret",
    ],
)
def test_what_keeps_a_name_back_is_no_statement(clause: str) -> None:
    (said,) = read(of_text(f"A former guard, {clause}, said the gate had been open all night.")).statements
    assert said.cue is not None
    assert said.cue.text == "said"
    assert said.speaker.anonymity is not None
