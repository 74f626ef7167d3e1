"""Who the actors of a page are known to be.

In:      a Doc, its `Linked` actors, and a gazetteer.
Out:     `Identified`: actors under stable ids where somebody known is meant; several names of one known actor become
         one; names that coreference passes over ("Iranian officials") are mentions too; a capital's name is a mention
         of the state, of the town, or of both, as grammar decides.
Cost:    about a millisecond a page, and once the loading of the gazetteer.
Rules:   `choice` (who is meant), `metonyms` (place or government), `principals` (for whom somebody acts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from allegedly.actors.choice import Choice, Page, choose, is_plain, rules
from allegedly.actors.gazetteer import Entry, Gazetteer, Sense, sectors
from allegedly.actors.link import Linked
from allegedly.actors.metonyms import Sensed, sense
from allegedly.actors.principals import Principals
from allegedly.folding import fold
from allegedly.ids import ACTOR, identify
from allegedly.records import Actor, ActorKind, Document, Identity, Mention, Role
from allegedly.spans import Span

_SILENT = frozenset(("byline", "dateline", "credit", "boilerplate"))
_ARTICLES = frozenset(("the", "a", "an"))


class Identified(NamedTuple):
    """The actors in the order of first mention, and for each id of `Linked` the id here."""

    actors: tuple[Actor, ...]
    renamed: Mapping[str, str]


class _Known(NamedTuple):
    """A name of the gazetteer in the tokens `[start, end)`."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass
class _Group:
    """One actor in the making."""

    id: str
    kind: ActorKind
    entry: Entry | None = None
    name: str = ""
    country: str = ""
    seat_of: Entry | None = None
    principal: str | None = None
    roles: list[Role] = field(default_factory=list)
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)
    named: bool = True
    names: list[str] = field(default_factory=list)
    why: tuple[str, ...] = ()
    candidates: tuple[Identity, ...] = ()


def identified(doc: Doc, document: Document, linked: Linked, known: Gazetteer) -> Identified:
    """The actors of `linked`, those that are known under the ids of whom they are, and those it passed over."""
    work = _Work(doc, document, known)
    for actor in linked.actors:
        work.take(actor, linked)
    work.add_unlinked()
    return work.written()


