"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta

from egovkit._arguments import wrong
from egovkit._clock import aware

__all__ = ["FixedClock"]


class FixedClock:
    """A `Clock` for tests.

    Args:
        moment: What it tells, with a time zone; 1 January 2026 08.00 UTC
            when left out.

    Raises:
        egovkit.errors.UsageError: The moment has no time zone, or is none.

    Example:
        >>> clock = FixedClock()
        >>> clock.tick(days=1)
        >>> clock.now().isoformat()
        '2026-01-02T08:00:00+00:00'
    """

    def __init__(self, moment: datetime | None = None) -> None:
        start = datetime(2026, 1, 1, 8, tzinfo=UTC) if moment is None else moment
        self._moment = aware(start)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self._moment

    def tick(self, **step: float) -> None:
        """Move on by a `datetime.timedelta` of these arguments; may be negative.

        Raises:
            egovkit.errors.UsageError: No such step, or one out of all years.
        """
        try:
            self._moment += timedelta(**step)
        except (TypeError, OverflowError) as error:
            raise wrong("step") from error
