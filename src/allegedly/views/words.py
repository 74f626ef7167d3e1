"""What the values of the records are called when a person reads them, the same in every view.

Nothing here judges: a statement is "said", "denied", "reported", and only as sure as its reader was.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.records import Anchor, Document, Hop, Mark, Reading, Said, Statement
from allegedly.spans import Span, merge

# Chosen, not measured: where the reader's confidence begins to be called by each word.
SURE, LIKELY = 0.85, 0.6

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_ROUND = re.compile(r"(\d{4})-(2[1-4])|(\d{3})X|(\d\d)XX")
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"


def confidence(value: float) -> str:
    """How sure the reader was: "sure" from .85, "likely" from .6, else "unsure"."""
    return "sure" if value >= SURE else "likely" if value >= LIKELY else "unsure"


def date(edtf: str | None) -> str:
    """An EDTF date in words: `2023-11-05` is "5 November 2023", `XXXX-10-26` "26 October, year unknown".

    An interval is "… to …", "from … on" or "until …"; `~` is "about", `2023-21` "spring 2023", `199X` "the 1990s". None
    is "date unknown"; what is no plain EDTF date is shown as it stands.
    """
    if edtf is None:
        return "date unknown"
    first, slash, last = edtf.partition("/")
    if slash:
        if last == "..":
            return f"from {date(first)} on"
        return f"until {date(last)}" if first == ".." else f"{date(first)} to {date(last)}"
    if edtf.endswith("~"):
        return f"about {date(edtf[:-1])}"
    rounded = _ROUND.fullmatch(edtf)
    if rounded is not None:
        year, season, decade, century = rounded.groups()
        return f"{_SEASONS[season]} {year}" if season else f"the {decade or century}{'0s' if decade else '00s'}"
    match = _DATE.fullmatch(edtf)
    if match is None or not (match[2] in (None, "XX") or 1 <= int(match[2]) <= 12):
        return edtf
    year, month, day = (None if part in (None, "XXXX", "XX") else part for part in match.groups())
    words = [str(int(day))] if day and month else []
    words += [_MONTHS[int(month) - 1]] if month else []
    if year is None:
        return f"{' '.join(words)}, year unknown" if words else "date unknown"
    return " ".join([*words, year])


def headline(document: Document) -> str | None:
    """The headline as printed, else the title the page gives itself."""
    for block in document.blocks:
        if block.kind == "headline":
            return block.span.of(document.text)
    return document.title


def is_outlet_voice(statement: Statement) -> bool:
    """True where the outlet itself asserts, without naming a source or using a cue."""
    return statement.source is None and statement.cue is None


def speaker(statement: Statement, document: Document) -> tuple[str, str | None]:
    """Who is said to have said it, and a remark on that, or None.

    The longer of the speaker's name and the words of the text, where one holds the other; else the name, with the
    words of the text as the remark.
    """
    name = statement.speaker.name
    if is_outlet_voice(statement):
        return (name or document.outlet or "the outlet"), "outlet voice"
    if statement.source is None:
        return (name, "not named here") if name else ("no source named", None)
    if statement.speaker.candidates:
        left = " or ".join(candidate.name for candidate in statement.speaker.candidates)
        return statement.source.text, f"left open: {left}"
    wording = " ".join(statement.source.text.split()).rstrip(",;: ") or statement.source.text
    if name is None or name.casefold() in wording.casefold():
        return wording, None
    return name, (None if wording.casefold() in name.casefold().split() else f"“{wording}”")


class Words(NamedTuple):
    """A stretch of a content. `marked` says which field its words carry ("certainty" for "probably"), or is None."""

    text: str
    verbatim: bool = False
    marked: str | None = None


def content(statement: Statement) -> Iterator[Words]:
    """The content in stretches that follow each other.

    Verbatim words come with “ ” around them, in place of the marks the outlet used. Pieces of a discontinuous
    content are joined by " … ".
    """
    for number, piece in enumerate(statement.content):
        if number:
            yield Words(" … ")
        yield from _quoted(piece, statement.verbatim, statement.marks)


def _quoted(piece: Anchor, verbatim: Sequence[Anchor], marks: Sequence[Mark]) -> Iterator[Words]:
    quoted = merge(anchor.span for anchor in verbatim if anchor.span.overlaps(piece.span))
    position = piece.start
    for span in quoted:
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        # The outlet's own mark gives way to ours, so that no words stand in two pairs of marks.
        left = start - (start > position and _slice(piece, start - 1, start) in tuple(_QUOTES))
        yield from _underlined(piece, Span(position, left), marks, verbatim=False)
        yield Words("“", verbatim=True)
        yield from _underlined(piece, Span(start, end), marks, verbatim=True)
        yield Words("”", verbatim=True)
        position = end + (_slice(piece, end, end + 1) in tuple(_QUOTES))
    yield from _underlined(piece, Span(position, piece.end), marks, verbatim=False)


def _underlined(piece: Anchor, span: Span, marks: Sequence[Mark], *, verbatim: bool) -> Iterator[Words]:
    """The words of `span`, cut where a mark begins and ends."""
    position = span.start
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = max(mark.start, position), min(mark.end, span.end)
        if start < end:
            yield Words(_slice(piece, position, start), verbatim)
            yield Words(_slice(piece, start, end), verbatim, mark.of)
            position = end
    if position < span.end:
        yield Words(_slice(piece, position, span.end), verbatim)


def _slice(piece: Anchor, start: int, end: int) -> str:
    return piece.text[start - piece.start : end - piece.start]


def meaning(statement: Statement) -> list[str]:
    """Act, certainty, polarity, distance and outcome, each with the words that carry it, as far as they are known."""
    certain = statement.certainty if statement.certainty != "unknown" else None
    facts = (
        (statement.act, "act"),
        (statement.outcome and statement.outcome.replace("-", " "), ""),
        (certain and f"presented as {certain}", "certainty"),
        ("negated" if statement.polarity == "negative" else None, "polarity"),
        (f"the outlet's word is {statement.distance}" if statement.distance in _TOLD else None, "distance"),
    )
    return [f"{fact}{_carried(statement, field)}" for fact, field in facts if fact]


# A neutral "said" need not be told.
_TOLD = frozenset(("distancing", "factive", "negative"))


def _carried(statement: Statement, field: str) -> str:
    words = [" ".join(mark.text.split()) for mark in statement.marks if mark.of == field]
    return f" (“{'”, “'.join(words)}”)" if words else ""


def occasion(statement: Statement) -> list[str]:
    """When, where, to whom and through what it was said, and what time it speaks of, as far as they are known."""
    facts: list[str | None] = []
    if statement.said is not None:
        facts.append(f"said {date(statement.said.edtf)}{_worded(statement.said)}")
    facts.append(statement.channel)
    facts.append(f"to {statement.addressee.text}" if statement.addressee else None)
    facts.append(_venue(statement.venue.text) if statement.venue else None)
    facts += [f"speaks of {date(time.edtf)}{_worded(time)}" for time in statement.times]
    return [" ".join(fact.split()) for fact in facts if fact]


def _venue(words: str) -> str:
    """The place with its preposition: the page's own, where it has one."""
    return words if words.split()[0].lower() in _PLACED else f"at {words}"


