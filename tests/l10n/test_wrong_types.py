"""Values of a wrong kind, whoever passes them: one of our errors, never another."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal

import pytest

from egovkit import l10n
from egovkit._clock import WIB
from egovkit.errors import DefinitionError, EgovkitError, UsageError
from egovkit.l10n import (
    CalendarCoverageError,
    DayKind,
    HijriCalendar,
    Holiday,
    Isbat,
    WorkCalendar,
)


class Shy:
    """An object that does not want to be text."""

    def __str__(self) -> str:
        raise RuntimeError("secret")

    __repr__ = __str__


class Clueless(tzinfo):
    """A time zone that does not know how far it is from UTC."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None

    tzname = dst = utcoffset


ODD = {
    "None": None,
    "True": True,
    "a float": 1.5,
    "not a number": float("nan"),
    "an int of 5001 digits": 10**5000,
    "a signalling NaN": Decimal("sNaN"),
    "bytes": b"id",
    "a bytearray": bytearray(b"id"),
    "a list": ["id"],
    "a mapping": {"a": 1},
    "a shy object": Shy(),
    "an exception": ValueError("x"),
    "a class": int,
    "a lone surrogate": "\ud800",
    "a date": date.max,
    "a naive moment": datetime(2026, 1, 1),  # noqa: DTZ001 - that is the case
    "the last moment": datetime.max.replace(tzinfo=UTC),
    "the first moment": datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    "a clueless moment": datetime(2026, 1, 1, tzinfo=Clueless()),
    "a duration": timedelta(1),
}
CALENDAR = WorkCalendar.indonesia()
TEMPLATE = l10n.LetterNumberTemplate("{klasifikasi}/{urut:03}/{bulan}/{tahun}")
DAY = date(2026, 1, 5)
TAKERS: dict[str, Callable[[object], object]] = {
    "catalogue": l10n.catalogue,
    "format_address": l10n.format_address,
    "format_compact, language": lambda x: l10n.format_compact(1, lang=x),
    "format_date": l10n.format_date,
    "format_date, style": lambda x: l10n.format_date(DAY, x),
    "format_date, language": lambda x: l10n.format_date(DAY, lang=x),
    "format_datetime": lambda x: l10n.format_datetime(x, zone="WIT"),
    "format_list": l10n.format_list,
    "format_list, kind": lambda x: l10n.format_list(["a", "b"], x),
    "format_list, language": lambda x: l10n.format_list(["a", "b"], lang=x),
    "format_number, language": lambda x: l10n.format_number(1, lang=x),
    "format_time": lambda x: l10n.format_time(x, "WIT"),
    "format_time, zone": lambda x: l10n.format_time(time(8), x),
    "language_name": l10n.language_name,
    "letter_address": lambda x: l10n.letter_address("Yth. Lurah", x),
    "letter template": l10n.LetterNumberTemplate,
    "letter number, code": lambda x: TEMPLATE.format(klasifikasi=x, urut=1, on=DAY),
    "letter number, serial": lambda x: TEMPLATE.format(klasifikasi="1", urut=x, on=DAY),
    "letter number, day": lambda x: TEMPLATE.format(klasifikasi="1", urut=1, on=x),
    "localized": l10n.localized,
    "name": lambda x: l10n.PersonName(name=x),
    "name, titles": lambda x: l10n.PersonName(name="Budi", prefix=x),
    "parse_rupiah": l10n.parse_rupiah,
    "recipient_line": lambda x: l10n.recipient_line(name=x),
    "salutation": l10n.salutation,
    "salutation, name": lambda x: l10n.salutation("L", name=x),
    "territory_name": l10n.territory_name,
    "translate": l10n.translate,
    "translate, language": lambda x: l10n.translate([], x),
    "day_of": CALENDAR.day_of,
    "kind": CALENDAR.kind,
    "add_working_days": lambda x: CALENDAR.add_working_days(x, 1),
    "add_working_days, number": lambda x: CALENDAR.add_working_days(DAY, x),
    "explain": lambda x: CALENDAR.explain(x, 2),
    "explain, number": lambda x: CALENDAR.explain(DAY, x),
    "calendar": WorkCalendar,
    "calendar from holidays": WorkCalendar.from_holidays,
    "calendar, additions": lambda x: WorkCalendar.indonesia(additions=x),
    "calendar, cut-off": lambda x: WorkCalendar.indonesia(cut_off=x),
    "calendar, zone": lambda x: WorkCalendar.indonesia(zone=x),
    "hijri": l10n.hijri,
    "hijri calendar": HijriCalendar,
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("taker", TAKERS.values(), ids=TAKERS.keys())
def test_an_odd_value_gives_an_answer_or_an_error_of_ours(taker, value):
    """With a sentence in both languages, and nothing of the value in it."""
    try:
        taker(value)
    except EgovkitError as error:
        for lang in ("id", "en"):
            assert error.sentence(lang) != error.code
            assert "…" not in error.sentence(lang)


@pytest.mark.parametrize("value", ["KTP", 5, None], ids=repr)
def test_one_text_is_no_list(value):
    """Its letters would be joined: *K, T, dan P*."""
    with pytest.raises(UsageError) as caught:
        l10n.format_list(value)
    assert caught.value.code == "list_expected"


def test_an_address_needs_its_parts():
    """An object that is none is named so, not by the part that it lacks."""
    with pytest.raises(UsageError) as caught:
        l10n.format_address("Jalan Contoh 9")
    assert caught.value.code == "address_expected"


@pytest.mark.parametrize(
    "holiday",
    [
        ("2026-01-02", DayKind.LIBUR_DAERAH),
        (datetime(2026, 1, 2, tzinfo=WIB), DayKind.LIBUR_DAERAH),
        (date(2026, 1, 2), "libur_daerah"),
        # Such a day would be closed and at the same time called a working day.
        (date(2026, 1, 2), DayKind.HARI_KERJA),
        (date(2026, 1, 2), DayKind.AKHIR_PEKAN),
    ],
)
@pytest.mark.parametrize(
    "build",
    [
        lambda wrong: WorkCalendar(
            [*WorkCalendar.indonesia().holidays.values(), wrong]
        ),
        lambda wrong: WorkCalendar.indonesia(additions=[wrong]),
    ],
    ids=["table", "additions"],
)
def test_a_holiday_is_a_date_with_one_of_three_kinds(holiday, build):
    """Whether in the table or among the additions."""
    with pytest.raises(DefinitionError) as caught:
        build(Holiday(*holiday, "Contoh", ""))
    assert caught.value.code == "calendar_holiday"


def test_two_local_holidays_may_fall_on_one_day():
    """A province's and a city's; the first one given names the day."""
    days = [
        Holiday(date(2026, 1, 6), DayKind.LIBUR_DAERAH, name, "contoh")
        for name in ("Hari Jadi Provinsi", "Hari Jadi Kota")
    ]
    calendar = WorkCalendar.indonesia(additions=days)
    assert calendar.holiday(date(2026, 1, 6)) == days[0]


@pytest.mark.parametrize(
    "options",
    [
        {"cut_off": "16.00"},
        {"cut_off": time(16, tzinfo=WIB)},  # the zone is an option of its own
        {"zone": 7},
        {"zone": None},
        {"days_per_week": "5"},
        {"days_per_week": 7},
        {"sundays": True},
    ],
    ids=repr,
)
def test_options_are_checked_when_the_calendar_is_built(options):
    """Not at the first request that comes in after the cut-off."""
    with pytest.raises(DefinitionError) as caught:
        WorkCalendar.indonesia(**options)
    assert caught.value.code == "calendar_option"


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=UTC),  # already the year 10000 in WIB
        datetime.max.replace(tzinfo=WIB),  # after the cut-off: the day after
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_a_moment_without_a_date_here_is_not_covered(moment):
    """The calendar has no day for it."""
    calendar = WorkCalendar.indonesia(cut_off=time(16))
    with pytest.raises(CalendarCoverageError):
        calendar.day_of(moment)
    with pytest.raises(CalendarCoverageError):
        calendar.kind(moment)


def test_no_time_of_day_after_the_last_year():
    """31 December 9999 in UTC is past the calendar in WIT."""
    for write in (l10n.format_datetime, l10n.format_time):
        with pytest.raises(EgovkitError) as caught:
            write(datetime.max.replace(tzinfo=UTC), zone="WIT")
        assert caught.value.code == "date_no_such_day"


@pytest.mark.parametrize(
    "rows",
    [
        None,
        5,
        "x",
        [None],
        [(10, date(2028, 2, 27), "contoh")],
        [Isbat(10, "2028-02-27", "contoh")],
    ],
    ids=repr,
)
def test_a_hijri_calendar_is_made_of_first_days(rows):
    """Each an `Isbat` with a date."""
    with pytest.raises(DefinitionError) as caught:
        HijriCalendar(rows)
    assert caught.value.code == "hijri_table"
