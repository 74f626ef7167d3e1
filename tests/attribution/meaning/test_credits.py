"""Agencies that a page credits. The agencies are real, what they are credited with is not."""

from __future__ import annotations

import pytest

from allegedly import language
from allegedly.attribution.meaning import credits as page_credits
from allegedly.records import BlockKind, Credit
from tests.readings import Draft

DATELINES = {
    "BEIRUT (Reuters) - The harbour reopened.": "Reuters",
    "BEIRUT (AP) — The harbour reopened.": "AP",
    "(AP) — The harbour reopened.": "AP",
    "KESSEL, Orrin (AP) — The harbour reopened.": "AP",
    "BEIRUT, Lebanon, June 3 (Xinhua) -- The harbour reopened.": "Xinhua",
    "PARIS, 3 June (AFP) - The harbour reopened.": "AFP",
    "MOSCOW. June 3 (Interfax) - The harbour reopened.": "Interfax",
    "MOSCOW, June 3. /TASS/. The harbour reopened.": "TASS",
    "SEOUL, Nov. 7 (Yonhap) -- The harbour reopened.": "Yonhap",
    "NEW DELHI, June 3 (PTI) The harbour reopened.": "PTI",
    "TOKYO, June 3 (Kyodo) _ The harbour reopened.": "Kyodo",
    "JERUSALEM (JTA) — The harbour reopened.": "JTA",
    "KESSEL (Coastal Wire) — The harbour reopened.": "Coastal Wire",
    "LONDON (The Associated Press) — The harbour reopened.": "Associated Press",
    "Reuters - The harbour reopened.": "Reuters",
    "AFP, KESSEL: The harbour reopened.": "AFP",
}
NO_DATELINE = (
    "KESSEL — The harbour reopened.",
    "TOKYO: The harbour reopened.",
    "The harbour (built in 1901) - the oldest - reopened.",
    "The harbour master (58) - a widow - said so.",
    "Kowal (left) — and his wife — watched.",
    "The AP — and Reuters — reported it.",
)
CONTRIBUTIONS = {
    "AP contributed to this report.": ["AP"],
    "The Associated Press contributed to this report.": ["Associated Press"],
    "Reuters and AFP contributed to this report.": ["Reuters", "AFP"],
    "Coastal Wire contributed to this report.": ["Coastal Wire"],
    "Northern Press Agency contributed to this report.": ["Northern Press Agency"],
    "Associated Press writer Jane Roe in Kessel contributed to this report.": ["Associated Press"],
    "Jane Roe of the Associated Press contributed.": ["Associated Press"],
    "With reporting by AFP.": ["AFP"],
    "Additional reporting by Reuters.": ["Reuters"],
    "Additional reporting by Jane Roe, AFP": ["AFP"],
    "With files from The Canadian Press": ["Canadian Press"],
    "Includes reporting by Bloomberg News.": ["Bloomberg News"],
    "With inputs from PTI": ["PTI"],
    "This story was produced by Kaiser Health News.": ["Kaiser Health News"],
    "This article was first published by ProPublica.": ["ProPublica"],
    "Source: Reuters": ["Reuters"],
    "— AFP": ["AFP"],
    "(AFP)": ["AFP"],
    "REUTERS": ["REUTERS"],
    "Agence France-Presse": ["Agence France-Presse"],
    "dpa": ["dpa"],
}
PEOPLE_ONLY = (
    "Jane Roe contributed to this report from Kessel.",
    "(Reporting by Jane Roe in Kessel; editing by Max Poe)",
    "Reporting by Jane Roe in Kessel; Editing by Max Poe",
    "Agencies contributed to this report.",
    "With inputs from agencies",
    "Reporting was contributed by Jane Roe.",
)
PICTURES = {
    "(AP/Jane Roe)": "AP",
    "(AP Photo/Jane Roe)": "AP",
    "(Jane Roe/AP)": "AP",
    "(AP Photo, File)": "AP",
    "(Photo by Jane Roe/Getty Images)": "Getty Images",
    "Photograph: Jane Roe/Reuters": "Reuters",
    "Photo by Jane Roe / AFP via Getty Images": "AFP",
    "File photo: AFP": "AFP",
    "REUTERS/Jane Roe": "REUTERS",
    "© Jane Roe / AFP": "AFP",
    "(Xinhua/Jane Roe)": "Xinhua",
    "(Planet Labs PBC via AP)": "AP",
    "Jane Roe/Kessel Herald via AP": "Kessel Herald",
    "(screen capture: Channel 12)": "Channel 12",
    "(Handout/Port Ambre Customs)": "Port Ambre Customs",
    "Credit: Jane Roe/Northlight": "Northlight",
    "(Jane Roe/Northlight)": "Northlight",
    "(Jane Roe/Flash90)": "Flash90",
    "Photo/Kessel Harbour Board": "Kessel Harbour Board",
    "(Reuters)": "Reuters",
    "Getty Images": "Getty Images",
    "Jane Roe, The Associated Press": "Associated Press",
}
NOBODY = ("(courtesy)", "(Screenshot/Twitter)", "Photo: Jane Roe", "(Jane Roe)", "Stock photo", "(Handout)")
BODY = "The harbour reopened on Tuesday after two days of storms, the mayor said."


