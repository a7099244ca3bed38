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
    this_year = as_of.year
    birthday, today = (month, day), (as_of.month, as_of.day)
    latest = this_year // 100 * 100 + year
    if latest > this_year or (latest == this_year and birthday > today):
        latest -= 100
    earlier = latest - 100
    oldest = this_year - MAX_AGE
    if earlier < oldest or (earlier == oldest and birthday < today):
        years: tuple[int, ...] = (latest,)
    else:
        years = (latest, earlier)
    if day == _LEAP_DAY and month == _FEBRUARY:
        years = tuple(filter(isleap, years))
    if len(years) == 1:  # most are: no loop for them
        return (date(years[0], month, day),)
    return tuple(date(y, month, day) for y in years)


_LEAP_DAY, _FEBRUARY = 29, 2
