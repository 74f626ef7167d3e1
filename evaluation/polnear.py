"""PolNeAR's articles and attributions, read from and written to JSON Lines.

One article a line: `{"id", "publisher", "text", "attributions": [{"source", "cue", "content": [[start, end], …],
"confidence"}]}` with offsets in code points of `text`; further fields are passed over. Predictions are kept in the same
format, so any system's output can be scored, and gold can stand in for a prediction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly.records import Anchor, Statement
from allegedly.spans import Span
from evaluation.ink import Ink, carry

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`), by which words (`cue`), is said to have said what (`content`): spans in reading order.

    A gold attribution without a source has `source == ()`.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float = 1.0

    def part(self, role: str) -> tuple[Span, ...]:
        """The spans of `role`, one of ROLES."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the attributions in it, in no particular order; `others` are further annotators' readings."""

    id: str
    publisher: str
    text: str
    attributions: tuple[Attribution, ...]
    others: tuple[tuple[Attribution, ...], ...] = ()


def load(path: Path) -> list[Article]:
    """The articles of a JSON Lines file, in its order.

    Raises:
        ValueError: a line is no article.
    """
    articles = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            articles.append(_article(json.loads(line)))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path.name}, line {number}: no article with id, text and attributions.") from error
    return articles


def _article(row: dict[str, Any]) -> Article:
    readings = [row["attributions"], *(row.get("other_annotators") or {}).values()]
    first, *others = (tuple(_attribution(item) for item in reading) for reading in readings)
    return Article(row["id"], row.get("publisher") or "", row["text"], first, tuple(others))


def _attribution(item: dict[str, Any]) -> Attribution:
    source, cue, content = (tuple(sorted(Span(*pair) for pair in item[role])) for role in ROLES)
    return Attribution(source, cue, content, item.get("confidence", 1.0))


def save(path: Path, articles: Iterable[Article]) -> None:
    """Write articles so that `load` reads them back."""
    lines = (json.dumps(_row(article), ensure_ascii=False) + "\n" for article in articles)
    path.write_text("".join(lines), "utf-8")


def _row(article: Article) -> dict[str, Any]:
    attributions = [
        {**{role: item.part(role) for role in ROLES}, "confidence": item.confidence} for item in article.attributions
    ]
    return {"id": article.id, "publisher": article.publisher, "text": article.text, "attributions": attributions}


def from_statements(statements: Sequence[Statement], *, read: str, gold: str) -> tuple[Attribution, ...]:
    """A reading's statements in PolNeAR's terms.

    PolNeAR annotates the outermost attributions only and no sentences in outlet voice, so statements without source and
    cue, and statements nested in another attribution, are left out.

    Args:
        read: The text that the statements' anchors count.
        gold: The text that the result shall count; it must have the same ink.

    Raises:
        ValueError: the two texts differ in more than white space.
    """
    here, there = Ink(read), Ink(gold)
    if here.characters != there.characters:
        raise ValueError("the reader's text differs from the corpus's in more than white space.")
    attributed = {item.id for item in statements if item.source or item.cue}
    kept = (item for item in statements if item.id in attributed and item.nested_in not in attributed)
    return tuple(_from_statement(item, here, there) for item in kept)


def _from_statement(statement: Statement, here: Ink, there: Ink) -> Attribution:
    def moved(anchors: Iterable[Anchor | None]) -> tuple[Span, ...]:
        carried = (carry(anchor.span, source=here, target=there) for anchor in anchors if anchor)
        return tuple(span for span in carried if span)

    return Attribution(
        moved([statement.source]), moved([statement.cue]), moved(statement.content), statement.confidence
    )
