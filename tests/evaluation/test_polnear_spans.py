"""Protocol A on rows whose tags and scores are worked out by hand."""

from __future__ import annotations

import pytest

from allegedly.spans import Span
from evaluation.polnear import Article, Attribution
from evaluation.polnear_spans import begin, decode, exact, jaccard, project, rows, score
from tests.evaluation.hand import ARTICLE, COLONEL, LOG, MORA, SHE, attribution, by_name


def test_a_row_is_a_line_with_words_and_single_marks() -> None:
    text = "It's 4.5%.\n \n\nNo."
    assert [[token.of(text) for token in row] for row in rows(text)] == [
        ["It", "'", "s", "4", ".", "5", "%", "."],
        ["No", "."],
    ]


def test_a_discontinuous_content_is_several_spans() -> None:
    text = "“No,” said Deng, “never.”"
    deng = attribution("Deng", "said", "“No,”", "“never.”", text=text)
    tags = project([deng], rows(text))
    assert tags == [
        ["B-content", *["I-content"] * 3, "B-cue", "B-source", "O", "B-content", *["I-content"] * 3],
    ]
    assert decode(tags[0], "content") == [Span(0, 4), Span(7, 11)]


def test_on_a_clash_the_outermost_attribution_wins() -> None:
    text = "Ito said the envoy had told him Paris would refuse."
    outer = attribution("Ito", "said", "the envoy had told him Paris would refuse", text=text)
    inner = attribution("the envoy", "had told", "Paris would refuse", text=text)
    expected = [["B-source", "B-cue", "B-content", *["I-content"] * 7, "O"]]
    assert project([outer, inner], rows(text)) == project([inner, outer], rows(text)) == expected


def test_inside_one_attribution_the_cue_keeps_its_words() -> None:
    text = "“The bridge, she said, is safe.”"
    whole = attribution("she", "said", text, text=text)
    assert project([whole], rows(text)) == [
        ["B-content", *["I-content"] * 3, "B-source", "B-cue", "B-content", *["I-content"] * 4],
    ]


def test_a_source_of_two_attributions_counts_once() -> None:
    text = "Lund announced new fares and said buses would run later."
    both = [
        attribution("Lund", "announced", "new fares", text=text),
        attribution("Lund", "said", "buses would run later", text=text),
    ]
    assert decode(project(both, rows(text))[0], "source") == [Span(0, 1)]


def test_an_inside_tag_that_continues_nothing_is_no_span() -> None:
    assert decode(["I-cue", "B-cue", "I-source", "I-cue", "B-cue", "B-cue"], "cue") == [
        Span(1, 2),
        Span(4, 5),
        Span(5, 6),
    ]


def test_exact_begin_and_jaccard_of_spans() -> None:
    gold = [Span(0, 4), Span(10, 12)]
    predicted = [Span(0, 2), Span(10, 12), Span(20, 21)]
    assert exact(gold, predicted).f1 == pytest.approx(2 / 5)
    assert exact(gold, predicted).accuracy == pytest.approx(1 / 4)
    assert begin(gold, predicted).f1 == pytest.approx(4 / 5)
    # Best overlaps 2/4 and 1, and a 0 for the span at 20 that touches no gold span.
    assert jaccard(gold, predicted).f1 == pytest.approx((0.5 + 1 + 0) / 3)


def test_a_prediction_that_touches_gold_adds_no_zero() -> None:
    assert jaccard([Span(0, 4)], [Span(0, 1), Span(2, 4)]).f1 == pytest.approx(0.5)


def test_gold_against_itself_is_perfect() -> None:
    figures = score([ARTICLE], {ARTICLE.id: ARTICLE.attributions})
    assert {figure.value for figure in figures} == {1.0}
    found = by_name(figures)
    # Two contents for Mora, one for "she", two for the colonel, one for the log.
    assert found["polnear.A-full.exact.content"].gold == 6
    assert found["polnear.A-full.exact.source"].gold == 3


def test_errors_are_counted_where_they_are() -> None:
    short = Attribution(LOG.source, LOG.cue, (Span(LOG.content[0].start, LOG.content[0].end - 5),))
    stray = attribution("Mora", "delays", "the bridge")
    found = by_name(score([ARTICLE], {ARTICLE.id: (MORA, SHE, short, stray)}))
    assert found["polnear.A-full.exact.source"].value == pytest.approx(2 * 3 / (4 + 3))
    assert found["polnear.A-full.exact.cue"].value == pytest.approx(2 * 3 / (4 + 4))
    # Predicted contents: 2 + 1 + 1 + 1; right are Mora's two and hers.
    assert found["polnear.A-full.exact.content"].value == pytest.approx(2 * 3 / (5 + 6))
    assert found["polnear.A-full.begin.content"].value == pytest.approx(2 * 4 / (5 + 6))
    # "two ships left at" is 4 of 5 words; the colonel's two contents are missed; one stray.
    assert found["polnear.A-full.jaccard.content"].value == pytest.approx((3 + 4 / 5) / (6 + 1))


def test_an_article_that_was_not_read_has_no_predictions() -> None:
    assert by_name(score([ARTICLE], {}))["polnear.A-full.exact.cue"].value == 0


def test_a_300_cuts_the_row_on_both_sides() -> None:
    text = "w " * 298 + "Rao said so , Rao said no"
    early = Attribution((Span(596, 599),), (Span(600, 604),), (Span(605, 607),))
    late = Attribution((Span(610, 613),), (Span(614, 618),), (Span(619, 621),))
    article = Article("long", "", text, (early, late))
    found = by_name(score([article], {"long": (early, late)}))
    assert [found[f"polnear.A-full.exact.{role}"].gold for role in ("source", "cue", "content")] == [2, 2, 2]
    assert [found[f"polnear.A-300.exact.{role}"].gold for role in ("source", "cue", "content")] == [1, 1, 0]


def test_a_span_over_a_line_break_is_one_span_a_row() -> None:
    text = "Lind said:\n“We waited.\nNobody moved.”"
    lind = attribution("Lind", "said", "“We waited.\nNobody moved.”", text=text)
    tags = project([lind], rows(text))
    assert [decode(row, "content") for row in tags] == [[], [Span(0, 4)], [Span(0, 4)]]


def test_colonel_has_no_source_to_find() -> None:
    article = Article("c", "", ARTICLE.text, (COLONEL,))
    assert by_name(score([article], {"c": (COLONEL,)}))["polnear.A-full.exact.source"].value is None
