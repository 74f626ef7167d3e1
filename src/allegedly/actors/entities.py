"""An entity in the making, and which names are of one.

Names come first, over the whole page and the longest first: a headline's surname finds the full name of the body.
A short name that two entities bear is left to its context; where that is even, it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from allegedly.actors.mentions import Mention, Sort
from allegedly.actors.names import same_body, same_person
from allegedly.language.nouns import body_nouns


@dataclass(eq=False)
class Entity:
    """Mentions of one actor, in the order in which they were found. `nouns` are what it is called or said to be."""

    sort: Sort = "unknown"
    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    gender: str | None = None
    number: str = "Sing"
    age: int | None = None
    taken: Entity | None = None

    def add(self, mention: Mention) -> None:
        """Take the mention and what it tells."""
        self.mentions.append(mention)
        self.age = mention.age or self.age
        if mention.form == "name":
            self.names.append(mention.words)
            if mention.sort == "group":
                self.nouns |= body_nouns() & set(mention.words)
        elif mention.form == "description":
            self.nouns.add(mention.noun)
            self.modifiers |= mention.modifiers
        if self.sort == "unknown" and mention.sort != "unknown":
            self.sort = mention.sort
        if mention.form != "pronoun" or self.gender is None:
            self.gender = self.gender or mention.gender
        if len(self.mentions) == 1:
            self.number = mention.number

    def take(self, other: Entity) -> None:
        """Become one with `other`, which is empty afterwards."""
        for mention in other.mentions:
            self.add(mention)
        self.nouns |= other.nouns
        self.modifiers |= other.modifiers
        other.mentions, other.taken = [], self

    def holds(self, other: Entity) -> bool:
        """True where the other is named in what this one is called: "Lindmark's driver" is not Lindmark."""
        inside = {one.head for one in other.mentions}
        return any(inside & set(range(one.start, one.end)) - {one.head} for one in self.mentions)

    @property
    def whole(self) -> Entity:
        """What the entity has become part of; itself where it stands alone."""
        return self if self.taken is None else self.taken.whole

    @property
    def longest(self) -> tuple[str, ...]:
        return max(self.names, key=len, default=())


@dataclass
class Named:
    """The entities that have names, and the short names that fit several: mention → entities."""

    entities: list[Entity]
    shared: dict[Mention, list[Entity]]


def by_name(mentions: list[Mention]) -> Named:
    """Entities of all name mentions."""
    entities: list[Entity] = []
    shared: dict[Mention, list[Entity]] = {}
    names = [mention for mention in mentions if mention.form == "name"]
    for mention in sorted(names, key=lambda one: (-len(one.words), one.start)):
        fitting = [entity for entity in entities if _fits(mention, entity)]
        exact = [entity for entity in fitting if mention.words in entity.names]
        if len(exact) == 1 or len(fitting) == 1:
            (exact or fitting)[0].add(mention)
        elif fitting:
            shared[mention] = fitting
        else:
            made = Entity(mention.sort)
            made.add(mention)
            entities.append(made)
    return Named(entities, shared)


def _fits(mention: Mention, entity: Entity) -> bool:
    if mention.gender in ("he", "she") and entity.gender in ("he", "she") and mention.gender != entity.gender:
        return False
    person = "person" in (mention.sort, entity.sort)
    if person and {mention.sort, entity.sort} <= {"person", "unknown"}:
        # A one-word name must be part of a full name; two full names that differ are two people.
        return any(same_person(mention.words, name) for name in entity.names if len(name) > 1 or name == mention.words)
    if person:
        # "Hamas" once read as a person's name is still Hamas; "Washington" the person and the city are two.
        return mention.words in entity.names and len(mention.words) > 1
    return any(same_body(mention.words, name) for name in entity.names)
