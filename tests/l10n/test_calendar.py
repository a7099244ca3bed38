"""Working days by decree, counted by hand and by an oracle that walks the days."""

import csv
import importlib.util
import pickle
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB, WIT
from egovkit.errors import CoverageError, DefinitionError, UsageError
from egovkit.l10n import (
    CalendarCoverageError,
    DayKind,
    DayRecord,
    Holiday,
    WorkCalendar,
)
from egovkit.l10n._calendar_file import read_holidays

ROOT = Path(__file__).resolve().parents[2]
CALENDAR = WorkCalendar.indonesia()
FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)
covered = st.dates(FIRST, LAST)
OPTIONS = [
    {},
    {"days_per_week": 6},
    {"cuti_bersama_works": True},
    {"first_day_counts": True},
    {"days_per_week": 6, "cuti_bersama_works": True, "first_day_counts": True},
]
CALENDARS = [WorkCalendar.indonesia(**options) for options in OPTIONS]


def _source() -> list[dict[str, str]]:
    path = ROOT / "tools" / "data" / "calendar" / "hari_libur.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SOURCE = {date.fromisoformat(row["date"]): row["kind"] for row in _source()}


def _works(day: date, options: dict[str, object]) -> bool:
    """By the rule: not a day of the weekend, not a holiday, not leave if it counts."""
    if day.weekday() >= options.get("days_per_week", 5):
        return False
    kind = SOURCE.get(day)
    return kind is None or (
        kind == "cuti_bersama" and bool(options.get("cuti_bersama_works"))
    )


ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WORKING = [[day for day in ALL_DAYS if _works(day, options)] for options in OPTIONS]


def _walk(start: date, n: int, options: dict[str, object]) -> date | None:
    """Count day by day; None where the walk leaves the table."""
    step = timedelta(days=1 if n > 0 else -1)
    day = start
    left = abs(n)
    if n and options.get("first_day_counts") and _works(day, options):
        left -= 1
    while left:
        day += step
        if not FIRST <= day <= LAST:
            return None
        left -= _works(day, options)
    return day


@pytest.mark.parametrize("at", range(len(OPTIONS)))
@pytest.mark.property
@given(day=covered)
def test_a_working_day_is_neither_weekend_nor_holiday(at, day):
    """Each day of the table, by the rule of each calendar."""
    assert CALENDARS[at].is_working_day(day) == _works(day, OPTIONS[at])


@pytest.mark.parametrize("at", range(len(OPTIONS)))
@pytest.mark.property
@given(start=covered, n=st.integers(-300, 300))
def test_the_nth_working_day_is_found_by_walking(at, start, n):
    """The search in the table finds what walking the days finds."""
    expected = _walk(start, n, OPTIONS[at])
    if expected is None:
        with pytest.raises(CalendarCoverageError):
            CALENDARS[at].add_working_days(start, n)
    else:
        assert CALENDARS[at].add_working_days(start, n) == expected


@pytest.mark.parametrize("at", range(len(OPTIONS)))
@pytest.mark.property
@given(first=covered, last=covered)
def test_a_count_includes_both_ends(at, first, last):
    """As many as walking finds from the first to the last day."""
    if last < first:
        first, last = last, first
    expected = sum(first <= day <= last for day in WORKING[at])
    assert CALENDARS[at].count_working_days(first, last) == expected


@pytest.mark.property
@given(covered, st.integers(1, 100))
def test_counting_undoes_adding(start, n):
    """From the day after the start to the answer there are n working days."""
    try:
        end = CALENDAR.add_working_days(start, n)
    except CalendarCoverageError:
        return
    assert CALENDAR.count_working_days(start + timedelta(days=1), end) == n
    assert CALENDAR.is_working_day(end)


