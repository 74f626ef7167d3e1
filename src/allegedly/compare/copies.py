"""Which of two documents has its text from the other, and what it changed.

In:      two `Document`s with their sketches.
Out:     a `Match` of the two, or None; of all matches of a document, its `Copy`.
How:     the words of one that stand in the other in runs of four and more, quotations left out: what two reporters
         heard at one press conference makes no copy, nor does a paragraph of background that both repeat. With fewer
         words in common it is a rewrite where nearly all that the shorter one says stands in the longer, and most of
         the longer in the shorter. The original is the one that is credited, else the earlier, else the longer; else
         that is undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from allegedly.compare.lists import data
from allegedly.compare.sketch import Sketch, body
from allegedly.folding import fold
from allegedly.language import quotations, terms
from allegedly.records import Document
from allegedly.records.comparison import Copy, CopyKind
from allegedly.spans import Span

_RUN = 4
_LEAST_BETWEEN = 3
_WORDS = re.compile(r"\w+")
_ENDS = re.compile(r"(?<=[.!?”\"])\s+")


class Match(NamedTuple):
    """Two documents with text in common. `shares`: of the words of the first and of the second that stand in the other;
    `follows`: of what
    the shorter says, how much the longer says too."""

    one: str
    other: str
    kind: CopyKind
    shares: tuple[float, float]
    follows: float


class Text(NamedTuple):
    """What copies of a document are found by.

    `own` has the words outside quotations, `sentences` the stems of each.
    """

    words: list[str]
    places: list[tuple[int, int]]
    own: list[bool]
    sentences: list[dict[str, float]]
    lines: list[tuple[str, ...]]


def text_of(document: Document) -> Text:
    """The document's body, as copies are looked for."""
    found = body(document)
    quoted = [quote.outer for quote in quotations(document.text)]
    words, places, own = [], [], []
    at = 0
    for word, start, end in found:
        while at < len(quoted) and quoted[at].end <= start:
            at += 1
        words.append(word)
        places.append((start, end))
        own.append(not (at < len(quoted) and quoted[at].start <= start))
    split = [line for block in _paragraphs(document) for line in _ENDS.split(block)]
    lines = [tuple(_WORDS.findall(line.casefold())) for line in split]
    return Text(words, places, own, list(_sentences(split)), [line for line in lines if line])


def _paragraphs(document: Document) -> list[str]:
    kept = (block for block in document.blocks if block.kind == "paragraph" and block.repeats is None)
    return [document.text[block.start : block.end] for block in kept]


def _sentences(lines: Iterable[str]) -> Iterator[dict[str, float]]:
    """The stems of those sentences that say something."""
    for line in lines:
        stems = {term.stem: term.weight for term in terms(line)}
        if sum(stems.values()) >= data()["copies"]["least_sentence"]:
            yield stems


def match(first: Sketch, second: Sketch, texts: Mapping[str, Text]) -> Match | None:
    """Whether one of the two has its text from the other."""
    one, other = texts[first.document], texts[second.document]
    limits = data()["copies"]
    if min(len(one.words), len(other.words)) < limits["least_words"]:
        return None
    shares = (covered(one, other), covered(other, one))
    most = max(shares)
    credited = _credits(first, second) or _credits(second, first)
    if most < limits["rewrite"] and not credited:
        return None
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    told = (said_in(short, long), said_in(long, short))
    if most >= limits["verbatim"] and _unchanged(short, long) >= limits["unchanged"]:
        kind: CopyKind = "verbatim"
    elif most >= limits["light_edit"]:
        kind = "light-edit"
    elif most >= limits["half"] or _retold(told, limits["retold_credited" if credited else "retold"]):
        kind = "rewrite"
    else:
        return None
    return Match(first.document, second.document, kind, shares, told[0])


def _retold(told: tuple[float, float], least: Sequence[float]) -> bool:
    """The shorter text says little that the longer one does not, and of the longer one not too much is left out."""
    return told[0] >= least[0] and told[1] >= least[1]


def said_in(one: Text, other: Text) -> float:
    """The share of what the sentences of `one` say, by the rarity of their words, that a sentence of `other` says.

    A sentence is said in another that has half of the weight of its words.
    """
    least = data()["copies"]["sentence_alike"]
    whole = said = 0.0
    for sentence in one.sentences:
        weight = sum(sentence.values())
        shared = (sum(part for stem, part in sentence.items() if stem in there) for there in other.sentences)
        whole += weight
        said += weight if max(shared, default=0.0) >= least * weight else 0.0
    return round(said / whole, 3) if whole else 0.0


def _unchanged(short: Text, long: Text) -> float:
    """The share of the sentences of the shorter text that stand in the longer one word by word."""
    there = set(long.lines)
    return sum(line in there for line in short.lines) / len(short.lines) if short.lines else 0.0


