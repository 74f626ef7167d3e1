from __future__ import annotations

import pytest

from evaluation.figures import Counts, figure, interval, mean, share, total


def test_counts_give_precision_recall_f1_and_accuracy() -> None:
    counts = Counts(right=3, predicted=4, gold=6)
    assert counts.precision == pytest.approx(3 / 4)
    assert counts.recall == pytest.approx(3 / 6)
    assert counts.f1 == pytest.approx(2 * 3 / (4 + 6))
    assert counts.accuracy == pytest.approx(3 / 7)


def test_nothing_to_count_is_none_and_not_zero() -> None:
    assert Counts().f1 is None
    assert Counts(0, 0, 2).precision is None
    assert Counts(0, 0, 2).f1 == 0
    assert figure("empty", [Counts(), Counts()], headline=True).value is None


def test_figures_are_micro_over_documents() -> None:
    made = figure("some", [Counts(1, 1, 1), Counts(0, 3, 1)])
    assert made.value == pytest.approx(2 * 1 / (4 + 2))
    assert (made.predicted, made.gold, made.low) == (4, 2, None)


def test_mean_takes_every_figure_alike() -> None:
    assert mean("both", [[share(1, 10)], [share(5, 10)]]).value == pytest.approx(0.3)


def test_interval_is_the_same_every_time_and_holds_the_value() -> None:
    counts = [share(right, 10) for right in (2, 4, 6, 8, 10, 9, 5, 7)]
    low, high = interval([counts])
    value = total(counts).f1
    assert low is not None
    assert high is not None
    assert value is not None
    assert low < value < high
    assert (low, high) == interval([counts])


def test_interval_of_equal_documents_has_no_width_and_of_one_is_unknown() -> None:
    assert interval([[share(1, 2)] * 5]) == pytest.approx((0.5, 0.5))
    assert interval([[share(1, 2)]]) == (None, None)
