"""A claim day by day: what each day added, and how many origins it had then.

In:      a claim with the sketches of its documents and the copies among them.
Out:     a `Day` for each day on which something was published, oldest first. What has no date is in none.
How:     the origins of a day are those that the statements published by then give, so that somebody who took it back
         later still counts before.
Cost:    once the tracing of origins for each day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from allegedly.compare.origins import Member, origins, trace
from allegedly.compare.sketch import Sketch
from allegedly.records.comparison import Claim, Copy


class Day(NamedTuple):
    """One day of a claim.

    `ordinal` counts from the year 1; `silence` are the days since the one before. `added` are the ids of the documents
    of the day; `documents`, `origins` and `denying_origins` count what there was by its end.
    """

    ordinal: int
    silence: int
    added: tuple[str, ...]
    documents: int
    origins: int
    denying_origins: int


def timeline(claim: Claim, pages: Mapping[str, Sketch], copies: Mapping[str, Copy]) -> list[Day]:
    """The days of a claim; `pages` and `copies` by the ids of its documents."""
    days = sorted({pages[said.document].day for said in claim.statements} - {0})
    made: list[Day] = []
    for day in days:
        known = _known_by(day, claim, pages)
        trace(known, copies)
        sides = [one.denies for one in origins(known)]
        added = dict.fromkeys(one.page.document for one in known if one.page.day == day)
        made.append(
            Day(
                ordinal=day,
                silence=day - made[-1].ordinal if made else 0,
                added=tuple(added),
                documents=len({one.page.document for one in known}),
                origins=sides.count(False),
                denying_origins=sides.count(True),
            )
        )
    return made


def _known_by(day: int, claim: Claim, pages: Mapping[str, Sketch]) -> Sequence[Member]:
    said = {one.id: one for page in pages.values() for one in page.propositions}
    return [
        Member(said[one.statement], pages[one.document], one.stance, ())
        for one in claim.statements
        if 0 < pages[one.document].day <= day
    ]
