"""Hijri dates by decree, computed ones marked; and the Javanese week."""

import importlib.util
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.errors import CoverageError, DefinitionError, UsageError
from egovkit.l10n import (
    HIJRI_MONTHS,
    HijriCalendar,
    Isbat,
    WorkCalendar,
    hijri,
    pasaran,
)

ROOT = Path(__file__).resolve().parents[2]
FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)
in_range = st.dates(FIRST, LAST)
DECREED = st.dates(date(2022, 3, 1), date(2027, 12, 26))

# Official days of the holiday decrees that Umm al-Qura puts a day earlier
MOVED = {
    "2022-07-10": "10 Zulhijah 1443",
    "2023-04-22": "1 Syawal 1444",
    "2023-06-29": "10 Zulhijah 1444",
    "2024-06-17": "10 Zulhijah 1445",
    "2025-03-31": "1 Syawal 1446",
    "2026-03-21": "1 Syawal 1447",
    "2027-03-10": "1 Syawal 1448",
    "2027-05-17": "10 Zulhijah 1448",
}
# And those on which both agree
AGREED = {
    "2022-05-02": "1 Syawal 1443",
    "2024-04-10": "1 Syawal 1445",
    "2025-06-06": "10 Zulhijah 1446",
    "2026-06-16": "1 Muharam 1448",
    "2027-12-26": "27 Rajab 1449",
}


@pytest.mark.parametrize(("day", "text"), (MOVED | AGREED).items())
def test_the_governments_day_is_the_official_date(day, text):
    """The date follows the decree, names it, and says so."""
    value = hijri(date.fromisoformat(day))
    assert str(value) == text
    assert value.official
    assert value.decree.startswith("SKB ")


# Made with the PyPI package hijridate 2.6.0 (Umm al-Qura), far from the decrees
COMPUTED = {
    "1924-08-01": (1343, 1, 1),
    "1945-08-17": (1364, 9, 10),
    "1950-01-01": (1369, 3, 12),
    "1998-05-21": (1419, 1, 25),
    "2014-10-20": (1435, 12, 26),
    "2050-06-15": (1472, 9, 25),
    "2077-11-16": (1500, 12, 30),
}


@pytest.mark.parametrize(("day", "parts"), COMPUTED.items())
def test_far_from_the_decrees_the_date_is_umm_al_quras(day, parts):
    """And it says that it is computed."""
    value = hijri(date.fromisoformat(day))
    assert (value.year, value.month, value.day) == parts
    assert not value.official
    assert value.decree is None


def test_every_islamic_holiday_of_the_decrees_is_its_hijri_day():
    """Five days a year, 2022 to 2027, from the same table as the work calendar."""
    expected = {
        "Tahun Baru Islam": (1, 1),
        "Maulid Nabi Muhammad": (3, 12),
        "Isra Mikraj Nabi Muhammad": (7, 27),
        "Hari Raya Iduladha": (12, 10),
    }
    found = 0
    for day, holiday in WorkCalendar.indonesia().holidays.items():
        if holiday.name in expected:
            value = hijri(day)
            assert (value.month, value.day) == expected[holiday.name]
            assert value.official
            found += 1
    # Isra Mikraj falls into 2027 twice
    assert found == 4 * 6 + 1


@pytest.mark.property
@given(in_range)
def test_days_follow_each_other(day):
    """The day after is the next of the month, or the first of the next month."""
    if day == LAST:
        return
    today, tomorrow = hijri(day), hijri(day + timedelta(days=1))
    if tomorrow.day == 1:
        assert today.day >= 28
        months = today.year * 12 + today.month, tomorrow.year * 12 + tomorrow.month
        assert months[1] == months[0] + 1
    else:
        assert (tomorrow.year, tomorrow.month) == (today.year, today.month)
        assert tomorrow.day == today.day + 1


