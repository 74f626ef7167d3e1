"""What is said to have happened, read off sentences in the forms that news has."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from allegedly import intake
from allegedly.reading import read
from allegedly.records import Reading


class Told(NamedTuple):
    """A relation in names."""

    type: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    polarity: str = "positive"
    modality: str = "asserted"


@cache
def reading(text: str) -> Reading:
    facts = intake.Facts(published="2024-03-15", outlet="The Harbour Ledger")
    return read(intake.of_text(text, facts=facts))


def events(text: str) -> list[Told]:
    """The events of a text, ties left out."""
    found = reading(text)
    names = {actor.id: actor.name for actor in found.actors}
    return [
        Told(
            one.relation,
            tuple(names[each] for each in one.subjects),
            tuple(names[each] for each in one.objects),
            one.polarity,
            one.modality,
        )
        for one in found.relations
        if one.relation.isupper()
    ]


_ATTACK = Told("ASSAULT", ("Norway",), ("Chad",))
FORMS = {
    "active": ("Norway attacked Chad.", _ATTACK),
    "passive": ("Chad was attacked by Norway on Monday.", _ATTACK),
    "relative": ("Norway, which attacked Chad, has 300 soldiers there.", _ATTACK),
    "noun with its maker": ("Norway's attack on Chad lasted two days.", _ATTACK),
    "noun with a support verb": ("Norway launched an attack on Chad.", _ATTACK),
    "demonym": ("The Norwegian attack on Chad lasted two days.", _ATTACK),
    "coordinated subjects": ("Norway and Peru attacked Chad.", Told("ASSAULT", ("Norway", "Peru"), ("Chad",))),
    "second verb": ("Norway crossed the river and attacked Chad.", _ATTACK),
    "not": ("Norway has not attacked Chad.", _ATTACK._replace(polarity="negative")),
    "may": ("Norway may attack Chad.", _ATTACK._replace(modality="possible")),
    "will": ("Norway will attack Chad.", _ATTACK._replace(modality="predicted")),
    "plans to": ("Norway plans to attack Chad.", _ATTACK._replace(modality="predicted")),
    "failed to": ("Norway failed to attack Chad.", _ATTACK._replace(polarity="negative")),
    "state organs": ("The Norwegian navy attacked Chadian troops.", _ATTACK),
    "a meeting of three": (
        "Norway's envoys met with Chad and Peru in Oslo.",
        Told("CONSULT", ("Norway",), ("Chad", "Peru")),
    ),
    "met each other": ("Norway and Chad met on Friday.", Told("CONSULT", ("Norway",), ("Chad",))),
    "between": ("A meeting between Norway and Chad was held.", Told("CONSULT", ("Norway",), ("Chad",))),
    "a deed of somebody else condemned": (
        "Peru condemned an attack by Norwegian soldiers.",
        Told("ACCUSE", ("Peru",), ("Norway",)),
    ),
    "delivery by and to": ("The delivery of rockets by Norway to Chad was late.", Told("AID", ("Norway",), ("Chad",))),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_happening_is_the_same_in_every_form(name: str) -> None:
    text, wanted = FORMS[name]
    assert events(text) == [wanted]


NOTHING = (
    "Norway wants to attack Chad.",
    "Norway is a large country near Sweden.",
    "The threat of an attack on Chad worries Norway.",
    "Peru asked whether Norway attacked Chad.",
    "The museum in Oslo opens at nine.",
)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_coded_where_nothing_happened(text: str) -> None:
    assert [one for one in events(text) if one.type == "ASSAULT"] == []


def test_a_claim_stays_its_speakers() -> None:
    found = reading("Ida Moravec, a lawyer, said Norway attacked Chad on March 11.")
    relation = next(one for one in found.relations if one.relation == "ASSAULT")
    statement = next(one for one in found.statements if one.id == relation.statement)
    assert statement.speaker.name == "Ida Moravec"
    assert relation.when == "2024-03-11"


def test_what_a_cue_tells_the_outlet_says() -> None:
    found = reading("Norway criticised Chad for closing the border.")
    relation = next(one for one in found.relations if one.relation == "ACCUSE")
    statement = next(one for one in found.statements if one.id == relation.statement)
    assert (statement.source, statement.cue, statement.speaker.name) == (None, None, "The Harbour Ledger")


def test_where_and_when_are_those_of_the_event() -> None:
    found = reading("Norway and Chad met in Lima on March 12.")
    relation = next(one for one in found.relations if one.relation == "CONSULT")
    assert relation.where is not None
    assert (relation.where.text, relation.when) == ("Lima", "2024-03-12")


TIES = {
    "member": ("Ida Moravec, a member of the Harbour Council, left.", "member-of", "Ida Moravec", "Harbour Council"),
    "leader": ("Ida Moravec, the president of Chad, left.", "leader-of", "Ida Moravec", "Chad"),
    "office": ("Norwegian foreign minister Ida Moravec left.", "holds-position", "Ida Moravec", "Norway"),
    "researcher": (
        "Ida Moravec, a researcher at the Harbour Institute, left.",
        "employed-by",
        "Ida Moravec",
        "Harbour Institute",
    ),
    "sponsor": ("Norway's main sponsor Chad left the talks.", "sponsor-of", "Chad", "Norway"),
}


@pytest.mark.parametrize("name", TIES)
def test_ties_stand_beside_names(name: str) -> None:
    text, tie, subject, other = TIES[name]
    found = reading(text)
    names = {actor.id: actor.name for actor in found.actors}
    assert (tie, subject, other) in [
        (one.relation, names[one.subject], names.get(one.object or "")) for one in found.relations
    ]


def test_every_relation_stands_in_a_statement_of_the_reading() -> None:
    found = reading("Norway criticised Chad. Ida Moravec said Norway may attack Peru. Chad and Peru met on Friday.")
    assert {one.statement for one in found.relations} <= {one.id for one in found.statements}
    assert {each for one in found.relations for each in (*one.subjects, *one.objects)} <= {
        actor.id for actor in found.actors
    }
