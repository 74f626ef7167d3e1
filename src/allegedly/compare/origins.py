"""To whom the statements of a claim go back: who knows of it independently of the others.

In:      the members of a claim with their stances, the copies among their documents.
Out:     for each member the key of an origin, or None, and why; the origins themselves.
How:     a named speaker is an origin, and one who speaks for a body is that body. Outlets, monitors and agencies that
         cite are followed to what they cite, where the ledger has it. Somebody unnamed is one origin for all copies
         of the text, and for all who cite the outlet he spoke to. What is told without a source goes back to what the
         same page attributes, to the statement it was copied from, or, likely, to the earlier one whose words it
         repeats. Commentators who know nothing of their own, those who took it back, and relays are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.compare.copies import alike, order_of
from allegedly.compare.lists import data
from allegedly.compare.proposition import Party, Proposition, fold_party
from allegedly.compare.sketch import Sketch
from allegedly.compare.stances import passes_on
from allegedly.folding import fold
from allegedly.ids import identify
from allegedly.records.comparison import Copy, Origin, Stance

_SIDES: dict[Stance, bool] = {"asserts": False, "reports": False, "denies": True}


@dataclass(slots=True)
class Member:
    """A statement in a claim, in order of publication. `key` names its origin; it is filled in by `trace`."""

    said: Proposition
    page: Sketch
    stance: Stance
    joined: tuple[str, ...]
    key: str | None = None
    name: str = ""
    likely: bool = False
    why: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, int]:
        return (*order_of(self.page), self.said.position)

    @property
    def denies(self) -> bool:
        return self.stance == "denies"


@dataclass(slots=True)
class _Traced:
    members: Sequence[Member]
    copies: Mapping[str, Copy]
    by_page: dict[str, list[Member]] = field(default_factory=dict)


def trace(members: Sequence[Member], copies: Mapping[str, Copy]) -> None:
    """Fill in the origin of every member; `copies` by the id of the document that is one."""
    known = _Traced(members, copies)
    for one in members:
        known.by_page.setdefault(one.page.document, []).append(one)
    for one in members:
        _own(one, known)
    for one in members:
        if one.key is None and one.stance in _SIDES and not (one.said.expert and not one.said.voice):
            _followed(one, known)
    for one in members:
        if one.key is None and _is_unnamed_head(one.said):
            _own_unnamed(one, known)
    _unite(members)
    _drop_retracted(members)


def _own(one: Member, known: _Traced) -> None:
    """The origin that the statement names itself."""
    said = one.said
    if one.stance not in _SIDES or said.speaker is None or said.voice:
        if said.voice and said.observed and one.stance in _SIDES and one.page.outlet:
            _set(one, f"outlet {fold(one.page.outlet)}", one.page.outlet, "its own reporter saw it")
        return
    if said.expert and said.speaker_kind.startswith(("named-person", "unnamed")):
        one.why = ("its speaker judges from outside",)
        return
    if said.speaker_kind == "outlet" or passes_on(said):
        return
    if said.speaker_kind.startswith("unnamed"):
        if not _is_unnamed_head(said):
            _own_unnamed(one, known)
        return
    if said.speaker.body is not None:
        _set(one, said.speaker.body, said.speaker.name, "speaks for a body")
    else:
        _set(one, said.speaker.key, said.speaker.name, "says it from their own knowledge")


def _is_unnamed_head(said: Proposition) -> bool:
    """A headline's "army chief", whom the text below names."""
    return said.head and said.speaker is not None and said.speaker_kind.startswith("unnamed")


def _own_unnamed(one: Member, known: _Traced) -> None:
    if one.stance in _SIDES and one.said.speaker is not None and not passes_on(one.said):
        place = _spoke_to(one.said) or _first_print(one, known)
        _set(one, f"unnamed {place} {_described(one.said)}", one.said.speaker.name, "somebody unnamed")


def _set(one: Member, key: str, name: str, why: str, *, likely: bool = False) -> None:
    one.key, one.name, one.why, one.likely = key, name, (why,), likely


def _described(said: Proposition) -> str:
    """Who somebody unnamed is said to be, roughly: the head of the words, "two officials" and "an official" alike."""
    name = fold_party("" if said.speaker is None else said.speaker.name.split(" who ")[0].split(" with ")[0])
    return name.split(" in ")[0].split(" of ")[0].split(" familiar ")[0].split()[-1] if name else ""


def _spoke_to(said: Proposition) -> str | None:
    hops = [hop for hop in said.chain[1:] if hop.role in ("interviewer", "outlet", "agency")]
    return fold(hops[0].name) if hops else None


def _first_print(one: Member, known: _Traced) -> str:
    """The outlet of the text that the page was copied from, else its own."""
    document, seen = one.page.document, set()
    while document in known.copies and document not in seen:
        seen.add(document)
        document = known.copies[document].of
    page = next((other.page for other in known.members if other.page.document == document), None)
    outlet = one.page.outlet if page is None else page.outlet
    return fold(outlet) if outlet else document


def _followed(one: Member, known: _Traced) -> None:
    """The origin of what the statement passes on, or repeats without a source."""
    cited = _cited(one.said)
    for ways in (_on_its_page, _where_copied, _where_cited, _whose_words):
        found = ways(one, known, cited)
        if found is not None:
            source, why, likely = found
            one.key, one.name, one.likely = source.key, source.name, likely or source.likely
            one.why = (why,)
            return


_Found = tuple[Member, str, bool] | None


def _cited(said: Proposition) -> set[str]:
    """The folded names of the outlets and agencies that a statement says it has from."""
    hops: list[Party] = [hop for hop in said.chain if hop.role in ("outlet", "agency", "monitor", "interviewer")]
    if said.speaker is not None and said.speaker_kind == "outlet":
        hops.append(said.speaker)
    return {fold(hop.name) for hop in hops}


