"""What is asserted to have happened, in words, and by whom."""

from __future__ import annotations

from allegedly.records import Reading, Speaker
from allegedly.views.deeds import deeds, foremost
from allegedly.views.outline import outline
from tests.readings import council


def told(reading: Reading) -> dict[str, list[str]]:
    groups = deeds(reading, outline(reading.statements))
    return {group.who: [" · ".join((deed.sides, deed.what, *deed.facts)) for deed in group.deeds] for group in groups}


def with_relation(number: int, **fields: object) -> Reading:
    reading = council()
    changed = [one.model_copy(update=fields) if n == number else one for n, one in enumerate(reading.relations)]
    return reading.model_copy(update={"relations": tuple(changed)})


def test_the_outlet_comes_first_and_claims_stay_with_who_makes_them() -> None:
    assert list(told(council())) == ["The Velmar Courier", "Ada Brenn", "Jonas Reth"]
    assert [group.outlet for group in deeds(council(), outline(council().statements))] == [True, False, False]


def test_what_was_done_is_told_in_words_codes_and_the_words_of_the_page() -> None:
    assert told(council())["The Velmar Courier"] == [
        "Velmar → Orrin · criticism (ACCUSE, disapprove) “blamed”",
        "Ada Brenn — Jonas Reth, Ilse Marr · talks (CONSULT) “met” · 3 March 2031 · Port Ambre",
    ]


def test_what_is_denied_and_what_is_only_possible_says_so() -> None:
    attack, aid = told(council())["Ada Brenn"][1], told(council())["Jonas Reth"][1]
    assert attack == "Velmar → Orrin · attack (ASSAULT) “attack” · said not to be so · predicted"
    assert aid == "Velmar's allies → Orrin · aid (AID) “aid” · possible"


def test_a_thing_stands_in_quotation_marks() -> None:
    assert told(council())["Jonas Reth"][0] == "Port Ambre → “missiles” · lacks capability “has”"


def test_a_tie_repeats_no_word_of_its_own() -> None:
    sponsor = with_relation(0, relation="sponsor-of", mode=None)
    assert told(sponsor)["The Velmar Courier"][0] == "Velmar → Orrin · sponsor of “blamed”"
    trigger = council().relations[0].trigger.model_copy(update={"text": "Sponsor"})
    same = with_relation(0, relation="sponsor-of", mode=None, trigger=trigger)
    assert told(same)["The Velmar Courier"][0] == "Velmar → Orrin · sponsor of"


def test_a_source_that_nobody_names_is_no_outlet() -> None:
    reading = council()
    unnamed = reading.statements[1].model_copy(update={"source": None, "speaker": Speaker(kind="unknown")})
    statements = (reading.statements[0], unnamed, *reading.statements[2:])
    assert "somebody whom the page does not name" in told(reading.model_copy(update={"statements": statements}))


def test_the_foremost_are_of_named_ones_and_no_posts() -> None:
    reading = with_relation(0, relation="member-of", mode=None)
    groups = deeds(reading, outline(reading.statements))
    kept = [deed.sides for group in foremost(groups, 4) for deed in group.deeds]
    assert kept == [
        "Ada Brenn — Jonas Reth, Ilse Marr",
        "Orrin → Port Ambre",
        "Velmar → Orrin",
        "Port Ambre → “missiles”",
    ]


def test_what_leads_to_no_statement_is_left_out() -> None:
    assert len(told(with_relation(0, statement="stm_gone"))["The Velmar Courier"]) == 1
