"""Who is named as the speaker of a statement, wherever on the page the name stands."""

from __future__ import annotations

import pytest

from allegedly import intake, reading
from allegedly.records import Statement


def _said(text: str, words: str) -> Statement:
    """The innermost statement that says these words."""
    found = [one for one in reading.read(intake.of_text(text)).statements if words in one.content[-1].text]
    return min(found, key=lambda one: len(one.content[-1].text))


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ali Barakeh, a member of the leadership who said the deal was dead, left.", "the deal", "Ali Barakeh"),
        ("The ministry, which denied the report, fell silent.", "the report", "ministry"),
        ("The man is a friend of Anna Price, who told the court that the money was gone.", "money", "Anna Price"),
    ],
)
def test_who_is_the_one_before_the_pronoun(text: str, words: str, speaker: str) -> None:
    statement = _said(text, words)
    assert statement.speaker.name == speaker
    assert [hop.name for hop in statement.chain] == [speaker]


def test_somebodys_aide_is_not_that_somebody() -> None:
    text = "Nora Castell was away. Castell's right-hand woman said the vote would be held on Monday."
    assert _said(text, "the vote").speaker.name == "Castell's right-hand woman"


def test_officials_who_open_a_sentence_are_unnamed() -> None:
    assert _said("Analysts say the boast was meant for the neighbours.", "the boast").speaker.kind == "unnamed-group"


def test_one_of_several_goes_on_speaking() -> None:
    text = (
        "Viktor Hallam, the president of the federation, left early. One of the five selectors, who asked not to be "
        "named, said the vote had been three to two. “It was a long night,” he said."
    )
    assert _said(text, "It was a long night").speaker.name == "one of the five selectors"


def test_the_company_is_the_one_whose_trade_was_named() -> None:
    text = (
        "The quarry's operator, Andina Aggregates, said that sirens were sounded before the slide. "
        "The company rejected the union's figures."
    )
    assert _said(text, "figures").speaker.name == "Andina Aggregates"


def test_who_speaks_inside_anothers_words_is_not_the_other() -> None:
    text = (
        "Emil Farkas, a broker, told the paper that a senior official had told him the president had approved the sale."
    )
    assert _said(text, "the president had approved").speaker.name == "senior official"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz and Tom Bell, who own the mill, said they would leave.", "Ana Ruiz and Tom Bell"),
        ("Officials in Kampala and police said they would leave.", "officials in Kampala and police"),
        ("Jane Roe, chair and founder of Acme, said they would leave.", "Jane Roe"),
    ],
)
def test_of_two_who_speak_together_neither_is_left_out(text: str, speaker: str) -> None:
    assert _said(text, "they would leave").speaker.name == speaker


def test_a_paper_is_called_without_its_town() -> None:
    text = "The New York Daily News suggested that the plan had failed. The Daily News claimed it would be dropped."
    assert _said(text, "dropped").speaker.name == "New York Daily News"


PRESS = (
    "The Monrado Herald reported on Wednesday that the army was in secret talks. One of the officials told the paper "
    "that the money had been paid."
)


def test_the_paper_is_the_newspaper_that_the_page_has_named() -> None:
    hops = [(hop.name, hop.role) for hop in _said(PRESS, "the money").chain]
    assert ("Monrado Herald", "interviewer") in hops


def test_state_radio_is_no_other_station() -> None:
    text = (
        "The opposition broadcaster Free Lusk was off the air. Colonel Lindqvall told state radio the bridge was open."
    )
    assert "Free Lusk" not in [hop.name for hop in _said(text, "the bridge was open").chain]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("A senior aide to President Idrissa Monteiro said the talks had failed.", "the talks", "senior aide"),
        ("Superintendent of Police Devika Rathore said the shots came from a roof.", "the shots", "Devika Rathore"),
        ("Al-Ufuq's editor-in-chief, Layal Khoury, said it had been mistranslated.", "mistranslated", "Layal Khoury"),
        ("Constance Greyling SC said the finding was a guess.", "the finding", "Constance Greyling"),
        ("A rebel, who uses the name Abu Rustam, said they had keys.", "they had keys", "Abu Rustam"),
        ("Giving evidence on Monday, Adaeze Nwosu, 41, said the book was yellow.", "the book", "Adaeze Nwosu"),
    ],
)
def test_titles_relatives_and_clauses_around_a_name(text: str, words: str, speaker: str) -> None:
    assert (_said(text, words).speaker.name or "").startswith(speaker)


def test_an_age_is_as_good_as_a_name() -> None:
    text = (
        "Matteo Ferrante, the counsel, pressed Adaeze Nwosu, 41, for an hour. “You kept that book,” Ferrante told her. "
        "“I have stolen nothing,” the 41-year-old replied."
    )
    assert _said(text, "stolen nothing").speaker.name == "Adaeze Nwosu"
    assert [piece.text for piece in _said(text, "You kept").content] == ["“You kept that book,”"]


def test_two_cues_of_one_speaker_stand_beside_each_other() -> None:
    text = (
        "The United Nations envoy, Aurelio Tamm, said on Wednesday he had read the transcript “with alarm” and urged "
        "both governments to let inspectors into the pass."
    )
    urged = _said(text, "let inspectors")
    assert urged.cue is not None
    assert urged.cue.text == "urged"
    assert urged.nested_in is None
    assert "urged" not in _said(text, "the transcript").content[-1].text


def test_an_occasion_in_a_sentence_that_quotes_nobody_holds_for_what_follows() -> None:
    text = (
        "His lawyer, Adaeze Montcalm, went further in an interview with Radio Littoral that evening. "
        "“The tape is a montage,” she said."
    )
    statement = _said(text, "montage")
    assert statement.channel == "interview"
    assert "Radio Littoral" in [hop.name for hop in statement.chain]


def test_a_lede_keeps_its_group_although_one_of_them_is_named_below() -> None:
    text = (
        "Five of the seven elders say they never signed the form.\n\nSabelo Mkhatshwa, an elder, said they never "
        "signed the form in the chief's house."
    )
    assert _said(text, "never signed the form").speaker.name != "Sabelo Mkhatshwa"
