"""Which statement stands inside which.

A statement is nested where its cue lies in another's content ("Ito said the envoy had told him …"), or where it shares
a content with one that relays it ("…, Al-Bilad reported, citing a palace aide"; "…, he said, according to a report by
the institute"): then the relay is the outer one.
Source: nested sources in MPQA (Wiebe et al. 2005) and FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from allegedly.attribution.draft import Draft
from allegedly.spans import Span


@lru_cache(maxsize=1)
def _relaying() -> tuple[frozenset[str], frozenset[str]]:
    """First words of cues that make their statement the inner, and the outer, of two with one content."""
    data = resources.files("allegedly.attribution").joinpath("data", "relaying_cues.json").read_text("utf-8")
    words = json.loads(data)
    return frozenset(words["inner"]), frozenset(words["outer"])


def nest(drafts: list[Draft], text: str) -> None:
    """Set every draft's `parent`: the smallest that holds it. No draft ends up inside itself, directly or not."""
    for draft in drafts:
        holders = [other for other in drafts if other is not draft and _holds(other, draft, text)]
        if holders:
            draft.parent = min(holders, key=lambda other: (other.length, other.cue))
    for draft in drafts:
        _cut_circle(draft)


def _holds(outer: Draft, inner: Draft, text: str) -> bool:
    if outer.covers(inner.cue):
        return not inner.covers(outer.cue)
    if not _shares(outer, inner):
        return False
    return _rank(outer.cue, text) > _rank(inner.cue, text)


def _rank(cue: Span, text: str) -> int:
    """-1 for a cue that names where the other has it from, 1 for one that passes the other on, else 0."""
    first = cue.of(text).split()[0].casefold()
    inner, outer = _relaying()
    return (first in outer) - (first in inner)


def _shares(outer: Draft, inner: Draft) -> bool:
    return all(outer.covers(content) for content in inner.contents)


def _cut_circle(draft: Draft) -> None:
    seen = {id(draft)}
    at = draft
    while at.parent is not None:
        if id(at.parent) in seen:
            at.parent = None
            return
        at = at.parent
        seen.add(id(at))
