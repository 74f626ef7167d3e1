"""What a statement is compared by when it is asked how it bears on another one of its page.

In:      a Doc with the encoder's scores, and its statements with speakers and acts; blocks, actors, evidence.
Out:     a `Side` for each statement, in reading order; none for one without words.
Words:   `words` are dictionary forms; `stems` their first five letters, so that "accused" meets "accusation". Which
         words count, and what "the charge" or "the figure" may refer to, says data/links.json.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import sentence_of, tokens_in
from allegedly.language import encoding_of
from allegedly.records import HEAD, Actor, Block, Statement, lede
from allegedly.spans import Span, merge

_WEIGHED = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_SILENT = frozenset(("declines", "questions", "demands"))
_SHOWS = frozenset(("document", "poll"))
_STEM = 5
# "the charge", "their latest accusation": more words than these say something of their own. Chosen.
_SHORT = 3
_BEFORE_ANAPHOR = frozenset(("the", "this", "that", "these", "those", "its", "his", "her", "their", "such"))
_OPENS = frozenset(("who", "what", "where", "when", "whether", "how", "why", "if", "which"))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What of one statement a pair is compared by.

    `about` are the actors that the content mentions, `says` the stems of the source and of what is known of the
    speaker, `source` those of the source alone, `cue` the cue's dictionary forms. `vectors` holds a unit vector for
    each word that counts, `vector_stems` their stems. `refers` is the sort of thing that a content like "the charge"
    refers to ("" where it speaks for itself), `referring` its stems. `thing`: the content names something and claims
    nothing ("the bill"). `wrong`: it calls something untrue.
    """

    statement: Statement
    place: int
    block: int
    words: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    meaning: NDArray[np.float32]
    vectors: NDArray[np.float32]
    vector_stems: tuple[str, ...]
    about: frozenset[str]
    says: frozenset[str]
    source: frozenset[str]
    cue: frozenset[str]
    refers: str
    referring: frozenset[str]
    head: bool
    lede: bool
    shown: bool
    negated: bool
    contrast: bool
    open: bool
    denies_claim: bool
    thing: bool
    wrong: bool


def sides(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], actors: Sequence[Actor], shown: frozenset[str]
) -> list[Side]:
    """The sides of the statements that say something: refusals, questions and demands are none."""
    claims = [statement for statement in statements if statement.act not in _SILENT]
    return every_side(doc, claims, blocks, actors=actors, shown=shown)


def every_side(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], *, actors: Sequence[Actor], shown: Iterable[str]
) -> list[Side]:
    """The sides of all statements in reading order; empty where the Doc was not read by the encoder."""
    if encoding_of(doc) is None:
        return []
    page = _Page(doc, statements, blocks, actors, frozenset(shown))
    made: list[Side] = []
    for statement in statements:
        tokens = [token for piece in _pieces(statement) for token in _tokens(doc, piece)]
        if tokens:
            made.append(_side(page, statement, tokens, len(made)))
    return made


class _Page:
    """What all sides of a page need, found once."""

    def __init__(
        self,
        doc: Doc,
        statements: Sequence[Statement],
        blocks: Sequence[Block],
        actors: Sequence[Actor],
        shown: frozenset[str],
    ) -> None:
        self.doc, self.blocks, self.shown = doc, blocks, shown
        self.encoding = encoding_of(doc)
        self.mentions = sorted((one.start, one.end, actor.id) for actor in actors for one in actor.mentions)
        self.roles = {actor.id: " ".join(role.text for role in actor.roles) for actor in actors}
        self.lede = lede(blocks, paragraphs=2)
        self.outer = frozenset(one.nested_in for one in statements if one.nested_in is not None)

    def embedding(self, start: int, end: int) -> NDArray[np.float32]:
        if self.encoding is None:
            return np.zeros(384, np.float32)
        return self.encoding.embedding(start, end)


def _pieces(statement: Statement) -> list[Span]:
    return merge(one.span for one in statement.content)


def _is_contrasted(doc: Doc, statement: Statement) -> bool:
    """True where "but", "yet" or "however" opens the statement's sentence, or stands right before its source."""
    first = min(
        (one for one in (statement.source, statement.cue, *statement.content) if one), key=lambda one: one.start
    )
    tokens = tokens_in(doc, first)
    if not tokens:
        return False
    at = tokens[0].i
    start = sentence_of(tokens[0]).start
    near = [token.lower_ for token in doc[max(start, at - 2) : at + 1]]
    return bool({doc[start].lower_, *near} & words("contrast"))