@pytest.mark.property
@given(DECREED)
def test_between_the_decrees_no_month_is_too_long_or_too_short(day):
    """Computed months between official ones have 29 or 30 days."""
    value = hijri(day)
    first = day - timedelta(days=value.day - 1)
    following = hijri(first + timedelta(days=29))
    assert (following.day, following.month) in {
        (30, value.month),
        (1, value.month % 12 + 1),
    }
    assert hijri(first + timedelta(days=30)).day in (1, 2)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2022-04-03", 1443),  # Umm al-Qura: 2 April
        ("2023-03-23", 1444),
        ("2024-03-12", 1445),  # Umm al-Qura: 11 March
        ("2025-03-01", 1446),
        ("2026-02-19", 1447),  # Umm al-Qura: 18 February
    ],
)
def test_ramadan_begins_when_the_minister_decided(day, year):
    """The *sidang isbat* of 2022 to 2026; the day before belongs to Syakban."""
    value = hijri(date.fromisoformat(day))
    assert str(value) == f"1 Ramadan {year}"
    assert value.official
    assert value.decree.startswith(("KMA ", "sidang isbat "))
    eve = hijri(date.fromisoformat(day) - timedelta(days=1))
    assert (eve.month_name, eve.official) == ("Syakban", False)


def test_ramadan_of_a_year_without_a_session_is_computed():
    """That of 1448 begins in February 2027 and is decided the evening before."""
    value = hijri(date(2027, 2, 20))
    assert value.month_name == "Ramadan"
    assert not value.official


def test_month_names_are_those_of_kbbi():
    """Not *Muharram*, *Syaban* or *Dzulhijjah*."""
    assert len(HIJRI_MONTHS) == 12
    assert HIJRI_MONTHS[0] == "Muharam"
    assert HIJRI_MONTHS[7:] == ("Syakban", "Ramadan", "Syawal", "Zulkaidah", "Zulhijah")
    assert hijri(date(2026, 3, 21)).month_name == "Syawal"


@pytest.mark.parametrize(
    "day", [FIRST - timedelta(days=1), LAST + timedelta(days=1), date.min, date.max]
)
def test_outside_the_table_there_is_an_error(day):
    """No date is guessed."""
    with pytest.raises(CoverageError) as caught:
        hijri(day)
    assert caught.value.code == "hijri_coverage"


@pytest.mark.parametrize(
    "day", ["2026-03-21", None, datetime(2026, 3, 21, tzinfo=WIB)], ids=repr
)
@pytest.mark.parametrize("function", [hijri, pasaran])
def test_only_dates_are_taken(function, day):
    """The Hijri day begins at sunset: a moment would need the place."""
    with pytest.raises(UsageError) as caught:
        function(day)
    assert caught.value.code == "date_expected"


def test_the_minister_moves_a_day():
    """A newer decision replaces the decree's day, in its own calendar."""
    calendar = HijriCalendar([Isbat(10, date(2028, 2, 27), "Keputusan Menteri contoh")])
    value = calendar.of(date(2028, 2, 27))
    assert (str(value), value.decree) == ("1 Syawal 1449", "Keputusan Menteri contoh")
    assert HijriCalendar.indonesia().of(date(2028, 2, 27)).decree is None


@pytest.mark.parametrize("shift", range(-3, 4))
def test_a_fixed_day_moves_its_neighbours(shift):
    """Months before and after it have 29 or 30 days, and far ones are untouched."""
    start = date(2050, 5, 22) + timedelta(days=shift)  # 1 Ramadan 1472 by Umm al-Qura
    calendar = HijriCalendar([Isbat(9, start, "contoh")])
    assert calendar.of(start).day == 1
    year = timedelta(days=300)
    starts = _starts(calendar, start - year, start + year)
    assert {(b - a).days for a, b in pairwise(starts)} <= {29, 30}
    for far in (date(2045, 1, 1), date(2055, 1, 1)):
        assert calendar.of(far) == HijriCalendar([]).of(far)


def _starts(calendar: HijriCalendar, first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.of(day).day == 1]


COMPUTED_STARTS = _starts(HijriCalendar([]), date(2040, 1, 1), date(2043, 1, 1))


@pytest.mark.property
@given(
    st.integers(2, 20),
    st.integers(1, 9),
    st.integers(-3, 3),
    st.integers(-3, 3),
)
def test_months_between_two_fixed_days_have_29_or_30_days(at, apart, left, right):
    """Wherever both days can be; and both are the first of their months."""
    days = [
        COMPUTED_STARTS[at] + timedelta(days=left),
        COMPUTED_STARTS[at + apart] + timedelta(days=right),
    ]
    months = [HijriCalendar([]).of(COMPUTED_STARTS[n]).month for n in (at, at + apart)]
    fixed = [Isbat(month, day, "x") for month, day in zip(months, days, strict=True)]
    between = (days[1] - days[0]).days
    if not 29 * apart <= between <= 30 * apart:
        with pytest.raises(DefinitionError):
            HijriCalendar(fixed)
        return
    calendar = HijriCalendar(fixed)
    starts = _starts(calendar, days[0], days[1])
    assert (starts[0], starts[-1], len(starts)) == (days[0], days[1], apart + 1)
    assert {(b - a).days for a, b in pairwise(starts)} <= {29, 30}


