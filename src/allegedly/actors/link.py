"""From mentions to actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.actors.entities import Entity
from allegedly.actors.lede import name_the_unnamed
from allegedly.actors.mentions import Mention, mentions
from allegedly.actors.resolve import Resolved, Sources, resolve
from allegedly.actors.sorts import settle
from allegedly.ids import ACTOR, identify
from allegedly.language.datelines import after_dateline
from allegedly.records import Actor, ActorKind, Document, Role, Statement
from allegedly.records import Mention as Mentioned
from allegedly.spans import Span

_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "group": "organisation",
    "place": "state",
    "people": "people",
    "unknown": "other",
}


class Open(NamedTuple):
    """A mention that two actors fit about equally well: their ids, likeliest first, with probabilities."""

    span: Span
    candidates: tuple[tuple[str, float], ...]


class Linked(NamedTuple):
    """Everybody on the page, in the order of first mention, and the mentions left open.

    `named` are the code points at which a mention by name begins; the others are descriptions and pronouns.
    """

    actors: tuple[Actor, ...]
    open: tuple[Open, ...]
    named: frozenset[int] = frozenset()

    def at(self, start: int) -> Actor | None:
        """The actor one of whose mentions has its head or its first word at code point `start`."""
        return next((actor for actor in self.actors for one in actor.mentions if one.start == start), None)


def link(doc: Doc, document: Document, statements: Sequence[Statement] = ()) -> Linked:
    """Who is meant by every name, description and pronoun of the document.

    Args:
        doc: From `allegedly.language`.
        document: For ids and the page's parts; bylines name nobody who is spoken of.
        statements: From `allegedly.attribution`: "I" in quoted words is their speaker; who speaks decides who "he" is.

    Raises:
        ValueError: no encoder ran over `doc`.
    """
    silent = [block.span for block in document.blocks if block.kind in _SILENT]
    silent += _datelines(document)
    spoken = [mention for mention in mentions(doc) if not any(_holds(span, doc, mention) for span in silent)]
    for mention in spoken:
        mention.block = _block(document, doc[mention.start].idx)
    settle(doc, spoken)
    resolved = resolve(doc, spoken, statements)
    name_the_unnamed(doc, resolved, document.blocks, Sources(doc, statements, spoken).heads)
    _reconsider(resolved)
    return _written(doc, document, resolved)


def _block(document: Document, at: int) -> int:
    """The number of the page's part around code point `at`; -1 between two."""
    return next((number for number, one in enumerate(document.blocks) if one.start <= at < one.end), -1)


_SILENT = frozenset(("byline", "dateline", "credit", "boilerplate"))


def _datelines(document: Document) -> list[Span]:
    """What stands before the first sentence of a paragraph: nobody there speaks or is spoken of."""
    starts = [block for block in document.blocks if block.kind == "paragraph"]
    return [Span(one.start, one.start + after_dateline(document.text[one.start : one.end])) for one in starts]


def _holds(span: Span, doc: Doc, mention: Mention) -> bool:
    return span.start <= doc[mention.start].idx < span.end


def _reconsider(resolved: Resolved) -> None:
    """Close the question between two who have turned out to be one; changes `resolved`."""
    for mention, candidates in list(resolved.open.items()):
        fitting: dict[int, tuple[Entity, float]] = {}
        for entity, share in candidates:
            known = fitting.get(id(entity.whole), (entity.whole, 0.0))
            fitting[id(entity.whole)] = (entity.whole, known[1] + share)
        if len(fitting) == 1:
            candidates[0][0].whole.add(mention)
            del resolved.open[mention]
        else:
            resolved.open[mention] = list(fitting.values())


def _written(doc: Doc, document: Document, resolved: Resolved) -> Linked:
    kept = [entity for entity in resolved.entities if entity.mentions]
    for entity in kept:
        entity.mentions.sort(key=lambda mention: (mention.start, mention.end))
    kept.sort(key=lambda entity: entity.mentions[0].start)
    ids = {id(entity): _id(doc, document, entity) for entity in kept}
    actors = tuple(_actor(doc, document, entity, ids[id(entity)]) for entity in kept)
    left = tuple(
        Open(
            _span(doc, mention),
            tuple((ids[id(entity)], round(share, 4)) for entity, share in candidates if id(entity) in ids),
        )
        for mention, candidates in sorted(resolved.open.items(), key=lambda item: item[0].start)
    )
    named = (doc[one.start].idx for entity in kept for one in entity.mentions if one.form == "name")
    return Linked(actors, left, frozenset(named))


def _id(doc: Doc, document: Document, entity: Entity) -> str:
    first = entity.mentions[0]
    return identify(ACTOR, document.id, doc[first.start].idx, first.form)


def _actor(doc: Doc, document: Document, entity: Entity, identity: str) -> Actor:
    return Actor(
        id=identity,
        name=_name(doc, entity),
        kind=_KINDS[entity.sort],
        named=bool(entity.names),
        roles=_roles(doc, entity),
        mentions=tuple(_mentioned(doc, document, mention) for mention in entity.mentions),
    )


def _name(doc: Doc, entity: Entity) -> str:
    """The fullest name as printed; without one the longest description, else the first words."""
    named = [mention for mention in entity.mentions if mention.form == "name"]
    described = [mention for mention in entity.mentions if mention.form == "description"]
    best = max(named or described or entity.mentions, key=lambda mention: mention.end - mention.start)
    start = best.start
    while start < best.head and doc[start].lower_ in ("the", "a", "an", "this", "that"):
        start += 1
    words = " ".join(doc[start : best.end].text.split())
    return words if named else _inside_a_sentence(doc[start], words)


def _roles(doc: Doc, entity: Entity) -> tuple[Role, ...]:
    """What a named actor is said to be, in the words of its descriptions: first those beside its name."""
    if not entity.names:
        return ()
    told = [one for one in entity.mentions if one.form == "description" and not one.definite]
    names = [one for one in entity.mentions if one.form == "name"]
    told.sort(key=lambda one: not any(-_BESIDE <= one.start - name.end <= _BESIDE for name in names))
    return tuple(Role(text=text) for text in dict.fromkeys(_role(doc, one) for one in told))


_BESIDE = 3  # Tokens between a name and what it is said to be: a comma, an article.


def _role(doc: Doc, mention: Mention) -> str:
    """The description as a role: without its article, as it stands inside a sentence."""
    start = mention.start
    while start < mention.head and doc[start].lower_ in ("a", "an", "the"):
        start += 1
    words = " ".join(doc[start : mention.end].text.split())
    return _inside_a_sentence(doc[start], words)


def _inside_a_sentence(first: Token, words: str) -> str:
    """The words of a description as they would stand inside a sentence: "officials", "Hamas official"."""
    opens = first.is_sent_start and first.pos_ != "PROPN" and words[1:2].islower()
    return words[:1].lower() + words[1:] if opens else words


def _span(doc: Doc, mention: Mention) -> Span:
    last = doc[mention.end - 1]
    return Span(doc[mention.start].idx, last.idx + len(last.text))


def _mentioned(doc: Doc, document: Document, mention: Mention) -> Mentioned:
    span = _span(doc, mention)
    return Mentioned(text=span.of(document.text), start=span.start, end=span.end)