@pytest.mark.parametrize(
    ("start", "n", "options", "end"),
    [
        # 22 December 2026 is the first day after 21; 24 and 25 are off
        ("2026-12-21", 5, {}, "2026-12-30"),
        ("2026-12-21", 5, {"cuti_bersama_works": True}, "2026-12-29"),
        ("2026-12-21", 5, {"days_per_week": 6}, "2026-12-29"),
        # Nyepi 8 March, leave 9, 12, 15, Idulfitri 10 and 11
        ("2027-03-05", 5, {}, "2027-03-22"),
        ("2027-03-05", 5, {"cuti_bersama_works": True}, "2027-03-17"),
        ("2027-03-05", 5, {"days_per_week": 6}, "2027-03-18"),
        ("2027-03-05", 5, {"first_day_counts": True}, "2027-03-19"),
        ("2025-03-27", 5, {}, "2025-04-14"),
        # The first and the last working day of the table
        ("2022-01-01", 1, {}, "2022-01-03"),
        ("2022-01-04", -1, {}, "2022-01-03"),
        ("2027-12-30", 1, {}, "2027-12-31"),
        ("2026-11-24", 0, {}, "2026-11-24"),
        ("2026-11-28", 0, {}, "2026-11-28"),
        ("2026-11-28", 1, {"first_day_counts": True}, "2026-11-30"),
        ("2026-11-24", -1, {}, "2026-11-23"),
        ("2026-11-24", -1, {"first_day_counts": True}, "2026-11-24"),
        ("2026-11-29", -1, {}, "2026-11-27"),
    ],
)
def test_terms_counted_by_hand(start, n, options, end):
    """The figures of the facts, and the neighbours of each choice."""
    calendar = WorkCalendar.indonesia(**options)
    found = calendar.add_working_days(date.fromisoformat(start), n)
    assert found.isoformat() == end


@pytest.mark.parametrize(
    ("year", "days"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)]
)
def test_working_days_of_a_year(year, days):
    """The yearly figures that two other packages agree on.

    In 2024 they count the two election days, which one of them leaves out.
    """
    assert CALENDAR.count_working_days(date(year, 1, 1), date(year, 12, 31)) == days


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-11-24", "hari_kerja"),
        ("2026-11-28", "akhir_pekan"),
        ("2026-11-29", "akhir_pekan"),
        ("2026-08-17", "libur_nasional"),
        ("2025-08-18", "cuti_bersama"),
        ("2022-07-10", "libur_nasional"),
        ("2022-07-09", "akhir_pekan"),
        ("2025-08-17", "libur_nasional"),
    ],
)
def test_kinds(day, kind):
    """Four kinds; a holiday on a Sunday is a holiday."""
    found = CALENDAR.kind(date.fromisoformat(day))
    assert (str(found), found) == (kind, kind)


def test_saturday_works_in_a_week_of_six_days():
    """And Sunday does not."""
    calendar = WorkCalendar.indonesia(days_per_week=6)
    assert calendar.kind(date(2026, 11, 28)) is DayKind.HARI_KERJA
    assert calendar.kind(date(2026, 11, 29)) is DayKind.AKHIR_PEKAN


def test_leave_that_works_keeps_its_name():
    """The kind is the decree's word; whether it works is the office's choice."""
    calendar = WorkCalendar.indonesia(cuti_bersama_works=True)
    leave = date(2026, 12, 24)
    assert calendar.kind(leave) is DayKind.CUTI_BERSAMA
    assert calendar.is_working_day(leave)
    assert not CALENDAR.is_working_day(leave)


@pytest.mark.parametrize(
    ("day", "decree"),
    [
        ("2022-01-01", "SKB 963/2021, 3/2021, 4/2021"),
        ("2022-04-29", "SKB 375/2022, 1/2022, 1/2022"),
        ("2022-07-10", "SKB 678/2022, 2/2022, 2/2022"),
        ("2023-04-19", "SKB 327/2023, 1/2023, 1/2023"),
        ("2023-06-30", "SKB 624/2023, 2/2023, 2/2023"),
        ("2023-06-29", "SKB 1066/2022, 3/2022, 3/2022"),
        ("2025-08-18", "SKB 933/2025, 1/2025, 3/2025"),
        ("2026-12-24", "SKB 1497/2025, 2/2025, 5/2025"),
        ("2027-12-26", "SKB 1205/2026, 3/2026, 2/2026"),
    ],
)
def test_each_holiday_names_its_decree(day, decree):
    """The yearly decree, or the one that changed it."""
    assert CALENDAR.holiday(date.fromisoformat(day)).decree == decree


