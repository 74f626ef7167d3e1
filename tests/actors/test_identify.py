"""Who the actors of a page are known to be, and what a capital's name means, as a reader of the page would say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from allegedly.actors import gazetteer, identified
from allegedly.intake import of_text
from allegedly.language import annotate
from allegedly.reading.read import understood
from allegedly.records import Actor


@cache
def actors(text: str, *lists: Path) -> Sequence[Actor]:
    document = of_text(text)
    doc = annotate(document)
    _, linked = understood(doc, document)
    return identified(doc, document, linked, gazetteer(*lists)).actors


def bearing(text: str, words: str) -> list[Actor]:
    """The actors that have the words as a mention."""
    return [actor for actor in actors(text) if any(mention.text == words for mention in actor.mentions)]


SENSES = {
    "subject": ("Pyongyang does have those weapons, the report said.", "Pyongyang", "government"),
    "in": ("The ministers met in Pyongyang on Monday.", "Pyongyang", "place"),
    "near": ("A factory near Oslo burned down.", "Oslo", "place"),
    "delegation to": ("Norway sent a delegation to Beijing.", "Beijing", "both"),
    "travel to": ("The minister travelled to Moscow on Friday.", "Moscow", "place"),
    "ties with": ("Norway wants closer ties with Beijing.", "Beijing", "government"),
    "owner of a policy": ("He explained Beijing's policy to reporters.", "Beijing", "government"),
    "owner of streets": ("They walked through Oslo's streets.", "Oslo", "place"),
    "residence": ("The Kremlin rejected the offer.", "Kremlin", "government"),
    "residence before a noun": ("A Kremlin spokesman rejected the offer.", "Kremlin", "government"),
    "based": ("The Beirut-based group denied it.", "Beirut", "place"),
    "shelled": ("Kyiv was shelled at night.", "Kyiv", "place"),
    "passive": ("Ottawa was accused of spying.", "Ottawa", "government"),
    "coordinated": ("Tehran and Ankara agreed to talk.", "Ankara", "government"),
    "town and state": ("He flew home from Lima, Peru, on Sunday.", "Lima", "place"),
}


@pytest.mark.parametrize("name", SENSES)
def test_a_capital_is_its_government_or_a_place(name: str) -> None:
    text, words, wanted = SENSES[name]
    found = [mention for actor in bearing(text, words) for mention in actor.mentions if mention.text == words]
    assert {mention.sense for mention in found} == {wanted}
    assert all(mention.metonym == (wanted != "place") and mention.why for mention in found)


def test_who_stands_for_both_is_a_mention_of_both() -> None:
    found = bearing("Norway sent a delegation to Beijing.", "Beijing")
    assert [(actor.name, actor.kind) for actor in found] == [("China", "state"), ("Beijing", "place")]


IDENTITIES = {
    "a state by name": ("Norway closed the strait.", "Norway", "NOR"),
    "a demonym before a noun": ("Two Iranian officials arrived.", "Iranian", "IRN"),
    "a people": ("The Kenyans won the vote.", "Kenyans", "KEN"),
    "an abbreviation": ("The US said no.", "US", "USA"),
    "points": ("The U.S. said no.", "U.S.", "USA"),
    "the state by its neighbours": ("Georgia and Armenia signed a treaty in Tbilisi.", "Georgia", "GEO"),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_states_are_known_by_all_their_names(name: str) -> None:
    text, words, iso3 = IDENTITIES[name]
    assert [actor.identifiers.get("iso3") for actor in bearing(text, words)] == [iso3]


def test_several_names_of_a_state_are_one_actor() -> None:
    text = "North Korea fired a missile. The DPRK said it was a test. Pyongyang blamed the United States."
    known = [actor for actor in actors(text) if actor.identifiers.get("iso3") == "PRK"]
    assert len(known) == 1
    assert {mention.text for mention in known[0].mentions} >= {"North Korea", "DPRK", "Pyongyang"}
    assert known[0].why


def test_us_in_small_letters_is_nobody() -> None:
    assert not bearing("They told us about it.", "us")


def test_an_officer_acts_for_the_state() -> None:
    found = {actor.name: actor for actor in actors("Norway's foreign minister, Ida Moravec, met two Chadian envoys.")}
    by_id = {actor.id: actor.name for actor in found.values()}
    assert by_id[found["Ida Moravec"].principal or ""] == "Norway"
    assert found["Ida Moravec"].identifiers["cameo"] == "NORGOV"
    envoys = next(actor for name, actor in found.items() if "envoys" in name)
    assert not envoys.named
    assert by_id[envoys.principal or ""] == "Chad"


def test_a_list_of_ones_own_wins(tmp_path: Path) -> None:
    own = tmp_path / "actors.csv"
    own.write_text("name,kind,aliases,cameo\nVelmar Front,armed-group,VF,VLMREB\n", "utf-8")
    known = [actor for actor in actors("The Velmar Front denied it. The VF has 300 men.", own) if actor.identifiers]
    assert [(actor.name, actor.kind, actor.identifiers["cameo"]) for actor in known] == [
        ("Velmar Front", "armed-group", "VLMREB")
    ]
    assert {mention.text for mention in known[0].mentions} >= {"Velmar Front", "VF"}


def test_an_unknown_person_is_an_actor_of_the_document() -> None:
    text = "Ida Moravec, a researcher at the Harbour Institute, said no."
    found = next(actor for actor in actors(text) if actor.roles)
    assert (found.name, found.identifiers) == ("Ida Moravec", {})
    assert found.roles[0].text.startswith("researcher")
