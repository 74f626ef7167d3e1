"""A date is as exact as its words, and never a day that no calendar has."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.dates import day, first_day, is_edtf, is_time, last_day
from tests.texts import texts


@given(st.dates())
def test_every_calendar_day_is_a_date_and_so_are_its_month_its_year_and_the_day_without_a_year(
    date: datetime.date,
) -> None:
    whole = date.isoformat()
    for written in (whole, whole[:7], whole[:4], "XXXX" + whole[4:], whole[:5] + "XX-XX"):
        assert is_edtf(written), written


@pytest.mark.parametrize(
    "written",
    ["2023-02-29", "2023-13", "2023-00", "2023-11-31", "2023-11-00", "XXXX-02-30", "2023-XX-32", "0000-01-01"],
)
def test_a_day_no_calendar_has_is_no_date(written: str) -> None:
    assert not is_edtf(written)


def test_the_leap_day_needs_a_leap_year_or_none() -> None:
    assert is_edtf("2024-02-29")
    assert is_edtf("XXXX-02-29")


@pytest.mark.parametrize("written", ["", "Sunday", "23-11-05", "2023-11-05T10:00", " 2023", "2023-1-5", "2023/2024"])
def test_what_is_written_otherwise_is_no_date(written: str) -> None:
    assert not is_edtf(written)


def test_digits_of_another_script_are_no_date() -> None:
    assert not is_edtf("٢٠٢٣")


@given(texts)
def test_any_text_may_be_asked_about(text: str) -> None:
    assert is_edtf(text) in (True, False)
    assert is_time(text) in (True, False)


@given(st.dates(), st.dates())
def test_an_interval_runs_forward(one: datetime.date, other: datetime.date) -> None:
    early, late = sorted((one, other))
    assert is_time(f"{early}/{late}")
    assert is_time(f"{late}/{early}") == (early == late)
    assert first_day(f"{early}/{late}") == early
    assert last_day(f"{early}/{late}") == late


ROUND = "2023-11-05 XXXX-10-26 199X 19XX 2023-21 2023-24 2021~ 2023-11-05/.. ../2023-11 2019/2021 199X/2003"
NONE = "/ ../.. 2023-13 2023-25 20X3 XXXX-22 2023/ /2023 ~2021 2023-11-31/.. 1/2/3 2023/2022 2023-11-05/2023-11-04"


@pytest.mark.parametrize("written", [*ROUND.split(), "XXXX-10-26/XXXX-10-28", "2023-22~", "2023-11-01/2023-11"])
def test_a_time_may_be_round_rough_long_or_open(written: str) -> None:
    assert is_time(written)


@pytest.mark.parametrize("written", [*NONE.split(), "", "2023-11-05/../2024", "00XX", "now"])
def test_what_is_no_time(written: str) -> None:
    assert not is_time(written)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2023-07/2023-09", "2023-07-01", "2023-09-30"),
        ("2023-11-05/..", "2023-11-05", None),
        ("../2023-11", None, "2023-11-30"),
        ("XXXX-10-26", None, None),
    ],
)
def test_a_time_has_a_first_and_a_last_day_where_it_says_so(written: str, first: str | None, last: str | None) -> None:
    assert first_day(written) == (first and datetime.date.fromisoformat(first))
    assert last_day(written) == (last and datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-11-05", "2023-11-05"),
        (" 2023-11-05\n", "2023-11-05"),
        ("2023-11-05T23:30:00Z", "2023-11-05"),
        ("2023-11-05T23:30:00-05:00", "2023-11-05"),
        ("2023-11-05 08:00", "2023-11-05"),
        ("20231105", "2023-11-05"),
    ],
)
def test_the_day_of_a_timestamp_is_the_one_it_was_written_on(written: str, meant: str) -> None:
    assert day(written) == meant


@pytest.mark.parametrize("written", ["", "yesterday", "2023-11-31", "05.11.2023"])
def test_what_names_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        day(written)
