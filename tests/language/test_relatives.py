"""Whom "who" stands for."""

from __future__ import annotations

import pytest

from allegedly.intake import of_text
from allegedly.language import annotate
from allegedly.language.relatives import antecedent
from allegedly.spans import Span


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("The ministry, which denied the report, fell silent.", "which", "The ministry"),
        ("She met a driver who said that he had seen it.", "who", "a driver"),
        ("The banker is a friend of Anna Price, who told the court that the money was gone.", "who", "Anna Price"),
        ("Officials who spoke to the paper said the talks had failed.", "who", "Officials"),
        ("They asked who had signed the licence.", "who", None),
    ],
)
def test_the_words_before_a_relative_clause(text: str, pronoun: str, expected: str | None) -> None:
    start = text.index(pronoun)
    found = antecedent(annotate(of_text(text)), Span(start, start + len(pronoun)))
    assert (None if found is None else found.of(text)) == expected


def test_words_that_are_no_pronoun_stand_for_themselves() -> None:
    text = "The ministry, which denied the report, fell silent."
    assert antecedent(annotate(of_text(text)), Span(0, 12)) is None
