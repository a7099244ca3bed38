"""A complaint about a service (*pengaduan*), by the steps of the statute.

The statute counts calendar days: filed within 30 of the service, answered within
14, completed within 30 of that answer or taken as withdrawn, decided within 60
of being complete, told within 14 of the decision. Beside it stands the
government's own standard of 5, 14 or 60 working days by class of complaint.

Source:
    UU 25/2009 Pasal 42(2), 44(3)-(5), 50(1)-(2); PermenPANRB 62/2018, annex (the
    three classes), as quoted by agencies.

Example:
    >>> complaint = Complaint.file(served=date(2027, 3, 1), on=date(2027, 3, 5))
    >>> complaint.next_due(), complaint.waiting_for
    (datetime.date(2027, 3, 19), 'answer')
    >>> complaint.answer(on=date(2027, 3, 10), complete=True).next_due()
    datetime.date(2027, 5, 9)
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from egovkit.errors import UsageError
from egovkit.services._refusal import Refusal
from egovkit.services.statutory import (
    COMPLAINT_COMPLETION,
    COMPLAINT_DECISION,
    COMPLAINT_FILING,
    COMPLAINT_NOTICE,
    COMPLAINT_RESPONSE,
    demand_day,
    end_of,
)

if TYPE_CHECKING:
    from egovkit.l10n import WorkCalendar
    from egovkit.services._definition import Term

__all__ = ["Complaint", "ComplaintClass"]


class ComplaintClass(StrEnum):
    """What kind of complaint it is, with its working-day standard."""

    INFORMATION = "permintaan_informasi"
    NO_SUPERVISION = "tidak_berkadar_pengawasan"
    SUPERVISION = "berkadar_pengawasan"

    @property
    def working_days(self) -> int:
        """Working days from receipt to the end."""
        return _CLASS_DAYS[self]


_CLASS_DAYS = {
    ComplaintClass.INFORMATION: 5,
    ComplaintClass.NO_SUPERVISION: 14,
    ComplaintClass.SUPERVISION: 60,
}

# step → (the field it starts from, its term)
_STEPS: dict[str, tuple[str, "Term"]] = {
    "answer": ("filed", COMPLAINT_RESPONSE),
    "completion": ("answered", COMPLAINT_COMPLETION),
    "decision": ("completed", COMPLAINT_DECISION),
    "notice": ("decided", COMPLAINT_NOTICE),
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint on its way; each step gives the next value or refuses.

    Make one with `file`. Whoever complains, and about what, stays with the
    application.

    Args:
        served: The day the service was received.
        filed: The day the complaint arrived.
        kind: Its class under the government's own standard.
        answered: The day the complainant was told whether it is complete.
        completed: The day it was found complete.
        decided: The day of the decision.
        told: The day the decision was sent to the complainant.
    """

    served: date
    filed: date
    kind: ComplaintClass = ComplaintClass.NO_SUPERVISION
    answered: date | None = None
    completed: date | None = None
    decided: date | None = None
    told: date | None = None

    @classmethod
    def file(
        cls,
        *,
        served: date,
        on: date,
        kind: ComplaintClass = ComplaintClass.NO_SUPERVISION,
    ) -> Self:
        """File a complaint.

        Raises:
            egovkit.errors.Refused: Before the service, or more than 30 days
                after it.
        """
        demand_day(served, on)
        if kind not in list(ComplaintClass):
            raise UsageError("complaint_class", allowed=", ".join(ComplaintClass))
        if on < served:
            Refusal("remedy_order", {"step": "pengaduan"}).throw()
        due = end_of(COMPLAINT_FILING, served)
        if on > due:
            facts = {"step": "pengaduan", "due": due.isoformat()}
            Refusal("remedy_late", facts).throw()
        return cls(served, on, ComplaintClass(kind))

    @property
    def waiting_for(self) -> str | None:
        """The next step: answer, completion, decision, notice; None at the end."""
        if self.answered is None:
            return "answer"
        if self.completed is None:
            return "completion"
        if self.decided is None:
            return "decision"
        return "notice" if self.told is None else None

    def next_due(self) -> date | None:
        """The last day of the next step by the statute; None at the end."""
        step = self.waiting_for
        if step is None:
            return None
        start, term = _STEPS[step]
        since: date = getattr(self, start)
        return end_of(term, since)

    def overdue(self, *, as_of: date) -> bool:
        """Whether the next step is late."""
        demand_day(as_of)
        due = self.next_due()
        return due is not None and as_of > due

    def withdrawn(self, *, as_of: date) -> bool:
        """Whether it counts as withdrawn: not completed in time."""
        return self.waiting_for == "completion" and self.overdue(as_of=as_of)

    def standard_due(self, calendar: "WorkCalendar") -> date:
        """The last day by the government's own standard for its class.

        Raises:
            egovkit.errors.CoverageError: Outside the calendar.
        """
        return calendar.add_working_days(self.filed, self.kind.working_days)

    def answer(self, *, on: date, complete: bool) -> Self:
        """Tell the complainant whether the complaint is complete.

        Raises:
            egovkit.errors.Refused: Answered already, or before it was filed.
        """
        self._demand("answer", on, self.filed)
        return replace(self, answered=on, completed=on if complete else None)

    def complete(self, *, on: date) -> Self:
        """Take the missing parts from the complainant.

        Raises:
            egovkit.errors.Refused: Nothing is missing, or more than 30 days
                passed since the answer: it counts as withdrawn.
        """
        self._demand("completion", on, self.answered)
        if self.withdrawn(as_of=on):
            due = str(self.next_due())
            Refusal("remedy_late", {"step": "completion", "due": due}).throw()
        return replace(self, completed=on)

    def decide(self, *, on: date) -> Self:
        """Decide on it; late decisions are recorded, `overdue` told so.

        Raises:
            egovkit.errors.Refused: Not complete, or decided already.
        """
        self._demand("decision", on, self.completed)
        return replace(self, decided=on)

    def tell(self, *, on: date) -> Self:
        """Send the decision to the complainant.

        Raises:
            egovkit.errors.Refused: Not decided, or sent already.
        """
        self._demand("notice", on, self.decided)
        return replace(self, told=on)

    def _demand(self, step: str, on: date, after: date | None) -> None:
        demand_day(on)
        if self.waiting_for != step or after is None:
            Refusal("remedy_step", {"step": step}).throw()
        if on < after:
            Refusal("remedy_order", {"step": step}).throw()
