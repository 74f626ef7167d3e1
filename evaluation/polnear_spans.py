"""Protocol A: PolNeAR as a span test, comparable with the published figures of CofeNet (COLING 2022).

Unit:    a row is a non-empty line of the article, cut into words and single marks by our own plain rule (PolNeAR's
         CoreNLP tokens cannot be had here). The rule is finer than CoreNLP's, so an exact span is, if anything, harder.
Tags:    gold and predictions are both projected to BIO by the same code. On a clash the outermost attribution keeps the
         word, inside one attribution the cue, then the source. A span over a line break becomes one span a row.
Variants: `A-full`, and `A-300`, where the tags of a row are cut after 300 tokens (ours are finer, so a little earlier).
Exact:   same start, end, role in the same row. Begin: same start. Jaccard: mean of each gold span's best
         intersection over union, and 0 for each predicted span that touches no gold span of its role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from allegedly.spans import Span
from evaluation.figures import Counts, Figure, figure, mean, total
from evaluation.polnear import ROLES, Article, Attribution

CUT = 300
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_PRIORITY = ("cue", "source", "content")

Tags = list[str]
Spans = list[Span]


def rows(text: str) -> list[list[Span]]:
    """The tokens of every line that has some; code points."""
    found = []
    for line in _LINE.finditer(text):
        tokens = [Span(*match.span()) for match in _TOKEN.finditer(text, line.start(), line.end())]
        if tokens:
            found.append(tokens)
    return found


def project(attributions: Sequence[Attribution], tokens: Sequence[Sequence[Span]]) -> list[Tags]:
    """BIO tags for every row: "O", "B-source", "I-source" and so on."""
    tags = [["O"] * len(row) for row in tokens]
    for item in _outermost_first(attributions):
        for role in _PRIORITY:
            for span in item.part(role):
                for row, labels in zip(tokens, tags, strict=True):
                    _write(role, span, row, labels)
    return tags


def _write(role: str, span: Span, row: Sequence[Span], labels: Tags) -> None:
    if not row[0].start < span.end or not span.start < row[-1].end:
        return
    continues = False
    for at, token in enumerate(row):
        if token.overlaps(span) and labels[at] == "O":
            labels[at] = f"I-{role}" if continues else f"B-{role}"
            continues = True
        else:
            continues = False


def _outermost_first(attributions: Sequence[Attribution]) -> list[Attribution]:
    def depth(inner: Attribution) -> int:
        return sum(_encloses(outer, inner) for outer in attributions)

    return sorted(attributions, key=lambda item: (depth(item), -_length(item.content), item.content))


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """True where the content of `outer` holds the words by which `inner` attributes."""
    anchors = inner.cue or inner.content
    return bool(anchors) and all(any(piece.contains(anchor) for piece in outer.content) for anchor in anchors)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.length for span in spans)


def decode(tags: Sequence[str], role: str) -> Spans:
    """The spans of `role` in token positions: a B and the I that follow; an I that continues nothing is no span."""
    spans: Spans = []
    start: int | None = None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{role}":
            spans.append(Span(start, at))
            start = None
        if tag == f"B-{role}":
            start = at
    return spans


def exact(gold: Spans, predicted: Spans) -> Counts:
    """Spans with the same start and end."""
    return Counts(len(set(gold) & set(predicted)), len(predicted), len(gold))


def begin(gold: Spans, predicted: Spans) -> Counts:
    """Spans with the same start."""
    return Counts(len({span.start for span in gold} & {span.start for span in predicted}), len(predicted), len(gold))


def jaccard(gold: Spans, predicted: Spans) -> Counts:
    """Each gold span's best overlap, and nothing for each predicted span that touches none."""
    best = sum(max((_overlap(span, other) for other in predicted), default=0.0) for span in gold)
    stray = sum(not any(span.overlaps(other) for other in gold) for span in predicted)
    return Counts(best, len(gold) + stray, len(gold) + stray)


def _overlap(one: Span, other: Span) -> float:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (one.length + other.length - shared)


_MEASURES = {"exact": exact, "begin": begin, "jaccard": jaccard}


def score(
    articles: Sequence[Article], predicted: Mapping[str, Sequence[Attribution]], *, name: str = "polnear"
) -> list[Figure]:
    """All figures of protocol A; `predicted` is by article id, and an article it does not have was not read."""
    projected = [_tagged(article, predicted.get(article.id, ())) for article in articles]
    return [*_variant(f"{name}.A-full", projected, None), *_variant(f"{name}.A-300", projected, CUT)]


def _tagged(article: Article, predicted: Sequence[Attribution]) -> list[tuple[Tags, Tags]]:
    tokens = rows(article.text)
    return list(zip(project(article.attributions, tokens), project(predicted, tokens), strict=True))


def _variant(name: str, articles: Sequence[list[tuple[Tags, Tags]]], cut: int | None) -> Iterator[Figure]:
    headline = cut is None
    for measure, count in _MEASURES.items():
        groups = []
        for role in ROLES:
            counts = [
                total(count(decode(gold[:cut], role), decode(found[:cut], role)) for gold, found in article)
                for article in articles
            ]
            groups.append(counts)
            yield figure(f"{name}.{measure}.{role}", counts, headline=headline and measure == "exact")
        yield mean(f"{name}.{measure}.mean", groups, headline=headline and measure == "exact")
