"""Through what a statement was made. Everybody is invented; the press is partly real, in situations that are not."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.channel import channel
from tests.attribution.meaning.marked_pages import page, words

# T stands for a content: "that the ferry would stop".
CHANNELS = {
    "interview": (
        "[s1 Kowal] [c1 said] in an interview [T].",
        "[s1 Kowal] [c1 said in an interview] [T].",
        "In an interview with Channel Seven on Sunday, [s1 Kowal] [c1 said] [T].",
        "In a radio interview, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 said] during a telephone interview [T].",
        "Interviewed by the BBC, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 told] Reuters [T].",
        "[s1 Kowal] [c1 told] the Dunmore Herald on Friday [T].",
        "[s1 Kowal] [c1 told] this newspaper [T].",
        "[s1 Kowal] [c1 told] a local radio station [T].",
        "[s1 Kowal] [c1 told] CNN's Jane Roe [T].",
        "Speaking to the BBC, [s1 Kowal] [c1 said] [T].",
        "[c1 Asked] by CNN [t1 whether he would go], [s2 Kowal] [c2 said] [t2 that he would].",
    ),
    "press conference": (
        "[s1 Kowal] [c1 said] at a press conference [T].",
        "At a news conference in Geneva on Monday, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 said] during a briefing [T].",
        "[s1 Kowal] [c1 told] a news conference [T].",
        "[s1 Kowal] [c1 said] on a conference call [T].",
        "[s1 Kowal] held a press conference, [c1 saying] [T].",
    ),
    "statement": (
        "[s1 Kowal] [c1 said] in a statement [T].",
        "[s1 Kowal] [c1 said in a written statement] [T].",
        "In a joint statement on Monday, [s1 the ministers] [c1 said] [T].",
        "[s1 The ministry] [c1 said] in a press release [T].",
        "[s1 The palace] [c1 said] in a communique [T].",
        "[s1 A spokeswoman] [c1 said] in an email [T].",
        "[s1 A spokeswoman] [c1 said] by email [T].",
        "[s1 Kowal] [c1 said] in a text message [T].",
        "[s1 The ministry] issued a statement [c1 saying] [T].",
        "In a statement posted on its website, [s1 the ministry] [c1 said] [T].",
        "[s1 A statement from the palace] [c1 said] [T].",
        "In a statement to the AP, [s1 Kowal] [c1 said] [T].",
    ),
    "post": (
        "[s1 Kowal] [c1 wrote] on Telegram [T].",
        "[s1 Kowal] [c1 said] on X [T].",
        "On Facebook, [s1 Kowal] [c1 wrote] [T].",
        "[s1 Kowal] [c1 tweeted] [T].",
        "[s1 Kowal] [c1 posted] on Instagram [T].",
        "[s1 Kowal] [c1 said] in a Facebook post [T].",
        "In a post on Truth Social, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 said] on his Telegram channel [T].",
        "[s1 Kowal] [c1 said] on social media [T].",
        "[s1 Kowal] [c1 said] in a video posted on Telegram [T].",
        "In an Instagram video, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 wrote] in a tweet [T].",
        "Taking to Twitter, [s1 Kowal] [c1 said] [T].",
    ),
    "document": (
        "[s1 Kowal] [c1 wrote] in a letter to shareholders [T].",
        "In its annual report, [s1 the bank] [c1 said] [T].",
        "In a report published on Tuesday, [s1 the commission] [c1 said] [T].",
        "[s1 Kowal] [c1 wrote] in his memoir [T].",
        "[s1 Kowal] [c1 wrote] in an op-ed [T].",
        "[c1 According to] [s1 a report by the World Bank], [t1 the ferry would stop].",
        "[s1 The memo] [c1 says] [T].",
        "[s1 Hospital records] [c1 show] [T].",
        "[s1 The judge] [c1 said] in her ruling [T].",
        "[s1 An estimate by the budget office] [c1 puts] [T].",
        "[s1 Its manifest] [c1 lists] [t1 forty crates].",
        "In a study, [s1 the researchers] [c1 found] [T].",
    ),
    "broadcast": (
        "[s1 Kowal] [c1 said] in a televised speech [T].",
        "[s1 Kowal] [c1 said] in a radio address [T].",
        "[s1 Kowal] [c1 said] on state television [T].",
        "[s1 Kowal] [c1 said] on CBS's “Face the Nation” [T].",
        "Appearing on MSNBC, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 said] on a podcast [T].",
    ),
    "filing": (
        "[s1 The indictment] [c1 says] [T].",
        "[s1 Prosecutors] [c1 said] in court papers [T].",
        "[s1 Kowal] [c1 said] in an affidavit [T].",
        "[s1 The company] [c1 said] in a regulatory filing [T].",
        "In a lawsuit filed on Monday, [s1 Kowal] [c1 alleged] [T].",
        "[c1 According to] [s1 court documents], [t1 the ferry would stop].",
    ),
    "poll": (
        "[s1 A poll by the Lowland Institute] [c1 found] [T].",
        "[s1 The survey] [c1 showed] [T].",
        "[c1 According to] [s1 an opinion poll], [t1 the ferry would stop].",
    ),
    "testimony": (
        "[s1 Kowal] [c1 testified] [T].",
        "[s1 Kowal] [c1 told] the court [T].",
        "[s1 Kowal] [c1 told] parliament on Monday [T].",
        "[s1 Kowal] [c1 told] jurors [T].",
        "[s1 Kowal] [c1 told] the inquiry [T].",
        "[s1 Kowal] [c1 told] the Senate Judiciary Committee [T].",
        "[s1 Kowal] [c1 said] at a Senate hearing [T].",
        "[s1 Prosecutors] [c1 said] in court on Tuesday [T].",
        "In a deposition, [s1 Kowal] [c1 said] [T].",
        "[s1 Kowal] [c1 said] on the Senate floor [T].",
    ),
    "leak": (
        "[s1 Leaked emails] [c1 show] [T].",
        "[s1 A leaked memo] [c1 says] [T].",
    ),
    "observation": (
        "[s1 Satellite images] [c1 show] [T].",
        "[s1 A video posted on Telegram] [c1 shows] [T].",
        "[s1 Radar images] [c1 indicate] [T].",
        "[s1 Footage from the quay] [c1 showed] [T].",
    ),
}  # fmt: skip
NONE = (
    "[s1 Kowal] [c1 said] [T].",
    "[s1 Kowal] [c1 said] on Monday [T].",
    "[s1 Kowal] [c1 told] reporters [T].",
    "[s1 Kowal] [c1 told] his wife [T].",
    "[s1 Kowal] [c1 told] the BBC board [T].",
    "[s1 Kowal] [c1 said] in Geneva [T].",
    "[s1 Kowal] [c1 said] in a speech in Kessel [T].",
    "[s1 Kowal] [c1 said] at a rally [T].",
    "[s1 Kowal] [c1 said] in part [T].",
    "[s1 Kowal] [c1 said] in response to the report [T].",
    "[s1 Kowal], who read the report, [c1 said] [T].",
    "[s1 The author of the report] [c1 said] [T].",
    "[s1 The court] [c1 ruled] [T].",
    "[s1 Kowal] [c1 said] of the interview [T].",
    "After the press conference was over, [s1 Kowal] [c1 said] [T].",
)  # fmt: skip


def _marked(line: str) -> str:
    return line.replace("[T]", "[t1 that the ferry would stop]")


def _asked(line: str) -> tuple[str | None, str | None]:
    doc, _, statements = page(_marked(line))
    found = channel(doc, statements[-1], others=statements)
    return (None, None) if found is None else (found.value, words(doc, found.words))


@pytest.mark.parametrize(("expected", "line"), [(name, line) for name, lines in CHANNELS.items() for line in lines])
def test_the_channel_is_read_off_the_words_around_the_cue(expected: str, line: str) -> None:
    assert _asked(line)[0] == expected


@pytest.mark.parametrize("line", NONE)
def test_where_nothing_says_so_there_is_no_channel(line: str) -> None:
    assert _asked(line)[0] is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[s1 Kowal] [c1 said] in a statement [T].", "statement"),
        ("[s1 Kowal] [c1 tweeted] [T].", "tweeted"),
        ("At a press conference in Geneva, [s1 Kowal] [c1 said] [T].", "press conference"),
        ("[s1 Satellite images] [c1 show] [T].", "Satellite images"),
    ],
)
def test_the_words_that_carry_it_are_told(line: str, expected: str) -> None:
    assert _asked(line)[1] == expected


def test_a_channel_within_the_content_is_not_that_of_the_statement() -> None:
    assert _asked("[s1 Kowal] [c1 said] [t1 that he would hold a press conference].")[0] is None


def test_each_of_two_statements_has_its_own() -> None:
    line = "[s1 Kowal] [c1 said] in a statement [t1 he would go] and [c2 told] Reuters [t2 he was glad]."
    doc, _, statements = page(line)
    found = [channel(doc, one, others=statements) for one in statements]
    assert [one and one.value for one in found] == ["statement", "interview"]
