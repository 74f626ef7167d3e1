"""What a speaker does by saying it."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning import cues, lexicon
from allegedly.attribution.meaning.acts import act
from allegedly.records import Speaker
from tests.attribution.meaning.marked_pages import page, words

BY_CUE = {
    "denies": [
        "[s1 Reth] [c1 denied] [t1 taking the money].",
        "[s1 The army] [c1 rejected] [t1 claims that it had shelled the school].",
        "[s1 The palace] [c1 dismissed] [t1 the report].",
        "[s1 The daily] [c1 retracted] [t1 its story] on Monday.",
        "[s1 The club] [c1 disputed] [t1 the figure].",
        "[s1 Hale] [c1 pleaded] [t1 not guilty to fraud].",
        "[s1 The minister] [c1 ruled out] [t1 a second vote].",
        "[s1 The firm] [c1 refuted] [t1 the allegation].",
        "[s1 She] [c1 distanced herself from] [t1 the remarks].",
        "[s1 The bank] [c1 brushed off] [t1 the report].",
    ],
    "accuses": [
        "[s1 The union] [c1 accused] [t1 the firm of cheating].",
        "[s1 Castellane] [c1 blames] [t1 its neighbour for the fire].",
        "[s1 The indictment] [c1 alleges] [t1 that he took bribes].",
        "[s1 The rebels] [c1 claimed] [t1 that the army had massacred forty villagers].",
        "[s1 Critics] [c1 point the finger at] [t1 the ministry].",
        "[s1 The monitor] [c1 implicated] [t1 two officers in the raid].",
    ],
    "decrees": [
        "[s1 The judge] [c1 ordered] [t1 the mine to be shut].",
        "[s1 The court] [c1 ruled] [t1 that the vote was void].",
        "[s1 The court] [c1 rejected] [t1 the appeal].",
        "[s1 The council] [c1 approved] [t1 the bridge].",
        "[s1 The president] [c1 declared] [t1 a state of emergency].",
        "[s1 A jury] [c1 convicted] [t1 the driver].",
        "[s1 The league] [c1 fined] [t1 the club for the delay].",
        "[s1 The ministry] [c1 announced] [t1 a ban on fishing].",
        "[s1 Parliament] [c1 voted to] [t1 lift the tax].",
        "[s1 The court] [c1 struck down] [t1 the law].",
    ],
    "promises": [
        "[s1 The premier] [c1 vowed] [t1 to rebuild the town].",
        "[s1 The bank] [c1 pledged] [t1 two million crowns].",
        "[s1 The union] [c1 threatened] [t1 to strike].",
        "[s1 The mayor] [c1 promised] [t1 that the school would reopen].",
        "[s1 The firm] [c1 offered] [t1 to pay for the repairs].",
        "[s1 He] [c1 swore] [t1 to find the killers].",
    ],
    "demands": [
        "[s1 The party] [c1 called for] [t1 a new vote].",
        "[s1 The envoy] [c1 called on] [t1 both sides to talk].",
        "[s1 The mayor] [c1 urged] [t1 people to stay indoors].",
        "[s1 She] [c1 told] [t1 him to burn the letter].",
        "[s1 He] [c1 asked] [t1 the court to free his son].",
        "[s1 The workers] [c1 asked for] [t1 higher pay].",
        "[s1 The report] [c1 recommends] [t1 that the dam be lowered].",
        "[s1 The police] [c1 warned] [t1 residents to leave].",
        "[s1 Doctors] [c1 advised] [t1 against the trip].",
        "[s1 The villagers] [c1 demanded] [t1 an inquiry].",
        "[s1 The envoy] [c1 insisted] [t1 that the prisoners be freed].",
        "[s1 The minister] [c1 appealed for] [t1 calm].",
    ],
    "questions": [
        "[s1 The lawyer] [c1 asked] [t1 whether she had seen the car].",
        "[s1 The paper] [c1 wondered] [t1 why the road was closed].",
        "[s1 The ministry] [c1 questioned] [t1 the count].",
        "[t1 “Who pays for this?”] [s1 she] [c1 asked].",
        "[s1 Senators] [c1 demanded to know] [t1 who had signed the order].",
        "[s1 Prosecutors] [c1 are asking] [t1 who left the gate open].",
        "[c1 Asked] on Monday [t1 if he would resign], the mayor laughed.",
    ],
    "intends": [
        "[s1 The firm] [c1 plans] [t1 to close two mines].",
        "[s1 Farkas] [c1 wants] [t1 a pardon].",
        "[s1 The council] [c1 is considering] [t1 a toll].",
        "[s1 The two sides] [c1 agreed] [t1 to meet in May].",
        "[s1 The club] [c1 hopes] [t1 to sign him].",
        "[s1 The rebels] [c1 are ready] [t1 to talk].",
        "[s1 The bank] [c1 announced] [t1 plans to cut jobs].",
        "[s1 The minister] [c1 is reluctant] [t1 to resign].",
        "[s1 She] [c1 decided] [t1 to sell the farm].",
    ],
    "predicts": [
        "[s1 Analysts] [c1 expect] [t1 prices to fall].",
        "[s1 The bank] [c1 forecast] [t1 growth of two per cent].",
        "[s1 The strike] [c1 is expected] [t1 to last a week].",
        "[s1 The mayor] [c1 warned of] [t1 a hard winter].",
        "[s1 The monitor] [c1 predicted] [t1 a low turnout].",
    ],
    "evaluates": [
        "[s1 The president] [c1 praised] [t1 the nurses].",
        "[s1 The union] [c1 condemned] [t1 the raid].",
        "[s1 He] [c1 called] [t1 the plan a joke].",
        "[s1 She] [c1 described] [t1 the attack as cowardly].",
        "[s1 Relatives] [c1 welcomed] [t1 the verdict].",
        "[s1 The party] [c1 took issue with] [t1 the ruling].",
        "[s1 The senator] [c1 spoke out against] [t1 the bill].",
        "[s1 Fans] [c1 mocked] [t1 the new shirt].",
        "[s1 The minister] [c1 dismissed] the report as [t1 “a fairy tale”].",
        "[s1 The coach] [c1 hailed] [t1 a great win].",
        "[s1 The mayor] [c1 is proud of] [t1 the new hall].",
    ],
    "believes": [
        "[s1 Residents] [c1 believe] [t1 the army fired the shot].",
        "[s1 Diplomats] [c1 doubted] [t1 that he led a single battalion].",
        "[s1 The widow] [c1 suspects] [t1 that the letter was forged].",
        "[s1 The teacher] [c1 is convinced] [t1 that the spray works].",
        "[s1 Ten people] [c1 are believed] [t1 to have drowned].",
        "[s1 Officials] [c1 fear] [t1 that others were hurt].",
        "[s1 The analyst] [c1 is sceptical] [t1 that the tape is real].",
        "[s1 Families] [c1 expressed] [t1 doubts about the count].",
        "[s1 She] [c1 hopes] [t1 that he is alive].",
    ],
    "asserts": [
        "[s1 Reth] [c1 said] [t1 the bridge was shut].",
        "[s1 The paper] [c1 reported] [t1 that two ships had left].",
        "[t1 The dam broke at noon], [c1 according to] [s1 the police].",
        "[s1 The memo] [c1 shows] [t1 that the tests failed].",
        "[s1 The minister] [c1 admitted] [t1 that he had not read the letter].",
        "[s1 The rebels] [c1 claim] [t1 that they hold the bridge].",
        "[s1 Three men] [c1 are said] [t1 to have left the island].",
        "[s1 The log] [c1 describes] [t1 a crack in the wall].",
        "[s1 The army] [c1 made clear] [t1 that the road was safe].",
        "[s1 She] [c1 pointed out] [t1 that the door was locked].",
        "[s1 Police] [c1 put] [t1 the number of dead at nine].",
        "[s1 A spokesman] [c1 confirmed] [t1 the arrest].",
    ],
    "declines": [
        "[s1 The ministry] [c1 declined] [t1 to comment].",
        "[s1 The bank] [c1 did not respond to] [t1 a request for comment].",
        "[s1 The general] [c1 would not say] [t1 who gave the order].",
        "[s1 The firm] [c1 could not be reached] [t1 for comment].",
        "[s1 The palace] [c1 neither confirmed nor denied] [t1 the visit].",
        "[s1 Hallam] [c1 ignored] [t1 a question about the vote].",
        "[s1 The club] [c1 had] [t1 no comment].",
        "[s1 He] [c1 refused] [t1 to discuss the letter].",
        "[s1 The army] [c1 has yet to respond to] [t1 the questions].",
    ],
}

BY_CONTENT = {
    "denies": [
        "[t1 “That is a lie,”] [s1 Reth] [c1 said].",
        "[t1 “We have not sold a single round,”] [s1 the minister] [c1 said].",
        "[s1 The company] [c1 said] [t1 it had nothing to do with the leak].",
        "[s1 The bank] [c1 said] [t1 that the report was not true].",
        "[t1 “I never spoke to this man,”] [s1 she] [c1 told] reporters.",
        "[t1 “We never paid any inspector,”] [s1 the firm] [c1 said].",
        "[s1 Orland] [c1 said] [t1 its troops had not crossed the border].",
        "[s1 The governor] [c1 said] [t1 the allegations were baseless].",
        "[s1 The rebels] [c1 said] [t1 they were not involved in the attack].",
        "[s1 He] [c1 called] [t1 the claim a lie].",
        "[t1 “I did nothing wrong,”] [s1 Hale] [c1 said].",
        "[t1 “It never happened,”] [s1 the coach] [c1 insisted].",
        "[t1 “Not one cartridge has left our depots,”] [s1 the spokesman] [c1 said].",
        "[t1 None of its ponds had overflowed this year], [s1 the company] [c1 said].",
        "[t1 “I have never called the police in my life,”] [s1 the teacher] [c1 said].",
        "[s1 The minister] [c1 said] [t1 her government had offered nothing].",
    ],
    "promises": [
        "[t1 “We will rebuild every house,”] [s1 the premier] [c1 said].",
        "[s1 She] [c1 said] [t1 she would fly home on Wednesday].",
        "[t1 “I will not sell it,”] [s1 he] [c1 said].",
        "[s1 The union] [c1 said] [t1 it would walk out at midnight].",
        "[t1 “We are going to appeal,”] [s1 the lawyer] [c1 said].",
        "[t1 “I'll repeat it in court,”] [s1 he] [c1 said].",
    ],
    "demands": [
        "[t1 “Somebody must tell us the truth,”] [s1 she] [c1 wrote].",
        "[t1 “They should open the door,”] [s1 he] [c1 said].",
        "[t1 “Leave the town now,”] [s1 the mayor] [c1 said].",
        "[t1 “Do not touch the cables,”] [s1 the engineer] [c1 warned].",
        "[s1 The minister] [c1 said] [t1 taxes need to be cut].",
        "[s1 The envoy] [c1 said] [t1 the raids must stop].",
        "[s1 Critics] [c1 believe] [t1 the minister should resign].",
        "[t1 “Let them come home,”] [s1 the father] [c1 said].",
    ],
    "questions": [
        "[t1 “Where did the money go?”] [s1 the senator] [c1 said].",
        "[t1 “Who else had a key?”] [s1 he] [c1 told] the court.",
    ],
    "intends": [
        "[t1 “We want to stay,”] [s1 she] [c1 said].",
        "[s1 The firm] [c1 said] [t1 it planned to leave the island].",
        "[s1 The mayor] [c1 said] [t1 he was considering a visit].",
        "[t1 “We are ready to talk,”] [s1 the rebels] [c1 said].",
    ],
    "predicts": [
        "[s1 The minister] [c1 said] [t1 the talks would fail].",
        "[t1 “It will rain all week,”] [s1 the forecaster] [c1 said].",
        "[s1 The envoy] [c1 said] [t1 the fighting could spread].",
        "[s1 Doctors] [c1 fear] [t1 the number will rise].",
        "[s1 He] [c1 thinks] [t1 prices will fall].",
        "[s1 The union] [c1 said] [t1 that jobs may be lost].",
        "[s1 The ministry] [c1 said] [t1 the bridge was set to open in May].",
        "[s1 She] [c1 warned] [t1 that the river would rise].",
        "[s1 Officials] [c1 said] [t1 it is likely that the road will close].",
    ],
    "evaluates": [
        "[s1 The minister] [c1 said] [t1 the attack was unacceptable].",
        "[t1 “We condemn this crime,”] [s1 the bishop] [c1 said].",
        "[t1 “It was a disgrace,”] [s1 the coach] [c1 said].",
        "[s1 The firm] [c1 said] [t1 it welcomed the ruling].",
    ],
    "believes": [
        "[t1 “I think he is innocent,”] [s1 she] [c1 said].",
        "[s1 The diplomat] [c1 said] [t1 she believed the patrol had crossed by mistake].",
        "[t1 “We doubt that the letter is real,”] [s1 the lawyer] [c1 said].",
    ],
    "asserts": [
        "[t1 “I have not slept for two days,”] [s1 she] [c1 said].",
        "[t1 “We have not heard from him,”] [s1 the mother] [c1 said].",
        "[t1 “I could see stars where the roof had been,”] [s1 she] [c1 said].",
        "[s1 He] [c1 said] [t1 the stencils could be a copy].",
        "[s1 An aide] [c1 said] [t1 the crew had to leave the ship].",
        "[s1 He] [c1 said] [t1 that the letter might not be real].",
    ],
    "declines": [
        "[s1 The ministry] [c1 said] [t1 it does not comment on leaks].",
        "[s1 The spokesman] [c1 said] [t1 he could not comment].",
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(marked, expected) for expected, lines in table.items() for marked in lines]


@pytest.mark.parametrize(("marked", "expected"), cases(BY_CUE))
def test_the_cue_names_the_act(marked: str, expected: str) -> None:
    doc, _, (statement,) = page(marked)
    assert act(doc, statement).value == expected


@pytest.mark.parametrize(("marked", "expected"), cases(BY_CONTENT))
def test_the_content_shows_what_is_done(marked: str, expected: str) -> None:
    doc, _, (statement,) = page(marked)
    assert act(doc, statement).value == expected


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("[s1 Reth] [c1 denied] [t1 taking the money].", "denied"),
        ("[s1 The party] [c1 called for] [t1 a new vote].", "called for"),
        ("[t1 “They should open the door,”] [s1 he] [c1 said].", "should"),
        ("[s1 The ministry] [c1 declined] [t1 to comment].", "declined"),
        ("[s1 Reth] [c1 said] [t1 the bridge was shut].", None),
    ],
)
def test_the_words_that_show_the_act(marked: str, shown: str | None) -> None:
    doc, _, (statement,) = page(marked)
    assert words(doc, act(doc, statement).words) == shown


def test_a_quotation_without_a_cue_is_judged_by_its_content() -> None:
    doc, _, (statement,) = page("[t1 “Leave the town now.”]")
    assert act(doc, statement).value == "demands"


def test_the_outlet_asserts_or_predicts() -> None:
    outlet = Speaker(name="The Courier", kind="outlet")
    for marked, expected in (
        ("[t1 The council must close the bridge.]", "asserts"),
        ("[t1 The court will rule on Friday.]", "predicts"),
    ):
        doc, _, (statement,) = page(marked)
        assert act(doc, statement.model_copy(update={"speaker": outlet})).value == expected


def test_no_word_stands_for_two_acts_that_a_cue_cannot_tell_apart() -> None:
    for kind in ("groups",):
        listed = [
            (entry, done)
            for done in cues.ACTS
            if lexicon.has_list("acts", f"{done}_{kind}")
            for entry in lexicon.words("acts", f"{done}_{kind}")
        ]
        entries = [entry for entry, _ in listed]
        assert sorted(entry for entry in set(entries) if entries.count(entry) > 1) == []