def _credited(*blocks: tuple[BlockKind, str]) -> list[Credit]:
    document = Draft(*blocks).document
    found = page_credits.credits(language.annotate(document), document)
    for credit in found:
        credit.span.check(document.text)
    return found


def _names(found: list[Credit], kind: str) -> list[str]:
    assert {credit.kind for credit in found} <= {kind}
    return [credit.name for credit in found]


@pytest.mark.parametrize(("text", "agency"), DATELINES.items())
def test_a_dateline_names_the_agency_of_the_copy(text: str, agency: str) -> None:
    assert _names(_credited(("paragraph", f"{text} Fishermen were waiting on the quay.")), "copy") == [agency]


@pytest.mark.parametrize("text", NO_DATELINE)
def test_other_brackets_and_dashes_are_no_dateline(text: str) -> None:
    assert _credited(("paragraph", f"{text} Fishermen were waiting on the quay.")) == []


def test_a_dateline_in_a_block_of_its_own_counts() -> None:
    assert _names(_credited(("dateline", "BEIRUT (Reuters) -"), ("paragraph", BODY)), "copy") == ["Reuters"]


@pytest.mark.parametrize(("line", "agencies"), CONTRIBUTIONS.items())
def test_a_line_of_credits_names_agencies(line: str, agencies: list[str]) -> None:
    assert _names(_credited(("paragraph", BODY), ("credit", line)), "contribution") == agencies


@pytest.mark.parametrize("line", PEOPLE_ONLY)
def test_people_without_an_employer_are_no_credit(line: str) -> None:
    assert _credited(("paragraph", BODY), ("credit", line)) == []


@pytest.mark.parametrize("line", ["Reuters contributed to this report.", "(With reporting by AFP)"])
def test_a_last_sentence_that_credits_counts_without_a_block(line: str) -> None:
    assert len(_credited(("paragraph", BODY), ("paragraph", line))) == 1


def test_a_sentence_about_an_agency_is_no_credit() -> None:
    assert _credited(("paragraph", f"{BODY} Reuters reported the storm first, and the AP photographed it.")) == []


@pytest.mark.parametrize(("line", "agency"), PICTURES.items())
def test_a_picture_is_credited_to_the_photographers_agency(line: str, agency: str) -> None:
    assert _names(_credited(("caption", "Boats at Kessel."), ("credit", line)), "picture") == [agency]


@pytest.mark.parametrize("line", NOBODY)
def test_a_picture_without_an_agency_has_no_credit(line: str) -> None:
    assert _credited(("caption", "Boats at Kessel."), ("credit", line)) == []


def test_a_credit_within_a_caption_counts() -> None:
    assert _names(_credited(("caption", "Boats at Kessel, June 3. (Jane Roe/AP)")), "picture") == ["AP"]


def test_credits_stand_in_reading_order() -> None:
    found = _credited(
        ("paragraph", f"BEIRUT (Reuters) - {BODY}"),
        ("caption", "Boats at Kessel."),
        ("credit", "(AP/Jane Roe)"),
        ("credit", "AFP contributed to this report."),
    )
    assert [(credit.kind, credit.name) for credit in found] == [
        ("copy", "Reuters"),
        ("picture", "AP"),
        ("contribution", "AFP"),
    ]
