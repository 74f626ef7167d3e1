"""Spans count code points, and their algebra loses and invents none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.spans import Span, hull, merge, subtract, trim
from tests.texts import texts, texts_with_spans

spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
full_spans = spans.filter(lambda span: span.length > 0)


def points(*covered: Span) -> set[int]:
    return {point for span in covered for point in range(span.start, span.end)}


@given(texts_with_spans())
def test_a_span_names_the_characters_between_its_ends(sample: tuple[str, list[Span]]) -> None:
    text, found = sample
    for span in found:
        assert text[: span.start] + span.of(text) + text[span.end :] == text
        assert len(span.of(text)) == span.length


def test_an_astral_letter_counts_once() -> None:
    text = "𝔘 said “no”."
    assert Span(2, 6).of(text) == "said"


@given(full_spans, full_spans)
def test_containing_and_overlapping_are_about_the_same_points(one: Span, other: Span) -> None:
    assert one.contains(other) == (points(other) <= points(one))
    assert one.overlaps(other) == bool(points(one) & points(other))
    assert one.overlaps(other) == other.overlaps(one)


def test_neighbours_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))


@given(st.lists(full_spans))
def test_merging_keeps_every_point_and_leaves_disjoint_spans(found: list[Span]) -> None:
    merged = merge(found)
    assert points(*merged) == points(*found)
    assert all(left.end < right.start for left, right in itertools.pairwise(merged))
    assert merge(merged) == merged


def test_merging_may_bridge_a_gap() -> None:
    assert merge([Span(6, 9), Span(0, 4)], gap=2) == [Span(0, 9)]
    assert merge([Span(6, 9), Span(0, 4)], gap=1) == [Span(0, 4), Span(6, 9)]


@given(full_spans, st.lists(spans))
def test_subtracting_leaves_exactly_what_the_holes_do_not_cover(span: Span, holes: list[Span]) -> None:
    left = subtract(span, holes)
    assert points(*left) == points(span) - points(*holes)
    assert all(piece.length > 0 for piece in left)
    assert left == sorted(left)


@given(texts_with_spans(most=1))
def test_trimming_takes_white_space_and_nothing_else(sample: tuple[str, list[Span]]) -> None:
    text, (span,) = sample
    trimmed = trim(text, span)
    assert trimmed.of(text) == span.of(text).strip()
    assert span.contains(trimmed)


@pytest.mark.parametrize(("text", "left"), [("“so”", "so"), ("““", "")])
def test_trimming_takes_the_characters_it_is_given(text: str, left: str) -> None:
    assert trim(text, Span(0, len(text)), "“”").of(text) == left


@given(texts)
def test_trimming_what_is_only_white_space_leaves_an_empty_span_at_its_start(text: str) -> None:
    padded = text + "\n \u2003 "
    assert trim(padded, Span(len(text), len(padded))) == Span(len(text), len(text))


@given(st.lists(full_spans, min_size=1))
def test_the_hull_is_the_smallest_span_over_all(found: list[Span]) -> None:
    over = hull(found)
    assert all(over.contains(span) for span in found)
    assert {over.start, over.end - 1} <= points(*found)
