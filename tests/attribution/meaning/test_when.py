"""When statements were made. 2023-11-08, the day of publication, is a Wednesday."""

from __future__ import annotations

import pytest

from allegedly import language
from allegedly.attribution.meaning import when
from allegedly.language.times import Time, times
from allegedly.records import Statement
from tests.readings import Draft

# Source, cue and content in brackets, in any order; the words between are the rest of the sentence.
MADE = {
    "[s The minister] [c said] Thursday [t he would resign].": "2023-11-02",
    "[s The army] [c said] [t Thursday Orland had fired two missiles].": "2023-11-02",
    "[s The envoy] [c told] the Beirut-based channel Al-Ufuq on Monday evening [t that the pair died].": "2023-11-06",
    "In an interview with Nahar TV, shown on Sunday on its programme, [s Reth] [c said] [t it was safe].": "2023-11-05",
    "[s Five of the elders] [c say] in affidavits lodged on Tuesday [t that they never signed it].": "2023-11-07",
    "[s The ministry] [c said] in a statement on Friday [t that it would not set a target].": "2023-11-03",
    "[s The minister] [c said Thursday] [t he would resign].": "2023-11-02",
    "[s The minister] [c said] on Thursday [t that he would resign].": "2023-11-02",
    "On Thursday, [s the minister] [c said] [t that he would resign].": "2023-11-02",
    "On Thursday [s the minister] [c said] [t that he would resign].": "2023-11-02",
    "[s The minister] on Thursday [c said] [t he would resign].": "2023-11-02",
    "[t The bridge will open on Monday], [s the minister] [c said] on Tuesday.": "2023-11-07",
    "[s The minister] [c told] reporters in Geneva on Thursday [t that he would resign].": "2023-11-02",
    "[s The minister] [c told] parliament yesterday [t that the bridge was safe].": "2023-11-07",
    "[t “I will go,”] [s he] [c said] in a statement on Friday.": "2023-11-03",
    "[t “I will go,”] [c said] [s Reth] on Friday.": "2023-11-03",
    "[t “I will go on Monday,”] [s the minister] [c told] the Velmar Courier last month.": "2023-10",
    "[t “It is safe,”] [s Reth] [c said] at a news conference on Tuesday.": "2023-11-07",
    "In an interview last week, [s the minister] [c said] [t the bridge was safe].": "2023-10-29/2023-11-04",
    "In a letter dated Nov. 2, [s Reth] [c demanded] [t an inquiry].": "2023-11-02",
    "In a letter sent on Friday, [s Reth] [c said] [t he was calm].": "2023-11-03",
    "In 2016, [s Reth] [c claimed] [t the bridge was safe].": "2016",
    "Speaking at a rally on Sunday, [s the minister] [c said] [t the bridge was safe].": "2023-11-05",
    "During a Friday evening rally [s Reth] [c said] [t the bridge was safe].": "2023-11-03",
    "[s Friday's statement] [c said] [t the bridge was safe].": "2023-11-03",
    "[s A report published on Monday] [c said] [t the bridge was safe].": "2023-11-06",
    "[c According to] [s a report released on Tuesday], [t the bridge is safe].": "2023-11-07",
    "[s A 2019 study] [c found] [t that the bridge was safe].": "2019",
    "[s The ministry] [c announced] on Monday [t plans to close the bridge next year].": "2023-11-06",
    "[s The minister] [c denied] last week [t that he had met the envoy in June].": "2023-10-29/2023-11-04",
    "[s The court] [c ruled] on Monday [t that the ban was lawful].": "2023-11-06",
    "[s Reth] [c declined] [t to comment] on Tuesday.": "2023-11-07",
    "[s Reth] [c urged] [t the council] on Monday [t to act].": "2023-11-06",
    "[s Reth] was asked about it on Monday and [c said] [t he knew nothing].": "2023-11-06",
    "[s The police] [c said] in a post on X late on Monday [t that two men had been arrested].": "2023-11-06",
}
NOT_SAID = {
    "[s The minister] [c said] [t he would resign on Thursday].": ["2023-11-09"],
    "[s The minister] [c said] [t that on Thursday he would resign].": ["2023-11-09"],
    "[t The bridge will open on Monday], [s the minister] [c said].": ["2023-11-13"],
    "[s Reth] [c said] [t Monday's fire was an accident].": ["2023-11-06"],
    "[s Reth] [c said] [t that the men arrested on Monday were guilty].": ["2023-11-06"],
    "[t “We won on Sunday,”] [s she] [c said].": ["2023-11-05"],
    "[s The minister, who was elected in 2019,] [c said] [t the bridge was safe].": [],
    "After the bridge fell on Monday, [s the minister] [c said] [t he would resign].": [],
    "Ahead of Friday's vote, [s Reth] [c said] [t he was calm].": [],
    "[s Reth] [c told] reporters who met him on Friday [t that he was calm].": [],
    "[s Reth] [c said] [t the bridge was safe]. It fell on Monday.": [],
    "[s The union] [c said] [t it would strike on Friday if talks fail on Thursday].": ["2023-11-10", "2023-11-09"],
}


