"""NIK and KK number: what the digits say (PP 40/2019, article 31)."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.identity import NIK, KKNumber, Severity, Sex
from egovkit.regions import RegionStatus
from egovkit.testing import sample_nik

AS_OF = date(2026, 11, 24)


def nik(day_month_year: str, prefix: str = "317101") -> NIK:
    """A NIK with these twelve digits in front."""
    return NIK(f"{prefix}{day_month_year}9001")


def test_the_readme_example():
    """The number of the first page, as it stands there."""
    siti = NIK.parse("31.71.01-570845 9002")
    assert repr(siti) == "NIK('317101**********')"
    assert siti.sex == "P"
    assert siti.birth_dates(as_of=AS_OF) == (date(1945, 8, 17),)
    assert siti.region.name == "Gambir"
    assert siti.serial == 9002
    assert siti.formatted() == "3171015708459002"


@pytest.mark.parametrize(
    ("digits", "sex"),
    [("010190", "L"), ("310190", "L"), ("410190", "P"), ("710190", "P")],
)
def test_forty_is_added_to_the_day_of_women(digits, sex):
    """Days 1 to 31 are men's, 41 to 71 women's."""
    assert nik(digits).sex is Sex(sex)
    assert nik(digits).birth_dates(as_of=AS_OF)[0].day in (1, 31)


@pytest.mark.parametrize("day", [0, *range(32, 41), *range(72, 100)])
def test_other_days_do_not_exist(day):
    """Nothing between the last day of a month and 41, nothing after 71."""
    assert not NIK.is_valid(f"317101{day:02}01909001")


def test_every_day_of_the_calendar_and_no_other():
    """A DDMMYY is accepted when it was or will be a date, and only then.

    The oracle is the calendar of the standard library: a DDMMYY exists when it
    is the day of some date in 1900 to 2099.
    """
    days = {(date(1900, 1, 1) + timedelta(n)).strftime("%d%m%y") for n in range(73_049)}
    for month in range(14):
        for day in range(100):
            for year in ("00", "01", "04", "99"):
                digits = f"{day:02}{month:02}{year}"
                born = f"{day - 40 if day > 40 else day:02}{month:02}{year}"
                assert NIK.is_valid(f"317101{digits}9001") == (born in days), digits


@pytest.mark.parametrize(
    ("year", "valid"), [("00", True), ("04", True), ("96", True), ("01", False)]
)
def test_29_february_needs_a_leap_year(year, valid):
    """00 counts: 2000 had the day, although 1900 had not."""
    assert NIK.is_valid(f"3171012902{year}9001") is valid
    assert NIK.is_valid(f"3171016902{year}9001") is valid


@pytest.mark.parametrize(
    ("digits", "as_of", "expected"),
    [
        ("170845", AS_OF, ["1945-08-17"]),  # 2045 is in the future
        ("241126", AS_OF, ["2026-11-24", "1926-11-24"]),  # born today, or 100
        ("251126", AS_OF, ["1926-11-25"]),  # tomorrow is in the future
        ("010110", AS_OF, ["2010-01-01", "1910-01-01"]),
        ("241106", AS_OF, ["2006-11-24", "1906-11-24"]),  # 120 years to the day
        ("231106", AS_OF, ["2006-11-23"]),  # a day more
        ("290200", AS_OF, ["2000-02-29"]),  # there was none in 1900
        ("290208", AS_OF, ["2008-02-29", "1908-02-29"]),
        ("290204", AS_OF, ["2004-02-29"]),  # 1904: more than 120 years
        ("010100", date(1999, 12, 31), ["1900-01-01"]),
        ("290200", date(1999, 12, 31), []),
        ("290204", date(2024, 2, 29), ["2004-02-29", "1904-02-29"]),
        ("010199", date(2100, 1, 1), ["2099-01-01", "1999-01-01"]),
        ("010105", date(2110, 6, 1), ["2105-01-01", "2005-01-01"]),
    ],
)
def test_both_centuries_when_both_are_possible(digits, as_of, expected):
    """Neither in the future nor more than 120 years back, the later first."""
    found = [day.isoformat() for day in nik(digits).birth_dates(as_of=as_of)]
    assert found == expected


@pytest.mark.property
@given(
    birth_date=st.dates(date(1906, 11, 24), AS_OF),
    sex=st.sampled_from(Sex),
    number=st.integers(0, 998),
)
def test_the_bearers_birth_date_is_among_the_readings(birth_date, sex, number):
    """Who is born in the last 120 years finds the own birth date, and at most two."""
    value = sample_nik(birth_date, sex, number=number)
    readings = value.birth_dates(as_of=AS_OF)
    assert birth_date in readings
    assert len(readings) <= 2
    assert value.sex is sex
    assert value.fits_birth_date(birth_date)
    assert not value.fits_birth_date(birth_date + timedelta(days=1))
    assert all(value.fits_birth_date(day) for day in readings)


@pytest.mark.property
@given(as_of=st.dates(date(1950, 1, 1), date(2150, 1, 1)), digits=st.integers(0, 99))
def test_readings_are_neither_in_the_future_nor_too_old(as_of, digits):
    """Whatever the day asked from, an oracle over all years agrees."""
    value = nik(f"1506{digits:02}")
    expected = [
        date(year, 6, 15)
        for year in range(as_of.year, as_of.year - 122, -1)
        if year % 100 == digits
        and date(year, 6, 15) <= as_of
        and (year + 120, 6, 15) >= (as_of.year, as_of.month, as_of.day)
    ]
    assert list(value.birth_dates(as_of=as_of)) == expected


def test_a_retired_region_is_valid_and_says_so():
    """Merauke moved from 91.01 to 93.01 in 2022; the NIK stays for life."""
    merauke = NIK("9101010101909001")
    assert merauke.region.status is RegionStatus.RETIRED
    (finding,) = merauke.findings()
    assert (finding.code, finding.severity) == ("region_replaced", Severity.INFO)
    assert finding.facts == {
        "region": "91.01.01",
        "edition": "2021",
        "successors": "93.01.01",
    }
    assert NIK.is_valid(merauke.reveal(), strict=True)


def test_an_unknown_region_is_a_warning():
    """Tarakan was 64.73 until 2012, which no open table has."""
    tarakan = NIK("6473010101859001")
    assert tarakan.region.status is RegionStatus.UNKNOWN
    assert tarakan.region.parent.status is RegionStatus.UNKNOWN
    assert tarakan.region.parent.parent.name == "Kalimantan Timur"
    (finding,) = tarakan.findings()
    assert (finding.code, finding.severity) == ("region_unknown", Severity.WARNING)


def test_a_current_region_is_no_finding():
    """Nothing to say about the number of the first page."""
    assert nik("170845").findings(as_of=AS_OF) == []


def test_a_date_that_can_be_nobodys_is_a_finding():
    """29 February 2000, seen from 1999: 1900 had no such day."""
    early = date(1999, 1, 1)
    (finding,) = nik("290200").findings(as_of=early)
    assert (finding.code, finding.severity) == ("nik_no_birth_date", Severity.WARNING)
    assert finding.field == "nik"
    assert nik("290200").findings() == []


def test_strict_construction_and_parsing():
    """The same word on all three ways in."""
    assert NIK("3171010101909001", strict=True) == NIK.parse(
        "31.71.01.010190.9001", strict=True
    )
    assert NIK.is_valid("31.71.01.010190.9001", strict=True)
    assert NIK.is_valid("31.71.99.010190.9001")  # no 31.71.99, but well formed
    assert not NIK.is_valid("31.71.99.010190.9001", strict=True)


def test_the_date_of_a_family_card():
    """The day of recording; nothing is added for women."""
    kk = KKNumber("3171012301129001")
    assert kk.recorded_on(as_of=AS_OF) == date(2012, 1, 23)
    assert kk.recorded_on(as_of=date(2011, 1, 1)) == date(1912, 1, 23)
    assert kk.region.full_name.startswith("Kecamatan Gambir, ")
    assert kk.findings() == []
    assert [f.code for f in KKNumber("9101012301129001").findings()] == [
        "region_replaced"
    ]


@pytest.mark.property
@given(day=st.dates(date(1960, 1, 1), AS_OF), serial=st.integers(1, 9999))
def test_a_family_card_was_recorded_on_the_latest_day_it_can_mean(day, serial):
    """Day, month and two digits of the year; the century is the latest possible."""
    kk = KKNumber(f"317101{day:%d%m%y}{serial:04}")
    found = kk.recorded_on(as_of=AS_OF)
    assert (found.day, found.month, found.year % 100) == (
        day.day,
        day.month,
        day.year % 100,
    )
    assert found <= AS_OF
    try:
        later = found.replace(year=found.year + 100)
    except ValueError:  # 29 February
        return
    assert later > AS_OF
    assert kk.recorded_on(as_of=found) == found


def test_a_family_card_of_a_day_that_is_yet_to_come():
    """29 February 2000, asked in 1999: no day at all."""
    assert KKNumber("3171012902009001").recorded_on(as_of=date(1999, 1, 1)) is None


def test_a_number_alone_loads_neither_pydantic_nor_its_like():
    """Reading a NIK starts fast; only models and JSON Schema need pydantic."""
    probe = (
        "import sys\n"
        "from egovkit.identity import NIK\n"
        "NIK.parse('31.71.01-570845 9002').region.name\n"
        "print(sorted({'pydantic', 'dataclasses', 'pathlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path[:] = {sys.path!r}\n{probe}",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"
