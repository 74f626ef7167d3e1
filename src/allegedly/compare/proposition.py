"""What is compared of one statement: its words, numbers, actors, times, and who stands behind it.

In:      a `Reading`.
Out:     a `Proposition` for each of its statements, in reading order.
How:     words are stems with their rarity (`language.terms`); actors have one name in every document: the gazetteer's
         key where they are linked, else their folded name, a person's by surname. A statement whose content is no
         proposition of its own ("This is a fabrication", "declined to comment") leans on the one that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from allegedly.compare.lists import words
from allegedly.dates import first_day
from allegedly.folding import fold
from allegedly.language import quantities, terms
from allegedly.records import HEAD, Actor, Anchor, Reading, Statement
from allegedly.records.base import Record
from allegedly.records.statement import Act, Certainty

_OWN = re.compile(r"(?i)\b(?:i|we|us|our|ours|my|me)\b|^\W*(?:he|she|it|they|his|her|its|their)\b")
# A content with less weight of words than this says nothing alone: "it", "the allegations". Chosen: one rare word.
_SLIGHT = 1.6
_TELLING = 0.25
_NEAR = 2  # Places in the order of statements; chosen.
_NAMED = ("named-person", "named-group")


class Amount(Record):
    """A number and what it counts; `span` quotes it."""

    value: float
    unit: str
    bound: str
    span: Anchor


class Party(Record):
    """Somebody in a chain, by the name that is one in every document.

    `body`: the folded name of whom they speak for.
    """

    key: str
    name: str
    role: str
    body: str | None = None
    roles: tuple[str, ...] = ()


class Proposition(Record):
    """What is compared of one statement. `leans_on` is the id of the statement whose proposition it speaks of."""

    id: str
    document: str
    position: int
    head: bool
    caption: bool
    correction: bool
    text: str
    spans: tuple[Anchor, ...]
    cue: Anchor | None
    source: Anchor | None
    verbatim: tuple[Anchor, ...]
    act: Act | None
    certainty: Certainty
    hedges: tuple[Anchor, ...]
    distancing: bool
    negated: bool
    conditional: bool
    voice: bool
    speaker: Party | None
    speaker_kind: str
    expert: bool
    chain: tuple[Party, ...]
    observed: bool
    nested_in: str | None
    leans_on: str | None = None
    stems: dict[str, float]
    names: frozenset[str]
    actors: frozenset[str]
    ties: frozenset[str]
    amounts: tuple[Amount, ...]
    times: tuple[str, ...]
    said: str | None

    @property
    def weight(self) -> float:
        """How much its words say."""
        return sum(self.stems.values())

    @property
    def span(self) -> Anchor:
        """The longest piece of its content."""
        return max(self.spans, key=lambda one: one.end - one.start)


def propositions(reading: Reading) -> list[Proposition]:
    """Those of all statements that have content, in reading order."""
    page = _Page(reading)
    made = [page.proposition(at, statement) for at, statement in enumerate(reading.statements)]
    return lean(made, reading)


class _Page:
    """What the statements of a page share."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors = {actor.id: actor for actor in reading.actors}
        self.keys = {actor.id: actor_key(actor) for actor in reading.actors}
        self.mentions = sorted((one.start, one.end, actor.id) for actor in reading.actors for one in actor.mentions)
        self.last_body: str | None = None
        self.ties: dict[str, set[str]] = {}
        self.sides: dict[str, set[str]] = {}
        for relation in reading.relations:
            subject, object_ = (self._side(ids) for ids in (relation.subjects, relation.objects))
            self.ties.setdefault(relation.statement, set()).add(f"{relation.relation}|{subject}|{object_}")
            sides = self.sides.setdefault(relation.statement, set())
            sides.update(self.keys[one] for one in (*relation.subjects, *relation.objects) if one in self.keys)

    def _side(self, ids: Sequence[str]) -> str:
        return "+".join(sorted(self.keys[one] for one in ids if one in self.keys))

    def proposition(self, position: int, statement: Statement) -> Proposition:
        kind = "" if statement.block is None else self.reading.document.blocks[statement.block].kind
        spans = _bare(statement)
        text = " … ".join(span.text for span in spans)
        found = [(term, at) for at, span in enumerate(spans) for term in terms(span.text)]
        stems = {term.stem: term.weight for term, _ in found}
        about = {who for a, b, who in self.mentions if any(span.start <= a and b <= span.end for span in spans)}
        certainty = tuple(Anchor(**dict(mark)) for mark in _plain(statement, "certainty"))
        correction = self._is_correction(statement)
        ours = correction and statement.source is not None and statement.source.text.casefold() == "we"
        speaker = self._speaker(statement)
        own = _themselves(text, speaker)
        return Proposition(
            id=statement.id,
            document=self.reading.document.id,
            position=position,
            head=kind in HEAD,
            caption=kind == "caption",
            correction=correction,
            text=text,
            spans=spans,
            cue=statement.cue,
            source=statement.source,
            verbatim=statement.verbatim,
            act=statement.act,
            certainty=statement.certainty,
            hedges=certainty,
            distancing=statement.distance == "distancing",
            negated=_negated(statement, text),
            conditional=bool(re.match(r"\W*(?:if|were|should)\b", text.casefold())),
            voice=(statement.source is None and statement.cue is None) or ours,
            speaker=speaker,
            speaker_kind=statement.speaker.kind,
            expert=self._is_expert(statement),
            chain=tuple(self._party(hop.name, hop.actor, hop.role) for hop in statement.chain),
            observed=statement.channel == "observation",
            nested_in=statement.nested_in,
            stems={**own, **stems},
            names=frozenset(term.stem for term, _ in found if term.name) | own.keys(),
            actors=frozenset(self.keys[one] for one in about)
            | frozenset(self.sides.get(statement.id, ()))
            | frozenset((speaker.body or speaker.key,) if own and speaker is not None else ()),
            ties=frozenset(self.ties.get(statement.id, ())),
            amounts=tuple(_amounts(spans)),
            times=tuple(time.edtf for time in statement.times),
            said=None if statement.said is None else statement.said.edtf,
        )

    def _speaker(self, statement: Statement) -> Party | None:
        speaker = statement.speaker
        source = None if statement.source is None else statement.source.text
        actor = self.actors.get(speaker.actor or "")
        # "The general" that was taken for a state: the words are what is known.
        mistaken = actor is not None and actor.kind != "person" and speaker.kind.endswith("-person")
        name = source if mistaken else speaker.name or source
        if name is None or (mistaken and _OWN.match(name)):
            return None
        party = self._party(name, None if mistaken else speaker.actor, "speaker")
        spoken_for = self._spoken_for(statement)
        if statement.speaker.kind == "named-group":
            self.last_body = party.key
        return party if spoken_for is None else party.model_copy(update={"body": spoken_for})

    def _is_correction(self, statement: Statement) -> bool:
        """Whether its paragraph begins as a correction by the outlet does."""
        if statement.block is None:
            return False
        block = self.reading.document.blocks[statement.block]
        begun = self.reading.document.text[block.start : block.start + 40].casefold().lstrip("*[( \u2014-")
        return block.kind == "correction" or begun.startswith(tuple(words("correcting")))

    def _party(self, name: str, actor: str | None, role: str) -> Party:
        known = self.actors.get(actor or "")
        key = fold_party(name) if known is None else self.keys[known.id]
        roles = () if known is None else tuple(fold_party(one.text) for one in known.roles)
        return Party(key=key, name=name if known is None else known.name, role=role, roles=roles)

    def _spoken_for(self, statement: Statement) -> str | None:
        """The body for which a speaker speaks: a spokesman's, a minister's ministry; None for those with a voice
        of own."""
        actor = self.actors.get(statement.speaker.actor or "")
        roles = [statement.speaker.role or "", *(role.text for role in (actor.roles if actor else ()))]
        source = "" if statement.source is None else statement.source.text
        said = " ".join((*roles, source)).casefold()
        if not any(word in said for word in words("mouthpieces")):
            return None
        if actor is not None and actor.principal is not None and actor.principal in self.actors:
            return self.keys[actor.principal]
        named = statement.speaker.affiliation or next(
            (role.organisation for role in (actor.roles if actor else ()) if role.organisation), None
        )
        if named is not None:
            return fold_party(named)
        # "Its spokesman said": of those who spoke before.
        return self.last_body if statement.speaker.kind.endswith("-person") else None

    def _is_expert(self, statement: Statement) -> bool:
        actor = self.actors.get(statement.speaker.actor or "")
        roles = [statement.speaker.role or "", *(role.text for role in (actor.roles if actor else ()))]
        source = "" if statement.source is None else statement.source.text
        said = set(re.findall(r"\w+", " ".join((*roles, source)).casefold()))
        works = (statement.speaker.affiliation or "").casefold()
        return bool(said & words("commentators")) or any(word in works for word in words("scholarly"))