def covered(one: Text, other: Text) -> float:
    """The share of the words of `one`, outside quotations, that stand in `other` in runs of four and more."""
    runs = {tuple(other.words[at : at + _RUN]) for at in range(len(other.words) - _RUN + 1)}
    hit = [False] * len(one.words)
    for at in range(len(one.words) - _RUN + 1):
        if tuple(one.words[at : at + _RUN]) in runs:
            hit[at : at + _RUN] = [True] * _RUN
    own = [found for found, mine in zip(hit, one.own, strict=True) if mine]
    return round(sum(own) / len(own), 3) if own else 0.0


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of the weight of the smaller set of stems that the other has too."""
    common = sum(weight for stem, weight in one.items() if stem in other)
    return common / max(min(sum(one.values()), sum(other.values())), 1.0)


def _credits(by: Sketch, of: Sketch) -> bool:
    """Whether a document names the other's outlet as the one that its text is from, or partly from."""
    if of.outlet is None or (by.outlet is not None and fold(by.outlet) == fold(of.outlet)):
        return False
    name = fold(of.outlet)
    return name in {fold(one) for one in by.credits} or any(f" {name} " in f" {line} " for line in by.notes)


def choose(by: Sketch, matches: Sequence[Match], sketches: Mapping[str, Sketch]) -> Copy | None:
    """The copy that a document is, of all it matches; None where every other has it from this one.

    Of several originals the one with the most words in common, give or take a tenth, and of those the earliest: so the
    prints of one agency's copy all name the agency's, where the ledger has it, and else the first print.
    """
    found = []
    for one in matches:
        of = sketches[one.other if one.one == by.document else one.one]
        share = one.shares[0] if one.one == by.document else one.shares[1]
        before, decided, why = _earlier(of, by, one)
        if before:
            found.append((one, of, share, decided, why))
    if not found:
        return None
    most = max(share for _, _, share, _, _ in found)
    near = [row for row in found if row[2] >= most - data()["copies"]["as_near"]]
    one, of, share, decided, why = min(near, key=lambda row: _rank(by, row[1], [other[1] for other in near]))
    return Copy(
        of=of.document, by=by.document, kind=one.kind, overlap=share, undecided=not decided,
        why=(f"{share:.0%} of its own words stand there in the same order", *why),
    )  # fmt: skip


def _rank(by: Sketch, of: Sketch, others: Sequence[Sketch]) -> tuple[object, ...]:
    """The better original first: the one that is credited, that credits none of the others, the earlier."""
    return (not _credits(by, of), any(_credits(of, other) for other in others), *order_of(of))


def order_of(one: Sketch) -> tuple[int, str, str]:
    """By the time of publication; those without an hour stand at the beginning of their day."""
    return (one.day or 10**7, one.published_at or "", one.document)


def _earlier(of: Sketch, by: Sketch, found: Match) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether `of` is rather the original, whether that is decided, and by what."""
    if _credits(by, of) != _credits(of, by):
        return _credits(by, of), True, (f"it credits {of.outlet}",)
    if of.day and by.day and of.day != by.day:
        return of.day < by.day, True, (f"{of.outlet or 'the other'} printed it on {of.published}",)
    if _times(of, by):
        return (
            str(of.published_at) < str(by.published_at),
            True,
            (f"{of.outlet or 'the other'} had it at {of.published_at}",),
        )
    longer = of.words - by.words
    if abs(longer) >= data()["copies"]["longer"] * max(of.words, by.words):
        return longer > 0, True, (f"{of.outlet or 'the other'} has {longer} words more",)
    return of.document < by.document, False, ("nothing on the two pages says which was first",)


def _times(of: Sketch, by: Sketch) -> bool:
    """Both have an hour, both with a zone or both without, and not the same."""
    if of.published_at is None or by.published_at is None or of.published_at == by.published_at:
        return False
    return of.published_at.endswith("Z") == by.published_at.endswith("Z")


class Change(NamedTuple):
    """A place where two texts part: the words of one and of the other, as spans; one of them may be empty."""

    one: Span
    other: Span


def changes(one: Text, other: Text) -> list[Change]:
    """What was changed from `one` to `other`, in order: spans of the two texts, by words.

    Changes with fewer than three words between them are one: two texts that share "the" share nothing.
    """
    found: list[list[int]] = []
    for step in Indel.opcodes(one.words, other.words):
        if step.tag == "equal":
            continue
        if found and step.src_start - found[-1][1] < _LEAST_BETWEEN:
            found[-1][1], found[-1][3] = step.src_end, step.dest_end
        else:
            found.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    return [Change(_span(one, a, b), _span(other, c, d)) for a, b, c, d in found]


def _span(text: Text, start: int, end: int) -> Span:
    """The span of words `start` to `end`; of no word, the empty one where they would stand."""
    if start < end:
        return Span(text.places[start][0], text.places[end - 1][1])
    at = text.places[start][0] if start < len(text.places) else text.places[-1][1] if text.places else 0
    return Span(at, at)
