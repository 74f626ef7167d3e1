"""Actors are scored on passages: a reading made from gold, then spoiled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allegedly.intake import of_text
from allegedly.records import Actor, Mention, Reading
from evaluation.gold_passages import Passage, load
from evaluation.passages import errors, judged, score
from tests.evaluation.test_gold_passages import write


@pytest.fixture
def passage(tmp_path: Path) -> Passage:
    return load(write(tmp_path))[0]


def actor(passage: Passage, name: str, kind: str, *words: str, sense: str = "itself", **identifiers: str) -> Actor:
    mentions = []
    for word in words:
        start = passage.text.index(word)
        mentions.append(Mention(text=word, start=start, end=start + len(word), sense=sense))
    return Actor(id=name, name=name, kind=kind, identifiers=identifiers, mentions=tuple(mentions))


def right(passage: Passage) -> dict[str, Actor]:
    """Everybody as gold has them."""
    return {
        "Norway": actor(passage, "Norway", "state", "Oslo", sense="government", key="norway", iso3="NOR"),
        "Denmark": actor(passage, "Denmark", "state", "Danish", key="denmark", iso3="DNK"),
        "Bern": actor(passage, "Bern", "place", "Bern", sense="place", country="CHE"),
        "AP": actor(passage, "Associated Press", "media", "AP"),
        "talks": actor(passage, "talks", "other", "the talks"),
    }


def values(passage: Passage, actors: dict[str, Actor] | None) -> dict[str, float | None]:
    return {
        one.name.removeprefix("p."): one.value for one in score(judged([passage], [made(passage, actors)]), name="p")
    }


def made(passage: Passage, actors: dict[str, Actor] | None) -> Reading | None:
    if actors is None:
        return None
    return Reading(document=of_text(passage.text), actors=tuple(actors.values()), reader="by-hand")


def test_what_says_the_same_as_gold_is_all_right(passage: Passage) -> None:
    actors = right(passage)
    found = values(passage, actors)
    # A name that was tied to nobody in the gazetteer is no link.
    assert {name: value for name, value in found.items() if value not in (1, None)} == {"linked": pytest.approx(4 / 5)}
    assert list(errors(judged([passage], [made(passage, actors)]))) == []


def test_what_was_not_found_is_wrong_and_has_no_sense(passage: Passage) -> None:
    found = values(passage, {})
    assert found == values(passage, None)
    assert found["identity"] == found["found"] == found["sense"] == found["linked"] == 0
    assert found["sense.itself"] == 1


def test_the_town_in_place_of_its_government_is_wrong_in_sense_only(passage: Passage) -> None:
    town = actor(passage, "Oslo", "place", "Oslo", sense="place", country="NOR")
    found = values(passage, {**right(passage), "Norway": town})
    assert found["identity"] == 1
    assert found["sense.government"] == 0
    assert found["sense"] == 0.5


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("Denmark", {"identifiers": {"key": "sweden", "iso3": "SWE"}}),
        ("Denmark", {"name": "Danish", "identifiers": {"country": "SWE", "key": "x", "iso3": "SWE"}}),
        ("AP", {"name": "AP"}),
    ],
)
def test_another_actor_is_wrong(passage: Passage, who: str, changed: dict[str, Any]) -> None:
    actors = right(passage)
    actors[who] = actors[who].model_copy(update=changed)
    assert values(passage, actors)["identity"] == 0.75
    assert len(list(errors(judged([passage], [made(passage, actors)])))) == 1


def test_a_link_where_gold_marks_nobody_costs_precision(passage: Passage) -> None:
    stray = actor(passage, "Bern Talks", "organisation", "officials", key="x")
    named = stray.model_copy(update={"mentions": right(passage)["AP"].mentions})
    before = values(passage, right(passage))["linked"]
    assert values(passage, {**right(passage), "stray": stray})["linked"] == before
    assert values(passage, {**right(passage), "stray": named})["linked"] != before
    lines = errors(judged([passage], [made(passage, {**right(passage), "stray": stray})]))
    assert list(lines) == []