def marked(line: str) -> tuple[Draft, Statement]:
    """The page of one marked sentence, and its statement."""
    parts: dict[str, list[str]] = {"s": [], "c": [], "t": []}
    plain, rest = "", line
    while "[" in rest:
        before, _, rest = rest.partition("[")
        words, _, rest = rest.partition("]")
        parts[words[0]].append(words[2:])
        plain += before + words[2:]
    draft = Draft(("paragraph", plain + rest), published="2023-11-08")
    source, cue = (parts[role][0] if parts[role] else None for role in "sc")
    return draft, draft.says(*parts["t"], source=source, cue=cue)


def asked(line: str) -> tuple[str, str | None, str | None, list[str]]:
    """The text, when it was said and the words for it, what times the content speaks of."""
    draft, statement = marked(line)
    doc = language.annotate(draft.document)
    found: list[Time] = times(doc, draft.document.published)
    said = when.said(doc, statement, found)
    words = None if said is None or said.words is None else said.words.of(doc.text)
    content = [time.edtf for time in when.about(doc, statement, found)]
    return doc.text, None if said is None else said.value, words, content


def test_the_time_of_the_saying_is_found() -> None:
    assert {line: said for line, expected in MADE.items() if (said := asked(line)[1]) != expected} == {}


def test_a_time_of_the_content_is_not_that_of_the_saying() -> None:
    found = {line: asked(line) for line in NOT_SAID}
    assert {line: answer[1] for line, answer in found.items() if answer[1] is not None} == {}
    assert {line: answer[3] for line, answer in found.items()} == NOT_SAID


def test_both_are_told_apart_in_one_sentence() -> None:
    _, said, words, content = asked(
        "[s Reth] [c said] in an interview last week [t that the bridge would open in May]."
    )
    assert (said, words) == ("2023-10-29/2023-11-04", "last week")
    assert content == ["2024-05"]


def test_each_of_two_nested_statements_has_its_own_day() -> None:
    text = "The envoy said on Friday that Reth told him on Tuesday that the deal was off."
    draft = Draft(("paragraph", text), published="2023-11-08")
    outer = draft.says("that Reth told him on Tuesday that the deal was off", source="The envoy", cue="said")
    inner = draft.says("that the deal was off", source="Reth", cue="told", nested_in=outer.id)
    doc = language.annotate(draft.document)
    found = times(doc, "2023-11-08")
    answers = [when.said(doc, statement, found) for statement in (outer, inner)]
    assert [answer and answer.value for answer in answers] == ["2023-11-03", "2023-11-07"]


def test_what_a_caption_says_is_what_it_is_about() -> None:
    draft = Draft(("caption", "Smoke rises over the port of Velmar on Nov. 4, 2023."), published="2023-11-08")
    statement = draft.says("Smoke rises over the port of Velmar on Nov. 4, 2023.")
    doc = language.annotate(draft.document)
    found = times(doc, "2023-11-08")
    assert when.said(doc, statement, found) is None
    assert [time.edtf for time in when.about(doc, statement, found)] == ["2023-11-04"]


@pytest.mark.parametrize("line", list(MADE)[:3])
def test_no_answer_is_given_as_certain(line: str) -> None:
    draft, statement = marked(line)
    doc = language.annotate(draft.document)
    answer = when.said(doc, statement, times(doc, "2023-11-08"))
    assert answer is not None
    assert 0.5 < answer.sure < 1
