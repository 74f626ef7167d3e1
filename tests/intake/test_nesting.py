"""Markup that would keep a parser busy is made tame, and keeps its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.intake.html import render
from allegedly.intake.nesting import MAXIMUM_DEPTH, tame

_TAGS = st.sampled_from(
    ("<div>", "</div>", "<p>", "<b>", "</b>", "<!-- x -->", "<script>1<2</script>", "<br/>", "text", "<td>", "<")
)


@settings(deadline=None)
@given(st.lists(_TAGS, max_size=60).map("".join))
def test_ordinary_markup_is_left_alone(markup: str) -> None:
    tamed = tame(markup)
    assert tamed.markup == markup
    assert not tamed.changed


def test_deep_markup_keeps_its_text_in_pieces() -> None:
    deep = "".join(f"<div>x{number}" for number in range(3 * MAXIMUM_DEPTH))
    page = render(deep)
    assert page.simplified
    assert page.depth == MAXIMUM_DEPTH
    assert [passage.text for passage in page.passages] == [f"x{number}" for number in range(3 * MAXIMUM_DEPTH)]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 300_000,
        "".join(f"<b id={number}>x" for number in range(2_000)) + "<p>x" * 50_000,
        "<p " + " ".join(f"a{number}" for number in range(200_000)) + ">x",
        "<script>x" * 300_000,
        "<!--" * 300_000,
        "<a " * 300_000,
        "<" * 1_000_000,
        "</div>" * 300_000,
        "<ul><li>" * 100_000,
        "<div/>" * 100_000,
        "<noscript>" + "<div>" * 100_000,
    ],
)
def test_nothing_costs_the_square_of_its_length(markup: str) -> None:
    started = time.process_time()
    render(markup + "<p>the end")
    assert time.process_time() - started < 15


def test_a_script_with_thousands_of_words_and_a_less_sign_ends_where_it_ends() -> None:
    script = "if (a <b) { " + "x = y; " * 3_000 + "}"
    page = render(f"<script>{script}</script><p>shown")
    assert [passage.text for passage in page.passages] == ["shown"]
