"""What a document is compared by: its words in shingles, its statements as propositions, and the keys under which
others find it.

In:      a `Reading`.
Out:     a `Sketch`, which is all that comparing needs of a document but its text; small enough to be kept.
How:     MinHash over shingles of three words (Broder 1997) from rensa; two documents become candidates where they
         agree in one of 40 bands of two (Leskovec, Rajaraman, Ullman 2020, ch. 3: at a Jaccard similarity of .3 that
         is so with a chance of .98, at .01 of .004). Two statements become candidates where they share two of their
         five rarest words within a fortnight, or three of the four rarest, or a relation of the same two actors. A
         key says nothing of the rest of the collection, so whether two are candidates does not hang on what else
         there is.
Cost:    some 5 ms a page.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable

import rensa

from allegedly.compare.proposition import Proposition, day_of, is_slight, propositions
from allegedly.folding import fold
from allegedly.records import Document, Reading
from allegedly.records.base import Record

SHINGLE = 3
_BANDS, _ROWS = 40, 2
_RAREST, _THREES = 5, 4
_LEAST_WEIGHT = 0.25  # "killed" (.31) is a key's word, "people" (.06) is not.
# How many days apart two reports of one thing may be that share but two words. Chosen.
WINDOW = 14
_BODY = frozenset(("headline", "dek", "paragraph"))
_EDGE, _LONGEST_NOTE = 3, 14  # Blocks at the beginning and the end; words of a line about the page. Chosen.
_SENTENCE = re.compile(r"[.!?][\"”’']?\s*$")
_WORDS = re.compile(r"\w+(?:['’]\w+)*")


class Key(Record):
    """Under this number a statement (or, with `bands`, a document) is found. `always`: at any distance in time."""

    number: int
    always: bool


class Sketch(Record):
    """A document as it is compared.

    `words` counts the words of its body; `bands` and each proposition's keys are 63-bit numbers. `credits` are the
    names of agencies that it credits, `notes` its folded lines about itself; `day` is counted from the year 1, 0 where
    it has no date.
    """

    document: str
    outlet: str | None
    published: str | None
    published_at: str | None
    day: int
    title: str | None
    url: str | None
    words: int
    bands: tuple[int, ...]
    credits: tuple[str, ...]
    notes: tuple[str, ...]
    propositions: tuple[Proposition, ...]


def sketch(reading: Reading) -> Sketch:
    """The sketch of one reading. Shown statements only: pass the reading as people's decisions leave it."""
    document = reading.document
    return Sketch(
        document=document.id,
        outlet=document.outlet,
        published=document.published,
        published_at=document.published_at,
        day=day_of(document.published),
        title=document.title,
        url=document.url,
        words=len(body(document)),
        bands=tuple(_bands(body(document))),
        credits=tuple(dict.fromkeys(one.name for one in reading.credits if one.kind != "picture")),
        notes=tuple(_notes(document)),
        propositions=tuple(propositions(reading)),
    )


def _notes(document: Document) -> Iterable[str]:
    """The folded lines about the page itself, in which a source may be credited: "With Aldane Press"."""
    blocks = [block for block in document.blocks if block.kind not in ("headline", "dek", "caption")]
    for at, block in enumerate(blocks):
        line = document.text[block.start : block.end]
        edge = at < _EDGE or at >= len(blocks) - _EDGE
        if edge and len(line.split()) <= _LONGEST_NOTE and (block.kind != "paragraph" or not _SENTENCE.search(line)):
            yield fold(line)


def body(document: Document) -> list[tuple[str, int, int]]:
    """The words of the text proper in lower case, each with its place; without byline, credits, captions,
    boilerplate."""
    found: list[tuple[str, int, int]] = []
    for block in document.blocks:
        if block.kind == "paragraph" and block.repeats is None:
            for match in _WORDS.finditer(document.text, block.start, block.end):
                found.append((match.group().casefold().replace("’", "'"), match.start(), match.end()))
    return found


def shingles(words: list[str]) -> list[str]:
    """Three words each, in order; a shorter text is one shingle."""
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))] if words else []


def _bands(words: list[tuple[str, int, int]]) -> Iterable[int]:
    if len(words) < SHINGLE:
        return
    hashed = rensa.RMinHash(num_perm=_BANDS * _ROWS, seed=1)
    hashed.update(shingles([word for word, _, _ in words]))
    digest = hashed.digest()
    for band in range(_BANDS):
        rows = digest[band * _ROWS : (band + 1) * _ROWS]
        yield number("band", str(band), *map(str, rows))


def keys(one: Proposition) -> list[Key]:
    """The keys of a statement; none for one without a proposition of its own."""
    if is_slight(one):
        return []
    rare = sorted(
        (stem for stem in one.stems if one.stems[stem] >= _LEAST_WEIGHT), key=lambda stem: (-one.stems[stem], stem)
    )
    twos = (number("two", *sorted(pair)) for pair in itertools.combinations(rare[:_RAREST], 2))
    threes = (number("three", *sorted(three)) for three in itertools.combinations(rare[:_THREES], 3))
    ties = (number("tie", tie) for tie in one.ties if not tie.endswith("|") and "||" not in tie)
    found = dict.fromkeys((*twos, *ties), False) | dict.fromkeys(threes, True)
    return [Key(number=key, always=always) for key, always in sorted(found.items())]


def number(*parts: str) -> int:
    """A 63-bit number for some words: the same everywhere, and signed integers of databases hold it."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
