"""Damage that spreadsheets do, recognised by comparing with what the cell was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.sheets import counted, damage, readings

DAMAGED = [
    ("02134", "2134", "zeros at the front were lost"),
    ("007", "7", "zeros at the front were lost"),
    ("+12025550123", "12025550123", "it was taken for a number"),
    ("12025550123", "1.20E+10", "it was taken for a number"),
    ("12025550123", "1.20256E+10", "it was taken for a number"),
    ("1E5", "100000", "it was taken for a number"),
    ("1E5", "1.00E+05", "it was taken for a number"),
    ("1,000", "1000", "it was taken for a number"),
    ("1,000", "1", "it was taken for a number"),
    ("1.50", "1.5", "it was taken for a number"),
    ("50%", "0.5", "it was taken for a number"),
    ("1/2", "0.5", "it was taken for a fraction"),
    ("2026-06-14", "6/14/2026", "a date was written in another way"),
    ("2026-06-14", "06/14/26", "a date was written in another way"),
    ("2026-06-14", "14.06.2026", "a date was written in another way"),
    ("2026-06-14", "June 14, 2026", "a date was written in another way"),
    ("2026-06-14", "2026-06-14 00:00:00", "a date was written in another way"),
    ("2026-03-04", "46085", "a date was written in another way"),
    ("6/14/2026", "2026-06-14", "a date was written in another way"),
    ("1/2", "2026-01-02", "it was taken for a date"),
    ("1/2", "2-Jan", "it was taken for a date"),
    ("MAR-1", "03/01/2026", "it was taken for a date"),
    ("MAR-1", "1-Mar", "it was taken for a date"),
    ("SEP2", "2-Sep", "it was taken for a date"),
    ("MAR-21", "2021-03-01", "it was taken for a date"),
    ("Núñez", "NÃºÃ±ez", "letters were read in another encoding"),
    ("Núñez", "N??ez", "letters were read in another encoding"),
    ("Velázquez", "VelÃƒÂ¡zquez", "letters were read in another encoding"),
    ("é", "e\u0301", "accents were stored in another way"),
    ("true", "TRUE", "it was taken for true or false"),
    ("10:30", "10:30:00 AM", "it was taken for a time"),
    ("10:30", "0.4375", "it was taken for a time"),
    ("-asked", "#NAME?", "it was run as a formula"),
    ("a\r\nb ", "a\nb", "blanks or line ends were changed"),
    ("'tis", "tis", "an apostrophe was added or taken off"),
    ("O'Brien", "O’Brien", "it was corrected automatically"),
    ("wait ... no", "wait … no", "it was corrected automatically"),
]  # fmt: skip

EDITED = [
    ("asked", "considering"), ("send text", "sent text"), ("2026-06-14", "2026-06-15"), ("", "x"), ("x", ""),
    ("202-555-0100", "202-555-0101"), ("5", "6"), ("2026-06-14", "6/15/2026"), ("02134", "02135"), ("Test", "test"),
    ("call Kim", "Call Kim"), ("room 12", "room 21"), ("10:30", "11:30"), ("1,000", "2"), ("Núñez", "Nunez"),
    ("12025550123", "1.30E+10"), ("2026-03-04", "46086"), ("who?", "whom"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "what"), DAMAGED)
def test_damage_is_named(was: str, now: str, what: str) -> None:
    assert damage(was, now) == what


@pytest.mark.parametrize(("was", "now"), EDITED)
def test_an_edit_is_no_damage(was: str, now: str) -> None:
    assert damage(was, now) == ""


@given(st.text(), st.text())
def test_any_text_can_be_compared(was: str, now: str) -> None:
    assert damage(was, was) == ""
    assert isinstance(damage(was, now), str)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.integers(1, 400))
def test_another_day_is_an_edit_however_it_is_written(day: date, later: int) -> None:
    other = date.fromordinal(day.toordinal() + later)
    for text in (other.isoformat(), f"{other:%B} {other.day}, {other.year}"):
        assert damage(day.isoformat(), text) == ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-06-14", ["2026-06-14"]),
        ("6/14/2026", ["2026-06-14"]),
        ("14/6/2026", ["2026-06-14"]),
        ("03/04/2026", ["2026-03-04", "2026-04-03"]),
        ("5/5/26", ["2026-05-05"]),
        ("14. 6. 2026", ["2026-06-14"]),
        ("Sun, 14 June 2026", ["2026-06-14"]),
        ("Jun 14th, 2026", ["2026-06-14"]),
        ("14-Jun-26", ["2026-06-14"]),
        ("2026-02-30", []),
        ("4-Mar", []),
        ("46187", []),
        ("13/13/2026", []),
        ("soon", []),
        ("", []),
    ],
)
def test_every_reading_of_a_date_is_given(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in readings(text)] == days


def test_a_counted_day_is_only_one_that_could_be_meant() -> None:
    assert counted("46187") == date(2026, 6, 14)
    assert counted("46187.0") == date(2026, 6, 14)
    assert [counted(text) for text in ("12345", "99999", "20510", "", "4618", "²²²²²")] == [None] * 6
