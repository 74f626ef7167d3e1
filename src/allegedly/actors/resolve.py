"""Which entity each mention is of.

In:      a Doc, its mentions, statements.
Out:     entities, and the mentions that stay open with their candidates and probabilities.
How:     names (`entities`), then what grammar ties (apposition, copula), then in reading order descriptions and
         pronouns: of the entities that agree in number, gender and kind, the one with the highest log odds. These are
         the encoder's (against there being no antecedent) plus, each named below, what a reader of news knows besides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from allegedly.actors.entities import Entity, by_name
from allegedly.actors.mentions import Mention
from allegedly.actors.names import calls_any_body, generic_modifiers, may_stand_for, noun_gender, noun_of_title
from allegedly.actors.salience import Setting, salience
from allegedly.language import encoding_of
from allegedly.language.nouns import is_either, is_title, names_person
from allegedly.records import Statement
from allegedly.spans import Span

# Log odds added to the encoder's; chosen on the dev pages by coordinate ascent (docs/decisions/0016).
_SAME_NOUN, _OTHER_NOUN, _SAME_WORLD, _OTHER_WORLD, _NEAR = 1.5, -2.0, 1.5, -2.5, 2.0
_OTHER_SAID = -1.5
_OTHER_OFFICE = -1.0  # "the striker" of somebody named whom the page has called a pharmacologist.
_NO_SUCH_BODY = -3.0  # "the ministry" of a body whose name has none: only "the company" calls any.
_LONG_AGO = -1.0  # The encoder's own word is missing for what stands more than _WINDOW mentions before.
# Below this no antecedent is likelier; two that lie closer together than this are about equally likely.
_LEAST, _MARGIN = 0.0, 0.7
_WINDOW = 40


class Choice(NamedTuple):
    """An entity that a mention may be of, and the log odds."""

    entity: Entity
    score: float


class Resolved(NamedTuple):
    """All entities with at least one mention; `open` holds the mentions that two fit about equally well."""

    entities: list[Entity]
    open: dict[Mention, list[tuple[Entity, float]]]


def resolve(doc: Doc, mentions: list[Mention], statements: Sequence[Statement]) -> Resolved:
    """Decide on every mention."""
    work = _Work(doc, mentions, statements)
    work.names()
    work.ties()
    work.others()
    work.first_persons()
    return Resolved([entity for entity in work.entities if entity.mentions], work.open)


class _Work:
    def __init__(self, doc: Doc, mentions: list[Mention], statements: Sequence[Statement]) -> None:
        self.doc, self.mentions = doc, mentions
        self.entities: list[Entity] = []
        self.of: dict[int, Entity] = {}  # by head token
        self.open: dict[Mention, list[tuple[Entity, float]]] = {}
        self.by_head = {mention.head: mention for mention in mentions}
        self.by_start = {mention.start: mention for mention in mentions if mention.form == "name"}
        self.scores = _learned(doc, mentions)
        sources = Sources(doc, statements, mentions)
        self.sources, self.quoted, self.reported = sources.heads, sources.quoted, sources.reported
        self.shared: dict[Mention, list[Entity]] = {}

    def names(self) -> None:
        named = by_name(self.mentions)
        self.entities, self.shared = named.entities, named.shared
        for entity in self.entities:
            for mention in entity.mentions:
                self.of[mention.head] = entity

    def ties(self) -> None:
        """Apposition and copula; the nouns before a name say what its bearer is."""
        for mention in self.mentions:
            token = self.doc[mention.head]
            if mention.form == "name" and mention.head in self.of:
                self._told_before(mention, token)
            if mention.form != "description" or mention.head in self.of:
                continue
            other = (
                _named_next(self.doc, mention, self.by_start)
                or self._beside(mention)
                or _apposed(token)
                or _subject(token)
            )
            partner = None if other is None else self.by_head.get(other.i)
            if partner is not None and partner.head in self.of and is_either(mention.noun):
                mention.sort, mention.gender = self.of[partner.head].sort, None
            if partner is not None and partner.head in self.of and _agree(mention, self.of[partner.head]):
                self._give(mention, self.of[partner.head])

    def _beside(self, mention: Mention) -> Token | None:
        """The name between commas after a description, whatever the tree: "the mayor, Jovan Peric, said"."""
        at = mention.end
        if mention.number == "Plur" or at + 1 >= len(self.doc) or self.doc[at].text != ",":
            return None
        at += 1
        while at not in self.by_start and at + 1 < len(self.doc) and is_title(self.doc[at]):
            at += 1
        name = self.by_start.get(at)
        if name is None or name.sort not in (mention.sort, "unknown") or name.end >= len(self.doc):
            return None
        after = self.doc[name.end]
        closed = after.text in (",", ".", ":", ";") and (
            name.end + 1 >= len(self.doc) or self.doc[name.end + 1].pos_ != "CCONJ"
        )
        return self.doc[name.head] if closed else None

    def _told_before(self, mention: Mention, token: Token) -> None:
        entity = self.of[mention.head]
        for at in range(mention.start - 1, max(-1, mention.start - 5), -1):
            word = self.doc[at]
            if word.pos_ not in ("NOUN", "ADJ", "PROPN", "NUM") and word.lower_ not in ("-",):
                break
            if self.by_head.get(at) is not None and self.by_head[at].form == "description":
                continue
            office = is_title(word) and noun_gender(word.lower_) is None
            if word.pos_ == "NOUN" or names_person(word) or office:
                entity.nouns.add(noun_of_title(word.lemma_))
            else:
                entity.modifiers.add(word.lower_)

    def others(self) -> None:
        last: Entity | None = None
        for place, mention in enumerate(self.mentions):
            if mention.head not in self.of and mention.number != "First":
                self._decide(mention, place, last)
            if mention.head in self.sources:
                last = self.of.get(mention.head, last)

    def _decide(self, mention: Mention, place: int, last: Entity | None) -> None:
        if mention.form == "description" and not mention.definite:
            again = self._again(mention)
            self._new(mention) if again is None else self._give(mention, again)
            return
        aged = [one for one in self.entities if one.mentions and mention.age is not None and one.age == mention.age]
        if len(aged) == 1:
            self._give(mention, aged[0])
            return
        choices = sorted(self._choices(mention, place, last), key=lambda choice: -choice.score)
        least = _LEAST if mention.form != "name" else -math.inf
        likely = [choice for choice in choices if choice.score > least]
        if not likely:
            if mention.form == "description":
                self._new(mention)
            return
        even = len(likely) > 1 and likely[0].score - likely[1].score < _MARGIN
        if even and not _said_again(mention, likely[0].entity, likely[1].entity):
            odds = [math.exp(choice.score - likely[0].score) for choice in likely[:2]]
            self.open[mention] = [(choice.entity, odd / sum(odds)) for choice, odd in zip(likely, odds, strict=False)]
            return
        self._give(mention, likely[0].entity)

    def _again(self, mention: Mention) -> Entity | None:
        """Those of whom the page spoke in the same words: "prosecutors". "An official" is always somebody new."""
        if mention.number != "Plur" or mention.head not in self.sources:
            return None
        telling = mention.modifiers - generic_modifiers()
        for entity in reversed(self.entities):
            alike = entity.nouns == {mention.noun} and not entity.names and entity.number == "Plur" and entity.mentions
            if alike and telling <= entity.modifiers and entity.mentions[0].modifiers >= mention.modifiers:
                return entity
        return None

    def _choices(self, mention: Mention, place: int, last: Entity | None) -> list[Choice]:
        """The entities that were spoken of before and agree; for a name, those that bear it."""
        first = max(0, place - _WINDOW)
        # "Clinton's right-hand woman" is not Clinton (the i-within-i condition, Chomsky 1981).
        inside = [self.of[one.head] for one in self._within(mention) if one.head in self.of]
        learned: dict[int, tuple[Entity, float]] = {}
        for before in range(first, place):
            entity = self.of.get(self.mentions[before].head)
            if entity is None or entity in inside:
                continue
            score = float(self.scores.get((place, before), -20.0))
            if id(entity) not in learned or learned[id(entity)][1] < score:
                learned[id(entity)] = (entity, score)
        so_called = any(mention.noun in entity.nouns for entity, _ in learned.values())
        if mention.form == "description" and mention.definite and not so_called:
            for entity in self.entities:
                earlier = entity.mentions and entity.mentions[0].head < mention.head
                if id(entity) not in learned and mention.noun in entity.nouns and earlier and entity not in inside:
                    learned[id(entity)] = (entity, _LONG_AGO)
        if mention.form == "name":
            known = self.shared.get(mention, [])
            return [Choice(one, learned.get(id(one), (one, -20.0))[1]) for one in known]
        agreeing = [Choice(*one) for one in learned.values() if _agree(mention, one[0])]
        setting = self._setting(mention, [choice.entity for choice in agreeing], last)
        if mention.form != "pronoun":
            near = (setting.latest, setting.speaker)
            called = mention.definite and any(mention.noun in one.entity.nouns for one in agreeing)
            stands = any(may_stand_for(mention.noun, one.entity.nouns) for one in agreeing)
            return [
                Choice(entity, score + _world(mention, entity, near=entity in near, called=called, stands=stands))
                for entity, score in agreeing
            ]
        return [Choice(entity, score + salience(self.doc, mention, entity, setting)) for entity, score in agreeing]

    def _within(self, mention: Mention) -> list[Mention]:
        """The other mentions among the words of this one."""
        heads = (self.by_head.get(at) for at in range(mention.start, mention.end) if at != mention.head)
        return [one for one in heads if one is not None]

    def _setting(self, mention: Mention, agreeing: Sequence[Entity], last: Entity | None) -> Setting:
        def latest(entity: Entity) -> int:
            return max((one.head for one in entity.mentions if one.head < mention.head), default=-1)

        return Setting(
            latest=max(agreeing, key=latest, default=None),
            speaker=last if mention.head in self.sources else None,
            quoted=self.of.get(self.quoted.get(mention.head, -1)),
            reporting=self.of.get(self.reported.get(mention.head, -1)),
        )

    def first_persons(self) -> None:
        """ "I" in somebody's quoted words is that somebody."""
        for mention in self.mentions:
            source = self.quoted.get(mention.head) if mention.number == "First" else None
            if source is not None and source in self.of:
                self._give(mention, self.of[source])

    def _give(self, mention: Mention, entity: Entity) -> None:
        entity.add(mention)
        self.of[mention.head] = entity

    def _new(self, mention: Mention) -> None:
        entity = Entity(mention.sort)
        self.entities.append(entity)
        self._give(mention, entity)