def _side(page: _Page, statement: Statement, tokens: list[Token], place: int) -> Side:
    spans = _pieces(statement)
    counting = [token for token in tokens if token.pos_ in _WEIGHED and token.lemma_.lower() not in words("common")]
    cue = [] if statement.cue is None else _tokens(page.doc, statement.cue.span)
    source = [] if statement.source is None else _tokens(page.doc, statement.source.span)
    kind = "" if statement.block is None else page.blocks[statement.block].kind
    points, refers, referring = _reference(tokens)
    vectors = [page.embedding(token.i, token.i + 1) for token in counting or tokens[:1]]
    return Side(
        statement=statement,
        place=place,
        block=-1 if statement.block is None else statement.block,
        words=frozenset(token.lemma_ for token in counting),
        stems=frozenset(_stem(token.lemma_) for token in counting),
        names=frozenset(token.lemma_ for token in tokens if token.pos_ == "PROPN"),
        numbers=frozenset(token.lower_ for token in tokens if token.pos_ == "NUM"),
        meaning=page.embedding(tokens[0].i, tokens[-1].i + 1),
        vectors=np.stack(vectors),
        vector_stems=tuple(_stem(token.lemma_) for token in counting or tokens[:1]),
        about=frozenset(who for at, end, who in page.mentions if any(a <= at and end <= b for a, b in spans)),
        says=_said_by(statement, page.roles.get(statement.speaker.actor or "", "")),
        source=frozenset(_stem(token.lemma_) for token in source if token.pos_ in ("NOUN", "PROPN")),
        cue=frozenset(token.lemma_.lower() for token in cue),
        refers=refers,
        referring=referring,
        head=kind in HEAD,
        lede=statement.block in page.lede,
        shown=statement.speaker.kind in _SHOWS or statement.channel == "observation" or statement.id in page.shown,
        contrast=_is_contrasted(page.doc, statement),
        negated=any(token.lower_ in words("negating") for token in (*tokens, *cue, *source)),
        open=statement.act == "questions" or tokens[0].lower_ in _OPENS,
        denies_claim=statement.id in page.outer,
        thing=not points and not any(token.pos_ in ("VERB", "AUX") for token in tokens),
        wrong=any(token.lemma_.lower() in words("wrong") for token in tokens),
    )


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(*span, alignment_mode="expand")
    return [] if found is None else [token for token in found if not token.is_space]


def _stem(word: str) -> str:
    return word.lower()[:_STEM]


def _said_by(statement: Statement, roles: str) -> frozenset[str]:
    """The stems of whatever names or describes the speaker."""
    speaker = statement.speaker
    source = "" if statement.source is None else statement.source.text
    known = " ".join(filter(None, (speaker.name, speaker.role, speaker.affiliation, source, roles)))
    bare = (word.strip("’'\",.()") for word in known.replace("’s", "").replace("'s", "").split())
    return frozenset(_stem(word) for word in bare if word and word.casefold() not in words("idle_in_names"))


def _reference(tokens: list[Token]) -> tuple[bool, str, frozenset[str]]:
    """Whether a content is like "the charge", and what that refers to, as a sort and as stems, where it says so."""
    inside = {token.i for token in tokens}
    root = next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])
    first = next((token.lower_ for token in tokens if not token.is_punct), "")
    saying = sum(token.pos_ in ("NOUN", "PROPN", "VERB") for token in tokens)
    pointing = (first in _BEFORE_ANAPHOR and saying <= _SHORT) or len(tokens) <= 2
    if not pointing and root.lemma_.lower() not in words("referring"):
        return False, "", frozenset()
    sorts: dict[str, str] = data()["sorts"]
    known = (sorts.get(token.lemma_.lower(), "") for token in (root, *tokens))
    stems = frozenset(_stem(token.lemma_) for token in tokens[: 2 * _SHORT] if token.pos_ in ("NOUN", "PROPN"))
    return True, next(filter(None, known), ""), stems


def rarity_of(described: Sequence[Side]) -> dict[str, float]:
    """How much a shared word says: less, the more statements of the page have it."""
    return _rarity([side.words for side in described])


def stem_rarity_of(described: Sequence[Side]) -> dict[str, float]:
    """The same of stems."""
    return _rarity([side.stems for side in described])


def _rarity(described: Sequence[frozenset[str]]) -> dict[str, float]:
    counted = Counter(word for found in described for word in found)
    return {word: math.log(1 + len(described) / count) for word, count in counted.items()}


def _weight(side: Side, rarity: dict[str, float]) -> float:
    return sum(rarity[word] for word in side.words)


def shared_words(one: Side, other: Side, rarity: dict[str, float]) -> float:
    """The share of the shorter one's words, by rarity, that the other has too."""
    common = sum(rarity[word] for word in one.words & other.words)
    return common / max(min(_weight(one, rarity), _weight(other, rarity)), 1.0)


def of_one_speaker(one: Statement, other: Statement) -> bool:
    """True where the actor is one, or the name."""
    if one.speaker.actor is not None and one.speaker.actor == other.speaker.actor:
        return True
    return one.speaker.name is not None and one.speaker.name == other.speaker.name


def in_outlet_voice(statement: Statement) -> bool:
    """True where neither source nor cue says who asserts it."""
    return statement.source is None and statement.cue is None


def speaks_in(speaking: Statement, about: Side) -> bool:
    """True where what is said is about this speaker, or about the body it speaks for."""
    if speaking.speaker.actor in about.about:
        return True
    body = {word.casefold() for word in (speaking.speaker.affiliation or "").split() if word[:1].isupper()}
    return bool(body & {name.casefold() for name in about.names})


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """data/links.json: words, weights, thresholds, reasons."""
    text = resources.files("allegedly.reading").joinpath("data", "links.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """A list of data/links.json, by its name without `_words`."""
    return frozenset(data()[f"{name}_words"])
