"""What the values of the records are called when a person reads them, the same in every view.

Nothing here judges: a statement is "said", "denied", "reported", and only as sure as its reader was.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from allegedly.records import Anchor, Document, Hop, Reading, Statement
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
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"


def confidence(value: float) -> str:
    """How sure the reader was: "sure" from .85, "likely" from .6, else "unsure"."""
    return "sure" if value >= SURE else "likely" if value >= LIKELY else "unsure"


def date(edtf: str | None) -> str:
    """An EDTF date in words: `2023-11-05` is "5 November 2023", `XXXX-10-26` "26 October, year unknown".

    None is "date unknown"; what is no plain EDTF date is shown as it stands.
    """
    if edtf is None:
        return "date unknown"
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
    wording = " ".join(statement.source.text.split()).rstrip(",;: ") or statement.source.text
    if name is None or name.casefold() in wording.casefold():
        return wording, None
    return name, (None if wording.casefold() in name.casefold().split() else f"“{wording}”")


def content(statement: Statement) -> Iterator[tuple[str, bool]]:
    """The content in pieces that follow each other: (words, True where they are verbatim).

    Verbatim words come with “ ” around them, in place of the marks the outlet used. Pieces of a discontinuous
    content are joined by " … ".
    """
    for number, piece in enumerate(statement.content):
        if number:
            yield " … ", False
        yield from _quoted(piece, statement.verbatim)


def _quoted(piece: Anchor, verbatim: Sequence[Anchor]) -> Iterator[tuple[str, bool]]:
    quoted = merge(anchor.span for anchor in verbatim if anchor.span.overlaps(piece.span))
    position = piece.start
    for span in quoted:
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        before = _slice(piece, position, start)
        # The outlet's own mark gives way to ours, so that no words stand in two pairs of marks.
        yield (before[:-1] if before[-1:] in _QUOTES else before), False
        yield f"“{_slice(piece, start, end)}”", True
        position = end + (_slice(piece, end, end + 1) in tuple(_QUOTES))
    yield _slice(piece, position, piece.end), False


def _slice(piece: Anchor, start: int, end: int) -> str:
    return piece.text[start - piece.start : end - piece.start]


def said_how(statement: Statement) -> list[str]:
    """Form, act, certainty, polarity, channel, addressee, venue and time, as far as they are known."""
    facts: list[str | None] = [statement.form, statement.act]
    facts.append(f"presented as {statement.certainty}" if statement.certainty != "unknown" else None)
    facts.append("negated" if statement.polarity == "negative" else None)
    facts.append(f"channel: {statement.channel}" if statement.channel else None)
    facts.append(f"to {statement.addressee.text}" if statement.addressee else None)
    facts.append(f"at {statement.venue.text}" if statement.venue else None)
    if statement.said is not None:
        facts.append(f"said {date(statement.said.edtf)}")
    return [" ".join(fact.split()) for fact in facts if fact]


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
