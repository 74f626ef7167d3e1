"""Whether a speaker holds what is said to be so, or not so."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.acts import act
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.polarity import of_predicate, polarity
from allegedly.records.statement import Polarity
from tests.attribution.meaning.marked_pages import page, words

POLES = {
    "negative": [
        "[s1 Reth] [c1 denied] [t1 that he took the money].",
        "[s1 The army] [c1 rejected] [t1 the report].",
        "[s1 Reth] [c1 said] [t1 the bridge was not shut].",
        "[s1 Reth] [c1 said] [t1 the bridge wasn't shut].",
        "[s1 Reth] [c1 said] [t1 he had never seen the letter].",
        "[s1 Police] [c1 said] [t1 nobody was hurt].",
        "[s1 Police] [c1 said] [t1 no one had been arrested].",
        "[s1 The ministry] [c1 said] [t1 there was no evidence of fraud].",
        "[s1 The ministry] [c1 said] [t1 no meetings had taken place].",
        "[s1 The firm] [c1 said] [t1 neither ship had left the port].",
        "[s1 The firm] [c1 said] [t1 none of the ships had left].",
        "[s1 The villagers] [c1 said] [t1 they had heard nothing].",
        "[s1 The monitor] [c1 said] [t1 the army had failed to warn the town].",
        "[s1 The union] [c1 said] [t1 few members had voted].",
        "[s1 The widow] [c1 said] [t1 he could hardly walk].",
        "[s1 The analyst] [c1 doubts] [t1 that the tape is real].",
        "[s1 She] [c1 does not believe] [t1 that he left].",
        "[s1 The bank] [c1 does not expect] [t1 a loss].",
        "[s1 The firm] [c1 does not plan] [t1 to sell the mine].",
        "[s1 The team] [c1 found] [t1 no trace of the boat].",
        "[s1 The team] [c1 did not find] [t1 a link].",
        "[s1 The captain] [c1 said] [t1 the engine no longer worked].",
        "[t1 “We have not sold a single round,”] [s1 the minister] [c1 said].",
        "[t1 “I will never sell it,”] [s1 he] [c1 said].",
        "[s1 The court] [c1 heard] [t1 that the guard had not slept].",
        "[t1 “I don't think he is guilty,”] [s1 she] [c1 said].",
        "[s1 Officials] [c1 said] [t1 it was unlikely that the pilot survived].",
        "[s1 The expert] [c1 is sceptical] [t1 that the letter is old].",
        "[s1 The mayor] [c1 said] [t1 that under no circumstances would the school close].",
        "[t1 “This was no accident,”] [s1 she] [c1 said].",
        "[t1 “That is a lie,”] [s1 Reth] [c1 said].",
        "[s1 None of the guests] [c1 recalled] [t1 a fire drill].",
        "[s1 The envoy] [c1 said] [t1 the two sides have yet to meet].",
        "[s1 The pilot] [c1 said] [t1 he was unable to land].",
        "[s1 The minister] [c1 ruled out] [t1 a second vote].",
        "[s1 The firm] [c1 said] [t1 not a single job would go].",
        "[s1 The farmer] [c1 said] [t1 it did not rain in June].",
        "[s1 The images] [c1 appear to show] [t1 no damage].",
    ],
    "positive": [
        "[s1 Reth] [c1 said] [t1 the bridge was shut].",
        "[s1 Reth] [c1 said] [t1 the man who did not pay had left].",
        "[s1 The captain] [c1 did not rule out] [t1 a leak].",
        "[s1 The judge] [c1 said] [t1 a mistake could not be ruled out].",
        "[s1 The lawyer] [c1 asked] [t1 why nobody had called].",
        "[s1 The ministry] [c1 declined] [t1 to comment].",
        "[s1 Reth] [c1 said] [t1 not only the bridge but the road was shut].",
        "[s1 Police] [c1 said] [t1 no fewer than nine people were hurt].",
        "[s1 The coach] [c1 said] [t1 there was no doubt that they would win].",
        "[s1 The firm] [c1 said] [t1 the ship left because the crew had not been paid].",
        "[s1 The army] [c1 would not say] [t1 who gave the order].",
        "[s1 Reuters] [c1 could not verify] [t1 the report].",
        "[s1 The rebels] [c1 claimed] [t1 that they held the town].",
        "[s1 The bank] [c1 did not respond to] [t1 a request for comment].",
        "[s1 The study] [c1 shows] [t1 that people who never smoke live longer].",
        "[s1 The doctor] [c1 said] [t1 the boy never failed to call].",
        "[s1 The mayor] [c1 said] [t1 a few houses were flooded].",
        "[t1 “No, the road is open,”] [s1 he] [c1 said].",
        "[s1 The union] [c1 accused] [t1 the firm of not paying].",
        "[s1 The council] [c1 called for] [t1 a new vote].",
    ],
}


def found(marked: str) -> Finding[Polarity]:
    doc, _, (statement,) = page(marked)
    return polarity(doc, statement, act(doc, statement).value)


@pytest.mark.parametrize(("marked", "pole"), [(one, pole) for pole, lines in POLES.items() for one in lines])
def test_what_negates_the_main_clause_decides(marked: str, pole: str) -> None:
    assert found(marked).value == pole


@pytest.mark.parametrize(
    ("marked", "carried"),
    [
        ("[s1 Reth] [c1 denied] [t1 that he took the money].", "denied"),
        ("[s1 Reth] [c1 said] [t1 the bridge was not shut].", "not"),
        ("[s1 Police] [c1 said] [t1 nobody was hurt].", "nobody"),
        ("[s1 The analyst] [c1 doubts] [t1 that the tape is real].", "doubts"),
        ("[s1 Reth] [c1 said] [t1 the bridge was shut].", None),
    ],
)
def test_the_word_is_told(marked: str, carried: str | None) -> None:
    doc, _, _ = page(marked)
    assert words(doc, found(marked).words) == carried


@pytest.mark.parametrize(
    ("text", "word", "pole"),
    [
        ("The dam broke.", "broke", "positive"),
        ("The dam did not break.", "break", "negative"),
        ("Engineers failed to warn the town.", "warn", "negative"),
        ("They do not think that the dam broke.", "broke", "negative"),
        ("No official meetings have been reported.", "reported", "negative"),
    ],
)
def test_a_predicate_by_itself(text: str, word: str, pole: str) -> None:
    doc, _, _ = page(f"[t1 {text}]")
    head = next(token for token in doc if token.text == word)
    assert of_predicate(head).value == pole