def test_a_day_without_holiday_has_none():
    """A working day and a Sunday are in no decree."""
    assert CALENDAR.holiday(date(2026, 11, 24)) is None
    assert CALENDAR.holiday(date(2026, 11, 29)) is None


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2028, 1, 1), date.max])
def test_outside_the_decrees_there_is_an_error(day):
    """No decree, no answer: each question is refused."""
    questions = (
        lambda: CALENDAR.kind(day),
        lambda: CALENDAR.holiday(day),
        lambda: CALENDAR.is_working_day(day),
        lambda: CALENDAR.add_working_days(day, 1),
        lambda: CALENDAR.count_working_days(FIRST, day),
        lambda: CALENDAR.count_working_days(day, LAST),
        lambda: CALENDAR.explain(day, 1),
    )
    for ask in questions:
        with pytest.raises(CalendarCoverageError) as caught:
            ask()
        assert caught.value.code == "calendar_coverage"
        assert caught.value.facts == {"first": 2022, "last": 2027}


def test_a_term_that_leaves_the_decrees_is_refused():
    """Across New Year 2028 a computed calendar would be confidently wrong."""
    assert CALENDAR.add_working_days(date(2027, 12, 30), 1) == date(2027, 12, 31)
    with pytest.raises(CalendarCoverageError):
        CALENDAR.add_working_days(date(2027, 12, 30), 2)
    with pytest.raises(CalendarCoverageError):
        CALENDAR.add_working_days(date(2022, 1, 3), -1)
    with pytest.raises(CalendarCoverageError):
        CALENDAR.add_working_days(date(2026, 1, 1), 10**9)


def test_the_coverage_error_is_a_coverage_error_and_a_lookup_error():
    """Callers may catch the house's or Python's own."""
    assert issubclass(CalendarCoverageError, CoverageError)
    assert issubclass(CalendarCoverageError, LookupError)


@pytest.mark.property
@given(covered, st.integers(0, 40), st.sampled_from(range(len(OPTIONS))))
def test_an_explanation_accounts_for_every_day(start, n, at):
    """Each day once, n of them counted, the last one the answer."""
    calendar = CALENDARS[at]
    try:
        end = calendar.add_working_days(start, n)
    except CalendarCoverageError:
        return
    days = calendar.explain(start, n)
    assert [day.date for day in days] == [
        start + timedelta(days=k) for k in range((end - start).days + 1)
    ]
    assert sum(day.counted for day in days) == n
    assert [day.number for day in days if day.counted] == list(range(1, n + 1))
    for day in days:
        assert day.kind == calendar.kind(day.date)
        assert (day.name is None) == (calendar.holiday(day.date) is None)
        if day.counted:
            assert calendar.is_working_day(day.date)
        elif day.number is None:
            assert not calendar.is_working_day(day.date)


def test_an_explanation_says_why():
    """Start, holiday with decree, weekend, working day: in both languages."""
    days = CALENDAR.explain(date(2026, 12, 23), 1)
    assert [day.sentence() for day in days] == [
        "Rabu, 23 Desember 2026: hari ke-0, awal penghitungan.",
        (
            "Kamis, 24 Desember 2026: Cuti Bersama Hari Raya Natal "
            "(SKB 1497/2025, 2/2025, 5/2025), tidak dihitung."
        ),
        (
            "Jumat, 25 Desember 2026: Hari Raya Natal "
            "(SKB 1497/2025, 2/2025, 5/2025), tidak dihitung."
        ),
        "Sabtu, 26 Desember 2026: akhir pekan, tidak dihitung.",
        "Minggu, 27 Desember 2026: akhir pekan, tidak dihitung.",
        "Senin, 28 Desember 2026: hari kerja ke-1.",
    ]
    assert days[-1].sentence("en") == "Monday, 28 December 2026: working day 1."
    assert days[1] == DayRecord(
        date=date(2026, 12, 24),
        kind=DayKind.CUTI_BERSAMA,
        counted=False,
        name="Cuti Bersama Hari Raya Natal",
        decree="SKB 1497/2025, 2/2025, 5/2025",
        number=None,
    )


