"""Time comes in from outside: as ``at=`` or as a `Clock`.

The core never reads a clock. `SystemClock` is the one place that does, and it
is only ever passed in by an application.

Example:
    >>> from datetime import datetime
    >>> to_epoch(datetime(2026, 11, 24, 8, 0, tzinfo=WIB))
    1795482000
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from egovkit.errors import UsageError

__all__ = [
    "WIB",
    "WIT",
    "WITA",
    "Clock",
    "SystemClock",
    "aware",
    "local_minute",
    "to_epoch",
]

# Keppres 41/1987: three zones, no summer time.
WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present moment, with a time zone."""


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


def aware(moment: datetime | Clock) -> datetime:
    """The moment itself, or the clock's; a time without a zone is refused.

    Raises:
        egovkit.errors.UsageError: The time has no zone, or is no time.
    """
    at = moment if isinstance(moment, datetime) else _read(moment)
    if at.utcoffset() is None:  # no zone, or one that does not know
        raise UsageError("naive_datetime")
    return at


def _read(clock: Clock) -> datetime:
    ask = getattr(clock, "now", None)  # a date has none, nor has text
    at = ask() if callable(ask) else None
    if not isinstance(at, datetime):
        raise UsageError("not_a_moment")
    return at


def to_epoch(moment: datetime | Clock) -> int:
    """Whole seconds since 1970-01-01 UTC, fractions dropped.

    Raises:
        egovkit.errors.UsageError: The time has no zone, or is no time.
    """
    # `aware`, written out: this runs for every seal and every verification
    at = moment if isinstance(moment, datetime) else _read(moment)
    if at.utcoffset() is None:
        raise UsageError("naive_datetime")
    # `timestamp` is a float: in the year 2600 it rounds 59.999999 up to a minute
    since = at - _EPOCH
    return since.days * 86_400 + since.seconds


def local_minute(epoch: int) -> str:
    """Seconds since 1970 as a western Indonesian time, to the minute.

    A signed file may name a second that no calendar has; it is told as it stands.

    Example:
        >>> local_minute(1_795_482_000)
        '2026-11-24 08:00 WIB'
        >>> local_minute(2**53 - 1)
        '9007199254740991 s'
    """
    try:
        moment = (_EPOCH + timedelta(seconds=epoch)).astimezone(WIB)
    except OverflowError:
        return f"{epoch} s"
    return moment.strftime("%Y-%m-%d %H:%M WIB")
