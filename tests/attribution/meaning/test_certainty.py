"""How sure a speaker presents what is said."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.acts import act
from allegedly.attribution.meaning.certainty import certainty, of_predicate
from allegedly.attribution.meaning.finding import Finding
from allegedly.records.statement import Certainty
from tests.attribution.meaning.marked_pages import page, words

LEVELS = {
    "certain": [
        "[s1 Reth] [c1 said] [t1 the bridge was shut].",
        "[s1 Reth] [c1 said] [t1 the bridge would open in May].",
        "[s1 The rebels] [c1 claimed] [t1 that they held the town].",
        "[s1 The indictment] [c1 alleges] [t1 that he took bribes].",
        "[s1 The mayor] [c1 promised] [t1 to rebuild the hall].",
        "[s1 The judge] [c1 ruled] [t1 that jurors may hear the tape].",
        "[s1 The teacher] [c1 is convinced] [t1 that the spray works].",
        "[t1 “I could see stars,”] [s1 she] [c1 said].",
        "[s1 The union] [c1 condemned] [t1 the possible closure of the mine].",
        "[s1 Police] [c1 said] [t1 about forty people were hurt].",
        "[s1 The firm] [c1 said] [t1 the man who may have leaked the letter had left].",
        "[s1 The army] [c1 denied] [t1 that it could have been its shell].",
        "[s1 Three men] [c1 are said] [t1 to have fled].",
        "[s1 The driver] [c1 said] [t1 he could not swim].",
        "[s1 The monitor] [c1 said] [t1 there was no chance of rain].",
        "[s1 A spokesman] [c1 insisted] [t1 that the food was safe even if it smelled].",
        "[s1 The minister] [c1 said] [t1 the fence looked the same as before].",
        "[s1 The paper] [c1 said] [t1 it believed one man].",
    ],
    "probable": [
        "[s1 Reth] [c1 said] [t1 the bridge was probably shut].",
        "[s1 The coroner] [c1 said] [t1 the man had apparently drowned].",
        "[s1 Officials] [c1 said] [t1 the plane was likely to land at noon].",
        "[s1 The study] [c1 suggests] [t1 that the spray works].",
        "[s1 The images] [c1 indicate] [t1 that the dam sank].",
        "[s1 The photograph] [c1 appears to show] [t1 a crack in the wall].",
        "[s1 The analyst] [c1 believes] [t1 the price will fall].",
        "[s1 The widow] [c1 suspects] [t1 that the letter was forged].",
        "[s1 Forty people] [c1 are believed] [t1 to have drowned].",
        "[s1 Economists] [c1 expect] [t1 the damage to be small].",
        "[s1 The expert] [c1 said] [t1 the welds pointed to a plant in the east].",
        "[s1 The nurse] [c1 said] [t1 he seemed to be asleep].",
        "[s1 Police] [c1 said] [t1 it was likely that he had fled].",
        "[s1 The firm] [c1 said] [t1 the ship must have been empty].",
        "[s1 The mayor] [c1 said] [t1 the road should be open by noon].",
        "[s1 The army] [c1 said] [t1 the shell was almost certainly fired from the north].",
        "[s1 Diplomats] [c1 doubted] [t1 that he would come].",
        "[t1 “I think he is innocent,”] [s1 she] [c1 said].",
        "[s1 The letter] [c1 points to] [t1 a leak].",
        "[s1 The ministry] [c1 said] [t1 the fire is believed to have begun in the attic].",
        "[s1 Officials] [c1 said] [t1 it was unlikely that the pilot survived].",
        "[s1 The diplomat] [c1 is sceptical] [t1 that the tape is real].",
    ],
    "possible": [
        "[s1 Reth] [c1 said] [t1 the bridge may be shut].",
        "[s1 The envoy] [c1 said] [t1 the fighting could spread].",
        "[s1 The analyst] [c1 said] [t1 the tape might be a copy].",
        "[s1 The mayor] [c1 said] [t1 that perhaps the door had been open].",
        "[s1 The doctor] [c1 said] [t1 the patient had possibly been poisoned].",
        "[s1 Officials] [c1 said] [t1 there was a chance that the bridge would hold].",
        "[s1 The coroner] [c1 said] [t1 it was possible that he had slept].",
        "[s1 The captain] [c1 could not rule out] [t1 a leak].",
        "[s1 The judge] [c1 said] [t1 a mistake could not be ruled out].",
        "[s1 Residents] [c1 fear] [t1 that the dam is cracked].",
        "[s1 The envoy] [c1 hinted] [t1 that rockets would follow].",
        "[t1 “If they come, we will leave,”] [s1 the mayor] [c1 said].",
        "[s1 The monitor] [c1 warned] [t1 that the town would starve if the road was cut].",
        "[s1 The army] [c1 acknowledged] [t1 a possible mistake].",
        "[s1 The firm] [c1 said] [t1 that jobs might be lost].",
        "[s1 The bank] [c1 raised the possibility] [t1 of a merger].",
        "[t1 “Maybe he was tired,”] [s1 the coach] [c1 said].",
        "[s1 She] [c1 did not rule out] [t1 a second vote].",
        "[s1 The critic] [c1 insinuated] [t1 that the poem was stolen].",
    ],
    "unknown": [
        "[s1 The party] [c1 called for] [t1 a new vote].",
        "[s1 The lawyer] [c1 asked] [t1 whether she had seen the car].",
        "[s1 The ministry] [c1 declined] [t1 to comment].",
        "[s1 She] [c1 hopes] [t1 that he is alive].",
        "[s1 Reuters] [c1 could not verify] [t1 the report].",
        "[s1 The guard] [c1 did not know] [t1 whether the gate was shut].",
        "[s1 Monitors] [c1 cannot say] [t1 who fired first].",
        "[s1 The police] [c1 said] [t1 it was unclear who had called].",
        "[s1 The mother] [c1 is not sure] [t1 that he left].",
        "[s1 The paper] [c1 was unable to confirm] [t1 when the film was made].",
        "[t1 “Leave the town now,”] [s1 the mayor] [c1 said].",
        "[s1 The firm] [c1 said] [t1 it did not know who had sent the letter].",
        "[s1 The council] [c1 expressed hope] [t1 that the school would stay open].",
    ],
}


def found(marked: str) -> Finding[Certainty]:
    doc, _, (statement,) = page(marked)
    return certainty(doc, statement, act(doc, statement).value)


@pytest.mark.parametrize(("marked", "level"), [(one, level) for level, lines in LEVELS.items() for one in lines])
def test_the_weakest_word_of_the_main_clause_decides(marked: str, level: str) -> None:
    assert found(marked).value == level


@pytest.mark.parametrize(
    ("marked", "carried"),
    [
        ("[s1 Reth] [c1 said] [t1 the bridge was probably shut].", "probably"),
        ("[s1 Reth] [c1 said] [t1 the bridge may be shut].", "may"),
        ("[s1 The study] [c1 suggests] [t1 that the spray works].", "suggests"),
        ("[s1 The study] [c1 suggests] [t1 that the spray may work].", "may"),
        ("[s1 Reth] [c1 said] [t1 the bridge was shut].", None),
    ],
)
def test_the_word_is_told(marked: str, carried: str | None) -> None:
    doc, _, _ = page(marked)
    assert words(doc, found(marked).words) == carried


@pytest.mark.parametrize(
    ("marked", "level"),
    [
        ("[t1 “The crates were empty. Somebody may have been warned,”] [s1 he] [c1 said].", "certain"),
        ("[t1 “It may rain. The road is dry,”] [s1 he] [c1 said].", "possible"),
        ("[t1 “He left at noon. Perhaps he was ill. He may have been afraid. Maybe he was tired,”] "
         "[s1 she] [c1 said].", "possible"),
    ],
)  # fmt: skip
def test_of_several_sentences_the_first_decides_unless_most_are_hedged(marked: str, level: str) -> None:
    assert found(marked).value == level


@pytest.mark.parametrize(
    ("text", "word", "level"),
    [
        ("The dam broke.", "broke", "certain"),
        ("The dam may break.", "break", "possible"),
        ("They hope that the dam will hold.", "hold", "unknown"),
        ("Engineers believe the dam broke.", "broke", "probable"),
        ("The dam is likely to break.", "break", "probable"),
    ],
)
def test_a_predicate_by_itself(text: str, word: str, level: str) -> None:
    doc, _, _ = page(f"[t1 {text}]")
    head = next(token for token in doc if token.text == word)
    assert of_predicate(head).value == level
