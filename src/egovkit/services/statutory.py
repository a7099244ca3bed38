"""Terms that the law itself sets, each a value with its article.

Terms differ by the kind of decision: a service that decides on a licence does
not take the general five days. Where the law counts "hari" without saying
"kerja", calendar days are meant here.

Example:
    >>> LICENCE.describe("id"), LICENCE.source
    ('10 hari kerja', 'UU 30/2014 Pasal 39(6) sebagaimana diubah UU 6/2023 Pasal 175')
"""

from datetime import date, timedelta

from egovkit.errors import CoverageError, UsageError
from egovkit.l10n import DayKind, WorkCalendar
from egovkit.services._definition import Term, Unit

__all__ = [
    "APPEAL_DECISION",
    "APPEAL_FILING",
    "COMPLAINT_COMPLETION",
    "COMPLAINT_DECISION",
    "COMPLAINT_FILING",
    "COMPLAINT_NOTICE",
    "COMPLAINT_RESPONSE",
    "DECISION",
    "DELIVERY",
    "DELIVERY_MASS",
    "GRANTED_BY_SILENCE",
    "LICENCE",
    "NOTICE",
    "OBJECTION_DECISION",
    "OBJECTION_FILING",
    "expires_on",
]

_SUNDAY = 7


def end_of(term: Term, start: date) -> date:
    """The last day of a term in calendar days.

    Raises:
        egovkit.errors.CoverageError: After the last date there is.
    """
    try:
        return start + timedelta(days=term.length)
    except OverflowError as error:
        raise CoverageError("deadline_no_date") from error


def expires_on(end: date, *, calendar: WorkCalendar) -> date:
    """The day with whose end a decision expires.

    One that would expire on a Sunday or a national holiday holds until the next
    working day. This is for decisions only: terms of a procedure do not move so.

    Args:
        end: The last day that the decision names.
        calendar: The office's working days.

    Raises:
        egovkit.errors.CoverageError: Outside the calendar's years.
        egovkit.errors.UsageError: A moment instead of a day.

    Example:
        >>> expires_on(date(2027, 1, 1), calendar=WorkCalendar.indonesia())
        datetime.date(2027, 1, 4)

    Source:
        UU 30/2014 Pasal 58(3).
    """
    demand_day(end)
    if calendar.kind(end) is DayKind.LIBUR_NASIONAL or end.isoweekday() == _SUNDAY:
        return calendar.add_working_days(end, 1)
    return end


def demand_day(*days: object) -> None:
    """Refuse a moment where the law counts days: its hour would count too.

    Raises:
        egovkit.errors.UsageError: No plain `datetime.date`.
    """
    if any(type(day) is not date for day in days):
        raise UsageError("remedy_day")


def _working(length: int, source: str, *, granted: bool = False) -> Term:
    return Term(length=length, source=source, deemed_granted=granted)


def _calendar(length: int, source: str) -> Term:
    return Term(length=length, unit=Unit.CALENDAR_DAYS, source=source)


DECISION = _working(
    5,
    "UU 30/2014 Pasal 53(2) sebagaimana diubah UU 6/2023 Pasal 175 angka 7",
    granted=True,
)
"""A decision after complete receipt, where no other law sets a limit."""

LICENCE = _working(10, "UU 30/2014 Pasal 39(6) sebagaimana diubah UU 6/2023 Pasal 175")
"""Licences, dispensations and concessions (*izin, dispensasi, konsesi*), unless another
rule says otherwise. Before the amendment it was paragraph 5."""

NOTICE = _working(5, "UU 30/2014 Pasal 50(3)-(4)")
"""Whether a notice is accepted or refused."""

DELIVERY = _working(5, "UU 30/2014 Pasal 62(2)")
"""A decision reaches its addressee after it is set."""

DELIVERY_MASS = _working(10, "UU 30/2014 Pasal 62(3)")
"""The same for decisions that concern many."""

OBJECTION_FILING = _working(21, "UU 30/2014 Pasal 77(1)")
"""Filing an objection (*keberatan*) after the decision was announced."""

OBJECTION_DECISION = _working(10, "UU 30/2014 Pasal 77(4)-(5)", granted=True)
"""Deciding on it; silence grants."""

APPEAL_FILING = _working(10, "UU 30/2014 Pasal 78(1)")
"""Filing an appeal (*banding*) after the decision on the objection arrived."""

APPEAL_DECISION = _working(10, "UU 30/2014 Pasal 78(4)-(5)", granted=True)
"""Deciding on it; silence grants."""

GRANTED_BY_SILENCE = _working(5, "UU 30/2014 Pasal 77(7) dan 78(6)")
"""Setting down the decision after silence has granted it."""

COMPLAINT_FILING = _calendar(30, "UU 25/2009 Pasal 42(2)")
"""Filing a complaint (*pengaduan*) after the service was received."""

COMPLAINT_RESPONSE = _calendar(14, "UU 25/2009 Pasal 44(3)")
"""Answering whether the complaint is complete."""

COMPLAINT_COMPLETION = _calendar(30, "UU 25/2009 Pasal 44(4)-(5)")
"""Completing it; otherwise it counts as withdrawn."""

COMPLAINT_DECISION = _calendar(60, "UU 25/2009 Pasal 50(1)")
"""Deciding, from the day the complaint is complete."""

COMPLAINT_NOTICE = _calendar(14, "UU 25/2009 Pasal 50(2)")
"""Telling the complainant after the decision."""
