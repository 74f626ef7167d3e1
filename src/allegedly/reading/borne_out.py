"""What the page reports itself and what somebody claims: the same people in the same places.

    "A delegation of the Front went to Orrin," Reth said.  …  Envoys of the Front met Dravinia's in Orrin on October 26.

In:      the sides of a page's statements.
Out:     supporting links from a dated sentence of the outlet's own to the claim before it that names the most of what
         it names, where these are at least three names.
Limits:  names only: whether the happening is of the sort that was claimed is for people to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allegedly.reading.link_sides import Side, in_outlet_voice
from allegedly.records import Link

# Chosen: two names are shared by chance on most pages about one conflict.
_NAMES = 3
_SURE = 0.5
_CONTRAST = frozenset(("however", "but", "yet", "still", "nevertheless", "despite", "although", "though"))


def borne_out(sides: Sequence[Side], taken: frozenset[frozenset[str]]) -> Iterator[Link]:
    """At most one link a sentence of the outlet's own; `taken` are pairs of statements that are tied already."""
    for at, record in enumerate(sides):
        if not _is_record(record):
            continue
        claims = [(len(record.names & claim.names), claim) for claim in sides[:at] if _is_claim(claim)]
        shared, claim = max(claims, key=lambda pair: pair[0], default=(0, None))
        if claim is None or shared < _NAMES:
            continue
        if frozenset((record.statement.id, claim.statement.id)) in taken:
            continue
        names = ", ".join(sorted(record.names & claim.names))
        yield Link(
            kind="supports",
            a=record.statement.id,
            b=claim.statement.id,
            confidence=_SURE,
            why=f"the page's own record of a dated happening names {names} as well",
        )


def _is_record(side: Side) -> bool:
    """A dated, unhedged sentence in outlet voice that goes against nothing."""
    statement = side.statement
    first = statement.content[0].text.split()[:1]
    own = in_outlet_voice(statement) and bool(statement.times) and not side.lede
    plain = statement.polarity == "positive" and statement.certainty == "certain"
    return own and plain and not (first and first[0].strip(",").casefold() in _CONTRAST)


def _is_claim(side: Side) -> bool:
    return not in_outlet_voice(side.statement) and side.statement.act in ("asserts", "accuses", None)
