"""The readable account of a reading: who said what, in reading order, for a terminal of any width.

In:      one `Reading`.
Out:     plain text, or text with ANSI styles; the styles only repeat what words and marks already say.
Cost:    linear. Fails: never. Control characters and direction overrides of the article never reach the terminal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.text import Text

from allegedly.records import Document, Problem, Reading
from allegedly.views import words
from allegedly.views.cast import Part, cast, numbers
from allegedly.views.deeds import Deed, deeds, foremost
from allegedly.views.outline import Entry, outline
from allegedly.views.ties import Ties

# Control characters could move the cursor or rename the window, overrides could swap who is said to speak.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DEEPEST = 6  # Chosen: deeper nesting is not indented further, so that words keep some width.
_NARROWEST = 24
PARTS = ("statements", "actors", "relations")
_MOST = 25  # Chosen: below the statements, as many actors and as many relations as a screen holds.
_RULER = Console(file=io.StringIO(), width=80, _environ={})  # Only measures; wrapping asks for a console.


def render(reading: Reading, *, width: int = 80, colour: bool = False, parts: Collection[str] = PARTS) -> str:
    """The account as text whose lines fit `width` terminal cells, without a final blank line.

    Args:
        reading: What to tell.
        width: Terminal cells in a line; fewer than 24 are taken as 24.
        parts: Which of PARTS to tell. Beside statements, actors and relations are cut short, and the account says so.
        colour: Whether to use ANSI styles (the terminal's own sixteen colours, bold, italic).
    """
    console = Console(
        file=io.StringIO(),
        width=max(width, _NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    with console.capture() as captured:
        console.print(_Account(reading, parts))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


class _Account:
    """The parts of an account as lines that rich can print."""

    def __init__(self, reading: Reading, parts: Collection[str]) -> None:
        self._reading, self._parts = reading, parts
        self._brief = "statements" in parts  # Who asks for actors or relations alone wants all of them.
        self._places = words.Places(reading.document)
        self._entries = outline(reading.statements)
        self._ties = Ties(reading, self._entries)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        entries = self._entries
        yield from _heading(self._reading.document)
        if "statements" in self._parts:
            for entry in entries:
                yield Text()
                yield from self._entry(entry, len(str(len(entries))), options.max_width)
            if not entries:
                yield Text("\nNo statement was found.")
        if "actors" in self._parts:
            yield from self._cast(options.max_width)
        if "relations" in self._parts:
            yield from self._deeds(options.max_width)
        yield from self._problems()
        yield Text()
        if not self._brief:
            yield Text("Numbers are those of the statements in “allegedly read”.", style="dim")
        yield Text(f"{words.counts(self._reading)} · reader: {clean(self._reading.reader)}", style="dim")

    def _entry(self, entry: Entry, digits: int, width: int) -> Iterator[Text]:
        """One statement: who and by which cue, what, how and where. A nested one hangs on its parent by "└"."""
        label = f"└ {entry.number}  " if entry.depth else f"{entry.number:>{digits}}  "
        indent = (digits + 2) * min(entry.depth, _DEEPEST, max(0, width - _NARROWEST) // (digits + 2))
        blank = " " * (indent + len(label))
        yield from _lines(self._who(entry), width, first=" " * indent + label, rest=blank)
        yield from _lines(_content(entry), width, first=blank, rest=blank)
        for line in self._facts(entry, width - len(blank)):
            yield from _lines(line, width, first=blank, rest=blank)

    def _facts(self, entry: Entry, width: int) -> Iterator[Text]:
        """What is known of a statement: who speaks, meaning, chain, evidence, ties; then, dim, its place."""
        statement = entry.statement
        standing, chain = words.standing(statement), words.chain(statement)
        if standing is not None:
            yield Text(clean(standing))
        for line in _fill([clean(fact) for fact in (*words.meaning(statement), *words.occasion(statement))], width):
            yield Text(line)
        if chain is not None:
            yield Text(clean(f"chain: {chain}"))
        for line in self._ties.evidence(statement.id):
            yield Text(clean(f"evidence: {line}"))
        for tie in self._ties.of(statement.id):
            yield Text(clean(f"{tie.label} {tie.number} ({tie.who})"))
        place = [statement.form, words.confidence(statement.confidence), *self._places.of(statement)]
        for line in _fill([clean(fact) for fact in place], width):
            yield Text(line, style="dim")

    def _who(self, entry: Entry) -> Text:
        name, remark = words.speaker(entry.statement, self._reading.document)
        line = Text.assemble((clean(name), "bold"))
        if remark is not None:
            line.append(f" ({clean(remark)})")
        if entry.statement.cue is not None:
            line.append(f" · {clean(entry.statement.cue.text)}", style="magenta")
        return line

    def _cast(self, width: int) -> Iterator[Text]:
        """Who they are, what they say, what is said of them."""
        parts, left = cast(self._reading, self._entries)
        shown = parts[:_MOST] if self._brief else parts
        if parts:
            yield Text("\nActors", style="bold")
        elif not self._brief:
            yield Text("\nNobody is named who speaks or is spoken of.")
        for part in shown:
            line = Text.assemble((clean(part.actor.name), "bold"), " · " + clean(" · ".join(part.facts)))
            yield from _lines(line, width, first="  ", rest="      ")
            if told := _told(part):
                yield from _lines(Text(told, style="dim"), width, first="      ", rest="      ")
        more = [
            f"{len(parts) - len(shown)} more in “allegedly actors”" if len(parts) > len(shown) else "",
            f"{left} who are only mentioned in “allegedly read --jsonl”" if left else "",
        ]
        if parts and any(more):
            yield from _lines(Text("; ".join(filter(None, more)), style="dim"), width, first="  and ", rest="      ")

    def _deeds(self, width: int) -> Iterator[Text]:
        """What is said to have happened, under who says so."""
        every = deeds(self._reading, self._entries)
        groups = foremost(every, _MOST) if self._brief else every
        if every:
            yield Text("\nRelations asserted", style="bold")
        elif not self._brief:
            yield Text("\nNo relation was found.")
        for group in groups:
            line = Text(clean(f"by {group.who}{' (outlet voice)' if group.outlet else ''}"), style="magenta")
            yield from _lines(line, width, first="  ", rest="    ")
            for deed in group.deeds:
                yield from _lines(_deed(deed), width, first="    ", rest="        ")
        more = sum(len(group.deeds) for group in every) - sum(len(group.deeds) for group in groups)
        if more:
            yield Text(f"  and {more} more in “allegedly relations”", style="dim")

    def _problems(self) -> Iterator[Text]:
        problems = (*self._reading.document.problems, *self._reading.problems)
        if problems:
            yield Text("\nProblems", style="bold")
        for problem in problems:
            yield Text(clean(f"{problem.code} {problem.message}{self._spot(problem)}"))

    def _spot(self, problem: Problem) -> str:
        if problem.span is None:
            return ""
        return f" (line {self._places.line(problem.span.start)}, {words.offsets(problem.span.span)})"


def _told(part: Part) -> str:
    """ "says 1, 4 · spoken of in 3": the statements that somebody makes, and the others that speak of him."""
    numbered = (("says", part.says), ("spoken of in", part.told_of))
    return " · ".join(f"{label} {numbers(given)}" for label, given in numbered if given)


def _deed(deed: Deed) -> Text:
    facts = clean(" · ".join((deed.what, *deed.facts)))
    return Text.assemble((clean(deed.sides), "bold"), f" · {facts}", (f" · statement {deed.number}", "dim"))


def clean(text: str) -> str:
    """The text on one line, harmless to a terminal: control characters become "�", direction overrides go."""
    return _OVERRIDE.sub("", _CONTROL.sub("\ufffd", " ".join(text.split())))


def _heading(document: Document) -> Iterator[Text | Rule]:
    yield Text(clean(words.headline(document) or "No headline"), style="bold")
    facts = [document.outlet or "outlet unknown", words.date(document.published)]
    if document.authors:
        facts.append(f"by {', '.join(document.authors)}")
    yield Text(clean(" · ".join(facts)))
    yield Rule(style="dim")


def _lines(text: Text, width: int, *, first: str, rest: str) -> Iterator[Text]:
    """`text` wrapped to `width` cells, the first line behind `first`, the others behind `rest`."""
    lead = first
    for line in text.wrap(_RULER, max(1, width - len(rest)), overflow="fold"):
        line.rstrip()
        yield Text(lead).append_text(line)
        lead = rest


def _fill(facts: list[str], width: int) -> Iterator[str]:
    """The facts joined by " · ", broken between facts only."""
    line = ""
    for fact in facts:
        longer = f"{line} · {fact}" if line else fact
        if line and cell_len(longer) > width:
            yield line
            longer = fact
        line = longer
    if line:
        yield line


def _content(entry: Entry) -> Text:
    """The content's words on one line, verbatim ones in “ ” and italic, those that carry a field underlined."""
    line = Text()
    for piece, verbatim, marked in words.content(entry.statement):
        # Cleaning one piece must not eat the space that separates it from its neighbours.
        inner = clean(piece)
        left = " " if piece[:1].isspace() else ""
        right = " " if inner and piece[-1:].isspace() else ""
        style = f"{'italic ' if verbatim else ''}{'underline' if marked else ''}".strip()
        line.append(f"{left}{inner}{right}", style=style)
    return line
