"""Articles and attributions made by hand, their spans given by the words they cover."""

from __future__ import annotations

from allegedly.spans import Span
from evaluation.polnear import Article, Attribution

TEXT = (
    "Mora delays the bridge\n"
    "\n"
    "“The bridge,” said Ana Mora, “will open in May.” She had hoped for March, she added.\n"
    "\n"
    "The colonel is believed to have fled. According to a port log, two ships left at dawn."
)


def spans(*words: str, text: str = TEXT) -> tuple[Span, ...]:
    """The first place of each of `words` in `text`."""
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)


def attribution(source: str | None, cue: str, *content: str, text: str = TEXT, confidence: float = 1.0) -> Attribution:
    return Attribution(
        spans(source, text=text) if source else (), spans(cue, text=text), spans(*content, text=text), confidence
    )


MORA = attribution("Ana Mora", "said", "“The bridge,”", "“will open in May.”")
SHE = attribution("she added", "added", "She had hoped for March")
COLONEL = attribution(None, "is believed", "The colonel", "to have fled")
LOG = attribution("a port log", "According to", "two ships left at dawn")

# The source of SHE is the last "she" alone, which no first place finds.
_SHE = Span(SHE.source[0].start, SHE.source[0].start + 3)
SHE = Attribution((_SHE,), SHE.cue, SHE.content)

ARTICLE = Article("bay-1", "Bay Post", TEXT, (MORA, SHE, COLONEL, LOG))


def by_name(figures):  # type: ignore[no-untyped-def]
    """Figures by their names."""
    return {figure.name: figure for figure in figures}