def test_a_first_day_that_counts_is_day_one():
    """Where the law is read that way."""
    calendar = WorkCalendar.indonesia(first_day_counts=True)
    days = calendar.explain(date(2026, 11, 24), 2)
    assert [(day.number, day.counted) for day in days] == [(1, True), (2, True)]
    assert calendar.first_day_counts
    assert not CALENDAR.first_day_counts


def test_an_explanation_of_nothing_is_the_start():
    """No working day asked for, none counted."""
    for calendar in CALENDARS:
        (day,) = calendar.explain(date(2026, 11, 24), 0)
        assert (day.counted, day.number) == (False, 0)


def test_an_explanation_goes_forward_only():
    """A deadline lies after its start."""
    with pytest.raises(UsageError) as caught:
        CALENDAR.explain(date(2026, 11, 24), -1)
    assert caught.value.code == "count_below_zero"


GALUNGAN = Holiday(
    date(2026, 6, 17), DayKind.LIBUR_DAERAH, "Hari Raya Galungan", "contoh"
)


def test_local_holidays_are_added_as_what_they_are():
    """A governor's holiday is no national one, and stops the count."""
    calendar = WorkCalendar.indonesia(additions=[GALUNGAN])
    assert calendar.kind(GALUNGAN.day) == "libur_daerah"
    assert not calendar.is_working_day(GALUNGAN.day)
    assert CALENDAR.is_working_day(GALUNGAN.day)
    assert calendar.explain(date(2026, 6, 15), 1)[-1].date == date(2026, 6, 18)
    assert len(calendar.holidays) == len(CALENDAR.holidays) + 1


def test_a_national_holiday_keeps_its_decree():
    """An addition on the same day changes nothing, one outside the years neither."""
    same = Holiday(date(2026, 8, 17), DayKind.LIBUR_DAERAH, "Lain", "contoh")
    late = Holiday(date(2030, 1, 1), DayKind.LIBUR_DAERAH, "Lain", "contoh")
    calendar = WorkCalendar.indonesia(additions=[same, late])
    assert calendar.holidays == CALENDAR.holidays
    assert calendar.last_year == 2027


def test_the_table_cannot_be_changed():
    """A calendar is a value."""
    with pytest.raises(TypeError):
        CALENDAR.holidays[date(2026, 1, 2)] = GALUNGAN  # type: ignore[index]
    with pytest.raises(AttributeError):
        GALUNGAN.name = "Lain"  # type: ignore[misc]


def test_a_moment_belongs_to_the_offices_day():
    """20.30 UTC is the next morning in Jakarta and in Jayapura."""
    moment = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    assert CALENDAR.day_of(moment) == date(2026, 11, 25)
    assert CALENDAR.zone is WIB
    east = WorkCalendar.indonesia(zone=WIT)
    assert WorkCalendar.indonesia(zone="WIT").zone is WIT
    assert east.day_of(datetime(2026, 11, 24, 15, 30, tzinfo=UTC)) == date(2026, 11, 25)
    assert CALENDAR.day_of(datetime(2026, 11, 24, 15, 30, tzinfo=UTC)) == date(
        2026, 11, 24
    )


def test_after_the_cut_off_it_is_tomorrow():
    """From the cut-off on, in the office's zone, and on no earlier second."""
    calendar = WorkCalendar.indonesia(cut_off=time(16))
    assert calendar.cut_off == time(16)
    before = datetime(2026, 11, 24, 15, 59, 59, tzinfo=WIB)
    assert calendar.day_of(before) == date(2026, 11, 24)
    assert calendar.day_of(before + timedelta(seconds=1)) == date(2026, 11, 25)


def test_friday_evening_is_not_later_than_saturday():
    """Both are day 0 of a term that ends on Monday."""
    calendar = WorkCalendar.indonesia(cut_off=time(16))
    friday = datetime(2026, 11, 27, 17, 0, tzinfo=WIB)
    saturday = datetime(2026, 11, 28, 9, 0, tzinfo=WIB)
    monday = date(2026, 11, 30)
    assert calendar.add_working_days(friday, 1) == monday
    assert calendar.add_working_days(saturday, 1) == monday


def test_a_moment_without_zone_is_refused():
    """It could be any of three days."""
    with pytest.raises(UsageError) as caught:
        CALENDAR.add_working_days(datetime(2026, 11, 24), 1)  # noqa: DTZ001
    assert caught.value.code == "naive_datetime"


