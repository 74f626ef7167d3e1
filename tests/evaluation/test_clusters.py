"""Coreference metrics on examples small enough to reckon by hand.

GOLD and READ are the worked example of Pradhan et al. 2014.
"""

from __future__ import annotations

import pytest

from evaluation import clusters
from evaluation.clusters import Score

GOLD = [frozenset("abc"), frozenset("defg")]
READ = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_muc_counts_links() -> None:
    # abc needs 2 links and is cut in two: 1 of 2. defg needs 3, is cut into d, e (missing) and fg: 1 of 3.
    found = clusters.muc(GOLD, READ)
    assert (found.found, found.gold) == (2, 5)
    # ab: 1 of 1; cd: 0 of 1; fghi: 1 of 3.
    assert (found.right, found.predicted) == (2, 5)
    assert found.f1 == pytest.approx(0.4)


def test_b_cubed_counts_shares_of_mentions() -> None:
    found = clusters.b_cubed(GOLD, READ)
    assert (found.recall, found.precision) == pytest.approx(
        ((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7, (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)
    )


def test_ceaf_aligns_one_to_one() -> None:
    found = clusters.ceaf_e(GOLD, READ)
    assert found.found == pytest.approx(2 * 2 / 5 + 2 * 2 / 8)
    assert (found.gold, found.predicted) == (2, 3)


def test_lea_weighs_clusters_by_size() -> None:
    found = clusters.lea(GOLD, READ)
    assert found.recall == pytest.approx((3 * 1 / 3 + 4 * 1 / 6) / 7)
    assert found.precision == pytest.approx((2 * 1 + 2 * 0 + 4 * 1 / 6) / 8)


def test_a_lone_mention_links_to_itself() -> None:
    assert clusters.lea([frozenset("a")], [frozenset("a")]).f1 == 1
    assert clusters.lea([frozenset("a")], [frozenset("ab")]).recall == 0


@pytest.mark.parametrize("metric", [*clusters.METRICS.values(), clusters.lea, clusters.mentions])
def test_the_same_clusters_are_perfect_and_nothing_is_nothing(metric: object) -> None:
    assert callable(metric)
    assert metric(GOLD, GOLD).f1 == 1
    assert metric(GOLD, []).f1 == 0
    assert metric([], READ).f1 == 0


def test_documents_add_up() -> None:
    assert clusters.add([Score(1, 2, 1, 1), Score(0, 2, 0, 1)]) == Score(1, 4, 1, 2)
    assert clusters.add([]) == Score()