@pytest.mark.parametrize(
    ("fixed", "why"),
    [
        ([Isbat(10, date(2026, 3, 28), "x")], "eight days off"),
        ([Isbat(9, date(2026, 3, 21), "x")], "another month"),
        ([Isbat(1, date(1900, 1, 1), "x")], "before the table"),
        ([Isbat(1, date(2100, 1, 1), "x")], "after the table"),
        (
            [Isbat(10, date(2026, 3, 18), "x"), Isbat(11, date(2026, 4, 21), "y")],
            "a month of 34 days",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_days_that_cannot_be_are_refused(fixed, why):
    """A typing error in a table must not move the calendar by weeks."""
    with pytest.raises(DefinitionError) as caught:
        HijriCalendar(fixed)
    assert caught.value.code == "hijri_fixed_day", why


def test_fixed_days_come_from_a_file(tmp_path):
    """The same columns as the table in the package."""
    path = tmp_path / "isbat.csv"
    path.write_text("\ufeffmonth,start,decree\n10,2028-02-26,contoh\n", "utf-8")
    value = HijriCalendar.from_file(path).of(date(2028, 2, 26))
    assert (str(value), value.official) == ("1 Syawal 1449", True)


@pytest.mark.parametrize(
    "text",
    [
        b"month,start\n10,2028-02-26\n",
        b"month,start,decree\nSyawal,2028-02-26,x\n",
        b"month,start,decree\n10,26-02-2028,x\n",
        b"month,start,decree\n10\n",
        b'month,start,decree\n10,2028-02-26,"x\n',
        b"\xff\xfe",
        b"month,start,decree\n" + b"10,2028-02-26,x\n" * 2001,
    ],
    ids=range(7),
)
def test_a_wrong_file_is_refused(tmp_path, text):
    """Damage is found before any date is told."""
    path = tmp_path / "isbat.csv"
    path.write_bytes(text)
    with pytest.raises(DefinitionError):
        HijriCalendar.from_file(path)


def test_the_package_data_is_what_the_tool_builds():
    """The fixed days follow from the holidays in the package."""
    path = ROOT / "tools" / "build_hijri.py"
    spec = importlib.util.spec_from_file_location("build_hijri", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    shipped = (tool.DATA / "hijri_isbat.csv").read_text(encoding="utf-8")
    assert shipped == tool.isbat()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("1945-08-17", "Legi"),
        ("1945-08-18", "Pahing"),
        ("1945-08-19", "Pon"),
        ("1945-08-20", "Wage"),
        ("1945-08-21", "Kliwon"),
        ("1945-08-16", "Kliwon"),
        ("2000-01-01", "Legi"),
        ("2025-06-27", "Kliwon"),
    ],
)
def test_pasaran(day, name):
    """Counted from Jumat Legi, the day of the Proclamation."""
    assert pasaran(date.fromisoformat(day)) == name


@pytest.mark.property
@given(st.dates(max_value=date.max - timedelta(days=35)))
def test_week_and_pasaran_meet_every_35_days(day):
    """A *weton* returns after 35 days and not before."""
    assert pasaran(day) == pasaran(day + timedelta(days=35))
    assert pasaran(day) != pasaran(day + timedelta(days=7))


def test_the_months_have_their_indonesian_names():
    """As CLDR 48 and KBBI write them: Muharam and Syakban, not Muharram, Sya'ban."""
    assert HIJRI_MONTHS == (
        "Muharam",
        "Safar",
        "Rabiulawal",
        "Rabiulakhir",
        "Jumadilawal",
        "Jumadilakhir",
        "Rajab",
        "Syakban",
        "Ramadan",
        "Syawal",
        "Zulkaidah",
        "Zulhijah",
    )


@pytest.mark.parametrize("shift", [-4, 4])
def test_a_fixed_day_four_days_off_is_a_typing_error(shift):
    """The government's day was seen one or two days off; three are forgiven."""
    start = date(2050, 5, 22) + timedelta(days=shift)  # 1 Ramadan 1472 by Umm al-Qura
    with pytest.raises(DefinitionError) as caught:
        HijriCalendar([Isbat(9, start, "contoh")])
    assert caught.value.code == "hijri_fixed_day"
