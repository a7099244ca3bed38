"""Dates, times of day and ages as documents write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB, WIT, WITA
from egovkit.errors import InvalidComponentError, UsageError
from egovkit.l10n import (
    age,
    date_in_words,
    format_date,
    format_datetime,
    format_time,
    parse_date,
    parse_terbilang,
    parse_time,
)

NOW = datetime(2026, 11, 24, 7, 5, 9, tzinfo=WIB)
# 24 November 2026 is a Tuesday
STYLES = {
    "long": "24 November 2026",
    "full": "Selasa, 24 November 2026",
    "medium": "24 Nov 2026",
    "short": "24-11-2026",
    "numeric": "24/11/2026",
}


@pytest.mark.parametrize(("style", "text"), STYLES.items())
def test_styles(style, text):
    """Five forms of one date; no year of two digits among them."""
    assert format_date(date(2026, 11, 24), style) == text


def test_the_date_of_a_letter_is_the_default():
    """No zero before the day, the month in full."""
    assert format_date(date(2026, 5, 1)) == "1 Mei 2026"


def test_the_full_date_has_two_digits_for_the_day():
    """As CLDR has it for Indonesian, though not for the long date."""
    assert format_date(date(2026, 5, 1), "full") == "Jumat, 01 Mei 2026"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("long", "5 August 2026"),
        ("full", "Wednesday, 5 August 2026"),
        ("medium", "5 Aug 2026"),
        ("short", "05-08-2026"),
    ],
)
def test_english_dates_have_the_day_first(style, text):
    """8/5/26 would be read as 8 May in Indonesia."""
    assert format_date(date(2026, 8, 5), style, lang="en") == text
    assert format_date(date(2026, 8, 5), style, lang="en-US") == text


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.property
@given(value=st.dates(date(1000, 1, 1)))
def test_every_style_is_read_back(style, value):
    """`parse_date` reads what `format_date` writes."""
    assert parse_date(format_date(value, style)) == value


@pytest.mark.parametrize("value", [NOW, "2026-11-24", None, 20261124], ids=repr)
@pytest.mark.parametrize("function", [format_date, date_in_words])
def test_only_dates_are_written(function, value):
    """Which day a moment is depends on the zone: a datetime is refused."""
    with pytest.raises(UsageError) as caught:
        function(value)
    assert caught.value.code == "date_expected"


def test_unknown_styles_are_refused():
    """A typing error does not pass as the default."""
    with pytest.raises(UsageError) as caught:
        format_date(date(2026, 1, 1), "panjang")
    assert caught.value.facts == {"option": "style"}


def test_years_before_1000_keep_four_digits_where_all_is_digits():
    """17-08-0945 cannot be taken for the year 45."""
    assert format_date(date(945, 8, 17), "short") == "17-08-0945"
    assert format_date(date(945, 8, 17)) == "17 Agustus 945"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            date(2026, 11, 24),
            (
                "Selasa, tanggal dua puluh empat bulan November "
                "tahun dua ribu dua puluh enam"
            ),
        ),
        (date(2000, 1, 1), "Sabtu, tanggal satu bulan Januari tahun dua ribu"),
        (
            date(1945, 8, 17),
            (
                "Jumat, tanggal tujuh belas bulan Agustus "
                "tahun seribu sembilan ratus empat puluh lima"
            ),
        ),
    ],
)
def test_the_opening_of_a_berita_acara(value, words):
    """Day, *tanggal*, *bulan*, *tahun*, the numbers in words."""
    assert date_in_words(value) == words


@pytest.mark.property
@given(st.dates())
def test_the_numbers_of_a_date_in_words_are_its_own(value):
    """The words between the fixed ones are the day and the year."""
    _, _, rest = date_in_words(value).partition(", tanggal ")
    day, _, rest = rest.partition(" bulan ")
    year = rest.partition(" tahun ")[2]
    assert (parse_terbilang(day), parse_terbilang(year)) == (value.day, value.year)


@pytest.mark.property
@given(st.dates())
def test_a_date_in_words_is_read_back_leniently(value):
    """The opening of a berita acara can be checked against its date."""
    assert parse_date(date_in_words(value), lenient=True) == value


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (None, "07.05 WIB"),
        ("WITA", "08.05 WITA"),
        ("Asia/Makassar", "08.05 WITA"),
        ("Asia/Ujung_Pandang", "08.05 WITA"),
        ("WIT", "09.05 WIT"),
        ("Asia/Jayapura", "09.05 WIT"),
        ("Asia/Pontianak", "07.05 WIB"),
        (ZoneInfo("Asia/Makassar"), "08.05 WITA"),
        (WIT, "09.05 WIT"),
        (timezone(timedelta(hours=8)), "08.05 WITA"),
    ],
    ids=repr,
)
def test_a_moment_is_written_in_the_zone_asked_for(zone, text):
    """Converted, and labelled with the zone's Indonesian name."""
    assert format_time(NOW, zone) == text