_PLACED = frozenset(("at", "in", "on", "outside", "inside", "near", "before", "during", "from", "aboard", "by", "off"))


def _worded(time: Said) -> str:
    return f" (“{time.span.text}”)" if time.span is not None else ""


def standing(statement: Statement) -> str | None:
    """What the page says the speaker is, why an unnamed one is unnamed; None where it says neither."""
    speaker = statement.speaker
    shown = (statement.source.text if statement.source else "").casefold()
    facts = [fact for fact in (speaker.role, speaker.affiliation) if fact and fact.casefold() not in shown]
    if speaker.anonymity is not None:
        facts.append(f"unnamed: “{speaker.anonymity.text}”")
    return " · ".join(" ".join(fact.split()) for fact in facts) or None


def chain(statement: Statement) -> str | None:
    """The hands it went through, first speaker first, or None where there is only the speaker's own."""
    hops = statement.chain
    if not hops or (len(hops) == 1 and hops[0].role == "speaker"):
        return None
    return " → ".join(" ".join(hop.name.split()) + _role(hop) for hop in hops)


def _role(hop: Hop) -> str:
    return "" if hop.role == "speaker" else f" ({hop.role})"


class Places:
    """Says where in a document something stands: the part of the page, the line, the code points."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = [0, *(match.end() for match in re.finditer("\n", document.text))]

    def line(self, position: int) -> int:
        """The number, from 1, of the text's line in which the code point at `position` stands."""
        return bisect.bisect_right(self._lines, position)

    def of(self, statement: Statement) -> list[str]:
        """The block's kind unless it is a paragraph, the line, and the code points of the content."""
        blocks = self._document.blocks
        index = statement.block
        kind = blocks[index].kind if index is not None and 0 <= index < len(blocks) else "paragraph"
        ranges = ", ".join(offsets(piece.span) for piece in statement.content)
        line = f"line {self.line(statement.content[0].start)}" if statement.content else None
        return [word for word in (kind if kind != "paragraph" else None, line, ranges) if word]


def offsets(span: Span) -> str:
    """`start–end` in code points, half-open."""
    return f"{span.start}–{span.end}"


def counts(reading: Reading) -> str:
    """One line: how many statements, by how many speakers, how many in outlet voice.

    While nobody has said who "he" is, speakers are counted by the words the text uses, and the line says so.
    """
    said = [statement for statement in reading.statements if not is_outlet_voice(statement)]
    speakers = {key for statement in said if (key := _who(statement)) is not None}
    resolved = all(one.speaker.actor or one.speaker.name for one in said if one.source is not None)
    parts = [
        _many(len(reading.statements), "statement"),
        _many(len(speakers), "speaker") + ("" if resolved else " as worded"),
        f"{len(reading.statements) - len(said)} in outlet voice",
    ]
    return " · ".join(parts)


def _who(statement: Statement) -> str | None:
    known = statement.speaker.actor or statement.speaker.name
    if known is None and statement.source is not None:
        known = statement.source.text
    return None if known is None else " ".join(known.split()).casefold()


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
