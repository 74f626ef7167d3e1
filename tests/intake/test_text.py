"""Bare texts: the parts of an article told from layout and wording alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from allegedly import intake
from tests.intake import pages
from tests.intake.test_document import check_blocks, kinds, of_kind

SHARED = Path(os.environ.get("ALLEGEDLY_SHARED", Path(__file__).parents[3] / "shared"))

PICTURE = "People watch the northern pier from a boat in Port Ellery, May 6, 2024. (AP/Ida Brook)"
FULL = "\n\n".join(
    [
        pages.TITLE,
        pages.DEK,
        "Tove Anker is the harbour reporter for The Ellery Courier",
        f"{PICTURE}\n{PICTURE}",
        *pages.BODY[:3],
        "Mara Lindqvist, who chairs the council, speaks to reporters in Port Ellery, May 6, 2024 (AP Photo/Ida Brook)",
        *pages.BODY[3:],
        "AP contributed to this report.",
        "Most Popular\nread more:",
    ]
)


def test_a_page_copied_as_text() -> None:
    document = intake.of_text(FULL)
    assert kinds(document) == [
        *("headline", "dek", "byline", "caption", "credit", "caption", "credit"),
        *("paragraph", "paragraph", "paragraph", "caption", "credit", "paragraph", "paragraph", "credit"),
        *("boilerplate", "boilerplate"),
    ]
    assert [block.repeats for block in document.blocks[3:7]] == [None, None, 3, 4]
    assert of_kind(document, "credit")[:2] == ["(AP/Ida Brook)"] * 2


@pytest.mark.parametrize(
    "line",
    [
        *(
            "JERUSALEM - ",
            "BEIRUT, Oct. 9 (Reuters) — ",
            "MEXICO CITY, Feb. 8 (UPI) — ",
            "COLUMBIA, S.C. -- ",
            "(Reuters) - ",
        ),
        *("New York (AFP) – ", "LONDON/PARIS, 9 Oct (Reuters) - ", "WASHINGTON—", "SÃO PAULO (AP) — ", "ST. LOUIS — "),
        *("PORT ELLERY, May 7 (Harbour Wire) — ", "BOCA RATON, Fla. – ", "Gaza City, Gaza Strip (CNN) — ", "CNN — "),
        "MOSCOW, January 3. /TASS/. ",
    ],
)
def test_datelines_are_cut_off_their_paragraph(line: str) -> None:
    document = intake.of_text(f"{pages.TITLE}\n\n{line}{pages.LEAD}\n\n{pages.SAID}")
    assert kinds(document) == ["headline", "dateline", "paragraph", "paragraph"]
    assert of_kind(document, "dateline") == [line.strip()]
    assert of_kind(document, "paragraph")[0] == pages.LEAD


@pytest.mark.parametrize(
    "opening",
    [
        *(
            "UPDATE - ",
            "NATO — ",
            "“I do not have — ",
            "WATCH: ",
            "The council - ",
            "EXCLUSIVE – ",
            "TRUMP'S TRUE BELIEVERS GATHER AGAIN - ",
        ),
        *("A: Well - ", "USA Today - ", "GOP front-runner Orso Brandt - "),
    ],
)
def test_what_only_looks_like_a_dateline_stays(opening: str) -> None:
    document = intake.of_text(f"{pages.TITLE}\n\n{opening}{pages.LEAD}\n\n{pages.SAID}")
    assert "dateline" not in kinds(document)


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The mayor's office in the morning, September 3, 2023.", "(J. Orr/Wire)"),
        ("Suspected cranes at a harbour, October 15, 2023.", "(Alon Brandt/AP)"),
        ("Protesters hold signs outside the harbour office.", "(Jane Roe for The Example)"),
        ("Ships at anchor, in a picture from the harbour archive.", "(Courtesy of the Harbour Museum)"),
        ("The pier before it was closed.", "(Ida Brook/Wire/Getty Images)"),
        ("Orso Brandt reacts during a meeting of the council on October 2, 2015.", "(IDA BROOK/AFP/Getty Images.)"),
        ("Orso Brandt arrives at the harbour, left, with his lawyer.", "(AP)"),
        ("Gulls over the harbour at dawn.", "Photograph: Ida Brook/Courier"),
    ],
)
def test_captions_end_with_their_credit(caption: str, credit: str) -> None:
    document = intake.of_text(f"{pages.TITLE}\n\n{pages.LEAD}\n\n{caption} {credit}\n\n{pages.SAID}")
    assert of_kind(document, "caption") == [caption]
    assert of_kind(document, "credit") == [credit]


@pytest.mark.parametrize(
    "text",
    [
        "FILE - In this Feb. 8, 2020 photo, ships wait outside the harbour.",
        "A woman walks past the closed pier in Port Ellery, May 7, 2024.",
        "Mara Lindqvist, right, shakes hands with Orso Brandt.",
    ],
)
def test_captions_without_credit(text: str) -> None:
    document = intake.of_text(f"{pages.TITLE}\n\n{pages.LEAD}\n\n{text}\n\n{pages.SAID}")
    assert of_kind(document, "caption") == [text]


PARAGRAPHS = [
    "The council endorsed House Speaker Ann Ry (R-Wis.), Sen. Jon Cain (R-Ariz.), and Sen. Kay Otte (R-N.H.).",
    "The bill was backed by Sens. Manchin (D/W.Va.) and Rubio (R/Fla.).",
    "The union contributed to his campaign, officials said.",
    "Corrections officers in the state said: we were never asked.",
    "By Monday the pier had been closed, the council said.",
    "She told reporters on Tuesday, May 7, 2024.",
    "He holds that view still, he said on May 7, 2024.",
    "Sign of trouble came early, said the harbour master.",
    "Share prices fell after the announcement.",
    "Follow the money, she said.",
    "Subscribers to the plan will pay more, the company said.",
    "Most popular of all was the mayor, according to the poll.",
    "Read more books, the minister told pupils.",
    "Related companies denied the report.",
    "- Orso Brandt.",
    "“No,” he said.",
    "He shrugged.",
    "Tuvia Gern, a researcher at the institute, described the position as neutral.",
    "Mara Lindqvist is the editor who was jailed for a year, her lawyer said.",
    "Editor’s note: Orso Brandt is a serial liar, the page says.",
    "More than 40 people said that they had seen the crack.",
    "Photo evidence shows that the cranes hit the pier, the council said.",
    "Reporting by the council itself had been late, Mr. Brandt said.",
    "Video: the mayor denied it, and said that he had never been there.",
    "Watch the pier closely, the council advised residents.",
    "Advertisement rates doubled, the paper said.",
    "Updated figures will come on Friday, the office said.",
    "Jane Roe and John Doe contributed to the campaign.",
    "The New York Times reported from the scene that nobody was hurt.",
]


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_paragraphs_that_look_like_something_else_stay_paragraphs(text: str) -> None:
    document = intake.of_text("\n\n".join([pages.TITLE, *pages.BODY, text, *pages.BODY[::-1]]))
    assert text in of_kind(document, "paragraph")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AP contributed to this report.", "credit"),
        ("Jane Roe and John Doe contributed reporting.", "credit"),
        ("(Additional reporting by Jane Roe in Vesna; Editing by John Doe)", "credit"),
        ("Contributing: Jane Roe, Example News Service.", "credit"),
        ("Roe reported from Vesna.", "credit"),
        ("Scott Roe via Getty Images.", "credit"),
        ("Jonathan Roe / Reuters.", "credit"),
        ("- Reuters.", "credit"),
        ("Correction: An earlier version of this article misspelled a name.", "correction"),
        ("An earlier version of this story gave the wrong year for the pier.", "correction"),
        ("This story has been updated to include comments from the union.", "correction"),
        ("Most Popular", "boilerplate"),
        ("read more:", "boilerplate"),
        ("READ MORE: The pier that would not stand", "boilerplate"),
        ("Sign up for our newsletter", "boilerplate"),
        ("Sign up here to get the harbour news by e-mail every morning", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("Follow Jane Roe on Twitter @janeroe.", "boilerplate"),
        ("© 2024 The Ellery Courier. All rights reserved.", "boilerplate"),
        ("* * *", "boilerplate"),
        ("Jane Roe is the author of three books and a columnist at The Ellery Courier.", "byline"),
    ],
)
def test_what_wording_gives_away(text: str, kind: str) -> None:
    document = intake.of_text("\n\n".join([pages.TITLE, *pages.BODY, text]))
    assert document.blocks[-1].kind == kind
    assert document.blocks[-1].span.of(document.text) == text


@pytest.mark.parametrize(
    "line",
    [
        "By Tove Anker",
        "By TOVE ANKER and PIET SOLANO",
        "By Ana de la Cruz in Vesna",
        "Tove Anker, Staff Writer",
        "BY JO MARSH, HARBOUR WIRE",
    ],
)
def test_bylines(line: str) -> None:
    document = intake.of_text("\n\n".join([pages.TITLE, line, *pages.BODY]))
    assert kinds(document)[:3] == ["headline", "byline", "paragraph"]


def test_labels_of_databases_and_what_they_open() -> None:
    parts = [
        "China rebuts criticism;\nOfficial defends record.",
        "ABSTRACT.",
        "The council is in doubt.",
        "FULL TEXT.",
        *pages.BODY,
    ]
    document = intake.of_text("\n\n".join(parts))
    assert kinds(document)[:6] == ["headline", "dek", "boilerplate", "dek", "boilerplate", "paragraph"]


def test_headlines_that_end_with_a_stop_and_first_paragraphs_that_do() -> None:
    assert kinds(intake.of_text("\n\n".join(["Port Ellery closes its pier.", *pages.BODY])))[0] == "headline"
    assert kinds(intake.of_text("\n\n".join(pages.BODY)))[0] == "paragraph"
    assert kinds(intake.of_text(pages.LEAD)) == ["paragraph"]
    assert kinds(intake.of_text("“Never,” she said on Monday. “Not while I live.”\n\n" + pages.LEAD))[0] == "paragraph"


def test_subheads_and_lists_of_other_stories() -> None:
    parts = [pages.TITLE, *pages.BODY[:2], "Ferries move south", *pages.BODY[2:4], "HARBOUR WORRIES.", pages.UNION]
    document = intake.of_text("\n\n".join([*parts, "Most read", "Gull steals mayor's chain", "Rain expected"]))
    assert of_kind(document, "headline") == [pages.TITLE, "Ferries move south", "HARBOUR WORRIES."]
    assert of_kind(document, "boilerplate") == ["Most read", "Gull steals mayor's chain", "Rain expected"]


def test_contributors_at_the_end_of_the_last_paragraph() -> None:
    document = intake.of_text(
        f"{pages.TITLE}\n\n{pages.LEAD}\n\n{pages.SAID} (Reporting by Jo Marsh; Editing by Ida Brook)"
    )
    assert kinds(document) == ["headline", "paragraph", "paragraph", "credit"]


def _wrapped(text: str, width: int = 72) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("between", ["\n\n", "\n", "\n    "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_wrapped_by_hand_are_one_paragraph(between: str, end: str) -> None:
    text = between.join(_wrapped(paragraph) for paragraph in (pages.TITLE, *pages.BODY)).replace("\n", end)
    document = intake.of_text(text)
    found = [" ".join(words.split()) for words in of_kind(document, "paragraph")]
    assert found == list(pages.BODY)


def test_one_paragraph_a_line() -> None:
    document = intake.of_text("\n".join([pages.TITLE, *pages.BODY]))
    assert of_kind(document, "paragraph") == list(pages.BODY)


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="the shared articles are not here (ALLEGEDLY_SHARED)")
def test_real_articles_lose_no_paragraph() -> None:
    for path in sorted((SHARED / "articles").glob("*.txt")):
        document = intake.read(path)
        check_blocks(document)
        assert document.blocks[0].kind == "headline"
        assert not [words for words in of_kind(document, "boilerplate") if len(words) > 60]
        assert document.problems == ()
