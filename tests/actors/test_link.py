"""Who "she", "the senator", "the ministry" and a headline's official are, as a reader of the page would say."""

from __future__ import annotations

import pytest

from allegedly.intake import of_text
from allegedly.reading import read
from allegedly.records import Statement

# Text, the words of the source as printed, and the speaker's name; None where two fit about equally well.
PAGES = {
    "a surname is the full name": (
        "Reforms are needed, said Petra Lindqvall, who chairs the board. “We are late,” Lindqvall said.",
        "Lindqvall",
        "Petra Lindqvall",
    ),
    "she is the speaker before": (
        "Mayor Ida Moravec opened the bridge on Monday. “The steel held,” she told reporters.",
        "she",
        "Ida Moravec",
    ),
    "the last speaker of that gender": (
        "Jonas Reth said the port was closed. Ida Moravec, a lawyer, said the owners would sue. “We are "
        "ready,” she said.",
        "she",
        "Ida Moravec",
    ),
    "who has just been introduced": (
        "Rosa Ibarra, the commander, said 23 people were dead. Delia Paz, 44, who runs a canteen, said "
        "the ground hummed. “The birds stopped,” she said.",
        "she",
        "Delia Paz",
    ),
    "reported words": (
        "A senior diplomat, Clara Weiss, said she believed that the patrol had crossed by mistake.",
        "she",
        "Clara Weiss",
    ),
    "a town is nobody": (
        "Brigadier Lena Torvik arrived in Marisel on Monday. Fishermen in Marisel waited. “It is over,” she said.",
        "she",
        "Lena Torvik",
    ),
    "apposition before the name": (
        "“Each time they count the holes,” the mayor, Jovan Peric, said. “It is enough,” the mayor said.",
        "the mayor",
        "Jovan Peric",
    ),
    "apposition after the name": (
        "Jovan Peric, the mayor of Sarn, opened the school on Monday. “It is enough,” the mayor said.",
        "the mayor",
        "Jovan Peric",
    ),
    "abbreviation in brackets": (
        "The Strait Media Observatory (SMO) follows broadcasts in six languages. The SMO said the "
        "recording had been cut.",
        "The SMO",
        "Strait Media Observatory",
    ),
    "a wider word": (
        "President Tomas Bielik spoke to farmers on Monday. “I am still here,” the Lowland leader said.",
        "the Lowland leader",
        "Tomas Bielik",
    ),
    "a title is an office": (
        "Sen. Mark Oduya asked for an inquiry. “This is a disgrace,” the senator said.",
        "the senator",
        "Mark Oduya",
    ),
    "a body by its noun": (
        "The Transport Ministry opened an inquiry on Monday. The ministry said that nobody had been hurt.",
        "The ministry",
        "Transport Ministry",
    ),
    "the 61-year-old": (
        "Danil Vorek told reporters that the party would return. “I will drink my tea at home,” the 61-year-old added.",
        "the 61-year-old",
        "Danil Vorek",
    ),
    "one of them, by name": (
        "Two rescuers were hurt. One of them, Jonas Reinholt of the fire brigade, said the roof had come down.",
        "One of them, Jonas Reinholt of the fire brigade,",
        "Jonas Reinholt",
    ),
    "an official is somebody new": (
        "Prime Minister Ivo Lindmark met the union on Monday. An official said the talks had failed.",
        "An official",
        "official",
    ),
    "a vice-premier is no premier": (
        "Premier Ioane Tavita met Vice-Premier Deng Haoran. “We agree,” the premier said.",
        "the premier",
        "Ioane Tavita",
    ),
    "two men may be he": (
        "Jonas Reth met Pavel Orsh in Lusk. He said the port was closed.",
        "He",
        None,
    ),
    "somebody's lawyer is nobody whom the page names": (
        "An attorney for Mills did not respond to a request for comment.",
        "An attorney for Mills",
        "attorney for Mills",
    ),
    "headline and lede are who is named below": (
        "Northern Front official hints at new weapons\n\nA senior official of the Northern Front has "
        "claimed that it can draw on foreign arsenals.\n\nIdris Maalouf, a member of the Front's political"
        " bureau, said in an interview with Al-Minbar that the door was open.",
        "A senior official of the Northern Front",
        "Idris Maalouf",
    ),
    "the first speaker after the lede, of whom nothing else is said": (
        "A former driver for Ivo Lindmark testified on Tuesday that he was told to burn files.\n\n“I did "
        "not look into the boxes,” Anders Kolb, 52, told the jury.",
        "A former driver for Ivo Lindmark",
        "Anders Kolb",
    ),
    "another office is another person": (
        "A police officer said on Monday that the door had been open.\n\n“Nobody was hurt,” the mayor, Ida"
        " Moravec, told reporters.",
        "A police officer",
        "police officer",
    ),
}


def _said_by(text: str, source: str) -> Statement:
    found = [one for one in read(of_text(text)).statements if one.source is not None and one.source.text == source]
    assert found, f"no statement has the source {source!r}"
    return found[-1]


@pytest.mark.parametrize(("text", "source", "name"), PAGES.values(), ids=list(PAGES))
def test_who_speaks(text: str, source: str, name: str | None) -> None:
    assert _said_by(text, source).speaker.name == name


def test_both_candidates_are_named_where_the_speaker_stays_open() -> None:
    text, source, _ = PAGES["two men may be he"]
    speaker = _said_by(text, source).speaker
    assert {one.name for one in speaker.candidates} == {"Jonas Reth", "Pavel Orsh"}
    assert speaker.actor is None


def test_a_named_official_keeps_the_role_of_the_lede() -> None:
    text, source, _ = PAGES["headline and lede are who is named below"]
    speaker = _said_by(text, source).speaker
    assert speaker.kind == "named-person"
    assert speaker.role is not None


def test_an_unnamed_lawyer_is_an_unnamed_person() -> None:
    text, source, _ = PAGES["somebody's lawyer is nobody whom the page names"]
    assert _said_by(text, source).speaker.kind == "unnamed-person"