@pytest.mark.parametrize("n", [1.0, True, "1", None])
def test_a_count_is_an_int(n):
    """One and a half working days are no term."""
    with pytest.raises(UsageError) as caught:
        CALENDAR.add_working_days(date(2026, 11, 24), n)
    assert caught.value.code == "integer_expected"


@pytest.mark.parametrize("day", ["2026-11-24", None, 738000])
def test_a_day_is_a_date(day):
    """Text must be parsed first."""
    with pytest.raises(UsageError) as caught:
        CALENDAR.kind(day)
    assert caught.value.code == "date_expected"


def test_a_count_runs_forward():
    """The last day does not lie before the first."""
    with pytest.raises(UsageError) as caught:
        CALENDAR.count_working_days(date(2026, 1, 2), date(2026, 1, 1))
    assert caught.value.code == "dates_reversed"


@pytest.mark.parametrize(
    "options", [{"days_per_week": 7}, {"days_per_week": "5"}, {"cutoff": time(16)}]
)
def test_unknown_options_are_refused(options):
    """A misspelled option must not pass as a default."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.indonesia(**options)
    assert caught.value.code == "calendar_option"


def test_the_shipped_calendar_is_built_once():
    """Without options it is one object."""
    assert WorkCalendar.indonesia() is WorkCalendar.indonesia()


def _national(*days: str) -> list[Holiday]:
    return [
        Holiday(date.fromisoformat(d), DayKind.LIBUR_NASIONAL, "Libur", "contoh")
        for d in days
    ]


def test_a_table_of_holidays_covers_whole_years():
    """From the first to the last year with a national holiday."""
    calendar = WorkCalendar(_national("2030-05-01", "2031-05-01"))
    assert (calendar.first_year, calendar.last_year) == (2030, 2031)
    assert calendar.is_working_day(date(2031, 12, 31))


@pytest.mark.parametrize(
    ("holidays", "code"),
    [
        ([], "calendar_empty"),
        ([GALUNGAN], "calendar_empty"),
        (_national("2030-05-01", "2032-05-01"), "calendar_gap"),
        (_national("2030-05-01", "2030-05-01"), "calendar_day_twice"),
    ],
)
def test_a_wrong_table_fails_when_built(holidays, code):
    """A missing year would be counted as if it had no holidays."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar(holidays)
    assert caught.value.code == code


FILE = """\
date,kind,name,decree,note
2028-01-01,libur_nasional,Tahun Baru Masehi,SKB contoh,x
2028-01-03,cuti_bersama,Cuti Bersama Contoh,SKB contoh,
2028-02-01,libur_daerah,Hari Daerah,Keputusan Gubernur contoh,
"""


