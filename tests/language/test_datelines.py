"""Where a dateline ends."""

from __future__ import annotations

import pytest

from allegedly.language.datelines import after_dateline


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("KARANDA — A former bookkeeper told a jury", "A former"),
        ("SANTA ODILA, Lisandra, June 8 (AFP) - Lisandra has been", "Lisandra has"),
        ("Washington (AFP) – Democrat Hillary", "Democrat"),
        ("A former bookkeeper - 41 - told a jury", "A former"),
        ("The minister said no.", "The minister"),
        ("", ""),
    ],
)
def test_what_the_paragraph_tells_begins_behind_it(paragraph: str, rest: str) -> None:
    assert paragraph[after_dateline(paragraph) :].startswith(rest)
