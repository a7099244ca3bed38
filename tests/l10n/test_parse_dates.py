"""Dates and times are read strictly: day first, right weekday, nothing filled in."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB, WIT, WITA
from egovkit.errors import (
    EgovkitError,
    InvalidComponentError,
    InvalidFormatError,
    InvalidLengthError,
)
from egovkit.l10n import format_date, parse_date, parse_time

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "24 November 2026",
        "24 november 2026",
        "24 NOVEMBER 2026",
        "24 Nov 2026",
        "24 Nov. 2026",
        "24 Nopember 2026",
        "24 Nop 2026",
        "24-Nov-2026",
        "24-11-2026",
        "24/11/2026",
        "24.11.2026",
        "2026-11-24",
        "2026/11/24",
        "Selasa, 24 November 2026",
        "SELASA, 24 NOVEMBER 2026",
        "Selasa 24 November 2026",
        "Selasa,24 November 2026",
        "Selasa, 24-11-2026",
        "Slasa, 24 Nopember 2026",
        "  24\u00a0November  2026 ",
        "24\tNovember\n2026",
    ],
)
def test_one_day_in_its_forms(text):
    """Indonesian and ISO forms, today's spelling and yesterday's."""
    assert parse_date(text) == DAY


MONTHS = {
    1: "Januari Jan Djanuari Djan Djanoeari",
    2: "Februari Feb Febr Pebruari Peb Pebroeari",
    3: "Maret Mar Mrt Maart",
    4: "April Apr",
    5: "Mei",
    6: "Juni Jun Djuni Djun Djoeni",
    7: "Juli Jul Djuli Djul Djoeli",
    8: "Agustus Agu Agt Ags Agus Agst Agust Agoestoes",
    9: "September Sep Sept",
    10: "Oktober Okt",
    11: "November Nov Nopember Nop",
    12: "Desember Des",
}


@pytest.mark.parametrize(
    ("month", "name"),
    [(n, name) for n, names in MONTHS.items() for name in names.split()],
)
def test_month_names_of_three_spellings(month, name):
    """Of today, of before 1972 (dj), and of before 1947 (oe)."""
    assert parse_date(f"17 {name} 1945") == date(1945, month, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Senin, 23 November 2026", 23),
        ("Senen, 23 November 2026", 23),
        ("Rebo, 25 November 2026", 25),
        ("Kemis, 26 November 2026", 26),
        ("Jumat, 27 November 2026", 27),
        ("Jum'at, 27 November 2026", 27),
        ("Jum\u2019at, 27 November 2026", 27),
        ("Djum'at, 27 November 2026", 27),
        ("Saptu, 28 November 2026", 28),
        ("Ahad, 29 November 2026", 29),
        ("Minggu, 29 November 2026", 29),
        ("Minggoe, 29 November 2026", 29),
    ],
)
def test_weekdays_in_their_spellings(text, day):
    """The name of the day is read, and it is right."""
    assert parse_date(text) == date(2026, 11, day)


@pytest.mark.property
@given(st.dates(date(1000, 1, 1)), st.integers(1, 6))
def test_a_wrong_weekday_is_refused(value, shift):
    """One of the two is a mistake, and nobody can say which."""
    text = format_date(value, "full")
    name = text.partition(",")[0]
    names = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    wrong = names[(names.index(name) + shift) % 7]
    with pytest.raises(InvalidComponentError) as caught:
        parse_date(text.replace(name, wrong, 1))
    assert caught.value.code == "date_weekday"


def test_the_day_stands_first():
    """3 April, not 4 March; and in the ISO form the year stands first."""
    assert parse_date("03/04/2026") == date(2026, 4, 3)
    assert parse_date("3-4-2026") == date(2026, 4, 3)
    assert parse_date("2026-04-03") == date(2026, 4, 3)
    assert parse_date("2026/04/03") == date(2026, 4, 3)


def test_month_and_day_are_never_swapped():
    """The American 11/24/2026 has no month 24."""
    with pytest.raises(InvalidComponentError) as caught:
        parse_date("11/24/2026")
    assert caught.value.code == "date_no_such_day"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("29 Februari 2026", "date_no_such_day"),
        ("31 Februari 2026", "date_no_such_day"),
        ("31-04-2026", "date_no_such_day"),
        ("32 Januari 2026", "date_no_such_day"),
        ("0 Januari 2026", "date_no_such_day"),
        ("2026-13-01", "date_no_such_day"),
        ("00-00-2026", "date_no_such_day"),
        ("29-02-1900", "date_no_such_day"),
        ("24 Novembr 2026", "date_month_name"),
        ("24 Febuari 2026", "date_month_name"),
        ("24 October 2026", "date_month_name"),
        ("24 M 2026", "date_month_name"),
        ("Tuesday, 24 November 2026", "date_weekday_name"),
        ("Jakarta, 24 November 2026", "date_weekday_name"),
        ("2026", "date_format"),
        ("November 2026", "date_format"),
        ("24 November", "date_format"),
        ("24 November 26", "date_format"),
        ("24-11-26", "date_format"),
        ("24/11-2026", "date_format"),
        ("24112026", "date_format"),
        ("2026-4-3", "date_format"),
        ("2026.11.24", "date_format"),
        ("0945-08-17", "date_format"),
        ("17-08-0945", "date_format"),
        ("24 November 12026", "date_format"),
        ("124 November 2026", "date_format"),
        ("2026-11-24T00:00", "date_format"),
        ("tanggal 24 November 2026", "date_format"),
        ("\u0662\u0664 November 2026", "date_format"),
        ("\uff12\uff14-11-2026", "date_format"),
        ("24 November 2026 M", "date_format"),
        ("", "date_format"),
        (" ", "date_format"),
        ("besok", "date_format"),
        ("-24-11-2026", "date_format"),
    ],
)
def test_refused_with_the_reason(text, code):
    """Misspellings, missing parts, two-digit years, other scripts."""
    with pytest.raises(EgovkitError) as caught:
        parse_date(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "tanggal 24 November 2026",
        "tgl. 24 November 2026",
        "pada hari ini Selasa, tanggal 24 bulan November tahun 2026",
        (
            "Pada hari ini, Selasa, tanggal dua puluh empat bulan November "
            "tahun dua ribu dua puluh enam"
        ),
        "Selasa tanggal dua puluh empat bulan Nopember tahun dua ribu dua puluh enam.",
        "dua puluh empat November 2026",
        "24 bulan 11 tahun 2026".replace("11", "November"),
        "24 november 2026",
        "24-11-2026",
        "2026-11-24",
    ],
)
def test_lenient_reads_the_words_around_a_date(text):
    """The opening of a berita acara, in words or digits."""
    assert parse_date(text, lenient=True) == DAY


def test_lenient_reads_english_months():
    """For forms that a browser filled in."""
    assert parse_date("24 October 2026", lenient=True) == date(2026, 10, 24)


@pytest.mark.parametrize(
    "text",
    [
        "Senin tanggal 24 bulan November tahun 2026",
        "tanggal dua koma lima bulan November tahun 2026",
        "tanggal minus dua bulan November tahun 2026",
        "tanggal 024 bulan November tahun 2026",
        "tanggal bulan tahun",
        "November",
        "dua November",
        "tanggal dua puluh bulan November tahun dua desiliun",
        "24 November 2026 atau 2027",
        "11/24/2026",
        "24 November 26",
        "",
    ],
)
def test_lenient_guesses_nothing(text):
    """A wrong weekday or a missing part is refused as before."""
    with pytest.raises(EgovkitError):
        parse_date(text, lenient=True)


@pytest.mark.parametrize("function", [parse_date, parse_time])
def test_absurd_lengths_and_other_types_are_refused(function):
    """Before any work."""
    with pytest.raises(InvalidLengthError):
        function("1" * 100_000)
    for value in (None, 20261124, b"24-11-2026", DAY):
        with pytest.raises(InvalidFormatError) as caught:
            function(value)
        assert caught.value.code == "not_text"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08.00", time(8)),
        ("08:00", time(8)),
        ("8.00", time(8)),
        ("pukul 08.00", time(8)),
        ("Pukul 08.00", time(8)),
        ("pkl. 08.00", time(8)),
        ("pkl 08.00", time(8)),
        ("jam 08.00", time(8)),
        ("00.00", time(0)),
        ("23.59", time(23, 59)),
        ("23.59.59", time(23, 59, 59)),
        ("23:59:59", time(23, 59, 59)),
        ("pukul 14.05 WIB", time(14, 5, tzinfo=WIB)),
        ("14.05 wita", time(14, 5, tzinfo=WITA)),
        (" 14.05  WIT ", time(14, 5, tzinfo=WIT)),
    ],
)
def test_times(text, value):
    """Dot or colon, with *pukul* and a zone or without."""
    read = parse_time(text)
    assert (read, read.tzinfo) == (value, value.tzinfo)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24.00", "time_no_such_time"),
        ("24.01", "time_no_such_time"),
        ("23.60", "time_no_such_time"),
        ("23.59.60", "time_no_such_time"),
        ("2.05 PM", "time_format"),
        ("14.05 GMT", "time_format"),
        ("14.5", "time_format"),
        ("14", "time_format"),
        ("1405", "time_format"),
        ("14.05:09", "time_format"),
        ("14,05", "time_format"),
        ("-1.00", "time_format"),
        ("114.05", "time_format"),
        ("14.05.09.1", "time_format"),
        ("\u0661\u0664.05", "time_format"),
        ("", "time_format"),
    ],
)
def test_other_times_are_refused(text, code):
    """24.00 belongs to two days; PM would have to be honoured, so it is refused."""
    with pytest.raises(EgovkitError) as caught:
        parse_time(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("tanggal dua puluh empat tahun 2026", InvalidFormatError, "date_format"),
        ("24 November 26", InvalidFormatError, "date_format"),
        ("hari Selasa", InvalidFormatError, "date_format"),
        ("besok", InvalidFormatError, "date_format"),
        (
            "tanggal tiga puluh satu bulan Februari tahun dua ribu dua puluh enam",
            InvalidComponentError,
            "date_no_such_day",
        ),
        (
            "Senin, tanggal 24 bulan November tahun 2026",
            InvalidComponentError,
            "date_weekday",
        ),
    ],
)
def test_lenient_says_what_is_missing_or_wrong(text, error, code):
    """No month, a year of two digits, no such day, another weekday."""
    with pytest.raises(error) as caught:
        parse_date(text, lenient=True)
    assert caught.value.code == code
