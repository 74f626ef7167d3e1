"""Whom a name means, of all who bear it: named features with weights, and the reasons in words.

In:      the senses of a name (`gazetteer`), the sort of actor the page makes of it, and the page's countries.
Out:     `Choice`: one entry; or several that are about equally likely, and no decision; or nobody known.
Rules:   `data/identity.json`.
Source:  a linear model over few features, as in the first entity linkers (Bunescu and Paşca 2006; Mihalcea and Csomai
         2007): its reasons can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from allegedly.actors.gazetteer import Entry, Sense
from allegedly.records import ActorKind


class Choice(NamedTuple):
    """`sense` is None where nobody known is meant, or where several of `ranked` are; those come likeliest first."""

    sense: Sense | None
    why: tuple[str, ...] = ()
    ranked: tuple[tuple[Entry, float], ...] = ()


@dataclass
class Page:
    """What the page tells of all its names: the states that it names beyond doubt, and the keys of full names."""

    countries: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    outlet_country: str = ""


@cache
def rules() -> dict[str, Any]:
    """What `data/identity.json` says."""
    data = resources.files("allegedly.actors").joinpath("data", "identity.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


def choose(senses: Sequence[Sense], kind: ActorKind, page: Page) -> Choice:
    """The likeliest bearer of the name, with reasons."""
    given_rules = rules()
    # A capital's own row says no more than that it is its state's seat; `metonyms` decides which of both is meant.
    seats = {one.entry.iso3 for one in senses if one.by == "seat"}
    told = [one for one in senses if one.entry.kind != "place" or one.entry.iso3 or one.entry.country not in seats]
    scored = sorted(((_features(one, kind, page), one) for one in told), key=lambda pair: -_sum(pair[0]))
    likely = [(given, one) for given, one in scored if _sum(given) >= given_rules["least"]]
    if not likely:
        return Choice(None)
    best = _sum(likely[0][0])
    even = [(given, one) for given, one in likely if best - _sum(given) < given_rules["margin"]]
    if len({one.entry.key for _, one in even}) > 1:
        return Choice(None, (), tuple((one.entry, round(_sum(given), 2)) for given, one in even))
    given, sense = likely[0]
    heaviest = sorted(given, key=lambda name: -abs(given_rules["weights"][name][0]))
    return Choice(sense, tuple(given_rules["weights"][name][1] for name in heaviest), ((sense.entry, round(best, 2)),))


def is_plain(senses: Sequence[Sense]) -> Entry | None:
    """The state that a name means whatever the page: "Norway", "Iranian"; None where others bear it as well."""
    states = [one.entry for one in senses if one.entry.iso3 and one.by != "seat"]
    others = [one for one in senses if not one.entry.iso3 and one.entry.sort not in ("weak", "company")]
    return states[0] if len(states) == 1 and not others else None


def _sum(given: Iterable[str]) -> float:
    weights: Mapping[str, list[Any]] = rules()["weights"]
    return sum(float(weights[name][0]) for name in given)


def _features(sense: Sense, kind: ActorKind, page: Page) -> list[str]:
    entry = sense.entry
    given: list[str] = [sense.by]
    given.append("kind" if entry.kind in rules()["kinds"].get(kind, ()) or _is_place(entry, kind) else "other-kind")
    if sense.by == "seat" and entry.sort == "igo":
        given.append("body-seat")
    if entry.iso3 and entry.kind in ("state", "other") and entry.sort not in ("historical", "territory"):
        given.append("state")
    if entry.sort in ("historical", "weak"):
        given.append(entry.sort)
    if entry.kind == "place" and not entry.iso3:
        given.append("subdivision")
    if entry.source.startswith(("outlets", "groups", "bodies", "states", "parties")):
        given.append("listed")
    elif entry.source.startswith("Phoenix"):
        given.append("old")
    elif entry.source and not entry.source.startswith(("rigour", "factbook")):
        given.append("own")
    if (entry.country or entry.iso3) in page.countries and not (sense.by == "name" and entry.iso3):
        given.append("country")
    if entry.key in page.keys:
        given.append("namesake")
    if page.outlet_country and (entry.country or entry.iso3) == page.outlet_country:
        given.append("here")
    return given


def _is_place(entry: Entry, kind: ActorKind) -> bool:
    """Names of states are read as bodies and bodies' as places often enough."""
    return bool(entry.iso3) and kind in ("state", "place", "people", "organisation", "other")
