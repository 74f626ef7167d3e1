"""Where a statement was made."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.venue import venue
from tests.attribution.meaning.marked_pages import page, words

# T stands for a content: "that the ferry would stop".
SAID_AT = {
    "[s1 Kowal] [c1 said] in Geneva [T].": "in Geneva",
    "[s1 Kowal] [c1 said] on Monday in Geneva [T].": "in Geneva",
    "[s1 Kowal] [c1 said] in Geneva on Monday [T].": "in Geneva",
    "[s1 Kowal] [c1 said] in Madison, Wisconsin, [T].": "in Madison, Wisconsin",
    "[t1 “It will stop,”] [s1 Kowal] [c1 said] in Geneva.": "in Geneva",
    "[t1 “It will stop,”] [c1 said] [s1 Kowal] in Geneva.": "in Geneva",
    "[s1 Kowal] [c1 told] reporters in Geneva [T].": "in Geneva",
    "In Geneva, [s1 Kowal] [c1 told] reporters [T].": "In Geneva",
    "[s1 Kowal] [c1 said] at a press conference in Beirut [T].": "at a press conference in Beirut",
    "At a news conference in Geneva on Monday, [s1 he] [c1 said] [T].": "At a news conference in Geneva",
    "[s1 Kowal] [c1 told] supporters at a rally in Ohio [T].": "at a rally in Ohio",
    "[s1 Kowal] [c1 said] during a campaign stop [T].": "during a campaign stop",
    "[s1 Kowal] [c1 said] at a cabinet meeting [T].": "at a cabinet meeting",
    "[s1 Kowal] [c1 said] at the summit [T].": "at the summit",
    "[s1 Kowal] [c1 said] at a conference on Tuesday [T].": "at a conference",
    "[s1 Kowal] [c1 said] at his trial [T].": "at his trial",
    "[s1 Kowal] [c1 said] at a Senate hearing [T].": "at a Senate hearing",
    "[s1 Kowal] [c1 said] on the Senate floor [T].": "on the Senate floor",
    "[s1 Kowal] [c1 said] in court [T].": "in court",
    "[s1 Kowal] [c1 said] in parliament [T].": "in parliament",
    "[s1 Kowal] [c1 said] outside the courthouse [T].": "outside the courthouse",
    "[s1 Kowal] [c1 said] inside the church [T].": "inside the church",
    "[s1 Kowal] [c1 said] from the podium [T].": "from the podium",
    "[s1 Kowal] [c1 said] at the airport [T].": "at the airport",
    "[s1 Kowal] [c1 said] in the Oval Office [T].": "in the Oval Office",
    "[s1 Kowal] [c1 said] on the steps of the town hall [T].": "on the steps of the town hall",
    "[s1 Kowal] [c1 said] aboard the ferry's sister ship [T].": "aboard the ferry's sister ship",
    "[s1 Kowal] [c1 testified] before the Senate [T].": "before the Senate",
    "Standing outside the courthouse, [s1 Kowal] [c1 said] [T].": "outside the courthouse",
    "Speaking in Kessel on Tuesday, [s1 Kowal] [c1 said] [T].": "in Kessel",
    "Speaking at a conference in Kessel, [s1 Kowal] [c1 said] [T].": "at a conference in Kessel",
    "Speaking to reporters in Geneva, [s1 Kowal] [c1 said] [T].": "in Geneva",
    "[s1 Kowal], speaking in Kessel, [c1 said] [T].": "in Kessel",
    "Addressing supporters in Kessel, [s1 Kowal] [c1 said] [T].": "in Kessel",
    "[s1 Kowal] [c1 wrote] on Telegram [T].": "on Telegram",
    "[s1 Kowal] [c1 said] on X [T].": "on X",
    "On Facebook, [s1 Kowal] [c1 wrote] [T].": "On Facebook",
    "In a post on Facebook, [s1 Kowal] [c1 wrote] [T].": "on Facebook",
    "[s1 Kowal] [c1 said] on social media [T].": "on social media",
    "[s1 Kowal] [c1 wrote] on his website [T].": "on his website",
    "[s1 Kowal] [c1 said] on his Telegram channel [T].": "on his Telegram channel",
    "[s1 Kowal] [c1 said] on CBS's “Face the Nation” [T].": "on CBS's “Face the Nation”",
    "[s1 Kowal] [c1 said] on Fox News [T].": "on Fox News",
    "[s1 Kowal] [c1 said] on state television [T].": "on state television",
    "Speaking on Radio Meridian, [s1 Kowal] [c1 said] [T].": "on Radio Meridian",
    "Appearing on MSNBC, [s1 Kowal] [c1 said] [T].": "on MSNBC",
}
NOWHERE = (
    "[s1 Kowal] [c1 said] [T].",
    "[s1 Kowal] [c1 said] on Monday [T].",
    "[s1 Kowal] [c1 said] in April [T].",
    "[s1 Kowal] [c1 said] in 2019 [T].",
    "[s1 Kowal] [c1 said] at the time [T].",
    "[s1 Kowal] [c1 said] in part [T].",
    "[s1 Kowal] [c1 said] in a statement [T].",
    "[s1 Kowal] [c1 said] in an interview [T].",
    "[s1 Kowal] [c1 said] in response [T].",
    "[s1 Kowal] [c1 said] in Arabic [T].",
    "[s1 Kowal] [c1 said] on condition of anonymity [T].",
    "[s1 Kowal] [c1 said] on behalf of the union [T].",
    "[s1 Kowal] [c1 said] in a letter [T].",
    "[s1 Kowal] [c1 said] by telephone [T].",
    "[s1 A doctor in Kessel] [c1 said] [T].",
    "[s1 The health ministry in Lusk] [c1 said] [T].",
    "[s1 Kowal], who lives in Kessel, [c1 said] [T].",
    "[s1 Kowal] [c1 said] [t1 the ferry would stop in Kessel].",
    "[s1 Kowal] [c1 said] [t1 he would speak at a rally in Ohio].",
    "[c1 According to] [s1 officials in Kessel], [t1 the ferry would stop].",
)


def _asked(line: str) -> str | None:
    doc, _, statements = page(line.replace("[T]", "[t1 that the ferry would stop]"))
    return words(doc, venue(doc, statements[-1], others=statements))


@pytest.mark.parametrize(("line", "expected"), SAID_AT.items())
def test_where_it_was_said_stands_beside_the_cue(line: str, expected: str) -> None:
    assert _asked(line) == expected


@pytest.mark.parametrize("line", NOWHERE)
def test_times_papers_and_other_peoples_places_are_no_venue(line: str) -> None:
    assert _asked(line) is None


def test_each_of_two_statements_has_its_own() -> None:
    line = "[s1 Kowal] [c1 said] in Geneva [t1 he would go] and [c2 wrote] on Telegram [t2 that he was glad]."
    doc, _, statements = page(line)
    found = [words(doc, venue(doc, one, others=statements)) for one in statements]
    assert found == ["in Geneva", "on Telegram"]