def _written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "libur.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_newer_table_is_loaded_from_a_file(tmp_path):
    """What next September brings, without waiting for a release."""
    calendar = WorkCalendar.from_file(_written(tmp_path, FILE), days_per_week=6)
    assert (calendar.first_year, calendar.last_year) == (2028, 2028)
    assert calendar.kind(date(2028, 1, 3)) is DayKind.CUTI_BERSAMA
    assert calendar.kind(date(2028, 2, 1)) is DayKind.LIBUR_DAERAH
    assert calendar.kind(date(2028, 1, 8)) is DayKind.HARI_KERJA
    assert calendar.holiday(date(2028, 1, 1)).decree == "SKB contoh"


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path):
    """With a byte order mark and the line ends of Windows."""
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    calendar = WorkCalendar.from_file(_written(tmp_path, text))
    assert (
        calendar.holidays == WorkCalendar.from_file(_written(tmp_path, FILE)).holidays
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "calendar_columns"),
        ("date,kind,name\n", "calendar_columns"),
        ("date,kind,name,decree\n", "calendar_empty"),
        (FILE + "2028-02-30,cuti_bersama,X,Y,\n", "calendar_line"),
        (FILE + "30-01-2028,cuti_bersama,X,Y,\n", "calendar_line"),
        (FILE + "2028-03-01,hari_kerja,X,Y,\n", "calendar_line"),
        (FILE + "2028-03-01,cuti_bersama,,Y,\n", "calendar_line"),
        (FILE + "2028-03-01\n", "calendar_line"),
        (FILE + "\u0662028-03-01,cuti_bersama,X,Y,\n", "calendar_line"),
        (FILE + '2028-03-01,cuti_bersama,"X,Y,\n', "calendar_file"),
        (FILE.encode() + b"\xff\xfe", "calendar_file"),
        (FILE + FILE.partition("\n")[2], "calendar_day_twice"),
        (FILE + "2028-03-01,cuti_bersama,X,Y,\n" * 20_001, "calendar_day_twice"),
    ],
    ids=range(13),
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path, text, code):
    """Each kind of damage has its code; a line is named where there is one."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.from_file(_written(tmp_path, text))
    assert caught.value.code == code
    if code == "calendar_line":
        assert caught.value.facts == {"line": 5}


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_has_twenty_thousand_lines_at_most(tmp_path, more):
    """Eight centuries of decrees with the headings, and not one line more."""
    start = date(2028, 1, 1).toordinal()
    lines = "".join(
        f"{date.fromordinal(start + n)},libur_nasional,X,Y\n"
        for n in range(19_999 + more)
    )
    path = _written(tmp_path, "date,kind,name,decree\n" + lines)
    if not more:
        assert len(list(read_holidays(path))) == 19_999
        return
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.from_file(path)
    assert caught.value.code == "calendar_file"


def test_a_missing_file_is_the_systems_error(tmp_path):
    """Nothing is hidden."""
    with pytest.raises(FileNotFoundError):
        WorkCalendar.from_file(tmp_path / "none.csv")


# As the PyPI package ``holidays`` gives it for language="id"
PACKAGE = {
    date(2026, 1, 1): "Tahun Baru Masehi",
    date(2026, 12, 24): "Cuti Bersama Hari Raya Natal",
    date(2026, 12, 25): "Hari Raya Natal",
    date(2028, 1, 1): "Tahun Baru Masehi",
}


def test_an_object_of_the_package_holidays_is_adapted():
    """Names tell leave from holidays, in Indonesian and in English."""
    calendar = WorkCalendar.from_holidays(PACKAGE, years=[2026], decree="contoh")
    assert (calendar.first_year, calendar.last_year) == (2026, 2026)
    assert calendar.kind(date(2026, 12, 24)) is DayKind.CUTI_BERSAMA
    assert calendar.holiday(date(2026, 12, 25)).decree == "contoh"
    english = {**PACKAGE, date(2026, 12, 24): "Christmas Joint Holiday"}
    calendar = WorkCalendar.from_holidays(english, years=[2026])
    assert calendar.kind(date(2026, 12, 24)) is DayKind.CUTI_BERSAMA


def test_a_year_that_the_package_computed_is_refused():
    """Every decree so far has leave; 2028 without any is no decree's year."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.from_holidays(PACKAGE)
    assert caught.value.code == "calendar_no_decree"
    assert caught.value.facts == {"year": 2028}


def test_years_follow_from_the_object_where_they_have_decrees():
    """Without years, those of the table; leave may be left out on purpose."""
    decreed = {day: name for day, name in PACKAGE.items() if day.year == 2026}
    assert WorkCalendar.from_holidays(decreed).last_year == 2026
    public = {day: name for day, name in decreed.items() if "Bersama" not in name}
    calendar = WorkCalendar.from_holidays(public)
    assert calendar.kind(date(2026, 12, 24)) is DayKind.HARI_KERJA


def test_a_later_year_with_leave_has_a_decree():
    """What the package will know after the next decree is taken as it is."""
    later = {
        date(2028, 1, 1): "Tahun Baru Masehi",
        date(2028, 1, 3): "Cuti Bersama Contoh",
    }
    assert WorkCalendar.from_holidays(later).first_year == 2028


