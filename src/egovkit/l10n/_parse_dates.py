"""Dates and times as Indonesian documents write them, read strictly.

The day comes first in ``24/11/2026``, the year in ``2026-11-24``; a name of the
day must be the right one; nothing is filled in from today.

Example:
    >>> parse_date("Selasa, 24 Nopember 2026")
    datetime.date(2026, 11, 24)
"""

import re
from datetime import date, time

from egovkit.errors import EgovkitError, InvalidComponentError, InvalidFormatError
from egovkit.l10n._dates import DAYS, MONTHS
from egovkit.l10n._text import bounded
from egovkit.l10n._times import zone_of

__all__ = ["parse_date", "parse_time"]

_MAX_TEXT = 200
_YEAR_DIGITS = 4
# Month names of today, their abbreviations, and older ones still seen on
# documents. The spellings with dj and oe are folded before they are looked up.
_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr", "pebruari", "peb"),
            ("maret", "mar", "mrt", "maart"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("agustus", "agu", "agt", "ags", "agus", "agst", "agust"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}
_ENGLISH_MONTHS = {name.casefold(): n for n, name in enumerate(MONTHS["en"], start=1)}
_WEEKDAYS: dict[str, int] = {
    name.casefold(): n for n, name in enumerate(DAYS["id"])
} | {
    "senen": 0,
    "slasa": 1,
    "rebo": 2,
    "kemis": 3,
    "jum'at": 4,
    "saptu": 5,
    "ahad": 6,
}
_WEEKDAY = re.compile(r"([a-z']+)(?:, ?| )(?=[0-9])")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([1-9][0-9]{3})")
_NAMED = re.compile(r"([0-9]{1,2})[ -]([a-z]+)\.?[ -]([1-9][0-9]{3})")
_ISO = re.compile(r"([1-9][0-9]{3})([-/])([0-9]{2})\2([0-9]{2})")
_TIME = re.compile(
    r"(?:(?:pukul|pkl\.?|jam) )?([0-9]{1,2})([.:])([0-9]{2})(?:\2([0-9]{2}))?"
    r"(?: (wib|wita|wit))?"
)
# Words around a date that say nothing: "pada hari ini Selasa, tanggal …"
_FRAME = frozenset({"pada", "hari", "ini", "tanggal", "tgl", "bulan", "tahun"})


def parse_date(text: str, *, lenient: bool = False) -> date:
    """Read a date.

    Args:
        text: ``24 November 2026`` (also *Nov*, *Nopember*, *Nop.* and other old
            spellings, any case), ``24-11-2026``, ``24/11/2026``, ``24.11.2026``
            or ``2026-11-24``; with the day of the week before it or not.
        lenient: Accept also the words around a date (*pada hari ini Selasa,
            tanggal … bulan … tahun …*), numbers in words, and English months.

    Raises:
        egovkit.errors.InvalidFormatError: Another form, a year without four
            digits, or a name that is no month.
        egovkit.errors.InvalidComponentError: No such day in that month, or not
            that day of the week.
        egovkit.errors.InvalidLengthError: Longer than 200 characters.

    Source:
        Day first is the official order of d/m/y; y-m-d is ISO 8601.

    Example:
        >>> parse_date("05/01/2026")
        datetime.date(2026, 1, 5)
        >>> words = "Selasa, tanggal dua puluh empat bulan November tahun 2026"
        >>> parse_date(words, lenient=True)
        datetime.date(2026, 11, 24)
    """
    line = " ".join(bounded(text, _MAX_TEXT).split()).lower().replace("\u2019", "'")
    weekday = None
    rest = line
    if not line[:1].isdigit() and (match := _WEEKDAY.match(line)):
        weekday = _WEEKDAYS.get(_folded(match[1]))
        if weekday is not None:
            rest = line[match.end() :]
        elif not lenient and "," in match[0]:
            raise InvalidFormatError("date_weekday_name")
    if match := _DAY_FIRST.fullmatch(rest):
        return _date(int(match[4]), int(match[3]), int(match[1]), weekday)
    if match := _NAMED.fullmatch(rest):
        month = _MONTHS.get(_folded(match[2]))
        if month is None and lenient:
            month = _ENGLISH_MONTHS.get(match[2])
        return _date(int(match[3]), month, int(match[1]), weekday)
    if match := _ISO.fullmatch(rest):
        return _date(int(match[1]), int(match[3]), int(match[4]), weekday)
    if lenient:
        return _in_words(line)
    raise InvalidFormatError("date_format")


def _folded(name: str) -> str:
    """Spelling of before 1972 and of before 1947 to that of today."""
    return name.replace("dj", "j").replace("oe", "u")


def _date(year: int, month: int | None, day: int, weekday: int | None) -> date:
    if month is None:
        raise InvalidFormatError("date_month_name")
    try:
        value = date(year, month, day)
    except (ValueError, OverflowError):
        raise InvalidComponentError("date_no_such_day") from None
    if weekday is not None and value.weekday() != weekday:
        raise InvalidComponentError("date_weekday")
    return value


def _in_words(line: str) -> date:
    words = [word.strip(",.") for word in line.split(" ")]
    words = [_folded(word) for word in words if word not in _FRAME]
    weekday = _WEEKDAYS.get(words[0]) if words else None
    if weekday is not None:
        words = words[1:]
    months = _MONTHS | _ENGLISH_MONTHS
    at = next((at for at, word in enumerate(words) if word in months), None)
    if at is None:
        raise InvalidFormatError("date_format")
    day, year = " ".join(words[:at]), " ".join(words[at + 1 :])
    if year.isdigit() and len(year) != _YEAR_DIGITS:
        raise InvalidFormatError("date_format")
    return _date(_number(year), months[words[at]], _number(day), weekday)


def _number(text: str) -> int:
    from egovkit.l10n._parse_words import parse_terbilang

    if text.isascii() and text.isdigit() and text[0] != "0":
        return int(text)
    try:
        value = parse_terbilang(text)
    except EgovkitError:
        raise InvalidFormatError("date_format") from None
    if not isinstance(value, int):
        raise InvalidFormatError("date_format")
    return value


def parse_time(text: str) -> time:
    """Read a time of day.

    Args:
        text: ``14.05`` or ``14:05``, with seconds or not, with *pukul* before it
            and *WIB*, *WITA* or *WIT* after it or not. From 00.00 to 23.59;
            24.00 is refused because it belongs to two days, and *AM* and *PM*
            are refused too.

    Returns:
        The time; with a time zone where one was written.

    Raises:
        egovkit.errors.InvalidFormatError: Another form.
        egovkit.errors.InvalidComponentError: No such hour, minute or second.
        egovkit.errors.InvalidLengthError: Longer than 200 characters.

    Example:
        >>> parse_time("pukul 08.00")
        datetime.time(8, 0)
    """
    line = " ".join(bounded(text, _MAX_TEXT).split()).lower()
    match = _TIME.fullmatch(line)
    if match is None:
        raise InvalidFormatError("time_format")
    hour, _, minute, second, zone = match.groups()
    try:
        return time(
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=zone_of(zone.upper()) if zone else None,
        )
    except ValueError:
        raise InvalidComponentError("time_no_such_time") from None
