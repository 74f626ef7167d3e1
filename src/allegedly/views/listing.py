"""Rows of a ledger for people at a terminal: a few lines each, the id first, so that the next command can name it.

In:      rows from `allegedly.ledger`.
Out:     text that ends with a line end; colours where they are wanted.
Cost:    linear. Fails: never.
"""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from allegedly.ledger import ActorFile, ActorRow, Decision, DocumentRow, Facet, Hit, RelationRow, StatementRow
from allegedly.ledger.fulltext import BEGIN, END
from allegedly.views.account import clean

_LONGEST = 400  # Code points of a quote in a list; the whole stands in `chain` and in the document.
_DECIDED = ("accepted", "edited")  # How sure the machine was of it matters no more.
_STANCES = {"denies": "red", "questions": "magenta", "declines": "dim"}


class Printed:
    """Lines as text of a terminal."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self.width = width
        self._out = io.StringIO()
        self._console = Console(
            file=self._out, width=width, force_terminal=colour, no_color=not colour,
            color_system="standard" if colour else None, highlight=False, emoji=False, markup=False,
        )  # fmt: skip

    def line(self, *parts: str | tuple[str, str]) -> None:
        """Words, some with a style."""
        told = [(part, "") if isinstance(part, str) else part for part in parts]
        self._console.print(Text.assemble(*((_safe(words), style) for words, style in told)))

    def wrapped(self, words: Text | str, indent: int = 2) -> None:
        """A paragraph behind an indent."""
        text = words if isinstance(words, Text) else Text(clean(words))
        for line in text.wrap(self._console, max(self.width - indent, 20)):
            self._console.print(Text(" " * indent).append_text(line))

    def text(self) -> str:
        """What was written since the last time."""
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return written


def statements(rows: Iterable[StatementRow], out: Printed) -> Iterator[str]:
    """Who, what, where it stands."""
    for row in rows:
        out.line((row.id, "bold"), " · ", _where(row.outlet, row.published), *_status(row))
        act = row.act or "says"
        out.line(
            "  ", (row.speaker or row.source or "nobody named", "bold"), " · ", (act, _STANCES.get(act, "")),
            *(() if row.certainty in ("certain", "unknown") else (f", presented as {row.certainty}",)),
            *(() if row.channel is None else (f" · {row.channel}",)),
            *(() if row.said is None else (f" · said {row.said}",)),
        )  # fmt: skip
        out.wrapped(_shortened(row.quote))
        sure = "" if row.status in _DECIDED else f" · {row.least:.2f} sure"
        out.line((f"  {row.document} · {row.start}–{row.end}{sure}", "dim"))
        yield out.text()


def relations(rows: Iterable[RelationRow], out: Printed) -> Iterator[str]:
    """Who did what to whom, and in which statement."""
    for row in rows:
        out.line((row.id, "bold"), " · ", _where(row.outlet, row.published), *_status(row))
        subjects, objects = (", ".join(json.loads(side)) for side in (row.subjects, row.objects))
        denied = "not " if row.polarity == "negative" else ""
        out.line("  ", (subjects, "bold"), f" · {denied}{row.relation} · ", (objects or "—", "bold"))
        facts = [row.mode, row.happened, row.place, row.certainty, row.modality]
        out.line(
            (f"  {' · '.join(fact for fact in facts if fact)} · “{row.trigger}” {row.start} · {row.statement}", "dim")
        )
        yield out.text()


def documents(rows: Iterable[DocumentRow], out: Printed) -> Iterator[str]:
    """Title, outlet, how many statements."""
    for row in rows:
        out.line((row.id, "bold"), " · ", _where(row.outlet, row.published), f" · {_many(row.statements, 'statement')}")
        out.wrapped(row.title or row.name)
        if row.state == "unread":
            out.wrapped(f"unread{': ' + row.problem if row.problem else '; allegedly read reads it'}")
        yield out.text()


def hits(rows: Iterable[Hit], out: Printed) -> Iterator[str]:
    """Passages with what was looked for."""
    for row in rows:
        out.line((row.id, "bold"), " · ", _where(row.outlet, row.published))
        if row.kind == "statement":
            out.line(
                "  ", (row.speaker or "nobody named", "bold"), (f" · {row.document} · {row.start}–{row.end}", "dim")
            )
        else:
            out.wrapped(row.title or "no title")
        out.wrapped(found(row.passage))
        yield out.text()


def actors(rows: Iterable[ActorRow], out: Printed) -> Iterator[str]:
    """Names with what they say and what is said of them."""
    for row in rows:
        out.line((row.id, "bold"), " · ", (row.name, "bold"), f" · {row.kind}")
        out.line((f"  says {row.says} · is spoken of in {row.about}", "dim"))
        yield out.text()


def files(rows: Iterable[ActorFile], out: Printed) -> Iterator[str]:
    """Everything about each."""
    return (actor(row, out) for row in rows)


def actor(file: ActorFile, out: Printed) -> str:
    """Everything about one."""
    row = file.actor
    out.line((row.name, "bold"), f" · {row.kind} · {row.id}")
    known = json.loads(row.identifiers)
    if known:
        out.wrapped(" · ".join(f"{name} {value}" for name, value in known.items()))
    out.wrapped(f"says {row.says} · is spoken of in {row.about}")
    if len(file.names) > 1:
        out.wrapped(f"also called {', '.join(name for name in file.names if name != row.name)}")
    if file.merged:
        out.wrapped(f"one with {', '.join(file.merged)}")
    for one in file.appearances:
        roles = f" · {'; '.join(one.roles)}" if one.roles else ""
        out.wrapped(f"{one.document} · {_where(one.outlet, one.published)} · “{one.name}” × {one.mentions}{roles}", 4)
    return out.text()


def facets(found_values: Mapping[str, Facet], out: Printed) -> str:
    """Values with their counts."""
    for name, facet in found_values.items():
        if not facet.values:
            continue
        out.line((name.replace("_", " "), "bold"), *(() if facet.exact else ("  (of the latest matches)",)))
        widest = max(len(str(count)) for _, count in facet.values)
        for value, count in facet.values:
            out.line(f"  {count:>{widest}}  {value}")
    return out.text()


def decisions(rows: Iterable[Decision], out: Printed) -> Iterator[str]:
    """Who decided what, when."""
    for one in rows:
        told = {"undo": f"undid a decision on {one.target}"}.get(one.action, f"{one.action} {one.target}")
        if "field" in one.payload:
            told += f": {one.payload['field']} {_value(one.payload.get('before'))} → {_value(one.payload['value'])}"
        out.line((one.id, "bold"), f" · {one.at[:16].replace('T', ' ')} · {one.who}")
        out.wrapped(told)
        yield out.text()


def _safe(words: str) -> str:
    """Cleaned, with a space left where one was at either end: "a", " · ", "b" are parts of one line."""
    left = words[: len(words) - len(words.lstrip(" "))]
    right = words[len(words.rstrip(" ")) :] if words.strip(" ") else ""
    return f"{left}{clean(words)}{right}"


def _value(value: object) -> str:
    """A field's value as people say it."""
    if isinstance(value, list):
        return " … ".join(map(_value, value))
    if isinstance(value, dict):
        value = value.get("name") or value.get("edtf") or value.get("text")
    return "nothing" if value is None else textwrap.shorten(str(value), 60, placeholder="…")


def found(passage: str) -> Text:
    """A passage with what was looked for in bold."""
    text = Text()
    for number, part in enumerate(passage.replace("\n", " ").split(BEGIN)):
        inside, _, rest = part.partition(END) if number else ("", "", part)
        text.append(_safe(inside), "bold underline").append(_safe(rest))
    return text


def _shortened(quote: str) -> str:
    joined = " ".join(quote.split())
    return joined if len(joined) <= _LONGEST else f"{joined[:_LONGEST]}…"


def _where(outlet: str | None, published: str | None) -> str:
    return f"{outlet or 'no outlet named'} · {published or 'no date'}"


def _status(row: StatementRow | RelationRow) -> Iterator[str | tuple[str, str]]:
    if row.status != "machine":
        yield from (" · ", (row.status, "green" if row.status in ("accepted", "edited") else "yellow"))
    if row.orphaned:
        yield from (" · ", ("orphaned", "yellow"))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
