"""Readings as one self-contained HTML page: the marked text, and beside it the statements.

In:      `Reading`s.
Out:     one HTML document. It runs no script and asks nobody for anything; its own policy forbids both.
Cost:    linear; the page holds every text and every statement once.
Fails:   never. Whatever an article contains is shown as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from allegedly.records import Block, Document, Problem, Reading
from allegedly.spans import Span, subtract
from allegedly.views import words
from allegedly.views.affairs import Affairs, named
from allegedly.views.marked import MarkedText
from allegedly.views.markup import NOTHING, Html, element, join, opening, text, web_address
from allegedly.views.outline import Entry, outline
from allegedly.views.ties import Tie, Ties

_DEEPEST = 5  # Chosen: deeper nesting is said, but not indented further.
_NOTE = "Reported, not verified: the page says who is said to have said what, and passes no verdict."


def render(readings: Iterable[Reading]) -> str:
    """The page for one reading, or for several behind a list of contents."""
    sections = _sections(readings)
    title = sections[0].headline if len(sections) == 1 else f"{len(sections)} documents"
    body = [
        element("a", text("Skip to the statements"), class_="skip", href=f"#{sections[0].list_id}")
        if sections
        else NOTHING,
        _banner(sections),
        element("main", *(section.html(rank=1 if len(sections) == 1 else 2) for section in sections)),
    ]
    style = _style()
    head = [
        opening("meta", charset="utf-8"),
        opening("meta", name="viewport", content="width=device-width, initial-scale=1"),
        opening("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        opening("meta", name="referrer", content="no-referrer"),
        opening("meta", name="color-scheme", content="light dark"),
        element("title", text(f"{title} · allegedly")),
        Html(f"<style>{style}</style>"),
    ]
    page = element("html", element("head", *head), element("body", *body), lang="en")
    return f"<!doctype html>\n{page}\n"


def _sections(readings: Iterable[Reading]) -> list[_Section]:
    """One section a reading; the second time a document comes, its anchors get a number of their own."""
    times: dict[str, int] = {}
    sections: list[_Section] = []
    for reading in readings:
        seen = times[reading.document.id] = times.get(reading.document.id, 0) + 1
        sections.append(_Section(reading, suffix="" if seen == 1 else f"-{seen}"))
    return sections


@cache
def _style() -> str:
    return resources.files("allegedly.views").joinpath("data/page.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _banner(sections: Sequence[_Section]) -> Html:
    parts = [element("p", element("b", text("allegedly")), text(f" · {_NOTE}"))]
    if len(sections) != 1:
        parts.append(element("h1", text(f"{len(sections)} documents")))
        parts.append(element("nav", element("ol", *map(_contents_line, sections)), aria_label="Documents"))
    return element("header", *parts, _legend(), class_="banner")


def _contents_line(section: _Section) -> Html:
    link = element("a", element("bdi", text(section.headline)), href=f"#{section.id}")
    facts = [*_origin(section.reading.document), words.counts(section.reading)]
    return element("li", link, element("span", text(" · ".join(facts)), class_="facts"))


def _legend() -> Html:
    sample = [
        element("mark", text("Who speaks"), class_="source"),
        text(", "),
        element("mark", text("the word that says so"), class_="cue"),
        text(", "),
        element("mark", text("what is said"), class_="content u1"),
        text("; "),
        element(
            "mark",
            text("something said "),
            element("mark", text("inside it"), class_="content u1"),
            class_="content u2",
        ),
        text(" is underlined inside. Numbers lead to the list of statements, and back. "),
        element("mark", text("Actors"), class_="actor", title="who is meant"),
        text(" tell who they are where you point at them, and below the text."),
    ]
    return element("p", *sample, class_="legend")


class _Section:
    """One document on the page: its text, its statements, how it was read."""

    def __init__(self, reading: Reading, *, suffix: str) -> None:
        self.reading = reading
        self.suffix = suffix
        self.id = reading.document.id + suffix
        self.list_id = f"statements-{self.id}"
        self.headline = " ".join((words.headline(reading.document) or "No headline").split())
        self._entries = outline(reading.statements)
        self._ties = Ties(reading, self._entries)
        self._marked = MarkedText(reading.document.text, self._entries, named=named(reading), suffix=suffix)
        self._places = words.Places(reading.document)
        self._affairs = Affairs(reading, self._entries, suffix=suffix)

    def html(self, *, rank: int) -> Html:
        """The whole section, its headline a heading of `rank`."""
        article = element(
            "article",
            element("p", *self._origin_line(), class_="facts"),
            *self._blocks(rank),
            lang=self.reading.document.language or "",
        )
        return element(
            "section", article, self._aside(rank + 1), self._affairs.html(rank + 1), id=self.id, class_="document"
        )

    def _origin_line(self) -> Iterator[Html]:
        document = self.reading.document
        facts = [text(fact) for fact in _origin(document)]
        address = web_address(document.url)
        if address is not None:
            facts.append(element("a", text("as published"), href=address, rel="noopener noreferrer"))
        yield join(facts, " · ")

    def _blocks(self, rank: int) -> Iterator[Html]:
        """The text in reading order. What no block holds is shown too: nothing may be lost on the way to the page."""
        document = self.reading.document
        heading = next((block for block in document.blocks if block.kind == "headline"), None)
        if heading is None:
            yield element(f"h{rank}", text(self.headline), dir="auto", class_="made")
        for folded, blocks in groupby(_with_gaps(document), key=_is_folded):
            made = [self._block(block, rank if block is heading else None) for block in blocks]
            yield from [_fold(made)] if folded else made

    def _block(self, block: Block | Span, rank: int | None) -> Html:
        span = block if isinstance(block, Span) else block.span
        kind = "unplaced" if isinstance(block, Span) else block.kind
        repeated = isinstance(block, Block) and block.repeats is not None
        where: dict[str, str | int] = {
            "dir": "auto",
            "data_start": span.start,
            "data_length": span.length,
            "data_kind": kind,
        }
        inner = self._marked.of(span)
        css = f"{kind} repeated" if repeated else kind
        if rank is not None:
            return element(f"h{rank}", inner, class_=css, **where)
        if kind == "caption":
            return element("figure", element("figcaption", inner, **where), class_=css)
        return element("p", inner, class_=css, **where)

    def _aside(self, rank: int) -> Html:
        """The statements, the problems and how it was read. The region scrolls by itself, so it can be focused."""
        found = element("ol", *map(self._statement, self._entries), class_="statements")
        heading = element(f"h{rank}", text("Statements"), id=self.list_id)
        return element(
            "aside",
            heading,
            element("p", text(words.counts(self.reading)), class_="facts"),
            found if self._entries else element("p", text("No statement was found.")),
            *self._problems(rank),
            self._provenance(rank),
            aria_labelledby=self.list_id,
            role="region",
            tabindex="0",
        )

    def _statement(self, entry: Entry) -> Html:
        statement = entry.statement
        name, remark = words.speaker(statement, self.reading.document)
        who = [
            element("a", text(str(entry.number)), class_="n", href=f"#t-{statement.id}{self.suffix}", **_back(entry)),
            element("bdi", text(name), class_="who"),
            element("span", text(f" ({remark})"), class_="remark") if remark else NOTHING,
        ]
        if statement.cue is not None:
            who.append(element("bdi", text(" ".join(statement.cue.text.split())), class_="said"))
        facts = [statement.form, *self._places.of(statement)]
        sure = words.confidence(statement.confidence)
        return element(
            "li",
            element("p", *who, class_="by"),
            element("blockquote", *_content(entry), dir="auto"),
            *self._meaning(entry),
            element(
                "p", text(" · ".join(facts)), text(" · "), element("span", text(sure), class_=sure), class_="facts"
            ),
            id=f"{statement.id}{self.suffix}",
            class_=f"d{min(entry.depth, _DEEPEST)}",
        )

    def _meaning(self, entry: Entry) -> Iterator[Html]:
        """What the statement means: standing of the speaker, act, certainty, when; its chain, evidence and ties."""
        statement = entry.statement
        standing, chain = words.standing(statement), words.chain(statement)
        known = [*words.meaning(statement), *words.occasion(statement)]
        if standing is not None:
            yield element("p", text(standing), class_="standing", dir="auto")
        if known:
            yield element("p", text(" · ".join(known)), class_="meaning", dir="auto")
        if chain is not None:
            yield element("p", text(chain), class_="chain", dir="auto", aria_label=f"chain: {chain}")
        lines = self._ties.evidence(statement.id)
        if lines:
            yield element("ul", *(element("li", text(line), dir="auto") for line in lines), class_="evidence")
        yield from map(self._tie, self._ties.of(statement.id))

    def _tie(self, tie: Tie) -> Html:
        link = element(
            "a", text(f"{tie.number}"), href=f"#{tie.other}{self.suffix}", aria_label=f"statement {tie.number}"
        )
        kind = tie.label.split()[0].removesuffix("d") if tie.label != "says the same as" else "same"
        return element("p", text(f"{tie.label} "), link, text(f" ({tie.who})"), class_=f"tie {kind}", title=tie.why)

    def _problems(self, rank: int) -> Iterator[Html]:
        problems = (*self.reading.document.problems, *self.reading.problems)
        if problems:
            yield element(f"h{rank}", text("Problems"))
            yield element("ul", *map(self._problem, problems), class_="problems")

    def _problem(self, problem: Problem) -> Html:
        where = (
            f" (line {self._places.line(problem.span.start)}, {words.offsets(problem.span.span)})"
            if problem.span
            else ""
        )
        return element("li", element("code", text(problem.code)), text(f" {problem.message}{where}"))

    def _provenance(self, rank: int) -> Html:
        document = self.reading.document
        facts = {
            "Reader": self.reading.reader,
            "Language": document.language or "unknown",
            "Read from": " · ".join(fact for fact in (document.media_type, document.encoding) if fact),
            "Length": f"{len(document.text)} code points; every range counts them from 0 and leaves its end out",
            "Document": document.id,
            "Bytes, SHA-256": document.raw_sha256,
            "Text, SHA-256": document.text_sha256,
            "How sure": f"sure from {words.SURE:.2f}, likely from {words.LIKELY:.2f}, else unsure",
        }
        rows = [row for key, value in facts.items() for row in (element("dt", text(key)), element("dd", text(value)))]
        summary = element("summary", element(f"h{rank}", text("How it was read")))
        return element("details", summary, element("dl", *rows), class_="provenance")


def _origin(document: Document) -> list[str]:
    facts = [document.outlet or "outlet unknown", words.date(document.published)]
    return [" ".join(fact.split()) for fact in facts]


def _with_gaps(document: Document) -> list[Block | Span]:
    """The blocks, and between them every stretch of text that is in none and not blank."""
    whole = Span(0, len(document.text))
    gaps = subtract(whole, (block.span for block in document.blocks))
    kept = [gap for gap in gaps if not gap.of(document.text).isspace()]
    return sorted([*document.blocks, *kept], key=lambda part: part.start)


def _is_folded(block: Block | Span) -> bool:
    return isinstance(block, Block) and block.kind == "boilerplate"


def _fold(blocks: Sequence[Html]) -> Html:
    parts = "1 part" if len(blocks) == 1 else f"{len(blocks)} parts"
    return element("details", element("summary", text(f"Not the article ({parts})")), *blocks, class_="fold")


def _back(entry: Entry) -> dict[str, str]:
    within = "" if entry.within is None else f", inside statement {entry.within}"
    return {"aria_label": f"statement {entry.number}{within}, to its place in the text"}


def _content(entry: Entry) -> Iterator[Html]:
    for verbatim, stretches in groupby(words.content(entry.statement), key=lambda stretch: stretch.verbatim):
        inner = [
            element("u", text(one.text), class_=one.marked, title=one.marked) if one.marked else text(one.text)
            for one in stretches
        ]
        yield element("q", *inner) if verbatim else join(inner, "")