def _fits(one: Member, other: Member) -> bool:
    return other is not one and other.key is not None and other.denies == one.denies


def _on_its_page(one: Member, known: _Traced, cited: set[str]) -> _Found:
    if not one.said.voice and cited:
        return None
    near = [other for other in known.by_page[one.page.document] if _fits(one, other) and not other.likely]
    if not near:
        return None
    best = max(near, key=lambda other: (alike(one.said.stems, other.said.stems), -other.said.position))
    return best, "the same page says who said so", False


def _where_copied(one: Member, known: _Traced, cited: set[str]) -> _Found:
    copy = known.copies.get(one.page.document)
    if copy is None:
        return None
    there = [other for other in known.by_page.get(copy.of, ()) if _fits(one, other)]
    if not there:
        return None
    best = max(there, key=lambda other: (alike(one.said.stems, other.said.stems), -other.said.position))
    return best, "its page is a copy of one that says who said so", False


def _where_cited(one: Member, known: _Traced, cited: set[str]) -> _Found:
    there = [other for other in known.members if _fits(one, other) and _outlet(other) in cited]
    if not there or _outlet(one) in cited:
        return None
    best = max(there, key=lambda other: (alike(one.said.stems, other.said.stems), [-part for part in other.order[:1]]))
    return best, f"it cites {best.page.outlet}, which says who said so", False


def _outlet(one: Member) -> str:
    return fold(one.page.outlet or "")


def _whose_words(one: Member, known: _Traced, cited: set[str]) -> _Found:
    """The earlier attributed statement whose words it repeats."""
    limits = data()["origins"]
    before = [
        other
        for other in known.members
        if _fits(one, other) and not other.likely and other.page.document != one.page.document
        if not (other.page.day and one.page.day and other.page.day > one.page.day)
    ]
    likeness = [(alike(one.said.stems, other.said.stems), other) for other in before]
    near = [(score, other) for score, other in likeness if score >= limits["words_repeated"]]
    if not near:
        return None
    best = max(score for score, _ in near)
    source = min((other for score, other in near if score >= best - 0.1), key=lambda other: other.order)
    return (
        source,
        f"it names nobody, and repeats the words of {source.name} in {source.page.outlet or 'an earlier page'}",
        True,
    )


def _unite(members: Sequence[Member]) -> None:
    """A person for whom the same claim has their body is that body; "the ministry" and "Zagria's foreign
    ministry" are one."""
    _by_role(members)
    _by_name(members)
    keys = sorted({one.key for one in members if one.key is not None}, key=lambda key: (-len(key), key))
    for one in members:
        if one.key is None or one.key.startswith(("unnamed ", "outlet ")):
            continue
        longer = [key for key in keys if key != one.key and set(one.key.split()) < set(key.split()) and " " in key]
        longer = [key for key in longer if not key.startswith(("unnamed ", "outlet "))]
        if len(longer) == 1:
            one.key = longer[0]


def _by_role(members: Sequence[Member]) -> None:
    """ "The director of the waterworks" is the person whom another statement calls so."""
    named: dict[str, set[str]] = {}
    for one in members:
        speaker = one.said.speaker
        if speaker is not None and one.key == speaker.key:
            for role in speaker.roles:
                named.setdefault(role, set()).add(speaker.key)
    for one in members:
        called = named.get(one.key or "", set()) | (named.get(fold_party(one.name), set()) if one.key else set())
        holders = called - {one.key}
        if len(holders) == 1:
            one.key = holders.pop()


def _by_name(members: Sequence[Member]) -> None:
    """Who is called the same in one claim is the same."""
    keys: dict[tuple[bool, str], str] = {}
    for one in sorted((one for one in members if one.key and one.name), key=lambda one: one.order):
        one.key = keys.setdefault((one.denies, fold_party(one.name)), str(one.key))


def _drop_retracted(members: Sequence[Member]) -> None:
    """Who took it back stands behind it no more."""
    for taken in (one for one in members if one.stance == "retracts"):
        who = taken.said.speaker
        keys = {who.key, who.body} - {None} if who is not None and not taken.said.voice else set()
        for one in members:
            ours = one.page.outlet is not None and one.page.outlet == taken.page.outlet and one.said.voice
            if one.key is not None and one.order < taken.order and (one.key in keys or (ours and taken.said.voice)):
                one.key, one.why = None, (*one.why, "taken back later")


def origins(members: Sequence[Member]) -> list[Origin]:
    """The origins, those behind the claim first, each in order of publication."""
    grouped: dict[tuple[bool, str], list[Member]] = {}
    for one in members:
        if one.key is not None:
            grouped.setdefault((one.denies, one.key), []).append(one)
    made = []
    for (denies, _), ours in sorted(grouped.items(), key=lambda row: (row[0][0], row[1][0].order)):
        named = min(ours, key=lambda one: (one.likely, not _is_itself(one), one.order))
        made.append(
            Origin(
                id=origin_id(ours[0]),
                name=named.name,
                denies=denies,
                likely=all(one.likely for one in ours),
                statements=tuple(one.said.id for one in ours),
                documents=tuple(dict.fromkeys(one.page.document for one in ours)),
                why=tuple(dict.fromkeys(line for one in ours for line in one.why)),
            )
        )
    return made


def _is_itself(one: Member) -> bool:
    """True where a body speaks under its own name, and not through somebody."""
    return one.said.speaker is not None and one.said.speaker.body is None


def origin_id(one: Member) -> str:
    """The id of the origin that a member goes back to."""
    return identify("org", one.key, str(one.denies))