def actor_key(actor: Actor) -> str:
    """One name for an actor in every document."""
    known = actor.identifiers.get("key") or actor.identifiers.get("wikidata")
    if known:
        return known
    folded = fold_party(actor.name)
    return folded.split()[-1] if actor.kind == "person" and actor.named and folded else folded


def fold_party(name: str) -> str:
    """A name without case, accents, articles, possessives."""
    return (
        re.sub(r"s$", "", fold(re.sub(r"['’]s\b", "", name))) if name.islower() else fold(re.sub(r"['’]s\b", "", name))
    )


def _plain(statement: Statement, field: str) -> Iterable[dict[str, object]]:
    return ({"text": mark.text, "start": mark.start, "end": mark.end} for mark in statement.marks if mark.of == field)


def _themselves(text: str, speaker: Party | None) -> dict[str, float]:
    """The stems of the speaker's name where the content speaks of them: "we sent nothing", "that it had sent
    nothing"."""
    if speaker is None or not _OWN.search(text):
        return {}
    return {term.stem: term.weight for term in terms((speaker.body or speaker.name).title())}


def _bare(statement: Statement) -> tuple[Anchor, ...]:
    """The content without quotation marks, commas and "that" at its edges."""
    return tuple(bare for anchor in statement.content if (bare := trimmed(anchor)) is not None) or statement.content


