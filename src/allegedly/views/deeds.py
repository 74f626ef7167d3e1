"""What is said to have happened, in words, grouped by who says so: the outlet first, then speakers in reading order.

In:      a reading and the outline of its statements.
Out:     `Asserted` groups of `Deed`s.
Cost:    linear. Fails: never. A deed is never told without who asserts it; what leads to no statement is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.records import Actor, Reading, Relation
from allegedly.views import words
from allegedly.views.outline import Entry

# Those in which nobody does it to anybody: both do.
MUTUAL = frozenset(("CONSULT", "ally-of"))
# PLOVER's types as nouns, which hold whether it happened, will happen or is denied.
_NOUNS = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "YIELD": "concession",
    "REQUEST": "request",
    "REJECT": "rejection",
    "ACCUSE": "accusation",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
# Where the mode says more than the type, it is told instead.
_MODES = {
    ("CONSULT", "visit"): "visit",
    ("CONSULT", "phone"): "telephone call",
    ("YIELD", "withdraw"): "withdrawal",
    ("YIELD", "release"): "release",
    ("YIELD", "disarm"): "disarmament",
    ("YIELD", "ceasefire"): "ceasefire",
    ("YIELD", "resign"): "resignation",
    ("ACCUSE", "disapprove"): "criticism",
    ("ACCUSE", "investigate"): "investigation",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "deportation",
    ("COERCE", "cyber"): "attack on networks",
    ("SANCTION", "convict"): "conviction",
    ("SANCTION", "expel"): "expulsion",
    ("ASSAULT", "abduct"): "abduction",
    ("ASSAULT", "torture"): "torture",
}
# What somebody is or where, which fills a page but says little of what goes on between its actors.
_POSTS = frozenset(("holds-position", "employed-by", "member-of", "leader-of", "based-in", "home-of"))


class Deed(NamedTuple):
    """One relation: its sides in words, what is done, and under which conditions; `number` is its statement's.

    `thing` is what stands in place of a second side. `short` is what is done in as few words as a drawing has room
    for. `named` is True where both sides have names.
    """

    subjects: str
    arrow: str
    objects: str
    thing: str
    what: str
    short: str
    facts: tuple[str, ...]
    number: int
    named: bool
    relation: Relation

    @property
    def sides(self) -> str:
        """ "Iran → Hamas"."""
        return f"{self.subjects}{self.arrow}{self.objects or self.thing}"

    @property
    def weight(self) -> tuple[bool, bool, float]:
        """What happens or holds between named actors first, then what somebody is; the surest first."""
        return (not self.named, self.relation.relation in _POSTS, -self.relation.confidence)


class Asserted(NamedTuple):
    """Who asserts, and what."""

    who: str
    outlet: bool
    deeds: tuple[Deed, ...]


def deeds(reading: Reading, entries: Sequence[Entry]) -> list[Asserted]:
    """All relations of the reading, in the order of their statements."""
    actors = {actor.id: actor for actor in reading.actors}
    known = {entry.statement.id: entry for entry in entries}
    told = [(known[one.statement], one) for one in reading.relations if one.statement in known]
    groups: dict[tuple[bool, str], list[Deed]] = {}
    for entry, relation in sorted(told, key=lambda each: each[0].number):
        claimed = not words.is_outlet_voice(entry.statement)
        groups.setdefault((claimed, _who(reading, entry)), []).append(_deed(relation, actors, entry.number))
    ordered = sorted(groups, key=lambda group: group[0])
    return [Asserted(who, not claimed, tuple(groups[claimed, who])) for claimed, who in ordered]


def foremost(groups: Sequence[Asserted], most: int) -> list[Asserted]:
    """The groups with as many deeds in all, the weightiest, in their order."""
    every = sorted((deed for group in groups for deed in group.deeds), key=lambda deed: deed.weight)
    kept = {deed.relation.id for deed in every[:most]}
    cut = [group._replace(deeds=tuple(deed for deed in group.deeds if deed.relation.id in kept)) for group in groups]
    return [group for group in cut if group.deeds]


def _who(reading: Reading, entry: Entry) -> str:
    """Who asserts it: the speaker's name, else the words of the page for him."""
    statement = entry.statement
    if statement.source is None and statement.cue is not None and statement.speaker.name is None:
        return "somebody whom the page does not name"
    return statement.speaker.name or words.speaker(statement, reading.document)[0]


def _deed(relation: Relation, actors: dict[str, Actor], number: int) -> Deed:
    sides = (*relation.subjects, *relation.objects)
    thing = f"“{' '.join(relation.object.split())}”" if relation.object else "nobody named"
    return Deed(
        subjects=", ".join(_name(one, actors) for one in relation.subjects),
        arrow=" — " if relation.relation in MUTUAL and relation.objects else " → ",
        objects=", ".join(_name(one, actors) for one in relation.objects),
        thing="" if relation.objects else thing,
        what=_what(relation),
        short=_noun(relation),
        facts=tuple(_facts(relation)),
        number=number,
        named=all(one in actors and actors[one].named for one in sides),
        relation=relation,
    )


def _name(identity: str, actors: dict[str, Actor]) -> str:
    return " ".join(actors[identity].name.split()) if identity in actors else identity


def _what(relation: Relation) -> str:
    """ "criticism (ACCUSE, disapprove) “condemned”", "leader of “Minister”": our words, codes, the page's words."""
    noun, own = _noun(relation), " ".join(relation.trigger.text.split())
    if relation.relation in _NOUNS:
        codes = ", ".join(code for code in (relation.relation, relation.mode) if code and code != noun)
        return f"{noun} ({codes}) “{own}”"
    return noun if own.casefold() in noun else f"{noun} “{own}”"


def _noun(relation: Relation) -> str:
    known = _MODES.get((relation.relation, relation.mode or "")) or _NOUNS.get(relation.relation)
    return known or relation.relation.replace("-", " ")


def _facts(relation: Relation) -> Iterator[str]:
    if relation.polarity == "negative":
        yield "said not to be so"
    if relation.modality != "asserted":
        yield relation.modality
    if relation.certainty in ("probable", "possible") and relation.certainty != relation.modality:
        yield relation.certainty
    if relation.when is not None:
        yield words.date(relation.when)
    if relation.where is not None:
        yield " ".join(relation.where.text.split())
