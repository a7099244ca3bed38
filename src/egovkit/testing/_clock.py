"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta

from egovkit._clock import aware

__all__ = ["FixedClock"]


class FixedClock:
    """A `Clock` for tests.

    Args:
        moment: What it tells, with a time zone; 1 January 2026 08.00 UTC
            when left out.

    Example:
        >>> clock = FixedClock()
        >>> clock.tick(days=1)
        >>> clock.now().isoformat()
        '2026-01-02T08:00:00+00:00'
    """

    def __init__(self, moment: datetime | None = None) -> None:
        self._moment = aware(moment or datetime(2026, 1, 1, 8, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment it stands at."""
        return self._moment

    def tick(self, **step: float) -> None:
        """Move on by a `datetime.timedelta` of these arguments; may be negative."""
        self._moment += timedelta(**step)
