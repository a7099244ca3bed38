"""Calendar dates inside numbers: which DDMMYY exist, and in which century."""

from calendar import isleap
from datetime import date

__all__ = ["DAYS", "LEAP_DAYS", "MAX_AGE", "exists", "readings"]

MAX_AGE = 120
"""Years. Nobody on record in Indonesia was older; a date beyond is misread."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DAYS = frozenset(
    f"{day:02}{month:02}"
    for month, length in enumerate(_LENGTHS, 1)
    for day in range(1, length + 1)
)
"""DDMM of every year."""

# A year "00" counts: 2000 had a 29 February, although 1900 had none.
LEAP_DAYS = frozenset(f"2902{year:02}" for year in range(0, 100, 4))
"""DDMMYY of the 29 February that exist in one century or the other."""


def exists(day_month_year: str) -> bool:
    """Whether a DDMMYY of digits is a date in the 20th or the 21st century."""
    return day_month_year[:4] in DAYS or day_month_year in LEAP_DAYS


def readings(day: int, month: int, year: int, as_of: date) -> tuple[date, ...]:
    """The dates a two-digit year can mean on a given day, the later one first.

    A reading in the future or more than `MAX_AGE` years back is left out.
    """
    now = (as_of.year, as_of.month, as_of.day)
    latest = now[0] // 100 * 100 + year
    if (latest, month, day) > now:
        latest -= 100
    # Now within the hundred years up to `as_of`. A century more is allowed
    # only to those who would have turned 100 but not yet 120.
    earlier = latest - 100
    oldest = (now[0] - MAX_AGE, *now[1:])
    if day == _LEAP_DAY and month == _FEBRUARY:
        return tuple(
            date(leap, month, day)
            for leap in (latest, earlier)
            if isleap(leap) and (leap, month, day) >= oldest
        )
    if (earlier, month, day) < oldest:
        return (date(latest, month, day),)
    return date(latest, month, day), date(earlier, month, day)


_LEAP_DAY, _FEBRUARY = 29, 2
