"""Made news: documents and readings of any number, the same for the same seed, to measure a ledger with.

Every span quotes its text. Statements a document are long-tailed (3 to 80, 16.7 on average); actors, outlets and words
are drawn by Zipf's law, so that some are in every third document and most in hardly any. Nothing here means anything.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from allegedly.ids import ACTOR, EVIDENCE, RELATION, STATEMENT, identify
from allegedly.records import (
    Actor,
    Anchor,
    Block,
    Document,
    Evidence,
    Hop,
    Link,
    Mention,
    Reading,
    Relation,
    Role,
    Said,
    Speaker,
    Statement,
)

READER = "made/1"
_ACTS = ("asserts",) * 60 + ("predicts",) * 7 + ("demands",) * 6 + ("evaluates",) * 6 + ("denies",) * 4 + (
    "accuses",) * 4 + ("promises",) * 4 + ("believes",) * 3 + ("declines",) * 3 + ("questions",) * 3  # fmt: skip
_CERTAINTIES = ("certain",) * 8 + ("unknown", "probable", "possible")
_CHANNELS = (None,) * 8 + ("interview", "statement", "document", "press conference", "post", "testimony", "leak")
_ROLES = ("interviewer", "agency", "monitor", "spokesperson")
_EVENTS = ("CONSULT", "ACCUSE", "ASSAULT", "SUPPORT", "AID", "REJECT", "ally-of", "leader-of", "supplies-weapons-to")
_KINDS = ("state", "organisation", "armed-group", "party")
_LITTLE = [
    "the",
    "of",
    "a",
    "to",
    "in",
    "and",
    "that",
    "for",
    "on",
    "with",
    "as",
    "was",
    "by",
    "at",
    "from",
    "his",
    "her",
    "were",
    "has",
    "had",
    "not",
    "but",
]
_KNOWN, _FIRST, _LAST, _OUTLETS, _WORDS = 400, 450, 450, 2_000, 8_000
_SYLLABLES = [
    a + b
    for a in ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr", "br"]
    for b in ["a", "e", "i", "o", "u", "ai", "ou", "en", "ar", "ol"]
]


class _Drawn(NamedTuple):
    """Things by Zipf's law: the first are drawn often, the last hardly ever."""

    things: Sequence[Any]
    sums: Sequence[float]

    @classmethod
    def of(cls, things: Sequence[Any], slope: float) -> _Drawn:
        weights = (1 / rank**slope for rank in range(1, len(things) + 1))
        return cls(things, list(itertools.accumulate(weights)))

    def draw(self, dice: random.Random) -> Any:
        at = bisect.bisect(self.sums, dice.random() * self.sums[-1])
        return self.things[min(at, len(self.things) - 1)]


class _World(NamedTuple):
    """Whoever and whatever made news speak of."""

    known: _Drawn
    first: _Drawn
    last: _Drawn
    outlets: _Drawn
    words: _Drawn


@cache
def _world(seed: int) -> _World:
    dice = random.Random(seed)

    def word(parts: int) -> str:
        return "".join(dice.choice(_SYLLABLES) for _ in range(parts))

    def names(count: int, parts: int) -> list[str]:
        found = dict.fromkeys(word(parts).capitalize() for _ in range(2 * count))
        return list(found)[:count]

    known = [(f"{name} Council", f"body-{at}", _KINDS[at % 4]) for at, name in enumerate(names(_KNOWN, 3))]
    words = list(dict.fromkeys(word(dice.randint(2, 4)) for _ in range(2 * _WORDS)))[:_WORDS]
    return _World(
        _Drawn.of(known, 0.9),
        _Drawn.of(names(_FIRST, 2), 0.7),
        _Drawn.of(names(_LAST, 3), 0.7),
        _Drawn.of([f"The {name} Post" for name in names(_OUTLETS, 3)], 0.9),
        _Drawn.of(words, 1.0),
    )


def made(documents: int, *, seed: int = 7, first: int = 0) -> Iterator[tuple[bytes, Reading]]:
    """Bytes and readings of so many documents, from number `first` on; each can be made alone."""
    world = _world(seed)
    for number in range(first, first + documents):
        yield _Page(world, random.Random(f"{seed}/{number}"), number).made()


