"""Protocol B on attributions whose scores are worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allegedly.spans import Span
from evaluation.attributions import calibration_error, compare, comparisons, judged, precision_at, score
from evaluation.polnear import Article, Attribution
from tests.evaluation.hand import ARTICLE, COLONEL, LOG, MORA, SHE, by_name

TEXT = "aaaa bbbb cccc dddd eeee ffff gggg hhhh"


def made(source: str, cue: str, *content: str, confidence: float = 1.0) -> Attribution:
    """An attribution over TEXT; each of its parts is named by its words, "" for no source."""

    def at(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Attribution(at(source), at(cue), tuple(at(words)[0] for words in content), confidence)


def figures(gold: list[Attribution], predicted: list[Attribution]):  # type: ignore[no-untyped-def]
    article = Article("x", "", TEXT, tuple(gold))
    return by_name(score(comparisons([article], {"x": predicted})))


def test_gold_against_itself_is_perfect() -> None:
    found = by_name(score(comparisons([ARTICLE], {ARTICLE.id: ARTICLE.attributions})))
    error = found.pop("polnear.B7.calibration-error")
    assert error.value == 0
    assert {figure.value for figure in found.values()} == {1.0}


def test_white_space_at_an_edge_changes_nothing() -> None:
    wider = replace(LOG, content=(Span(LOG.content[0].start - 1, LOG.content[0].end),))
    found = by_name(score(comparisons([ARTICLE], {ARTICLE.id: (MORA, SHE, COLONEL, wider)})))
    assert found["polnear.B2.triple"].value == 1
    assert found["polnear.B1.spans.content"].value == 1


def test_each_threshold_counts_its_pairs() -> None:
    gold = [made("aaaa", "bbbb", "cccc"), made("", "dddd", "eeee ffff gggg hhhh")]
    # The second content has 12 of 16 characters: overlap 2 * 12 / (12 + 16) = 0.857; the third finds nothing.
    predicted = [made("aaaa", "bbbb", "cccc"), made("", "dddd", "ffff gggg hhhh"), made("", "cccc", "aaaa")]
    found = figures(gold, predicted)
    assert found["polnear.B2.attribution.any"].value == pytest.approx(2 * 2 / 5)
    assert found["polnear.B2.attribution.0.8"].value == pytest.approx(2 * 2 / 5)
    assert found["polnear.B2.attribution.1.0"].value == pytest.approx(2 * 1 / 5)
    assert found["polnear.B2.attribution.1.0"].precision == pytest.approx(1 / 3)
    assert found["polnear.B2.attribution.1.0"].recall == pytest.approx(1 / 2)
    assert found["polnear.B2.triple"].value == pytest.approx(2 * 1 / 5)


def test_half_overlap_is_enough_and_less_is_not() -> None:
    # 4 of 12 against 4: 8 / 16 = 0.5; 4 of 16 against 4: 8 / 20 = 0.4.
    half = figures([made("", "aaaa", "bbbb cccc dddd")], [made("", "aaaa", "bbbb")])
    less = figures([made("", "aaaa", "bbbb cccc dddd eeee")], [made("", "aaaa", "bbbb")])
    assert half["polnear.B2.attribution.0.5"].value == 1
    assert less["polnear.B2.attribution.0.5"].value == 0
    assert less["polnear.B2.attribution.any"].value == 1


def test_the_assignment_is_the_best_one_and_not_the_first() -> None:
    # Greedy would give the first prediction to the first gold (0.67) and leave the second gold with nothing.
    gold = [made("", "hhhh", "aaaa bbbb cccc"), made("", "hhhh", "aaaa")]
    predicted = [made("", "hhhh", "aaaa bbbb"), made("", "hhhh", "bbbb cccc")]
    pairs = compare(Article("x", "", TEXT, tuple(gold)), predicted).pairs
    assert {(pair.gold, pair.predicted) for pair in pairs} == {(0, 1), (1, 0)}


def test_cues_decide_between_equal_contents() -> None:
    gold = [made("aaaa", "bbbb", "cccc"), made("hhhh", "gggg", "cccc")]
    pairs = compare(Article("x", "", TEXT, tuple(gold)), gold[::-1]).pairs
    assert {(pair.gold, pair.predicted) for pair in pairs} == {(0, 1), (1, 0)}
    assert figures(gold, gold[::-1])["polnear.B3.source-and-cue"].value == 1


def test_a_duplicate_prediction_finds_nothing_more() -> None:
    one = made("aaaa", "bbbb", "cccc")
    found = figures([one], [one, one])
    assert found["polnear.B2.attribution.1.0"].precision == pytest.approx(1 / 2)
    assert found["polnear.B2.triple"].precision == pytest.approx(1 / 2)
    assert found["polnear.B2.attribution.1.0"].recall == 1
    # Spans and characters of an article are sets: the duplicate does not show there.
    assert found["polnear.B1.spans.content"].value == 1


def test_equal_cues_without_content_overlap_are_no_pair() -> None:
    found = figures([made("aaaa", "bbbb", "cccc")], [made("aaaa", "bbbb", "dddd")])
    assert found["polnear.B2.attribution.any"].value == 0
    assert found["polnear.B1.spans.cue"].value == 1


def test_characters_of_roles_count_inside_pairs_only() -> None:
    gold = [made("aaaa", "bbbb", "cccc", "eeee")]
    predicted = [made("aaaa", "bbbb", "cccc dddd eeee"), made("hhhh", "gggg", "ffff")]
    found = figures(gold, predicted)
    assert found["polnear.B2.roles.content"].value == pytest.approx(2 * 8 / (16 + 8))
    assert found["polnear.B2.roles.source"].value == pytest.approx(2 * 4 / (8 + 4))
    assert found["polnear.B2.joint"].value == pytest.approx(2 * (8 + 4 + 4) / ((16 + 8 + 8) + (8 + 4 + 4)))
    assert found["polnear.B1.spans.content"].value == 0


def test_right_parts_at_the_wrong_attribution_are_not_linked() -> None:
    gold = [made("aaaa", "bbbb", "cccc"), made("eeee", "ffff", "gggg")]
    crossed = [made("eeee", "bbbb", "cccc"), made("aaaa", "ffff", "gggg")]
    found = figures(gold, crossed)
    assert found["polnear.B1.spans.source"].value == 1
    assert found["polnear.B3.source"].value == 0
    assert found["polnear.B3.cue"].value == 1
    assert found["polnear.B3.source-and-cue"].value == 0
    assert found["polnear.B2.triple"].value == 0


def test_absent_sources_are_scored_for_themselves() -> None:
    gold = [made("", "aaaa", "bbbb"), made("", "cccc", "dddd"), made("eeee", "ffff", "gggg")]
    predicted = [made("", "aaaa", "bbbb"), made("hhhh", "cccc", "dddd"), made("", "ffff", "gggg")]
    found = figures(gold, predicted)
    assert found["polnear.B3.none"].precision == pytest.approx(1 / 2)
    assert found["polnear.B3.none"].recall == pytest.approx(1 / 2)
    assert found["polnear.B3.source"].value == pytest.approx(1 / 3)


def test_no_prediction_and_no_gold_are_no_error() -> None:
    nothing = figures([], [])
    assert nothing["polnear.B2.attribution.0.5"].value is None
    assert nothing["polnear.B7.calibration-error"].value is None
    unread = figures([made("aaaa", "bbbb", "cccc")], [])
    assert unread["polnear.B2.attribution.0.5"].value == 0
    assert unread["polnear.B3.source"].value is None


def test_a_prediction_is_right_with_its_content_and_source() -> None:
    gold = [made("aaaa", "bbbb", "cccc"), made("eeee", "ffff", "gggg")]
    predicted = [made("aaaa", "bbbb", "cccc", confidence=0.9), made("hhhh", "ffff", "gggg", confidence=0.4)]
    assert judged(comparisons([Article("x", "", TEXT, tuple(gold))], {"x": predicted})) == [(0.9, True), (0.4, False)]


def test_calibration_error_weighs_bins_by_their_size() -> None:
    # Bin 9: confidence 1.0 and 0.9, one right: |1.9 - 1| = 0.9. Bin 2: 0.25 and 0.25, none right: 0.5.
    judgements = [(1.0, True), (0.9, False), (0.25, False), (0.25, False)]
    assert calibration_error(judgements) == pytest.approx((0.9 + 0.5) / 4)
    assert calibration_error([]) is None


def test_precision_at_coverage_shares_ties() -> None:
    judgements = [(0.9, True), (0.5, True), (0.5, False), (0.1, False)]
    # Half of four: the one at 0.9, and one of the two at 0.5, of which half are right.
    assert precision_at(0.5, judgements) == pytest.approx((1 + 0.5) / 2)
    assert precision_at(0.5, judgements[::-1]) == pytest.approx((1 + 0.5) / 2)
    assert precision_at(0.9, judgements) == pytest.approx(2 / 4)
    assert precision_at(0.5, []) is None
