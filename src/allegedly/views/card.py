"""One statement for a reviewer: the words around it, how it was understood, how sure that is.

In:      a statement as it is shown, and its document.
Out:     lines for a terminal: source, cue and content marked in their passage, then every field.
Cost:    linear in the passage. Fails: never.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from allegedly.records import Document, Statement
from allegedly.spans import Span
from allegedly.views import words
from allegedly.views.listing import Printed

_AROUND = 240  # Code points before and behind, to the next white space.
_STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "underline"}


def card(statement: Statement, document: Document, out: Printed) -> None:
    """Write the passage and the fields."""
    out.wrapped(passage(statement, document.text))
    out.line()
    said_by, note = words.speaker(statement, document)
    _field(out, "said by", f"{said_by}{f' ({note})' if note else ''}", statement, "speaker")
    if statement.cue is not None:
        _field(out, "cue", statement.cue.text, statement, "")
    _field(out, "content", " … ".join(piece.text for piece in statement.content), statement, "")
    _field(out, "act", " · ".join(words.meaning(statement)) or "none", statement, "act")
    if chain := words.chain(statement):
        _field(out, "chain", chain.removeprefix("chain: "), statement, "chain")
    if occasion := words.occasion(statement):
        _field(out, "when", " · ".join(occasion), statement, "said")
    _field(out, "spans", f"{statement.confidence:.2f} sure · {statement.id}", statement, "")


def _field(out: Printed, name: str, told: str, statement: Statement, of: str) -> None:
    sure = statement.confidences.get(of)
    out.wrapped(f"{name:>8}  {told}{'' if sure is None else f' · {sure:.2f}'}")


def passage(statement: Statement, text: str) -> Text:
    """The passage with source, cue and content marked."""
    spans = [(anchor.span, "content") for anchor in statement.content]
    spans += [(anchor.span, name) for name in ("source", "cue") if (anchor := getattr(statement, name)) is not None]
    around = _around(text, [span for span, _ in spans])
    told = Text()
    styles = [""] * around.length
    for span, name in spans:
        for at in range(max(span.start, around.start), min(span.end, around.end)):
            styles[at - around.start] = _STYLES[name]
    start = 0
    shown = around.of(text)
    for at in range(1, around.length + 1):
        if at == around.length or styles[at] != styles[start]:
            told.append(_plain(shown[start:at]), styles[start])
            start = at
    return told


def _around(text: str, spans: Sequence[Span]) -> Span:
    start = max(0, min(span.start for span in spans) - _AROUND)
    end = min(len(text), max(span.end for span in spans) + _AROUND)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _plain(piece: str) -> str:
    return "".join(one if one.isprintable() else " " if one.isspace() else "\ufffd" for one in piece)
