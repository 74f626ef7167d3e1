"""The features of pairs mean what they are called."""

from __future__ import annotations

from functools import lru_cache

from allegedly import intake
from allegedly.language import annotate
from allegedly.reading.link_features import FEATURES, Features, describe
from allegedly.reading.link_sides import Side, every_side
from allegedly.reading.read import understood

PAGE = (
    "The mayor accused the builders of hiding the cracks.\n\n"
    "The builders denied the charge.\n\n"
    "The fire service put the number of injured at 12. The hospital put the number of injured at 31.\n\n"
    "The clerk said that the archive was closed."
)


@lru_cache(maxsize=1)
def _described() -> tuple[list[Side], Features]:
    document = intake.of_text(PAGE)
    doc = annotate(document)
    found, linked = understood(doc, document)
    made = every_side(doc, found, document.blocks, actors=linked.actors, shown=())
    return made, describe(made)


def _place(words: str) -> int:
    return next(side.place for side in _described()[0] if any(words in one.text for one in side.statement.content))


def _value(name: str, first: str, second: str) -> float:
    return float(_described()[1].values[name][_place(first), _place(second)])


def test_every_feature_keeps_to_its_scale() -> None:
    _, features = _described()
    assert set(features.values) == set(FEATURES)
    for name, values in features.values.items():
        shown = values[features.allowed]
        assert shown.min() >= -0.5, name
        assert shown.max() <= 1.0001, name


def test_a_denial_is_told_from_what_it_denies() -> None:
    assert _value("denies", "hiding the cracks", "the charge") == 1
    assert _value("denies", "hiding the cracks", "archive") == 0


def test_the_charge_is_the_accusation() -> None:
    assert _value("rebukes_latest_of_sort", "hiding the cracks", "the charge") == 1


def test_figures_for_one_thing_differ() -> None:
    assert _value("figures", "at 12", "at 31") > 0.5
    assert _value("figures", "hiding the cracks", "at 31") == 0


def test_words_in_common_count() -> None:
    assert _value("alike_both_ways", "at 12", "at 31") > _value("alike_both_ways", "at 12", "archive")


def test_only_earlier_statements_are_compared_with_later_ones() -> None:
    _, features = _described()
    assert not any(features.allowed[second, first] for first in range(3) for second in range(first, 3))
