"""Dates and ages as official documents write them.

Source:
    CLDR ``id`` (names; *long* is the date of a letter) and ``en-001`` (English
    with the day first).

Example:
    >>> from datetime import date
    >>> format_date(date(2026, 11, 24), "full")
    'Selasa, 24 November 2026'
"""

from datetime import date, datetime

from egovkit.errors import UsageError
from egovkit.l10n._text import one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    DateStyle = Literal["long", "full", "medium", "short", "numeric"]

__all__ = [
    "DAYS",
    "MONTHS",
    "MONTHS_SHORT",
    "age",
    "date_in_words",
    "format_date",
    "require_date",
]

MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
MONTHS_SHORT = {
    "id": (
        *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
        *("Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ),
    "en": (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ),
}
# Monday first, as datetime.date.weekday counts
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": (
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ),
}
_LETTER_MONTHS = ("", *MONTHS["id"])
_STYLES = frozenset({"long", "full", "medium", "short", "numeric"})
_SIGNS = {"short": "-", "numeric": "/"}


def format_date(value: date, style: "DateStyle" = "long", *, lang: str = "id") -> str:
    """Write a date.

    Args:
        value: A `datetime.date`. A `datetime.datetime` is refused: which day it
            is depends on the zone; see `egovkit.l10n.format_datetime`.
        style: ``"long"`` (1 Mei 2026), ``"full"`` (Jumat, 01 Mei 2026),
            ``"medium"`` (1 Mei 2026, months abbreviated), ``"short"``
            (01-05-2026, as on the KTP) or ``"numeric"`` (01/05/2026).
        lang: ``"id"``, ``"en"``, or a language that CLDR knows.

    Raises:
        egovkit.errors.UsageError: Not a date, or an unknown style.
        egovkit.errors.CoverageError: A language that CLDR does not know.

    Source:
        CLDR ``id``: full, long, medium. The short form is that of the KTP,
        from memory: unconfirmed; CLDR's has a year of two digits.

    Example:
        >>> format_date(date(2026, 11, 24))
        '24 November 2026'
    """
    if value.__class__ is not date:
        require_date(value)
    if style == "long" and lang == "id":  # what most letters ask for
        return f"{value.day} {_LETTER_MONTHS[value.month]} {value.year}"
    if not one_of(style, _STYLES):
        raise UsageError("unknown_option", option="style")
    if sign := _SIGNS.get(style):
        return f"{value.day:02}{sign}{value.month:02}{sign}{value.year:04}"
    if lang != "id":
        from egovkit.l10n._locale import language

        lang = language(lang)
    if lang in MONTHS:
        return _named(value, style, lang)
    from egovkit.l10n._regional import date_text

    return date_text(value, style, lang)


def _named(value: date, style: str, lang: str) -> str:
    """A date with the name of its month, by the forms of CLDR."""
    month = value.month - 1
    if style == "medium":
        return f"{value.day} {MONTHS_SHORT[lang][month]} {value.year}"
    text = f"{value.day} {MONTHS[lang][month]} {value.year}"
    if style == "long":
        return text
    # The full form has two digits for the day in Indonesian, one in English.
    zero = "0" if lang == "id" and value.day < 10 else ""  # noqa: PLR2004
    return f"{DAYS[lang][value.weekday()]}, {zero}{text}"


def date_in_words(value: date) -> str:
    """Write a date in words, as a *berita acara* opens.

    Raises:
        egovkit.errors.UsageError: Not a date.

    Source:
        The formula of a *berita acara*: *pada hari ini, <day>, tanggal … bulan
        … tahun …*; numbers by `terbilang`.

    Example:
        >>> date_in_words(date(2026, 11, 24))
        'Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam'
    """
    require_date(value)
    from egovkit.l10n._words import spell

    weekday = DAYS["id"][value.weekday()]
    month = MONTHS["id"][value.month - 1]
    return (
        f"{weekday}, tanggal {spell(value.day)} bulan {month} tahun {spell(value.year)}"
    )


def age(
    born: date,
    on: date,
    *,
    leap_birthday: "Literal['1 March', '28 February']" = "1 March",
) -> int:
    """Completed years of life.

    Args:
        born: The date of birth.
        on: The day asked about, not before the birth.
        leap_birthday: When someone born on 29 February completes a year that
            has no such day. No Indonesian rule was found; the default is the
            later day, on which the year has certainly passed.

    Raises:
        egovkit.errors.UsageError: Not dates, a day before the birth, or an
            unknown option.

    Example:
        >>> age(date(2009, 11, 24), date(2026, 11, 24))
        17
        >>> age(date(2008, 2, 29), date(2025, 2, 28))
        16
    """
    require_date(born)
    require_date(on)
    if leap_birthday not in ("1 March", "28 February"):
        raise UsageError("unknown_option", option="leap_birthday")
    if on < born:
        raise UsageError("dates_reversed")
    birthday = (born.month, born.day)
    if birthday == (2, 29) and leap_birthday == "28 February" and not _is_leap(on.year):
        birthday = (2, 28)
    return on.year - born.year - ((on.month, on.day) < birthday)


def require_date(value: object) -> None:
    """Refuse what is no date, a moment included: its day depends on the zone.

    Raises:
        egovkit.errors.UsageError: Not a `datetime.date`.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise UsageError("date_expected")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