@pytest.mark.parametrize(
    ("zone", "label"),
    [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
)
def test_the_moments_own_zone_counts_without_another(zone, label):
    """By the zone's name or by its distance from UTC."""
    moment = datetime(2026, 11, 24, 14, 5, tzinfo=ZoneInfo(zone))
    assert format_time(moment) == f"14.05 {label}"


@pytest.mark.parametrize(
    ("value", "zone", "text"),
    [
        (time(14, 5), None, "14.05"),
        (time(14, 5), "WITA", "14.05 WITA"),
        (time(14, 5, tzinfo=WIT), None, "14.05 WIT"),
        (time(0, 0, tzinfo=ZoneInfo("Asia/Pontianak")), None, "00.00 WIB"),
    ],
    ids=str,
)
def test_a_time_of_day_is_only_labelled(value, zone, text):
    """Without a date nothing can be converted."""
    assert format_time(value, zone) == text


def test_seconds_are_written_when_asked():
    """With the dot, as everything in a time."""
    assert format_time(NOW, seconds=True) == "07.05.09 WIB"


@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        (NOW.astimezone(UTC), None),
        (NOW, "Asia/Singapore"),
        (NOW, "wib"),
        (NOW, UTC),
        (NOW, ZoneInfo("Europe/Berlin")),
        (time(1, tzinfo=UTC), None),
        (NOW, 7),
    ],
    ids=str,
)
def test_zones_of_other_countries_have_no_label(moment, zone):
    """Three zones; a UTC time on an Indonesian letter is a mistake."""
    with pytest.raises(InvalidComponentError) as caught:
        format_time(moment, zone)
    assert caught.value.code == "zone_not_indonesian"


def test_moments_need_a_zone():
    """A naive moment could be any of three hours."""
    naive = datetime(2026, 11, 24, 7, 5)  # noqa: DTZ001 - the point of the test
    for function in (format_time, format_datetime):
        with pytest.raises(UsageError) as caught:
            function(naive, zone="WIB")
        assert caught.value.code == "naive_datetime"


@pytest.mark.parametrize("value", [date(2026, 1, 1), "14.05", None], ids=repr)
def test_only_times_are_written(value):
    """A date has no time of day."""
    with pytest.raises(UsageError):
        format_time(value)
    with pytest.raises(UsageError):
        format_datetime(value)


def test_a_moment_in_full():
    """Date and time in one zone: near midnight the zone decides the day."""
    late = datetime(2026, 11, 24, 22, 30, tzinfo=WIB)
    assert format_datetime(late) == "24 November 2026 pukul 22.30 WIB"
    assert (
        format_datetime(late, "full", zone="WIT")
        == "Rabu, 25 November 2026 pukul 00.30 WIT"
    )
    assert format_datetime(late, lang="en") == "24 November 2026, 22.30 WIB"
    assert (
        format_datetime(late, "short", seconds=True) == "24-11-2026 pukul 22.30.00 WIB"
    )


@pytest.mark.property
@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from([WIB, WITA, WIT, None]),
)
def test_a_written_time_is_read_back_with_its_zone(value, zone):
    """`parse_time` is the inverse of `format_time`."""
    value = value.replace(tzinfo=zone)
    read = parse_time(format_time(value))
    assert (read, read.tzinfo) == (value, zone)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2009-11-24", "2026-11-24", 17),
        ("2009-11-25", "2026-11-24", 16),
        ("2009-11-24", "2009-11-24", 0),
        ("2009-11-24", "2010-11-23", 0),
        ("1990-12-31", "2026-01-01", 35),
    ],
)
def test_age_is_completed_years(born, on, years):
    """A year is complete on the birthday, not the day before."""
    assert age(date.fromisoformat(born), date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("on", "first_of_march", "last_of_february"),
    [
        ("2025-02-27", 16, 16),
        ("2025-02-28", 16, 17),
        ("2025-03-01", 17, 17),
        ("2028-02-28", 19, 19),
        ("2028-02-29", 20, 20),
        ("2100-02-28", 91, 92),
    ],
)
def test_a_leap_day_birthday_follows_the_rule_asked_for(
    on, first_of_march, last_of_february
):
    """In a year without 29 February: 1 March by default, or 28 February.

    2100 is no leap year.
    """
    born, day = date(2008, 2, 29), date.fromisoformat(on)
    assert age(born, day) == first_of_march
    assert age(born, day, leap_birthday="28 February") == last_of_february


def test_the_year_2000_had_the_day():
    """Every four hundredth year has 29 February, so nobody is early in it."""
    born = date(1996, 2, 29)
    for rule in ("1 March", "28 February"):
        assert age(born, date(2000, 2, 28), leap_birthday=rule) == 3
        assert age(born, date(2000, 2, 29), leap_birthday=rule) == 4


@pytest.mark.property
@given(st.dates(), st.dates())
def test_age_grows_by_one_at_each_birthday(born, on):
    """As many birthdays as completed years lie after the birth."""
    if on < born:
        born, on = on, born
    birthdays = sum(
        (year, born.month, born.day) <= (on.year, on.month, on.day)
        for year in range(born.year + 1, on.year + 1)
    )
    assert age(born, on) == birthdays


def test_nobody_is_younger_than_at_birth():
    """A day before the birth is a mistake of the caller."""
    with pytest.raises(UsageError) as caught:
        age(date(2026, 1, 2), date(2026, 1, 1))
    assert caught.value.code == "dates_reversed"


@pytest.mark.parametrize(
    ("born", "on"), [(NOW, date(2026, 1, 1)), (date(2026, 1, 1), NOW), ("x", "y")]
)
def test_age_takes_dates(born, on):
    """Moments have no birthday without a zone."""
    with pytest.raises(UsageError):
        age(born, on)


def test_unknown_leap_rules_are_refused():
    """A typing error does not pass as the default."""
    with pytest.raises(UsageError) as caught:
        age(date(2008, 2, 29), date(2025, 3, 1), leap_birthday="2 March")
    assert caught.value.facts == {"option": "leap_birthday"}
