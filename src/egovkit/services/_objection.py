"""Objection (*keberatan*) and appeal (*banding*) against a decision.

Free of charge, and neither suspends the decision unless the law says so. A
remedy is a frozen value; each step gives the next one or refuses. Silence is
told as a fact (`Objection.granted_by_silence`); nothing is issued by it.

Source:
    UU 30/2014 Pasal 75(3), (5), 77 and 78.

Example:
    >>> from egovkit.l10n import WorkCalendar
    >>> calendar = WorkCalendar.indonesia()
    >>> objection = Objection.file(
    ...     announced=date(2027, 3, 1), on=date(2027, 3, 5), calendar=calendar)
    >>> objection.due(calendar)
    datetime.date(2027, 3, 31)
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from egovkit.errors import UsageError
from egovkit.services._refusal import Refusal
from egovkit.services.statutory import (
    APPEAL_DECISION,
    APPEAL_FILING,
    GRANTED_BY_SILENCE,
    OBJECTION_DECISION,
    OBJECTION_FILING,
    demand_day,
)

if TYPE_CHECKING:
    from egovkit.l10n import WorkCalendar
    from egovkit.services._definition import Term

__all__ = ["Objection", "Remedy"]


class Remedy(StrEnum):
    """Which administrative remedy (*upaya administratif*) it is."""

    OBJECTION = "keberatan"
    APPEAL = "banding"

    @property
    def filing(self) -> "Term":
        """How long it may be filed."""
        return {"keberatan": OBJECTION_FILING, "banding": APPEAL_FILING}[self.value]

    @property
    def decision(self) -> "Term":
        """How long the decision on it may take."""
        return {"keberatan": OBJECTION_DECISION, "banding": APPEAL_DECISION}[self.value]


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection or an appeal, from filing to its decision.

    Make one with `file`, and an appeal from a decided objection with `appeal`.

    Args:
        remedy: Objection or appeal.
        against: The day the decision was announced, or for an appeal the day
            the decision on the objection arrived.
        filed: The day it was filed.
        decided: The day it was decided.
        granted: What was decided.
    """

    remedy: Remedy
    against: date
    filed: date
    decided: date | None = None
    granted: bool | None = None

    @classmethod
    def file(cls, *, announced: date, on: date, calendar: "WorkCalendar") -> Self:
        """File an objection.

        Args:
            announced: The day the decision was announced.
            on: The day of filing.
            calendar: The office's working days.

        Raises:
            egovkit.errors.Refused: Before the announcement, or more than 21
                working days after it.
            egovkit.errors.CoverageError: Outside the calendar.
        """
        return cls._filed(Remedy.OBJECTION, announced, on, calendar)

    def appeal(self, *, received: date, on: date, calendar: "WorkCalendar") -> Self:
        """Appeal against the decision on an objection.

        Args:
            received: The day its decision arrived.
            on: The day of filing.
            calendar: The office's working days.

        Raises:
            egovkit.errors.Refused: The objection is undecided or was granted,
                it is an appeal itself, or more than 10 working days passed.
            egovkit.errors.CoverageError: Outside the calendar.
        """
        open_to_appeal = self.remedy is Remedy.OBJECTION and self.granted is False
        if not open_to_appeal or self.decided is None:
            Refusal("remedy_step", {"step": Remedy.APPEAL}).throw()
        demand_day(received)
        if received < self.decided:
            Refusal("remedy_order", {"step": Remedy.APPEAL}).throw()
        return self._filed(Remedy.APPEAL, received, on, calendar)

    @classmethod
    def _filed(
        cls, remedy: Remedy, against: date, on: date, calendar: "WorkCalendar"
    ) -> Self:
        demand_day(against, on)
        if on < against:
            Refusal("remedy_order", {"step": remedy}).throw()
        due = calendar.add_working_days(against, remedy.filing.length)
        if on > due:
            Refusal("remedy_late", {"step": remedy, "due": due.isoformat()}).throw()
        return cls(remedy, against, on)

    def due(self, calendar: "WorkCalendar") -> date:
        """The last day to decide on it.

        Raises:
            egovkit.errors.CoverageError: Outside the calendar.
        """
        return calendar.add_working_days(self.filed, self.remedy.decision.length)

    def decide(self, *, on: date, granted: bool) -> Self:
        """Decide on it.

        Raises:
            egovkit.errors.Refused: It is decided already, or before it was filed.
        """
        demand_day(on)
        if type(granted) is not bool:
            raise UsageError("remedy_granted")
        if self.decided is not None:
            Refusal("remedy_step", {"step": "putusan"}).throw()
        if on < self.filed:
            Refusal("remedy_order", {"step": "putusan"}).throw()
        return replace(self, decided=on, granted=granted)

    def granted_by_silence(self, *, as_of: date, calendar: "WorkCalendar") -> bool:
        """Whether the term ended without a decision: then the law grants it.

        A decision that came after the term changes nothing.

        Raises:
            egovkit.errors.CoverageError: Outside the calendar.
        """
        demand_day(as_of)
        due = self.due(calendar)
        return as_of > due and (self.decided is None or self.decided > due)

    def issue_due(self, calendar: "WorkCalendar") -> date:
        """The last day to set down what silence granted.

        Raises:
            egovkit.errors.CoverageError: Outside the calendar.
        """
        return calendar.add_working_days(self.due(calendar), GRANTED_BY_SILENCE.length)
