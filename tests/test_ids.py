"""The same parts give the same id; other parts give another."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from allegedly.ids import DOCUMENT, STATEMENT, identify, sha256
from tests.texts import texts

parts = st.lists(texts | st.none(), max_size=4)


def test_an_id_is_the_same_on_every_machine_and_in_every_release() -> None:
    assert identify(STATEMENT, "doc_a", 12, None) == "stm_2xigjxn5fls4nkgieesz"


@given(parts)
def test_an_id_is_its_prefix_and_twenty_letters_for_any_text(found: list[str | None]) -> None:
    name = identify(DOCUMENT, *found)
    assert name == identify(DOCUMENT, *found)
    prefix, _, rest = name.partition("_")
    assert prefix == "doc"
    assert len(rest) == 20
    assert set(rest) <= set("abcdefghijklmnopqrstuvwxyz234567")


@given(parts, parts)
def test_only_the_same_parts_share_an_id(one: list[str | None], other: list[str | None]) -> None:
    assert (identify(DOCUMENT, *one) == identify(DOCUMENT, *other)) == (one == other)


@given(texts, st.data())
def test_moving_a_letter_from_one_part_to_the_next_gives_another_id(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    ids = {identify(DOCUMENT, text[:cut], text[cut:]), identify(DOCUMENT, text), identify(DOCUMENT, text, None)}
    assert len(ids) == 3


def test_a_part_cannot_imitate_the_marks_between_parts() -> None:
    assert identify(DOCUMENT, "a", "b") != identify(DOCUMENT, "a;1:b")
    assert identify(DOCUMENT, None) != identify(DOCUMENT, "-;")
    assert identify(DOCUMENT, "") != identify(DOCUMENT, None)


def test_the_prefix_says_what_the_id_is_of() -> None:
    assert identify(DOCUMENT, "a").removeprefix("doc") == identify(STATEMENT, "a").removeprefix("stm")


@given(st.binary())
def test_a_digest_is_that_of_the_standard(data: bytes) -> None:
    assert sha256(data) == hashlib.sha256(data).hexdigest()
