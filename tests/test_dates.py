"""A date is as exact as its words, and never a day that no calendar has."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.dates import day, is_edtf
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