class _Page:
    """One document under construction: its text grows sentence by sentence, and places are remembered."""

    def __init__(self, world: _World, dice: random.Random, number: int) -> None:
        self.world, self.dice, self.number = world, dice, number
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[tuple[int, int]] = []
        self.cast = self._cast()
        self.mentions: dict[int, list[Anchor]] = {at: [] for at in range(len(self.cast))}
        self.said: list[dict[str, Any]] = []

    def _cast(self) -> list[dict[str, Any]]:
        """Some twelve actors, most of them known everywhere."""
        found: dict[str, dict[str, Any]] = {}
        for _ in range(self.dice.randint(8, 16)):
            if self.dice.random() < 0.6:
                name, key, kind = self.world.known.draw(self.dice)
                identifiers = {"key": key, "wikidata": f"Q{key[5:]}"}
                found[name] = {"id": identify(ACTOR, "known", key), "kind": kind, "identifiers": identifiers}
            else:
                name = f"{self.world.first.draw(self.dice)} {self.world.last.draw(self.dice)}"
                found[name] = {"id": "", "kind": "person", "identifiers": {}}
        return [{"name": name, **fields} for name, fields in found.items()]

    def _write(self, words: str) -> Anchor:
        anchor = Anchor.model_construct(text=words, start=self.length, end=self.length + len(words))
        self.pieces.append(words)
        self.length += len(words)
        return anchor

    def _phrase(self, count: int) -> str:
        draw = self.world.words.draw
        return " ".join(
            self.dice.choice(_LITTLE) if self.dice.random() < 0.4 else draw(self.dice) for _ in range(count)
        )

    def made(self) -> tuple[bytes, Reading]:
        # Long-tailed: most pages have about ten statements, some have eighty.
        count = min(80, max(3, int(self.dice.lognormvariate(2.68, 0.62))))
        start = self.length
        self._write(self._phrase(9).capitalize())
        self.blocks.append((start, self.length))
        for _ in range(count):
            if self.dice.random() < 0.35 or len(self.blocks) == 1:
                self._write("\n\n")
                self.blocks.append((self.length, self.length))
            self._sentence()
            self.blocks[-1] = (self.blocks[-1][0], self.length)
        return self._reading()

    def _sentence(self) -> None:
        """A statement, and now and then words that nobody says."""
        speaker = self.dice.randrange(len(self.cast))
        source = self._write(self.cast[speaker]["name"])
        self.mentions[speaker].append(source)
        self._write(" ")
        cue = self._write("said")
        self._write(" that ")
        start = self.length
        self._write(self._phrase(self.dice.randint(3, 12)) + " ")
        for _ in range(self.dice.choice((0, 1, 1, 2))):
            about = self.dice.randrange(len(self.cast))
            self.mentions[about].append(self._write(self.cast[about]["name"]))
            self._write(" ")
        self._write(self._phrase(self.dice.randint(1, 8)))
        text = "".join(self.pieces)
        self.pieces = [text]
        content = Anchor.model_construct(text=text[start:], start=start, end=self.length)
        self._write(". ")
        if self.dice.random() < 0.5:
            self._write(f"{self._phrase(self.dice.randint(6, 25)).capitalize()}. ")
        self.said.append({"speaker": speaker, "source": source, "cue": cue, "content": (content,),
                          "block": len(self.blocks) - 1})  # fmt: skip

    def _reading(self) -> tuple[bytes, Reading]:
        text = "".join(self.pieces)
        raw = text.encode()
        kinds = ["headline", *["paragraph"] * (len(self.blocks) - 1)]
        blocks = tuple(
            Block(kind=kind, start=start, end=len(text[:end].rstrip()))  # type: ignore[arg-type]
            for kind, (start, end) in zip(kinds, self.blocks, strict=True)
        )
        document = Document.make(text, blocks, raw=raw, media_type="text/plain", encoding="utf-8", **self._facts(text))
        for actor in self.cast:
            actor["id"] = actor["id"] or identify(ACTOR, document.id, actor["name"])
        statements = tuple(self._statement(document, at, one) for at, one in enumerate(self.said))
        fields = {
            "document": document, "statements": statements, "actors": tuple(self._actors()),
            "relations": tuple(self._relations(statements)), "evidence": tuple(self._evidence(document, statements)),
            "links": tuple(self._links(statements)), "credits": (), "problems": (), "reader": READER,
        }  # fmt: skip
        return raw, Reading.model_construct(**fields)

    def _facts(self, text: str) -> dict[str, Any]:
        day = f"{self.dice.randint(2018, 2023)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        published = self.dice.choice((day,) * 17 + (day[:7], None))
        return {
            "outlet": self.world.outlets.draw(self.dice), "published": published, "title": text.split("\n")[0],
            "url": f"https://example.org/{self.number}", "language": "en",
        }  # fmt: skip

    def _statement(self, document: Document, at: int, one: dict[str, Any]) -> Statement:
        dice, actor = self.dice, self.cast[one["speaker"]]
        speaker = Speaker(
            actor=actor["id"], name=actor["name"], kind="named-person" if actor["kind"] == "person" else "named-group"
        )
        chain = [Hop(name=actor["name"], actor=actor["id"], role="speaker", span=one["source"])]
        for role in dice.sample(_ROLES, dice.choice((0, 0, 0, 0, 1, 1, 2, 3))):
            other = dice.choice(self.cast)
            chain.append(Hop(name=other["name"], actor=other["id"], role=role))  # type: ignore[arg-type]
        said = Said(edtf=document.published) if document.published and dice.random() < 0.4 else None
        sure = round(1 - dice.random() ** 2 * 0.7, 4)
        return Statement.model_construct(
            id=identify(STATEMENT, document.id, at), document=document.id, source=one["source"], cue=one["cue"],
            content=one["content"], verbatim=(), speaker=speaker,
            form=dice.choice(("direct", "indirect", "indirect", "mixed")),
            act=dice.choice(_ACTS), certainty=dice.choice(_CERTAINTIES),
            polarity=dice.choice(("positive",) * 9 + ("negative",)),
            distance="neutral", outcome=None, channel=dice.choice(_CHANNELS), addressee=None, venue=None,
            chain=tuple(chain), said=said, times=(), marks=(), nested_in=None, block=one["block"], confidence=sure,
            reader=READER,
            confidences={"speaker": round(dice.uniform(0.4, 1), 4), "act": round(dice.uniform(0.5, 1), 4)},
        )  # fmt: skip

    def _actors(self) -> Iterator[Actor]:
        for at, actor in enumerate(self.cast):
            mentions = tuple(
                Mention.model_construct(
                    text=one.text, start=one.start, end=one.end, metonym=False, sense="itself", why=None
                )
                for one in self.mentions[at]
            )
            if mentions:
                roles = (Role(text="a member of the council"),) if self.dice.random() < 0.2 else ()
                yield Actor(**actor, roles=roles, mentions=mentions)

    def _relations(self, statements: Sequence[Statement]) -> Iterator[Relation]:
        there = [actor["id"] for at, actor in enumerate(self.cast) if self.mentions[at]]
        for at in range(min(8, len(statements)) if len(there) > 1 else 0):
            statement = self.dice.choice(statements)
            subject, other = self.dice.sample(there, 2)
            yield Relation(
                id=identify(RELATION, statement.id, at), subject=subject, relation=self.dice.choice(_EVENTS),
                object=other, statement=statement.id, polarity="positive", certainty="certain", modality="asserted",
                trigger=statement.cue or statement.content[0], confidence=round(self.dice.uniform(0.3, 1), 4),
            )  # fmt: skip

    def _evidence(self, document: Document, statements: Sequence[Statement]) -> Iterator[Evidence]:
        for at, statement in enumerate(self.dice.sample(statements, 2)):
            yield Evidence(
                id=identify(EVIDENCE, document.id, at), kind="document", for_=statement.id, polarity="positive",
                span=statement.content[0],
            )  # fmt: skip

    def _links(self, statements: Sequence[Statement]) -> Iterator[Link]:
        for _ in range(min(4, len(statements) - 1)):
            a, b = self.dice.sample(statements, 2)
            yield Link(
                kind=self.dice.choice(("same", "supports", "disputes")), a=a.id, b=b.id, confidence=0.5, why="made"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.made", description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args(arguments)
    began = time.perf_counter()
    statements = actors = size = 0
    for raw, reading in made(wanted.documents, seed=wanted.seed):
        statements += len(reading.statements)
        actors += len(reading.actors)
        size += len(raw)
    rate = wanted.documents / (time.perf_counter() - began)
    print(json.dumps({"documents": wanted.documents, "statements": statements, "actors": actors, "bytes": size,
                      "documents/s": round(rate)}))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
