"""The time limits of UU 27/2022, each with its article.

They are hours on the clock, not working days: 3 × 24 hours that begin on a
Friday end on Monday. Three duties have no figure in the law, and none is made
up here.

Source:
    UU 27/2022 art. 30(1), 32(2), 40(2), 41(1) and 46(1); 42 to 44 for the duties
    without a figure. That articles 32, 40 and 41 count from the moment the
    controller receives the request is in their text; for article 30 this is
    unconfirmed, and article 46 does not say from when its hours count.

Example:
    >>> from datetime import datetime
    >>> from egovkit._clock import WIB
    >>> asked = datetime(2026, 11, 27, 15, 30, tzinfo=WIB)
    >>> TIME_LIMITS["access"].due(asked).isoformat()
    '2026-11-30T15:30:00+07:00'
    >>> TIME_LIMITS["deletion"].due(asked) is None
    True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from egovkit._clock import Clock, aware
from egovkit.errors import CoverageError

__all__ = ["TIME_LIMITS", "TimeLimit"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a controller may take for a duty.

    Attributes:
        duty: Its code, the key in `TIME_LIMITS`.
        article: Article and paragraph of UU 27/2022, such as ``"32(2)"``.
        hours: Hours on the clock, or None where the law names no figure ("as
            laws and regulations provide").
        starts: What they count from: ``"request"``, or None where the law does
            not say (breach) or there is nothing to count.
        labels: What the duty is, in Indonesian and in English.
    """

    duty: str
    article: str
    hours: int | None
    starts: str | None
    labels: tuple[str, str]

    def due(self, start: datetime | Clock) -> datetime | None:
        """The last moment, or None where the law names no figure.

        Args:
            start: When the request was received; for a breach the moment that
                the controller's own rules count from. With a time zone.

        Returns:
            A time in the zone of ``start``.

        Raises:
            egovkit.errors.UsageError: A time without a zone.
            egovkit.errors.CoverageError: It would end after the year 9999.
        """
        moment = aware(start)
        if self.hours is None:
            return None
        try:
            end = moment.astimezone(UTC) + timedelta(hours=self.hours)
            return end.astimezone(moment.tzinfo)
        except OverflowError:
            raise CoverageError("limit_out_of_range") from None

    def label(self, lang: str = "id") -> str:
        """The duty in formal Indonesian (``"id"``) or English (``"en"``)."""
        return self.labels[0 if lang == "id" else 1]


_THREE_DAYS = 3 * 24

_ROWS = (
    TimeLimit(
        "correction",
        "30(1)",
        _THREE_DAYS,
        "request",
        ("Memperbarui atau memperbaiki data", "Updating or correcting data"),
    ),
    TimeLimit(
        "access",
        "32(2)",
        _THREE_DAYS,
        "request",
        (
            "Memberikan akses beserta rekam jejak pemrosesan",
            "Giving access, with the trail of processing",
        ),
    ),
    TimeLimit(
        "stop_processing",
        "40(2)",
        _THREE_DAYS,
        "request",
        (
            "Menghentikan pemrosesan setelah persetujuan ditarik kembali",
            "Stopping processing after consent is withdrawn",
        ),
    ),
    TimeLimit(
        "restriction",
        "41(1)",
        _THREE_DAYS,
        "request",
        (
            "Menunda atau membatasi pemrosesan",
            "Postponing or restricting processing",
        ),
    ),
    TimeLimit(
        "breach_notice",
        "46(1)",
        _THREE_DAYS,
        None,
        (
            "Memberitahukan kegagalan pelindungan kepada subjek data dan lembaga",
            "Telling the data subject and the agency of a breach",
        ),
    ),
    TimeLimit(
        "end_processing",
        "42(2)",
        None,
        None,
        ("Mengakhiri pemrosesan", "Ending processing"),
    ),
    TimeLimit("deletion", "43(2)", None, None, ("Menghapus data", "Deleting data")),
    TimeLimit(
        "destruction", "44(2)", None, None, ("Memusnahkan data", "Destroying data")
    ),
)

TIME_LIMITS: Mapping[str, TimeLimit] = MappingProxyType({r.duty: r for r in _ROWS})
"""Every duty of UU 27/2022 that has, or might be thought to have, a time limit."""
