"""Why a source has no name."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.anonymity import anonymity
from tests.attribution.meaning.marked_pages import page, words

# T stands for a content.
REASONS = {
    ("[s1 A senior official] [c1 said] [T], speaking on condition of "
     "anonymity because they were discussing calls."): "because they were discussing calls",
    ("[s1 Two officials, who asked not to be identified, citing security "
     "concerns,] [c1 said] [T]."): "citing security concerns",
    ("[s1 A doctor who declined to be named as he was not authorised to "
     "speak] [c1 said] [T]."): "as he was not authorised to speak",
    ("[s1 An official who was not authorized to speak publicly] [c1 said] "
     "[T]."): "who was not authorized to speak publicly",
    "[t1 The deal is off], [s1 a diplomat] [c1 said] on condition of anonymity.": "on condition of anonymity",
    ("[t1 No], [s1 a diplomat] [c1 said]. The diplomat spoke on condition "
     "of anonymity because the talks are secret."): "because the talks are secret",
    ("[t1 No], [s1 two diplomats] [c1 said]. They asked not to be named for "
     "fear of reprisals."): "for fear of reprisals",
    "[s1 A soldier] [c1 said] on background [T].": "on background",
    "[t1 “It was chaos,”] [c1 said] [s1 a guard, who did not want to be named].": "who did not want to be named",
    ("[s1 An officer], speaking under condition that his name not be used, "
     "[c1 said] [T]."): "speaking under condition that his name not be used",
    "[s1 Workers at the plant, who feared retaliation,] [c1 said] [T].": "who feared retaliation",
    ("[s1 An owner who asked to remain anonymous because of safety "
     "concerns] [c1 said] [T]."): "because of safety concerns",
    ("[s1 Two people, who were not permitted to discuss it publicly,] [c1 "
     "said] [T]."): "who were not permitted to discuss it publicly",
    ("[c1 According to] [s1 a person close to him], who requested anonymity "
     "because it is not public, [T]."): "because it is not public",
    ("[s1 The official, who insisted on anonymity in line with government "
     "rules,] [c1 said] [T]."): "in line with government rules",
    ("[T], [c1 said] [s1 one of the people], asking not to be identified "
     "because it is private."): "because it is private",
    ("[s1 An official], speaking on the condition of anonymity to discuss "
     "the schedule, [c1 said] [T]."): "to discuss the schedule",
    "[T], [c1 said] [s1 a committee member], asking for anonymity to speak freely.": "to speak freely",
    "[s1 A longtime adviser, who, like others, requested anonymity,] [c1 said] [T].": "requested anonymity",
    ("[T], [c1 said] [s1 an aide who spoke anonymously because of the "
     "sensitivities]."): "because of the sensitivities",
    ("[s1 An official, whom the paper is not naming because the law forbids "
     "it,] [c1 said] [T]."): "because the law forbids it",
    "[s1 A nurse, whose name was withheld at her request,] [c1 said] [T].": "whose name was withheld at her request",
}  # fmt: skip

SILENT = (
    "[s1 Officials] [c1 said] [t1 that residents stayed at home for fear of reprisals].",
    "[s1 A police officer] [c1 said] [t1 that a man was arrested].",
    "[s1 A minister] [c1 said] [t1 he had been told anonymously of the plot].",
    "[s1 Jonas Reth] [c1 said] [t1 no], speaking on condition of anonymity.",
    "[s1 An official] [c1 said] [t1 no]. The mayor of Velmar spoke for an hour.",
)


def _with_content(marked: str) -> str:
    return marked.replace("[T]", "[t1 that the bridge was closed]")


@pytest.mark.parametrize(("marked", "clause"), REASONS.items())
def test_the_clause_that_says_why(marked: str, clause: str) -> None:
    doc, document, (statement, *_) = page(_with_content(marked))
    assert words(doc, anonymity(doc, statement, document)) == clause


@pytest.mark.parametrize("marked", SILENT)
def test_nothing_is_said_of_it(marked: str) -> None:
    doc, document, (statement, *_) = page(_with_content(marked))
    assert anonymity(doc, statement, document) is None
