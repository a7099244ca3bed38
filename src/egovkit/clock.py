"""Indonesian time zones, and what tells the time.

Every ``at=`` takes an aware `datetime` or a `Clock`. The library itself reads no
clock; an application passes `SystemClock` where the present moment is meant.

Source:
    Keppres 41/1987: three zones, no summer time.

Example:
    >>> from datetime import datetime
    >>> datetime(2026, 11, 24, 8, 0, tzinfo=WIB).isoformat()
    '2026-11-24T08:00:00+07:00'
"""

from egovkit._clock import WIB, WIT, WITA, Clock, SystemClock

__all__ = ["WIB", "WIT", "WITA", "Clock", "SystemClock"]
