"""Working days counted from the decrees by hand: an oracle that knows no egovkit.

The days off are copied from SKB 3 Menteri 1497/2025 (for 2026) and 1205/2026 (for
2027), national holidays first, then cuti bersama.
"""

from datetime import date, timedelta

NATIONAL = {
    date(year, month, day)
    for year, month, days in [
        (2026, 1, (1, 16)), (2026, 2, (17,)), (2026, 3, (19, 21, 22)),
        (2026, 4, (3, 5)), (2026, 5, (1, 14, 27, 31)), (2026, 6, (1, 16)),
        (2026, 8, (17, 25)), (2026, 12, (25,)),
        (2027, 1, (1, 5)), (2027, 2, (6,)), (2027, 3, (8, 10, 11, 26, 28)),
        (2027, 5, (1, 6, 17, 20)), (2027, 6, (1, 6)), (2027, 8, (15, 17)),
        (2027, 12, (25, 26)),
    ]
    for day in days
}  # fmt: skip
LEAVE = {
    date(year, month, day)
    for year, month, days in [
        (2026, 2, (16,)), (2026, 3, (18, 20, 23, 24)), (2026, 5, (15, 28)),
        (2026, 12, (24,)),
        (2027, 2, (5,)), (2027, 3, (9, 12, 15, 25)), (2027, 5, (18, 19)),
        (2027, 12, (24,)),
    ]
    for day in days
}  # fmt: skip


def works(day: date, *, leave: bool = True, week: int = 5) -> bool:
    """Whether an office works.

    Args:
        day: In 2026 or 2027.
        leave: Whether it is closed on cuti bersama.
        week: How many days of the week it works, from Monday on.
    """
    off = NATIONAL | LEAVE if leave else NATIONAL
    return day.weekday() < week and day not in off


def nth(start: date, number: int, counts=works) -> date:
    """The n-th day after a day that counts."""
    day = start
    while number:
        day += timedelta(days=1)
        number -= counts(day)
    return day


def always(_: date) -> bool:
    """Calendar days: each counts."""
    return True