def trimmed(anchor: Anchor) -> Anchor | None:
    """An anchor without quotation marks, punctuation and "that" at its edges; None where nothing is left."""
    text = anchor.text
    head = re.match(r"(?:[\s\"'“”‘’,;:—–-]|\bthat\s)*", text)
    start = 0 if head is None else head.end()
    end = len(re.sub(r"[\s\"'“”‘’,;:—–.]*$", "", text))
    return Anchor(text=text[start:end], start=anchor.start + start, end=anchor.start + end) if start < end else None


def _negated(statement: Statement, text: str) -> bool:
    """Whether the proposition itself is negated.

    A denial's polarity is the speaker's: "denied that it had" is positive.
    """
    inside = bool(words("negations") & set(re.findall(r"[a-z]+(?:n['’]t)?|n['’]t", text.casefold().replace("’", "'"))))
    if statement.act == "denies":
        return inside and statement.cue is None
    return inside or statement.polarity == "negative"


def _amounts(spans: Sequence[Anchor]) -> Iterable[Amount]:
    for span in spans:
        for one in quantities(span.text):
            start, end = span.start + one.start, span.start + one.end
            quoted = Anchor(text=span.text[one.start : one.end], start=start, end=end)
            yield Amount(value=one.value, unit=one.unit, bound=one.bound, span=quoted)


def lean(made: Sequence[Proposition], reading: Reading) -> list[Proposition]:
    """Those without a proposition of their own, with the statement that they speak of."""
    by_id = {one.id: one for one in made}
    found: list[Proposition] = []
    for one in made:
        target = _meant(one, made, by_id, reading) if is_slight(one) else _continued(one, made)
        found.append(one if target is None else one.model_copy(update={"leans_on": target}))
    return found


def is_slight(one: Proposition) -> bool:
    """True for a content that says nothing alone: a refusal, a bare "it is false"."""
    if one.act == "declines":
        return True
    if one.amounts:
        return False
    # Who speaks of themselves says no more by that.
    own = _themselves(one.text, one.speaker)
    said = [weight for stem, weight in one.stems.items() if stem not in words("slight") and stem not in own]
    telling = [weight for weight in said if weight >= _TELLING]
    return len(telling) < 2 and sum(said) < _SLIGHT


def _continued(one: Proposition, made: Sequence[Proposition]) -> str | None:
    """The statement before, where the same speaker goes on about it in a quotation: "I put it into his hands"."""
    before = next((other for other in reversed(made[: one.position]) if not other.head and not other.voice), None)
    if before is None or one.voice or one.head or is_slight(before) or one.position - before.position > _NEAR:
        return None
    same = one.speaker is not None and before.speaker is not None and one.speaker.key == before.speaker.key
    if not same or not one.verbatim or one.amounts:
        return None
    own = _themselves(one.text, one.speaker)
    said = set(re.findall(r"[a-z]+", one.text.casefold()))
    return before.id if said & words("pointing") and not one.names - own.keys() else None


def _meant(
    one: Proposition, made: Sequence[Proposition], by_id: dict[str, Proposition], reading: Reading
) -> str | None:
    ties = [(link.confidence, other) for link in reading.links for other in _ends(link.a, link.b, one.id)]
    strong = [(sure, other) for sure, other in ties if other in by_id and not is_slight(by_id[other])]
    if strong:
        return max(strong)[1]
    inner = [other.id for other in made if other.nested_in == one.id and not is_slight(other)]
    if inner:
        return inner[0]
    before = [other for other in made[: one.position] if not is_slight(other) and not other.caption]
    body = [other for other in before if not other.head] or before
    return body[-1].id if body else None


def _ends(a: str, b: str, one: str) -> list[str]:
    return [b] if a == one else [a] if b == one else []


def day_of(published: str | None) -> int:
    """The day a document was published on, counted from 1 January of the year 1; 0 where that is unknown."""
    day = None if published is None else first_day(published[:10])
    return 0 if day is None else day.toordinal()
