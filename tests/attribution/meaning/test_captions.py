"""What captions say of their pictures."""

from __future__ import annotations

import pytest

from allegedly import language
from allegedly.attribution.meaning.captions import Caption, caption, day, place
from tests.readings import Draft

PLACES = {
    "Boats leave the harbour at Kessel, Orrin, on June 3, 2023.": "at Kessel, Orrin",
    "A screen at a station in Seoul, South Korea, May 25, 2022.": "at a station in Seoul, South Korea",
    "A rocket is seen at a base in southern Israel, October 15, 2023.": "at a base in southern Israel",
    "Ali Kowal speaks during an interview in Beirut, Lebanon, Oct. 9, 2023.": "in Beirut, Lebanon",
    "Supporters wait outside the tribunal in Paris on Monday.": "outside the tribunal in Paris",
    "The mayor speaks in London on Tuesday. The union says she has not answered.": "in London",
    "Smoke rises over Gaza, Oct. 12, 2023.": "over Gaza",
    "Soldiers stand guard near the border in Ukraine.": "near the border in Ukraine",
    "Crates on the quay at Rotterdam after a search by customs officers, Sept. 19, 2023.": "on the quay at Rotterdam",
    "A protester holds a sign in Geneva, Switzerland, on Friday, June 2, 2023.": "in Geneva, Switzerland",
    "A woman walks past a shop in Tokyo.": "in Tokyo",
    "Fishermen mend nets in Marseille in 2019.": "in Marseille",
    "A ferry is moored in Hamburg, Germany.": "in Hamburg, Germany",
    "Children play outside a school in Nairobi, Kenya, on March 4.": "outside a school in Nairobi, Kenya",
    "Police officers stand guard in Athens.": "in Athens",
    "The minister arrives at the parliament in Warsaw, Poland, on Thursday.": "at the parliament in Warsaw, Poland",
    "Rescue workers search for survivors in Istanbul.": "in Istanbul",
    "The president of France waves to the crowd in Berlin.": "in Berlin",
    "A soldier of Ukraine fires a gun in Kharkiv.": "in Kharkiv",
    "Voters line up in Accra, Ghana.": "in Accra, Ghana",
}
NO_PLACE = (
    "Boats leave the harbour.",
    "The mayor, Vera Sund.",
    "A map of the proposed line of separation.",
    "Ruta Selby, who keeps the lock.",
    "A rocket with a yellow band behind the warhead.",
)
DAYS = {
    "Boats leave the harbour on June 3, 2023.": "June 3, 2023",
    "Boats leave the harbour on Monday.": "Monday",
    "Boats leave the harbour, Oct. 9, 2023": "Oct. 9, 2023",
    "Boats leave the harbour on 12 August.": "12 August",
    "Boats leave the harbour in May 2022.": "May 2022",
    "Boats leave the harbour on Tuesday, June 3, 2023.": "Tuesday, June 3, 2023",
    "Boats leave the harbour in 2019.": "2019",
    "Boats in the harbour, September 2021.": "September 2021",
}
NO_DAY = (
    "Boats leave the harbour.",
    "The ferry, which is two years old, in the harbour.",
    "The mayor, 58, in her office.",
    "Four men in a boat.",
)


def _said(function: object, text: str) -> str | None:
    draft = Draft(("caption", text))
    doc = language.annotate(draft.document)
    assert callable(function)
    span = function(doc, draft.document.blocks[0])
    return None if span is None else span.of(doc.text)


@pytest.mark.parametrize(("text", "expected"), PLACES.items())
def test_where_the_picture_was_taken(text: str, expected: str) -> None:
    assert _said(place, text) == expected


@pytest.mark.parametrize("text", NO_PLACE)
def test_a_caption_need_not_say_where(text: str) -> None:
    assert _said(place, text) is None


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_when_the_picture_was_taken(text: str, expected: str) -> None:
    assert _said(day, text) == expected


@pytest.mark.parametrize("text", NO_DAY)
def test_a_caption_need_not_say_when(text: str) -> None:
    assert _said(day, text) is None


def _caption(*blocks: str, outlet: str | None = None) -> Caption:
    kinds = ("caption", "credit")
    draft = Draft(*zip(kinds, blocks, strict=False), outlet=outlet)
    return caption(language.annotate(draft.document), draft.document.blocks[0], draft.document)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Boats leave Kessel, Sept. 19, 2023. (Jane Roe/Northlight)", "Northlight"),
        ("Boats leave Kessel, Sept. 19, 2023 (AP Photo/Jane Roe)", "AP"),
        ("Boats leave Kessel. REUTERS/Jane Roe", "REUTERS"),
        ("Boats leave Kessel. Photo by Jane Roe / AFP via Getty Images", "AFP"),
        ("Boats leave Kessel. Photograph: Jane Roe/Reuters", "Reuters"),
        ("Boats leave Kessel. © AFP", "AFP"),
        ("Boats leave Kessel. (Reuters)", "Reuters"),
        ("Boats leave Kessel. (screen capture: Channel 12)", "Channel 12"),
        ("Boats leave Kessel. (Handout/Port Ambre Customs)", "Port Ambre Customs"),
    ],
)
def test_the_agency_at_the_end_is_the_hop(text: str, agency: str) -> None:
    hop = _caption(text).hop
    assert hop is not None
    assert (hop.name, hop.role) == (agency, "agency")


@pytest.mark.parametrize("credit", ["(AP/Jane Roe)", "Photo: AP", "Jane Roe/AP"])
def test_the_agency_in_the_block_after_it_is_the_hop(credit: str) -> None:
    hop = _caption("Boats leave Kessel.", credit).hop
    assert hop is not None
    assert hop.name == "AP"


def test_brackets_in_a_caption_are_no_credit() -> None:
    found = _caption("Vera Sund (left) and her brother (right)")
    assert (found.credit, found.hop) == (None, None)


def test_the_pages_own_photographer_is_no_hop() -> None:
    found = _caption("Boats leave Kessel. (Jane Roe/Kessel Herald)", outlet="The Kessel Herald")
    assert found.credit is not None
    assert found.hop is None