def _agree(mention: Mention, entity: Entity) -> bool:
    """Number, gender, age and kind do not contradict each other."""
    if mention.age is not None and entity.age is not None and mention.age != entity.age:
        return False
    if mention.form == "pronoun":
        if mention.several:
            return entity.number == "Plur"
        if mention.number == "Plur":
            return entity.number == "Plur" or entity.sort in ("group", "people", "place")
        if mention.gender == "it":
            return entity.sort not in ("person", "people") and entity.number == "Sing"
        return (
            entity.sort in ("person", "unknown")
            and entity.number == "Sing"
            and (mention.gender is None or entity.gender in (None, mention.gender))
        )
    if mention.sort == "person" and entity.sort not in ("person", "unknown"):
        return False
    if mention.sort == "group" and entity.sort == "person":
        return False
    if mention.gender in ("he", "she") and entity.gender in ("he", "she") and mention.gender != entity.gender:
        return False
    return mention.number == entity.number or entity.sort in ("group", "people", "place")


def _world(mention: Mention, entity: Entity, *, near: bool, called: bool, stands: bool) -> float:
    """What the words of a description say for or against the entity: its noun, its world ("the Hamas official").

    The last who spoke or was spoken of may be called by words that are new: "the Florida senator"; not by those that
    the page has used for somebody else (`called`). "The company" is no mere name where some other body is known to be
    one (`stands`).
    """
    if mention.form != "description":
        return 0.0
    same = may_stand_for(mention.noun, entity.nouns) or (near and not stands and _is_only_named(entity, mention))
    if same:
        score = _SAME_NOUN
    elif mention.sort == "group" and entity.names and not calls_any_body(mention.noun):
        score = _NO_SUCH_BODY
    elif entity.nouns:
        score = _OTHER_NOUN if called or not entity.names else _OTHER_OFFICE
    else:
        score = 0.0
    telling = mention.modifiers - generic_modifiers()
    if telling:
        known = entity.modifiers | {word for name in entity.names for word in name}
        again = same and near and mention.definite
        # A republican is no libertarian; of whom nothing was said so far may be either.
        other = _OTHER_WORLD if not again else _OTHER_SAID if entity.modifiers - generic_modifiers() else 0.0
        score += _SAME_WORLD if telling & known else other
    return score + (_NEAR if same and near and mention.definite else 0.0)