class _Work:
    def __init__(self, doc: Doc, document: Document, known: Gazetteer) -> None:
        self.doc, self.document, self.known = doc, document, known
        self.names = list(_scan(doc, document, known))
        self.page = _page(self.names)
        self.at = {at: name for name in self.names for at in range(name.start, name.end)}
        self.starts = {token.idx: token.i for token in doc}
        self.groups: dict[str, _Group] = {}
        self.renamed: dict[str, str] = {}
        self.covered: set[int] = set()
        self.chosen: dict[tuple[str, ActorKind], Choice] = {}

    def take(self, actor: Actor, linked: Linked) -> None:
        """Put a linked actor under whom it is known to be; its mentions by a capital's name may part from it."""
        spans = [(one, self._tokens(one)) for one in actor.mentions]
        named = [(one, span) for one, span in spans if one.start in linked.named]
        for one, (start, end) in named:
            # "Lima, Peru" may be read as one name; the gazetteer knows two.
            if "," not in one.text:
                self.covered.update(range(start, end))
        choice = self._choice(actor, [span for _, span in named])
        group = self._group(choice, actor)
        group.roles += actor.roles
        main = group
        for mention, span in spans:
            if mention.start not in linked.named:
                continue
            for place in self._mentioned(group, choice, span, mention):
                main = main if place.kind != "place" else main if group.mentions else place
        for mention, _ in spans:
            if mention.start not in linked.named:
                main.mentions.setdefault((mention.start, mention.end), mention)
        self.renamed[actor.id] = main.id
        if main.entry is None and main.kind not in ("person", "place"):
            self._own_state(main, [span for _, span in named])

    def _own_state(self, group: _Group, named: Sequence[tuple[int, int]]) -> None:
        """ "the Velmar Ministry of Health" is Velmar's, and names it."""
        for start, end in named:
            words = {token.lower_ for token in self.doc[start:end]}
            inner = next((one for one in self.names if start <= one.start < one.end < end), None)
            if inner is None or not words & set(rules()["organs"]):
                continue
            choice = self._chosen(self.doc[inner.start : inner.end].text, "state")
            if choice.sense is not None and choice.sense.by != "seat" and choice.sense.entry.kind in ("state", "place"):
                state = self._group(choice, None)
                self._mentioned(state, choice, (inner.start, inner.end), None)
                group.principal = state.id
                # "the Norwegian navy" is Norway's navy and has no name; "the Norwegian Refugee Council" has one.
                group.named = group.named and not self.doc[end - 1].text.islower()
                return

    def _choice(self, actor: Actor, named: Sequence[tuple[int, int]]) -> Choice:
        """Of the names under which the page has the actor, the first that somebody known bears; the longest first."""
        texts = {self._whole(start, end) for start, end in named}
        kind = actor.kind
        if kind == "person":
            full = {text for text in texts if " " in text.strip()}
            # Nobody is known by a surname; a lone word that was taken for one may be a capital: "Hanoi denied it".
            texts, kind = full or texts, kind if full else "other"
        for text in sorted(texts, key=len, reverse=True):
            found = self._chosen(text, kind)
            if found.ranked:
                return found
        return Choice(None)

    def _chosen(self, text: str, kind: ActorKind) -> Choice:
        key = (text, kind)
        if key not in self.chosen:
            self.chosen[key] = choose(self.known.senses(text), kind, self.page)
        return self.chosen[key]

    def _whole(self, start: int, end: int) -> str:
        """The words of the name, as far as the gazetteer knows a longer one around them."""
        around = self.at.get(start)
        if around is not None and around.start <= start and end <= around.end:
            start, end = around.start, around.end
        return str(self.doc[start:end].text)

    def add_unlinked(self) -> None:
        """The known names that no linked actor's name covers: demonyms before a noun, names the reader passed over."""
        for name in self.names:
            if not self.covered.isdisjoint(range(name.start, name.end)):
                continue
            text = self.doc[name.start : name.end].text
            choice = self._chosen(text, "other")
            if choice.sense is None and not choice.ranked:
                continue
            group = self._group(choice, None, text)
            self._mentioned(group, choice, (name.start, name.end), None)

    def _group(self, choice: Choice, actor: Actor | None, text: str = "") -> _Group:
        if choice.sense is not None:
            entry = choice.sense.entry
            identity = identify(ACTOR, "known", entry.key)
            made = _Group(identity, entry.kind, entry, entry.name, entry.iso3 or entry.country, why=choice.why)
            return self.groups.setdefault(identity, made)
        candidates = tuple(Identity(key=one.key, name=one.name, score=score) for one, score in choice.ranked)
        if actor is None:
            identity = identify(ACTOR, self.document.id, "open", fold(text))
            made = _Group(identity, choice.ranked[0][0].kind, name=text, candidates=candidates)
            return self.groups.setdefault(identity, made)
        made = _Group(actor.id, actor.kind, name=actor.name, named=actor.named, candidates=candidates)
        return self.groups.setdefault(actor.id, made)

    def _mentioned(self, group: _Group, choice: Choice, span: tuple[int, int], mention: Mention | None) -> list[_Group]:
        """Write a mention down under the groups that it means; those groups."""
        start, end = span
        if mention is None:
            mention = self._mention(start, end)
        if choice.sense is None or choice.sense.by != "seat" or not self._is_seat(start, end, choice.sense.entry):
            group.mentions[mention.start, mention.end] = mention
            group.names.append(mention.text)
            return [group]
        found = sense(self.doc, start, end)
        sensed = mention.model_copy(update={"sense": found.sense, "metonym": found.sense != "place", "why": found.why})
        under = [group] if found.sense != "place" else []
        if found.sense != "government":
            under.append(self._town(choice.sense.entry, mention.text, found))
        for one in under:
            one.mentions[mention.start, mention.end] = sensed
        return under

    def _is_seat(self, start: int, end: int, entry: Entry) -> bool:
        return any(
            one.by == "seat" for one in self.known.senses(self.doc[start:end].text) if one.entry.key == entry.key
        )

    def _town(self, entry: Entry, words: str, found: Sensed) -> _Group:
        identity = identify(ACTOR, "place", fold(words), entry.iso3 or entry.country)
        made = _Group(
            identity, "place", name=words, country=entry.iso3 or entry.country, seat_of=entry,
            why=(f"{entry.name}'s seat", found.why),
        )  # fmt: skip
        return self.groups.setdefault(identity, made)

    def _mention(self, start: int, end: int) -> Mention:
        first, last = self.doc[start], self.doc[end - 1]
        span = Span(first.idx, last.idx + len(last.text))
        return Mention(text=span.of(self.document.text), start=span.start, end=span.end)

    def _tokens(self, mention: Mention) -> tuple[int, int]:
        start = self.starts[mention.start]
        end = start + 1
        while end < len(self.doc) and self.doc[end].idx < mention.end:
            end += 1
        return start, end

    def written(self) -> Identified:
        """The groups as records; those without a mention are dropped."""
        kept = [group for group in self.groups.values() if group.mentions]
        kept.sort(key=lambda group: min(group.mentions))
        principals = Principals(self.doc, [(group.id, group.kind, tuple(group.mentions.values())) for group in kept])
        actors: list[Actor] = []
        states = {group.entry.iso3: group.entry.key for group in kept if group.entry and group.entry.iso3}
        for group in kept:
            sought = group.entry is None and group.kind != "place" and group.principal is None
            principal = principals.of(group.id) if sought else group.principal
            state = identify(ACTOR, "known", states.get(group.country, "")) if group.kind == "government" else None
            given = principal or _again(group, actors) or (state if state in self.groups else None)
            actors.append(self._actor(group, given if given != group.id else None))
        return Identified(tuple(_coded(actors, self.known)), self.renamed)

    def _actor(self, group: _Group, principal: str | None) -> Actor:
        ordered = [group.mentions[key] for key in sorted(group.mentions)]
        over = None if principal is None else self.groups[principal]
        return Actor(
            id=group.id,
            name=_name(group),
            kind=group.kind,
            identifiers=_identifiers(group, self.known, self.document.published),
            roles=tuple(_dated(role, over, self.document) for role in dict.fromkeys(group.roles)),
            mentions=tuple(ordered),
            named=group.named,
            principal=principal,
            why=group.why,
            candidates=group.candidates,
        )


