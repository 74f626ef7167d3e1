"""Which statement stands inside which.

A statement is nested where its cue lies in another's content ("Ito said the envoy had told him …"), or where it shares
a content with one that relays it ("…, Al-Bilad reported, citing a palace aide"): then the relay is the outer one.
Source: nested sources in MPQA (Wiebe et al. 2005) and FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from allegedly.attribution.draft import Draft
from allegedly.spans import Span


@lru_cache(maxsize=1)
def _relaying() -> frozenset[str]:
    data = resources.files("allegedly.attribution").joinpath("data", "relaying_cues.json").read_text("utf-8")
    return frozenset(json.loads(data)["first_words"])


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
    return _relays(inner.cue, text) and not _relays(outer.cue, text) and _shares(outer, inner)


def _relays(cue: Span, text: str) -> bool:
    return cue.of(text).split()[0].casefold() in _relaying()


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
