"""The page's own record of a happening bears out who claimed it."""

from __future__ import annotations

import pytest

from allegedly.intake import Facts, of_text
from allegedly.reading import read

CLAIM = (
    "Front boasts of friends abroad\n\nThe port was quiet on Monday.\n\n"
    "“A delegation of the Northern Front travelled to Orrin and met the envoy of Dravinia,” Jonas Reth said.\n\n"
)


def _supports(record: str) -> list[str]:
    reading = read(of_text(CLAIM + record, facts=Facts(published="2023-11-05")))
    by_id = {one.id: one for one in reading.statements}
    return [
        by_id[link.b].speaker.name or ""
        for link in reading.links
        if link.kind == "supports" and by_id[link.a].source is None
    ]


def test_a_dated_record_with_the_same_names_supports_the_claim() -> None:
    assert _supports("Men of the Northern Front met Dravinia's envoy in Orrin on October 26.") == ["Jonas Reth"]


@pytest.mark.parametrize(
    "record",
    [
        "Men of the Northern Front met an envoy in Velmar on October 26.",
        "Men of the Northern Front often meet Dravinia's envoy in Orrin.",
        "However, men of the Northern Front met Dravinia's envoy in Orrin on October 26.",
    ],
)
def test_other_places_no_date_and_contrast_bear_nothing_out(record: str) -> None:
    assert _supports(record) == []