def _is_only_named(entity: Entity, mention: Mention) -> bool:
    """True for a body of which the page has said no more than its name, and "the company"."""
    plain = mention.definite and not mention.modifiers and calls_any_body(mention.noun)
    return plain and entity.sort in ("group", "unknown") and bool(entity.names) and not entity.nouns


def _said_again(mention: Mention, one: Entity, other: Entity) -> bool:
    """True where both are unnamed and called what the mention is called: which of two "researchers" is no question."""
    unnamed = not one.names and not other.names and one.number == other.number
    return mention.form == "description" and unnamed and mention.noun in one.nouns & other.nouns


def _named_next(doc: Doc, mention: Mention, by_start: dict[int, Mention]) -> Token | None:
    """The name that follows a person's description at once: "Hamas leader Ismail Haniyeh"."""
    following = by_start.get(mention.head + 1)
    if mention.sort != "person" or following is None or mention.number == "Plur":
        return None
    return doc[following.head]


def _apposed(token: Token) -> Token | None:
    """The other side of an apposition: what it stands beside, or what stands beside it."""
    if token.dep_ == "appos":
        return token.head
    return next((child for child in token.children if child.dep_ in ("appos", "flat") and child.pos_ == "PROPN"), None)


def _subject(token: Token) -> Token | None:
    """The subject of "X is the reporter for Y"; none where it is negated or hedged by a modal."""
    linked = [child for child in token.children if child.dep_ == "cop"]
    if not linked or any(child.dep_ == "aux" or child.lower_ in ("not", "n't", "never") for child in token.children):
        return None
    return next((child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")), None)


def _learned(doc: Doc, mentions: list[Mention]) -> dict[tuple[int, int], float]:
    """The encoder's log odds of (mention, earlier mention), for mentions that are no plain names."""
    encoding = encoding_of(doc)
    if encoding is None:
        raise ValueError("actors need a Doc that the encoder has read: add `allegedly_encoder` before it.")
    wanted = [
        (place, before)
        for place, mention in enumerate(mentions)
        if mention.form != "name" or len(mention.words) == 1
        for before in range(max(0, place - _WINDOW), place)
    ]
    if not wanted:
        return {}
    found = encoding.antecedents([mention.head for mention in mentions], np.asarray(wanted, np.int64))
    return dict(zip(wanted, found.tolist(), strict=True))


class Sources:
    """Whose words are whose: the mentions that are sources, and for each token the source whose words it is part of.

    Mentions are named by their head token.
    """

    def __init__(self, doc: Doc, statements: Sequence[Statement], mentions: Sequence[Mention]) -> None:
        at = {token: mention.head for mention in mentions for token in range(mention.start, mention.end)}
        self.heads: set[int] = set()
        self.quoted: dict[int, int] = {}
        self.reported: dict[int, int] = {}
        for statement in statements:
            head = None if statement.source is None else _head(doc, statement.source.span, at)
            if head is None:
                continue
            self.heads.add(head)
            self._take(doc, statement, head)

    def _take(self, doc: Doc, statement: Statement, head: int) -> None:
        own = [(piece.start, piece.end) for piece in statement.verbatim]
        for piece in (*statement.content, *statement.verbatim):
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            reported = span is not None and head < span.start and doc[head].sent.end > span.start
            for token in span or ():
                if any(start <= token.idx < end for start, end in own):
                    self.quoted[token.i] = head
                elif reported:
                    self.reported[token.i] = head


def _head(doc: Doc, source: Span, at: dict[int, int]) -> int | None:
    """The mention that heads the source; after a title that the tree took for the head, the name that follows it."""
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root.i
    if root in at:
        return at[root]
    return at.get(root + 1) if is_title(doc[root]) and root + 1 < span.end else None
