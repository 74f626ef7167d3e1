"""Protocol B4: how well the kinds of attribution that are hard are found.

A slice is a set of gold attributions (predictions have no gold kind), so its figures are shares of them: `found`
(content overlap >= 0.5) and `whole` (content equal) of all, `source` and `cue` right of those found. The word lists are
in data/slices.json; slices by cue words are coarse and say so in docs/evaluation.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from allegedly.spans import Span, hull
from evaluation.attributions import Comparison, Pair
from evaluation.figures import Counts, Figure, figure, share
from evaluation.polnear import Article, Attribution

_DATA = Path(__file__).parent / "data" / "slices.json"
_WORD = re.compile(r"[\w'’]+")
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?")

Test = Callable[[Article, Attribution], bool]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(json.loads(_DATA.read_text("utf-8"))[name])


def form(article: Article, item: Attribution) -> str:
    """Direct where every letter of the content stands in quotation marks, indirect where none does, else mixed."""
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(article.text)]
    letters = [at for span in item.content for at in range(*span) if article.text[at].isalnum()]
    inside = sum(any(mark.start <= at < mark.end for mark in quoted) for at in letters)
    if not inside:
        return "indirect"
    return "direct" if inside == len(letters) else "mixed"


def _said(article: Article, spans: Sequence[Span]) -> str:
    return " ".join(span.of(article.text) for span in spans)


def _lower(article: Article, spans: Sequence[Span]) -> list[str]:
    return _WORD.findall(_said(article, spans).lower())


def _cue_in(name: str) -> Test:
    return lambda article, item: not _words(name).isdisjoint(_lower(article, item.cue))


def _negated(article: Article, item: Attribution) -> bool:
    words = _lower(article, item.cue)
    endings = tuple(_words("negation_endings"))
    return any(word in _words("negations") or word.endswith(endings) for word in words)


def _pronoun(article: Article, item: Attribution) -> bool:
    words = _lower(article, item.source)
    return len(words) == 1 and words[0] in _words("pronouns") and not _relative(article, item)


def _relative(article: Article, item: Attribution) -> bool:
    words = _lower(article, item.source)
    if len(words) != 1:
        return False
    return words[0] in _words("relative_pronouns") or (words[0] in _words("relative_that") and _is_relative_that(item))


def _is_relative_that(item: Attribution) -> bool:
    """A "that" right before its cue is a relative pronoun more often than not; one elsewhere is a demonstrative."""
    return bool(item.cue) and 0 <= item.cue[0].start - item.source[-1].end <= 1


def _unnamed(article: Article, item: Attribution) -> bool:
    """No capital in the source, pronouns apart; a first word that the article also has in lower case may have one."""
    if not item.source or _pronoun(article, item) or _relative(article, item):
        return False
    first, *others = _said(article, item.source).split()
    if any(letter.isupper() for word in others for letter in word):
        return False
    return first.islower() or (first[1:].islower() and first.lower() in _WORD.findall(article.text))


def _crosses_paragraph(article: Article, item: Attribution) -> bool:
    return "\n" in hull(item.content).of(article.text) if item.content else False


def _in_headline(article: Article, item: Attribution) -> bool:
    start = len(article.text) - len(article.text.lstrip())
    end = article.text.find("\n", start)
    return bool(item.content) and (end < 0 or item.content[0].start < end)


def _intends_or_evaluates(article: Article, item: Attribution) -> bool:
    return _cue_in("intentions")(article, item) or _cue_in("evaluations")(article, item)


def _published_by(publisher: str) -> Test:
    return lambda article, _: article.publisher == publisher


TESTS: dict[str, Test] = {
    "direct": lambda article, item: form(article, item) == "direct",
    "mixed": lambda article, item: form(article, item) == "mixed",
    "indirect": lambda article, item: form(article, item) == "indirect",
    "source is a pronoun": _pronoun,
    "source is a relative pronoun": _relative,
    "source is unnamed": _unnamed,
    "no source": lambda article, item: not item.source,
    "discontinuous": lambda article, item: len(item.content) > 1,
    "over a paragraph break": _crosses_paragraph,
    "according to": lambda article, item: "according to" in " ".join(_said(article, item.cue).lower().split()),
    "headline line": _in_headline,
    "negated": _negated,
    "denial": _cue_in("denials"),
    "declined": _cue_in("declines"),
    "intention or evaluation": _intends_or_evaluates,
    "statement-like": lambda article, item: not _intends_or_evaluates(article, item),
}


def cues(articles: Sequence[Article]) -> frozenset[str]:
    """The cues of `articles`, lower-cased."""
    return frozenset(" ".join(_lower(article, item.cue)) for article in articles for item in article.attributions)


def score(compared: Sequence[Comparison], *, seen: frozenset[str] | None = None, name: str = "polnear") -> list[Figure]:
    """The figures of every slice; slices by seen cue only where `seen` (from `cues` of the training split) is given."""
    tests = dict(TESTS)
    if seen is not None:
        known = seen
        tests["cue seen in training"] = lambda article, item: " ".join(_lower(article, item.cue)) in known
        tests["cue not seen in training"] = lambda article, item: " ".join(_lower(article, item.cue)) not in known
    for publisher in sorted({item.article.publisher for item in compared} - {""}):
        tests[publisher] = _published_by(publisher)
    return [found for label, test in tests.items() for found in _slice(f"{name}.B4.{label}", compared, test)]


def _slice(name: str, compared: Sequence[Comparison], test: Test) -> Iterator[Figure]:
    members = [
        {at for at, attribution in enumerate(item.article.attributions) if test(item.article, attribution)}
        for item in compared
    ]
    columns = [_counts(item, inside) for item, inside in zip(compared, members, strict=True)]
    for measure in ("found", "whole", "source", "cue"):
        yield figure(f"{name}.{measure}", [column[measure] for column in columns])


def _counts(item: Comparison, inside: set[int]) -> Mapping[str, Counts]:
    pairs: list[Pair] = [pair for pair in item.good() if pair.gold in inside]
    return {
        "found": share(len(pairs), len(inside)),
        "whole": share(sum(pair.overlap == 1 for pair in pairs), len(inside)),
        "source": share(sum(item.right_part(pair, "source") for pair in pairs), len(pairs)),
        "cue": share(sum(item.right_part(pair, "cue") for pair in pairs), len(pairs)),
    }
