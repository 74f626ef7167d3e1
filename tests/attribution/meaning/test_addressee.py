"""To whom a statement was said."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.addressee import addressee
from tests.attribution.meaning.marked_pages import page, words

# T stands for a content: "that the ferry would stop".
HEARD = {
    "[s1 Kowal] [c1 told] reporters [T].": "reporters",
    "[s1 Kowal] [c1 told] the AP [T].": "the AP",
    "[s1 Kowal] [c1 told] the channel [T].": "the channel",
    "[s1 Kowal] [c1 told] Reuters on Monday [T].": "Reuters",
    "[s1 Kowal] [c1 told] Reuters Monday [T].": "Reuters",
    "[s1 Kowal] [c1 told] him [T].": "him",
    "[s1 Kowal] [c1 told] me [T].": "me",
    "[s1 Kowal] [c1 told] parliament last week [T].": "parliament",
    "[s1 Kowal] [c1 told] the Senate Judiciary Committee [T].": "the Senate Judiciary Committee",
    "[s1 Kowal] [c1 told] a crowd of supporters in Kessel [T].": "a crowd of supporters",
    "[s1 Kowal] [c1 later told] reporters [T].": "reporters",
    "[s1 Kowal] [c1 told] CNN's Jane Roe [T].": "CNN's Jane Roe",
    "[s1 Kowal] [c1 told] Fox News host Max Poe [T].": "Fox News host Max Poe",
    "[s1 Kowal] [c1 told] BBC Radio 4's Today programme [T].": "BBC Radio 4's Today programme",
    "[s1 Kowal] [c1 told] the UN Security Council [T].": "the UN Security Council",
    "[s1 Kowal] [c1 has told] investors [T].": "investors",
    "[s1 Kowal], [c1 telling] reporters [T], left.": "reporters",
    "[t1 “It will stop,”] [s1 he] [c1 told] supporters outside the court.": "supporters",
    "[t1 “It will stop,”] [c1 told] reporters [s1 Kowal].": "reporters",
    "[s1 Kowal] [c1 warned] Lusk [T].": "Lusk",
    "[s1 Kowal] [c1 assured] shareholders [T].": "shareholders",
    "[s1 Kowal] [c1 reminded] voters [T].": "voters",
    "[s1 Kowal] [c1 informed] the council [T].": "the council",
    "[s1 The judge] [c1 advised] jurors [T].": "jurors",
    "[s1 The reporter] [c1 asked] the mayor [t1 whether the ferry would stop].": "the mayor",
    "[s1 She] [c1 asked] him [t1 why the ferry had stopped].": "him",
    "[s1 Kowal] [c1 promised] voters [T].": "voters",
    "[s1 Kowal] [c1 said] to his wife [T].": "his wife",
    "[s1 Kowal] [c1 said] to reporters in Geneva [T].": "reporters",
    "[s1 Kowal] [c1 admitted] to colleagues [T].": "colleagues",
    "[s1 Kowal] [c1 explained] to the committee [T].": "the committee",
    "[s1 Kowal] [c1 confirmed] to AFP [T].": "AFP",
    "[s1 Kowal] [c1 complained] to the ministry [T].": "the ministry",
    "[s1 Kowal] [c1 announced] to the crowd [T].": "the crowd",
    "[s1 Kowal] [c1 wrote] to the mayor [T].": "the mayor",
    "[s1 Kowal] [c1 wrote] in a letter to shareholders [T].": "shareholders",
    "In a letter to the mayor, [s1 Kowal] [c1 wrote] [T].": "the mayor",
    "In a statement to the AP, [s1 Kowal] [c1 said] [T].": "the AP",
    "[s1 Kowal] [c1 said] in an email to reporters [T].": "reporters",
    "In a speech to parliament, [s1 Kowal] [c1 said] [T].": "parliament",
    "In comments to Reuters, [s1 Kowal] [c1 said] [T].": "Reuters",
    "In testimony to a House committee, [s1 Kowal] [c1 said] [T].": "a House committee",
    "Speaking to reporters in Geneva, [s1 Kowal] [c1 said] [T].": "reporters",
    "[s1 Kowal], speaking to students, [c1 said] [T].": "students",
    "Speaking with NPR, [s1 Kowal] [c1 said] [T].": "NPR",
    "Talking to journalists, [s1 Kowal] [c1 said] [T].": "journalists",
    "Addressing supporters in Kessel, [s1 Kowal] [c1 said] [T].": "supporters",
    "[s1 Kowal] [c1 said] in an interview with the BBC [T].": "the BBC",
    "Interviewed by the BBC, [s1 Kowal] [c1 said] [T].": "the BBC",
    "[c1 Asked] by Radio Tarn [t1 whether he would go], [s2 Kowal] [c2 said] [t2 that he would].": "Radio Tarn",
    "[s1 A source, who spoke to the Herald,] [c1 said] [T].": "the Herald",
}
NOBODY = (
    "[s1 Kowal] [c1 said] [T].",
    "[s1 Kowal] [c1 said] on Monday [T].",
    "[s1 Kowal] [c1 said] in Geneva [T].",
    "[s1 Kowal] [c1 said] in a telephone interview [T].",
    "[s1 Kowal] [c1 said] on Fox News [T].",
    "[s1 Kowal] [c1 said] to applause [T].",
    "[s1 Kowal] [c1 said] in response to the report [T].",
    "In response to the mayor, [s1 Kowal] [c1 said] [T].",
    "In addition to the mayor, [s1 Kowal] [c1 said] [T].",
    "[s1 Kowal] [c1 pointed] to the mayor [t1 as the man who stopped the ferry].",
    "[s1 The report] [c1 linked] the fire to [t1 the ferry].",
    "[c1 According to] [s1 the mayor], [t1 the ferry would stop].",
    "[s1 Kowal] [c1 told] the truth [t1 about the ferry].",
    "[s1 Kowal], who sold a boat to the mayor, [c1 said] [T].",
    "[s1 Kowal] [c1 urged] [t1 the mayor to stop the ferry].",
    "[s1 Kowal] [c1 said] [t1 he had told the mayor].",
    "[s1 Kowal] [c1 called] [t1 the mayor a liar].",
)


def _asked(line: str) -> str | None:
    doc, _, statements = page(line.replace("[T]", "[t1 that the ferry would stop]"))
    return words(doc, addressee(doc, statements[-1], others=statements))


@pytest.mark.parametrize(("line", "expected"), HEARD.items())
def test_who_heard_it_is_named_beside_the_cue(line: str, expected: str) -> None:
    assert _asked(line) == expected


@pytest.mark.parametrize("line", NOBODY)
def test_who_is_only_spoken_of_heard_nothing(line: str) -> None:
    assert _asked(line) is None


def test_who_was_told_is_the_subject_of_a_passive() -> None:
    assert _asked("Residents [c1 were told] [t1 to leave].") == "Residents"


def test_each_of_two_statements_has_its_own() -> None:
    line = "[s1 Kowal] [c1 told] the mayor [t1 he would go] and [c2 assured] voters [t2 he was glad]."
    doc, _, statements = page(line)
    found = [words(doc, addressee(doc, one, others=statements)) for one in statements]
    assert found == ["the mayor", "voters"]