def _again(group: _Group, before: Sequence[Actor]) -> str | None:
    """For whom "a delegation" acts that follows "a Velmar delegation" at once: the same."""
    start = min(group.mentions)[0]
    if group.named or group.entry is not None or group.principal is not None or not group.name:
        return None
    for actor in reversed(before):
        near = not actor.named and actor.mentions and 0 < start - actor.mentions[-1].end < _AT_ONCE
        if near and actor.principal and actor.name.split()[-1] == group.name:
            return actor.principal
    return None


_AT_ONCE = 120  # Code points; chosen: a clause or two.


def _scan(doc: Doc, document: Document, known: Gazetteer) -> Iterator[_Known]:
    """Every known name in the text that is read, the longest at each place; none inside another."""
    silent = [block.span for block in document.blocks if block.kind in _SILENT or block.repeats is not None]
    texts = [token.text for token in doc]
    at = 0
    while at < len(texts):
        length = known.longest(texts, at) if texts[at][:1].isupper() else 0
        if length and not any(span.start <= doc[at].idx < span.end for span in silent):
            end = at + length
            while end > at + 1 and (texts[end - 1] in ("'s", "’s") or not texts[end - 1][0].isalnum()):
                end -= 1
            yield _Known(at, end, known.senses(" ".join(texts[at:end])))
        at += max(length, 1)


def _page(names: Sequence[_Known]) -> Page:
    plain = [entry for name in names if (entry := is_plain(name.senses)) is not None]
    only = [name.senses[0].entry.key for name in names if len(name.senses) == 1 and name.senses[0].by == "name"]
    return Page({entry.iso3 for entry in plain}, {*only, *(entry.key for entry in plain)})


def _name(group: _Group) -> str:
    """The fullest name that the page prints, or that of the gazetteer where it prints only a seat or a demonym."""
    if group.entry is None:
        return group.name
    own = {fold(one) for one in (group.entry.name, *group.entry.aliases)}
    printed = [name for name in group.names if fold(name) in own]
    if group.entry.iso3 or not printed:
        return group.entry.name
    return " ".join(max(printed, key=len).split())


def _identifiers(group: _Group, known: Gazetteer, published: str | None) -> dict[str, str]:
    entry = group.entry
    if entry is None:
        # What is done to a state's capital is done to the state.
        code = known.code(group.seat_of, published) if group.seat_of else None
        return {name: value for name, value in (("country", group.country), ("cameo", code)) if value}
    given = {
        "key": entry.key,
        "wikidata": entry.wikidata,
        "iso2": entry.iso2,
        "iso3": entry.iso3,
        "country": entry.country or entry.iso3,
        "cameo": known.code(entry, published) or "",
        "schema": entry.schema,
    }
    return {name: value for name, value in given.items() if value}


def _dated(role: Role, over: _Group | None, document: Document) -> Role:
    """The role as of the day of the page, of the body that it names."""
    inside = over is not None and any(name in role.text for name in (*over.names, over.name))
    organisation = over.name if over is not None and inside else role.organisation
    return role.model_copy(update={"organisation": organisation, "when": document.published})


def _coded(actors: Sequence[Actor], known: Gazetteer) -> Iterator[Actor]:
    """Who acts for somebody with a CAMEO code has that code and the sector of what the page calls them."""
    by_id = {actor.id: actor for actor in actors}
    for actor in actors:
        over = by_id.get(actor.principal or "")
        if over is None or "cameo" not in over.identifiers or "cameo" in actor.identifiers:
            yield actor
            continue
        sector = next((found for text in _called(actor) if (found := _sector(text))), "")
        base = over.identifiers["cameo"]
        code = base if sector and base.endswith(sector) else base + sector
        country = over.identifiers.get("country", "")
        more = {"cameo": code, **({"country": country} if country else {})}
        yield actor.model_copy(update={"identifiers": {**actor.identifiers, **more}})


def _called(actor: Actor) -> Iterator[str]:
    """What the page calls somebody: roles first, then the words of descriptions."""
    yield from (role.text for role in actor.roles)
    yield from (mention.text for mention in actor.mentions if mention.text != actor.name or not actor.named)


def _sector(text: str) -> str:
    """The sector of the last known noun in "Special Envoy for the Middle East" before its complements."""
    words = text.lower().replace("-", " ").split()
    table = sectors()
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            found = table.get(phrase) or table.get(phrase.removesuffix("s"))
            if found:
                return found
    return ""
