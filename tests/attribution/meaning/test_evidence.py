"""What a page points to for or against a statement, who analysed it, and on which statement it bears."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.evidence import evidence
from allegedly.records import Evidence
from tests.attribution.meaning.marked_pages import page


def _found(marked: str) -> list[Evidence]:
    doc, document, statements = page(marked)
    return evidence(doc, document, statements)


def _told(marked: str) -> list[tuple[str, str, str]]:
    return [
        (one.kind, one.span.text, one.for_ if one.polarity == "positive" else f"-{one.for_}") for one in _found(marked)
    ]


ONE = {
    "[s1 Satellite images taken on Monday] [c1 show] [t1 three new hangars].": (
        "photograph",
        "Satellite images taken on Monday",
        "1",
    ),
    "[s1 A video posted by a resident] [c1 shows] [t1 the bridge collapsing].": (
        "video",
        "A video posted by a resident",
        "1",
    ),
    "[s1 Bank records obtained by the Monitor] [c1 show] [t1 that he paid 40,000 euros].": (
        "document",
        "Bank records obtained by the Monitor",
        "1",
    ),
    "[c1 According to] [s1 court papers], [t1 the car was stolen].": ("document", "court papers", "1"),
    "[c1 According to] [s1 flight-tracking data], [t1 the jet turned back].": ("data", "flight-tracking data", "1"),
    "[s1 A cache of internal e-mails leaked to the paper] [c1 shows] [t1 the firm knew].": (
        "document",
        "A cache of internal e-mails leaked to the paper",
        "1",
    ),
    "[s1 DNA tests] [c1 confirmed] [t1 that the body was his].": ("expert analysis", "DNA tests", "1"),
    "[s1 The autopsy] [c1 showed] [t1 that he had been shot twice].": ("expert analysis", "The autopsy", "1"),
    "[s1 U.S. intelligence] [c1 suggests] [t1 that troops are gathering].": ("intelligence", "U.S. intelligence", "1"),
    "[s1 Intercepted radio traffic] [c1 suggests] [t1 that the pilots were lost].": (
        "intelligence",
        "Intercepted radio traffic",
        "1",
    ),
    "[s1 Fossils found in the cave] [c1 suggest] [t1 that people lived there].": (
        "recovered object",
        "Fossils found in the cave",
        "1",
    ),
    "[s1 Sales figures] [c1 show] [t1 that demand fell].": ("data", "Sales figures", "1"),
    "[s1 Officials] [c1 said] [t1 weapons seized in the raid bore Northern markings].": (
        "recovered object",
        "weapons seized in the raid",
        "1",
    ),
    "[s1 Prosecutors] [c1 said] [t1 phone data placed him at the scene].": ("data", "phone data", "1"),
    "[s1 The ministry] [c1 said] [t1 the jet had turned back], pointing to radar data.": ("data", "radar data", "1"),
    "[s1 The Herald] [c1 reported], citing court filings, [t1 that he owed millions].": (
        "document",
        "court filings",
        "1",
    ),
    "[s1 Investigators] [c1 said] [t1 the shells came from the north], based on serial numbers traced to a factory.": (
        "recovered object",
        "serial numbers traced to a factory",
        "1",
    ),
    "[s1 Ida Nystrom, an analyst who was allowed to handle two of the rockets,] [c1 said] [t1 the marks were new].": (
        "expert analysis",
        "an analyst who was allowed to handle two of the rockets",
        "1",
    ),
    "After reviewing hours of footage, [s1 the commission] [c1 found] [t1 that police fired first].": (
        "video",
        "hours of footage",
        "1",
    ),
    "[s1 Experts who examined the images] [c1 said] [t1 the smoke was fake].": ("photograph", "the images", "1"),
    "[s1 The general] [c1 presented] [t1 what he said were intercepted calls].": (
        "intelligence",
        "intercepted calls",
        "1",
    ),
    "[s1 Video of the attack] [c1 contradicts] [t1 [s2 the army's] [c2 claim] [t2 that the street was empty]].": (
        "video",
        "Video of the attack",
        "-2",
    ),
    (
        "[s1 The minister] [c1 said] [t1 the base was empty]. [t2 The minister's claim is contradicted by "
        "flight data], [c2 according to] [s2 Airtrack]."
    ): (
        "data",
        "flight data",
        "-1",
    ),
    "[s1 The company] [c1 denied] [t1 the leak] despite internal emails showing that it knew.": (
        "document",
        "internal emails",
        "-1",
    ),
}


@pytest.mark.parametrize(("marked", "expected"), ONE.items())
def test_one_piece_of_evidence(marked: str, expected: tuple[str, str, str]) -> None:
    assert _told(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[s1 The report] [c1 said] [t1 the war would last].",
        "[s1 The indictment] [c1 says] [t1 he took bribes].",
        "[s1 A study] [c1 found] [t1 that bees can count].",
        "[s1 A poll] [c1 shows] [t1 that most voters are undecided].",
        "[s1 Police] [c1 said], without providing evidence, [t1 that the man was a spy].",
        "[s1 Officials] [c1 said] [t1 there was no evidence that the vote was rigged].",
        "[s1 The mayor] [c1 called for] [t1 the video to be released].",
        "[s1 The spokesman] [c1 dismissed] [t1 the photographs as fake].",
        "[s1 The government] [c1 said] [t1 it had not released the documents].",
        "[s1 Evidence] [c1 suggests] [t1 that the group used foreign weapons].",
        "[s1 U.S. intelligence officials] [c1 said] [t1 the attack was planned abroad].",
        "[s1 He] [c1 said] [t1 a number of figures in the party had left].",
        "[s1 An ad] [c1 says] [t1 she lied].",
        "[t1 If the video is genuine, it shows a crime], [s1 he] [c1 said].",
    ],
)
def test_what_is_no_evidence(marked: str) -> None:
    assert _told(marked) == []


def test_pieces_coordinated_in_one_source_are_listed_apart_with_those_who_gave_them() -> None:
    found = _found(
        "[s1 A video shot by members of the group analyzed by two experts, along with an Associated Press analysis of "
        "weapons captured on the battlefield and South Korean military intelligence,] [c1 pointed to] [t1 "
        "the use of mines]."
    )
    assert [(one.kind, [by.text for by in one.by if not isinstance(by, str)]) for one in found] == [
        ("video", ["two experts"]),
        ("expert analysis", ["Associated Press"]),
        ("recovered object", ["Associated Press"]),
        ("intelligence", ["South Korean military"]),
    ]
    assert found[0].span.text == "A video shot by members of the group"
    assert {one.for_ for one in found} == {"1"}


@pytest.mark.parametrize(
    ("marked", "by"),
    [
        ("[s1 Satellite images reviewed by Reuters] [c1 show] [t1 smoke].", "Reuters"),
        ("[s1 Images taken on Monday and analysed by Orin Labs] [c1 show] [t1 smoke].", "Orin Labs"),
        ("[s1 Satellite images provided by the company Terravue] [c1 show] [t1 smoke].", "the company Terravue"),
        ("[s1 A forensic analysis by the Kell Institute] [c1 found] [t1 that the tape was old].", "the Kell Institute"),
        ("[s1 A photograph] [c1 shows] [t1 the ship]. Two specialists examined it for the paper.", "Two specialists"),
        ("[s1 Ana Orlo] compared the fence with satellite images and [c1 concluded] [t1 that it was new].", "Ana Orlo"),
    ],
)
def test_who_analysed_or_gave_it(marked: str, by: str) -> None:
    (found,) = _found(marked)
    assert [one.text for one in found.by if not isinstance(one, str)] == [by]


def test_several_kinds_after_one_word() -> None:
    marked = "[s1 The army] [c1 blamed] [t1 the rebels for the attack], citing intercepted calls and drone footage."
    assert _told(marked) == [("intelligence", "intercepted calls", "1"), ("video", "drone footage", "1")]


def test_they_carry_the_evidence_on_to_the_next_statement() -> None:
    marked = "[s1 Satellite images] [c1 show] [t1 the roof gone]. [s2 They] [c2 appear to show] [t2 no other damage]."
    assert [one.for_ for one in _found(marked)] == ["1", "2"]


def test_a_second_mention_is_no_second_piece() -> None:
    marked = "[s1 A memo obtained by the Herald] [c1 shows] [t1 a leak]. [s2 The memo] [c2 names] [t2 two engineers]."
    assert [one.span.text for one in _found(marked)] == ["A memo obtained by the Herald"]


def test_certainty_is_that_of_the_statement() -> None:
    doc, document, statements = page("[s1 Satellite images] [c1 suggest] [t1 a new runway].")
    hedged = [one.model_copy(update={"certainty": "probable"}) for one in statements]
    assert [one.certainty for one in evidence(doc, document, hedged)] == ["probable"]


def test_the_same_page_gives_the_same_ids() -> None:
    marked = "[s1 Port records] [c1 show] [t1 that the ship was there]."
    assert [one.id for one in _found(marked)] == [one.id for one in _found(marked)]
