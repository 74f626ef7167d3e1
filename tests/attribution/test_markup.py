"""The bracket markup of the passages: exact offsets, nesting, literal brackets, and clear refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attribution.markup import parse, passages


def test_brackets_leave_the_text_and_give_its_offsets() -> None:
    text, (expected,) = parse("[s1 Ito] [c1 said] [t1 that it rained].")
    assert text == "Ito said that it rained."
    assert [span.of(text) for span in (*expected.source, *expected.cue, *expected.content)] == [
        "Ito",
        "said",
        "that it rained",
    ]


def test_content_inside_content_is_nested() -> None:
    text, (outer, inner) = parse("[s1 Ito] [c1 said] [t1 [s2 Ann] [c2 had told] him [t2 Paris would refuse]].")
    assert outer.nested_in is None
    assert inner.nested_in == 1
    assert inner.content[0].of(text) == "Paris would refuse"
    assert outer.content[0].of(text) == "Ann had told him Paris would refuse"


def test_a_relay_and_what_it_relays_may_share_their_content() -> None:
    _, (outer, inner) = parse("[t1 [t2 It fell]], [s1 Radio One] [c1 reported], [c2 citing] [s2 a clerk].")
    assert outer.content == inner.content
    assert (outer.nested_in, inner.nested_in) == (None, 1)


def test_content_in_two_pieces_and_a_shared_source() -> None:
    text, (first, second) = parse("[t1 Yes], [s1 [s2 Lund]] [c1 said], [t1 he did], and [c2 denied] [t2 it].")
    assert [span.of(text) for span in first.content] == ["Yes", "he did"]
    assert first.source == second.source


def test_escaped_brackets_are_text() -> None:
    text, (expected,) = parse(r"[t1 “\[Our\] turn,”] [s1 Yaro] [c1 said].")
    assert text == "“[Our] turn,” Yaro said."
    assert expected.content[0].of(text) == "“[Our] turn,”"


@pytest.mark.parametrize("broken", ["[s1 Ito said", "Ito] said", "[x1 Ito] said", "[s1 Ito] [c1 said] nothing."])
def test_broken_markup_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|content"):
        parse(broken)


def test_a_file_without_headers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[s1 Ito] [c1 said] [t1 so].\n")
    with pytest.raises(ValueError, match="wanted a line like"):
        list(passages(tmp_path))
