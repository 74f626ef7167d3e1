"""Agencies that a page credits: for the copy, for a contribution, for a picture.

    BEIRUT (Reuters) - …                        copy: it hands on every statement of the page
    AP contributed to this report.              contribution: the page does not say to which statement
    (Alon Bernstein/AP)                         picture: it belongs to the caption beside it

In:      a Doc and its Document with blocks.
Out:     `Credit`s in reading order, each agency once for each place that names it. People who are credited without an
         employer are no credit.
Rules:   patterns in `data/credits.json`; names by `press.py`. In a picture's credit a name that nobody knows counts
         where a stroke or a label sets it off from the photographer's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import span_of, text_of
from allegedly.attribution.meaning.press import press_of
from allegedly.attribution.meaning.press_names import is_listed
from allegedly.records import Anchor, Block, Credit, Document
from allegedly.spans import Span, trim

_Kind = Literal["copy", "contribution", "picture"]
_HEADS = frozenset(("dateline", "paragraph"))
_TAILS = frozenset(("credit", "paragraph", "byline"))
_LABEL = re.compile(r"(?i)(?:credit|photo|photograph|picture|image|video)s?\b.{0,12}[:/©]")
_PICTURED = re.compile(r"(?i)photo|picture|image|handout|screen|getty|courtesy|video|file\b|pool\b|shutterstock|epa\b")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’&\-]*(?: (?:of|the|and|de|al|for|[A-ZÀ-Þ][\w.'’&\-]*))*")
# Paragraphs at the end in which a contribution is credited without a block of its own; chosen.
_LAST = 3
_PEEK = 3  # A dateline ends before the sentence whose first letter shows that it is one.


def credits(doc: Doc, document: Document) -> list[Credit]:
    """Every agency that the page credits."""
    found: list[Credit] = []
    text = document.text[: len(text_of(doc))]
    paragraphs = [block for block in document.blocks if block.kind == "paragraph"]
    for at, block in enumerate(document.blocks):
        if block.repeats is not None or block.end > len(text):
            continue
        if block.kind in _HEADS:
            found += _datelines(doc, block)
        if block.kind == "credit":
            found += _credited(doc, document, at)
        elif block.kind == "caption":
            found += [one for one in (at_end(doc, block),) if one is not None]
        elif block in paragraphs[-_LAST:]:
            found += _contributions(doc, block, whole=False)
    return _once(found)


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "credits.json").read_text("utf-8")
    return {name: entries for name, entries in json.loads(data).items() if isinstance(entries, list)}


@lru_cache(maxsize=8)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern.replace(" ", r"\s"), 0 if name == "dateline" else re.I) for pattern in _lists()[name]
    )


def _once(found: Sequence[Credit]) -> list[Credit]:
    kept: dict[tuple[int, int], Credit] = {}
    for credit in found:
        kept.setdefault((credit.span.start, credit.span.end), credit)
    return sorted(kept.values(), key=lambda credit: credit.span.start)


def _tokens(doc: Doc, span: Span) -> list[Token]:
    """The tokens of a span, those that the encoder left unread included."""
    cut = doc.char_span(span.start, span.end, alignment_mode="contract")
    return [] if cut is None else [token for token in cut if not token.is_space]


def _press(doc: Doc, span: Span) -> list[Span]:
    """Where news organisations are named; one that no token cuts out ("/TASS/") only where nothing else stands."""
    found = [one for one in press_of(doc).find(_tokens(doc, span)) if one.named and one.kind != "programme"]
    whole = trim(text_of(doc), span, " /.\n")
    if not found and is_listed(whole.of(text_of(doc))):
        return [whole]
    return [span_of(one.tokens) for one in found]


def _credit(doc: Doc, span: Span, kind: _Kind) -> Credit:
    return Credit(name=" ".join(span.of(text_of(doc)).split()), kind=kind, span=Anchor.at(text_of(doc), span))


def _datelines(doc: Doc, block: Block) -> Iterator[Credit]:
    for pattern in _patterns("dateline"):
        match = pattern.match(text_of(doc), block.start, min(block.end + _PEEK, len(text_of(doc))))
        if match is None:
            continue
        place = Span(*match.span("agency"))
        # Whoever stands in the brackets of a dateline carried the report, whether or not any list has it.
        named = _press(doc, place) or ([place] if _stands_alone(doc, place) else [])
        if named and named[0].start <= match.start("agency") + len("the "):
            yield from (_credit(doc, one, "copy") for one in named)
            return


def _stands_alone(doc: Doc, place: Span) -> bool:
    """True for one name in brackets: no date, no sentence."""
    before = text_of(doc)[place.start - 1 : place.start]
    return before in ("(", "[") and _may_be_agency(place.of(text_of(doc)))


def _credited(doc: Doc, document: Document, at: int) -> list[Credit]:
    """What a block of credits says: of the picture before it, or of the page."""
    block = document.blocks[at]
    before = document.blocks[at - 1].kind if at else ""
    if before == "caption" or _LABEL.match(text_of(doc), block.start, block.end) or _is_picture(doc, block):
        pictured = picture(doc, block)
        return [] if pictured is None else [pictured]
    return _contributions(doc, block, whole=True)


def _is_picture(doc: Doc, block: Block) -> bool:
    words = text_of(doc)[block.start : block.end]
    return bool(_PICTURED.search(words)) and " contributed" not in words and "eporting" not in words


def _contributions(doc: Doc, block: Block, *, whole: bool) -> list[Credit]:
    """The agencies in a line that credits them; `whole` for a block that is nothing else."""
    text = text_of(doc)
    for pattern in (*_patterns("contribution"), *_patterns("signoff")):
        for start in [block.start] if whole else _sentences(doc, block):
            match = pattern.match(text, start, block.end)
            if match is None or text[match.end() : block.end].strip(" .)]\n"):
                continue
            who = Span(*(match.span("who") if "who" in match.re.groupindex else match.span()))
            named = _press(doc, who)
            if named and (whole or _is_credit_line(match[0])):
                return [_credit(doc, one, "contribution") for one in named]
            if whole and (unknown := _unknown_body(doc, who)) is not None:
                return [unknown]
    return []


def _is_credit_line(words: str) -> bool:
    """True for a line that can be nothing else, where no block says that it is a credit."""
    return any(pattern.search(words) for pattern in _patterns("surely_credit"))


def _sentences(doc: Doc, block: Block) -> list[int]:
    """Where the block's sentences begin."""
    text = text_of(doc)
    begins = [match.end() for match in re.finditer(r"[.!?”\"]\s+", text[block.start : block.end])]
    return [block.start, *(block.start + at for at in begins)]


