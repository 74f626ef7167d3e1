"""How many of what."""

from __future__ import annotations

import pytest

from allegedly.language import quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three soldiers were killed", [("Three", 3, "exact")]),
        ("at least 1,200 people fled", [("1,200", 1200, "least")]),
        ("Of 60 samples, 19 exceeded the limit", [("60", 60, "exact"), ("19", 19, "exact")]),
        ("in 2031, on 5 March", []),
        ("nothing was counted", []),
    ],
)
def test_numbers_are_found_with_how_sure_they_are(text: str, found: list[tuple[str, float, str]]) -> None:
    assert [(text[one.start : one.end], one.value, one.bound) for one in quantities(text)] == found


def test_the_same_thing_is_counted_in_other_words() -> None:
    units = [
        {one.unit for one in quantities(text) if one.value == 19}
        for text in ("19 of 60 samples were bad", "Of 60 samples, 19 were bad", "19 samples were bad")
    ]
    assert units[0] == units[1] == units[2]
