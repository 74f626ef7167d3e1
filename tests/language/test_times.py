"""Times in sentences of news, resolved against the day of publication. 2023-11-08 is a Wednesday."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly import intake, language
from allegedly.dates import is_time
from allegedly.language.time_periods import Period, containing, holiday, later, shifted
from allegedly.language.times import Time, times
from allegedly.spans import Span

PUBLISHED = "2023-11-08"


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(found.span.of(text), found.edtf) for found in _times(text, published)]


def _times(text: str, published: str | None) -> list[Time]:
    return times(language.annotate(intake.of_text(text)), published)


def dates(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [edtf for _, edtf in read(text, published)]


WRITTEN = {
    "The deal was signed on 25 May 2022.": ["2022-05-25"],
    "The deal was signed on May 25, 2022.": ["2022-05-25"],
    "The deal was signed on Wednesday, May 25, 2022.": ["2022-05-25"],
    "The deal was signed on Wed., May 25, 2022.": ["2022-05-25"],
    "The deal was signed on Wednesday 25 May 2022.": ["2022-05-25"],
    "The deal was signed on the 25th of May 2022.": ["2022-05-25"],
    "The deal was signed on 2022-05-25.": ["2022-05-25"],
    "The deal was signed on 25/05/2022.": ["2022-05-25"],
    "The deal was signed on 05/25/2022.": ["2022-05-25"],
    "The deal was signed on 5/6/2022.": [],
    "The deal was signed in May 2022.": ["2022-05"],
    "The deal was signed in late May of 2022.": ["2022-05"],
    "The deal was signed in 2022.": ["2022"],
    "The deal was signed in fiscal 2022.": ["2022~"],
    "The deal was signed in the spring of 2022.": ["2022-21"],
    "The deal was signed in the second quarter of 2022.": ["2022-04/2022-06"],
    "The deal was signed in Q2 2022.": ["2022-04/2022-06"],
    "The deal was signed in the first half of 2022.": ["2022-01/2022-06"],
    "The deal was signed in the 1990s.": ["199X"],
    "It was a hit of the '90s.": ["199X"],
    "The bridge was built in the 19th century.": ["18XX"],
    "He fled on Christmas Eve 2019.": ["2019-12-24"],
    "He fled on Good Friday 2019.": ["2019-04-19"],
    "He fled on Thanksgiving Day 2019.": ["2019-11-28"],
    "The festival ran from May 3-5, 2022.": ["2022-05-03/2022-05-05"],
    "The festival ran from 3 to 5 May 2022.": ["2022-05-03/2022-05-05"],
    "He served from 2016 to 2019.": ["2016/2019"],
    "It was closed between March 3 and April 5, 2021.": ["2021-03-03/2021-04-05"],
    "The 2021-22 season was cancelled.": ["2021/2022"],
    "On Feb. 30, 2022, nothing happened.": [],
    "A ferry leaves the port of Velmar, May 25, 2022.": ["2022-05-25"],
    "VELMAR, Nov. 3, 2023 (Reuters) - The senate met.": ["2023-11-03"],
}
RELATIVE = {
    "He spoke on Thursday.": ["2023-11-02"],
    "He spoke on Wednesday.": ["2023-11-08"],
    "He will speak on Thursday.": ["2023-11-09"],
    "He will speak on Wednesday.": ["2023-11-08"],
    "The court meets on Thursday.": ["2023-11-09"],
    "The deadline is Friday.": ["2023-11-10"],
    "The verdict is expected on Thursday.": ["2023-11-09"],
    "A vote is scheduled for Thursday.": ["2023-11-09"],
    "The minister is to travel to Velmar on Monday.": ["2023-11-13"],
    "They are going to meet on Monday.": ["2023-11-13"],
    "The bank gave him until Friday to pay.": ["../2023-11-10"],
    "He may have left on Monday.": ["2023-11-06"],
    "He had left on Monday.": ["2023-11-06"],
    "The minister said Thursday he would resign on Monday.": ["2023-11-02", "2023-11-13"],
    "Last Thursday he resigned.": ["2023-11-02"],
    "This Friday he will return.": ["2023-11-10"],
    "Next Tuesday the court will rule.": ["2023-11-14"],
    "He spoke on Tuesday night.": ["2023-11-07"],
    "He spoke late on Tuesday.": ["2023-11-07"],
    "He spoke on Tuesday last week.": ["2023-10-31"],
    "Friday's statement was short.": ["2023-11-03"],
    "A man walks past a poster in Velmar on Thursday.": ["2023-11-02"],
    "He spoke today.": ["2023-11-08"],
    "He spoke yesterday morning.": ["2023-11-07"],
    "He will speak tomorrow.": ["2023-11-09"],
    "He spoke last night.": ["2023-11-07"],
    "He will speak tonight.": ["2023-11-08"],
    "The storm hit the coast overnight.": ["2023-11-07/2023-11-08"],
    "He spoke last week.": ["2023-10-29/2023-11-04"],
    "He spoke earlier this week.": ["2023-11-05/2023-11-11"],
    "He will speak next week.": ["2023-11-12/2023-11-18"],
    "He spoke earlier this month.": ["2023-11"],
    "He spoke last month.": ["2023-10"],
    "He will retire next year.": ["2024"],
    "He retired at the end of last year.": ["2022"],
    "It was agreed over the weekend.": ["2023-11-04/2023-11-05"],
    "We will meet this weekend.": ["2023-11-11/2023-11-12"],
    "He left three days ago.": ["2023-11-05"],
    "He left two weeks ago.": ["2023-10-22/2023-10-28"],
    "He left two years ago.": ["2021"],
    "He left about two years ago.": ["2021~"],
    "He left twenty-two years ago.": ["2001"],
    "He resigned on October 26.": ["2023-10-26"],
    "He resigned on December 26.": ["2022-12-26"],
    "He will resign on March 3.": ["2024-03-03"],
    "The law takes effect on January 1.": ["2024-01-01"],
    "He resigned in December.": ["2022-12"],
    "He will resign in December.": ["2023-12"],
    "They married last summer.": ["2023-22"],
    "Sales fell in the third quarter.": ["2023-07/2023-09"],
    "It will open on Christmas Day.": ["2023-12-25"],
    "They agreed to meet again in two weeks.": ["2023-11-19/2023-11-25"],
}
BOUNDED = {
    "The army has shelled the city since October 7.": ["2023-10-07/.."],
    "The road has been closed since last week.": ["2023-10-29/.."],
    "He died in the aftermath of the October 7 massacre.": ["2023-10-07/.."],
    "They want to finish the work by the end of the year.": ["../2023"],
    "The shop will be shut until Friday.": ["../2023-11-10"],
    "The shop will not open until Friday.": ["2023-11-10"],
    "Starting Monday, masks will be needed.": ["2023-11-13/.."],
    "Before 2010 there was no road.": ["../2010"],
    "Soon the road will be open.": ["2023-11-08/.."],
    "The talks could resume in the coming days.": ["2023-11-08/.."],
    "The ban will last from January to March.": ["2024-01/2024-03"],
    "The fair will run from Monday to Friday.": ["2023-11-13/2023-11-17"],
    "The hearing was postponed from Monday to Friday.": ["2023-11-06", "2023-11-10"],
    "On the eve of the Nov. 5 election he fled.": ["2023-11-04"],
}
TOLD_FROM_THE_TEXT = {
    "She resigned on October 26. The next day she left.": ["2023-10-26", "2023-10-27"],
    "The vote on Dec. 5, 2022, was close. Two days later the count was stopped.": ["2022-12-05", "2022-12-07"],
    "He voted against it in 2019 and again the following year.": ["2019", "2020"],
    "The strike began on Monday. It ended the following Friday.": ["2023-11-06", "2023-11-10"],
    "He was killed three days before the October 7 attack.": ["2023-10-04"],
    "Sales fell in the third quarter from a year earlier.": ["2023-07/2023-09", "2022-07/2022-09"],
    "Two days later the count was stopped.": [],
    "He came back two days after the attack.": [],
}
NO_DATES = [
    "She has lived there for three years.",
    "He is 45 years old and has a 12-year-old son.",
    "He swims every Monday and rests on Sundays.",
    "Theresa May said the plan was sound.",
    "It may rain, and the soldiers march.",
    "He writes for the Sunday Times and for USA Today.",
    "He sold 2000 shares to 1900 people.",
    "The firm has 2,016 workers and 1,850 machines.",
    "He is in his thirties.",
    "Prices rose over the past year and for the last three months.",
    "He left several years ago and came back recently.",
    "He will come as soon as he can.",
    "He soon left the country.",
    "The fall of the city was sudden.",
]


@pytest.mark.parametrize("group", [WRITTEN, RELATIVE, BOUNDED, TOLD_FROM_THE_TEXT], ids=["1", "2", "3", "4"])
def test_times_are_found_and_resolved(group: dict[str, list[str]]) -> None:
    wrong = {text: found for text, expected in group.items() if (found := dates(text)) != expected}
    assert wrong == {}


def test_what_is_no_date_gives_none() -> None:
    assert {text: found for text in NO_DATES if (found := read(text))} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He spoke on Thursday.", "Thursday"),
        ("He spoke late on Thursday night.", "late on Thursday night"),
        ("He spoke at 9 a.m. on Thursday.", "9 a.m. on Thursday"),
        ("He left at the end of 2022.", "the end of 2022"),
        ("The army has shelled the city since October 7.", "since October 7"),
        ("He died in the aftermath of the October 7 massacre.", "in the aftermath of the October 7 massacre"),
        ("The 2016 election was close.", "2016"),
        ("He served from 2016 to 2019.", "from 2016 to 2019"),
    ],
)
def test_the_words_are_those_that_say_when(text: str, words: str) -> None:
    assert [found for found, _ in read(text)] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He resigned on October 26.", ["XXXX-10-26"]),
        ("He resigned in October.", ["XXXX-10"]),
        ("He resigned on Christmas Day.", ["XXXX-12-25"]),
        ("He resigned on October 26, 2022.", ["2022-10-26"]),
        ("He resigned on Thursday, last week, two days ago.", []),
        ("He resigned on May 3. The next day he left.", ["XXXX-05-03"]),
    ],
)
def test_without_a_day_of_publication_what_is_not_said_stays_open(text: str, expected: list[str]) -> None:
    assert dates(text, None) == expected
    assert dates(text, "2023") == expected


def test_a_famous_day_needs_no_year() -> None:
    assert dates("It was the worst day since the Sept. 11 attacks.") == ["2001-09-11/.."]
    assert dates("It was the worst day since the Oct. 7 massacre.", "2025-03-01") == ["2023-10-07/.."]
    assert dates("He won on Oct. 7.", "2025-03-01") == ["2024-10-07"]


def test_a_timestamp_is_a_day_of_publication() -> None:
    assert dates("He spoke on Thursday.", "2023-11-08T10:00:00Z") == ["2023-11-02"]


def test_the_plain_present_of_a_caption_tells_what_happened() -> None:
    text = "The envoys arrive in Velmar on Thursday."
    doc = language.annotate(intake.of_text(text))
    assert [found.edtf for found in times(doc, PUBLISHED)] == ["2023-11-09"]
    assert [found.edtf for found in times(doc, PUBLISHED, narrated=[Span(0, len(text))])] == ["2023-11-02"]


PIECES = [
    *("on", "in", "the", "last", "next", "this", "since", "until", "from", "to", "between", "and", "before", "after"),
    *(
        "every",
        "May",
        "may",
        "March",
        "Monday",
        "Nov.",
        "31",
        "3",
        "2023",
        "1999",
        "two",
        "weeks",
        "ago",
        "later",
        "year",
    ),
    *(
        "quarter",
        "third",
        "weekend",
        "soon",
        "said",
        "will",
        ",",
        ".",
        "-",
        "’s",
        "\n\n",
        "Christmas",
        "Eve",
        "summer",
        "’90s",
    ),
    *("end", "of", "early", "earlier", "days", "century", "20th", "following", "that", "9", "hundred", "decades"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([PUBLISHED, "0001-01-01", "9999-12-31", None]))
def test_any_words_give_times_in_order(pieces: list[str], published: str | None) -> None:
    found = times(language.pipeline()(" ".join(pieces)), published)
    assert all(is_time(one.edtf) for one in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))


def test_no_page_takes_long() -> None:
    doc = language.annotate(intake.of_text("\n\n".join([*WRITTEN, *RELATIVE, *BOUNDED, *NO_DATES])))
    times(doc, PUBLISHED)
    start = time.process_time()
    times(doc, PUBLISHED)
    # These 112 sentences took 6 ms; twenty-five times that is a fault.
    assert time.process_time() - start < 0.15


@given(
    st.dates(datetime.date(2, 1, 1), datetime.date(9990, 1, 1)), st.sampled_from(["day", "week", "month", "quarter"])
)
def test_a_period_holds_its_day_and_comes_back(day: datetime.date, unit: str) -> None:
    period = containing(day, unit)
    assert period.first <= day
    assert is_time(period.edtf)
    assert shifted(shifted(period, 1), -1) == period


def test_months_end_where_the_calendar_says() -> None:
    assert later(datetime.date(2024, 1, 31), 1, "month") == datetime.date(2024, 2, 29)
    assert containing(datetime.date(2024, 1, 5), "season") == Period(datetime.date(2023, 12, 1), "season")
    assert holiday("easter 0", 2024) == datetime.date(2024, 3, 31)
    assert holiday("11 0 1 1 2", 2023) is None


def test_a_time_ends_where_the_next_begins() -> None:
    text = "on on since March Monday"
    found = times(language.pipeline()(text), "2023-11-08")
    assert [one.span.of(text) for one in found] == ["since March", "Monday"]