def _unknown_body(doc: Doc, who: Span) -> Credit | None:
    """A body that nobody knows for a news organisation, credited with a contribution: "Coastal Wire"."""
    tokens = _tokens(doc, who)
    run = [token for token in tokens if token.ent_type_ == "ORG"]
    if not run or any(token.ent_type_ == "PERSON" for token in tokens):
        return None
    span = Span(run[0].idx, run[-1].idx + len(run[-1].text))
    return _credit(doc, span, "contribution")


def at_end(doc: Doc, block: Block) -> Credit | None:
    """The credit that closes a caption: "…, Oct. 9, 2023 (AP Photo/Hussein Malla)"."""
    text = text_of(doc)
    for pattern in _patterns("at_end_of_caption"):
        for match in pattern.finditer(text, block.start, block.end):
            if match.end() == trim(text, block.span).end:
                found = _in_credit(doc, Span(*match.span("who")), labelled=match.start("who") > match.start() + 1)
                if found is not None:
                    return found
    return None


def picture(doc: Doc, block: Block) -> Credit | None:
    """Who is credited in a picture's credit: the photographer's agency, or the body that gave the picture out."""
    span = trim(text_of(doc), block.span)
    for pattern in _patterns("picture"):
        match = pattern.fullmatch(text_of(doc), span.start, span.end)
        if match is not None:
            return _in_credit(doc, Span(*match.span("who")), labelled=match.start("who") > span.start + 1)
    return None


def _in_credit(doc: Doc, who: Span, *, labelled: bool) -> Credit | None:
    """The first news organisation among the names; else the body, else what follows the photographer's stroke."""
    named = _press(doc, who)
    if named:
        return _credit(doc, named[0], "picture")
    parts = _parts(text_of(doc), who)
    names = [part for part in parts if _may_be_agency(part.of(text_of(doc)))]
    bodies = [part for part in names if not _is_person(doc, part)]
    if not bodies and "/" in who.of(text_of(doc)) and len(names) > 1:
        bodies = names[-1:]
    alone = len(parts) == 1 and not labelled
    if not bodies or (alone and not _is_body(doc, bodies[-1])):
        return None
    return _credit(doc, bodies[-1], "picture")


def _parts(text: str, who: Span) -> list[Span]:
    parted = re.compile("|".join(f"(?:{part.replace(' ', chr(92) + 's')})" for part in _lists()["parts"]))
    found, start = [], who.start
    for match in parted.finditer(text, who.start, who.end):
        found.append(trim(text, Span(start, match.start())))
        start = match.end()
    found.append(trim(text, Span(start, who.end), " .)\n"))
    return [part for part in found if part.length > 1]


def _may_be_agency(words: str) -> bool:
    plain = " ".join(words.casefold().split()).strip(" .")
    return plain not in _lists()["no_agency"] and _NAME.fullmatch(words.strip(" .")) is not None


def _is_person(doc: Doc, part: Span) -> bool:
    tokens = _tokens(doc, part)
    return bool(tokens) and sum(token.ent_type_ == "PERSON" for token in tokens) * 2 > len(tokens)


def _is_body(doc: Doc, part: Span) -> bool:
    return any(token.ent_type_ == "ORG" for token in _tokens(doc, part))