def test_an_empty_object_is_refused():
    """No holidays, no calendar."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.from_holidays({})
    assert caught.value.code == "calendar_empty"


def test_the_package_data_is_what_the_tool_builds():
    """The table in the package follows from the sources in the repository."""
    path = ROOT / "tools" / "build_calendar.py"
    spec = importlib.util.spec_from_file_location("build_calendar", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.TARGET.read_text(encoding="utf-8") == tool.table()


def test_every_source_row_is_in_the_calendar():
    """155 days, each of its kind, and no other."""
    assert {day: str(h.kind) for day, h in CALENDAR.holidays.items()} == SOURCE


def test_errors_travel_between_processes():
    """A worker's coverage error is the same error at home."""
    with pytest.raises(CalendarCoverageError) as caught:
        CALENDAR.kind(date(2030, 1, 1))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is CalendarCoverageError
    assert (copy.code, copy.facts) == (caught.value.code, caught.value.facts)


# How many national holidays and days of leave the decrees of a year make
DECREED = {
    2022: (16, 4),
    2023: (16, 11),
    2024: (19, 10),  # 17 and the two election days
    2025: (17, 11),  # 18 August came in August
    2026: (17, 8),
    2027: (18, 8),
}


@pytest.mark.parametrize("year", DECREED)
def test_a_year_has_as_many_days_as_its_decrees_say(year):
    """As the press printed the decrees; Isra Mikraj comes twice in 2027."""
    kinds = [h.kind for day, h in CALENDAR.holidays.items() if day.year == year]
    found = (kinds.count(DayKind.LIBUR_NASIONAL), kinds.count(DayKind.CUTI_BERSAMA))
    assert found == DECREED[year]


# Leave by month and day: the decree of the year and what revisions added
LEAVE = {
    2022: ((4, 29), (5, 4), (5, 5), (5, 6)),
    2023: ((1, 23), (3, 23), (4, 19), (4, 20), (4, 21), (4, 24), (4, 25), (6, 2),
           (6, 28), (6, 30), (12, 26)),
    2024: ((2, 9), (3, 12), (4, 8), (4, 9), (4, 12), (4, 15), (5, 10), (5, 24), (6, 18),
           (12, 26)),
    2025: ((1, 28), (3, 28), (4, 2), (4, 3), (4, 4), (4, 7), (5, 13), (5, 30), (6, 9),
           (8, 18), (12, 26)),
    2026: ((2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)),
    2027: ((2, 5), (3, 9), (3, 12), (3, 15), (3, 25), (5, 18), (5, 19), (12, 24)),
}  # fmt: skip


@pytest.mark.parametrize("year", LEAVE)
def test_leave_is_on_the_days_that_the_press_printed(year):
    """Copied from reports on the decrees, not from the table."""
    found = {
        (day.month, day.day)
        for day, holiday in CALENDAR.holidays.items()
        if day.year == year and holiday.kind is DayKind.CUTI_BERSAMA
    }
    assert found == set(LEAVE[year])


def easter(year):
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


@pytest.mark.parametrize("year", range(2022, 2028))
def test_days_that_follow_from_the_year_are_where_they_must_be(year):
    """Fixed dates; Good Friday, Ascension and, since 2024, Easter by computus."""
    sunday = easter(year)
    must = {
        date(year, 1, 1): "Tahun Baru Masehi",
        date(year, 5, 1): "Hari Buruh Internasional",
        date(year, 6, 1): "Hari Lahir Pancasila",
        date(year, 8, 17): "Hari Kemerdekaan Republik Indonesia",
        date(year, 12, 25): "Hari Raya Natal",
        sunday - timedelta(days=2): "Wafat Yesus Kristus",
        sunday + timedelta(days=39): "Kenaikan Yesus Kristus",
    }
    if year >= 2024:
        must[sunday] = "Kebangkitan Yesus Kristus"
    found = {day: CALENDAR.holiday(day) for day in must}
    assert {day: h and h.name for day, h in found.items()} == must
    assert {h.kind for h in found.values()} == {DayKind.LIBUR_NASIONAL}
    assert sum("Kebangkitan" in h.name for d, h in CALENDAR.holidays.items()
               if d.year == year) == (year >= 2024)  # fmt: skip


LUNAR_NEW_YEAR = ["2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29",
                  "2026-02-17", "2027-02-06"]  # fmt: skip


@pytest.mark.parametrize("day", LUNAR_NEW_YEAR)
def test_imlek_is_the_lunar_new_year(day):
    """The Chinese almanac's first day, which is the same everywhere."""
    assert CALENDAR.holiday(date.fromisoformat(day)).name == "Tahun Baru Imlek"
