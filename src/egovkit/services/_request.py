"""A request as it stands, for people and programs that look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from egovkit._clock import Clock, to_epoch
from egovkit.errors import UsageError
from egovkit.services._actor import Actor, ActorKind, demand_actor
from egovkit.services._core import Command, decide
from egovkit.services._deadline import Calendar, Deadline, compute
from egovkit.services._definition import ServiceDefinition
from egovkit.services._events import Event
from egovkit.services._state import State
from egovkit.services._ticket import Ticket
from egovkit.services._words import Lang

__all__ = ["ServiceRequest"]


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """A request without its personal data.

    Args:
        ticket: Its ticket.
        definition: The version of the service it runs under.
        head: The digest of its history, 64 hexadecimal digits.
        inner: The folded state.
        calendar: The office's calendar.
    """

    ticket: Ticket
    definition: ServiceDefinition
    head: str
    inner: State
    calendar: Calendar

    @property
    def state(self) -> str:
        """The name of its state."""
        return self.inner.state

    @property
    def version(self) -> int:
        """For ``expected_version``: changes with everything but being read."""
        return self.inner.version

    @property
    def closed(self) -> bool:
        """Whether it has reached an end."""
        return self.inner.closed

    @property
    def number(self) -> str | None:
        """The number of its document, reserved or issued."""
        return self.inner.number or None

    @property
    def document(self) -> str:
        """What became of its document, or nothing while there is none.

        ``reserved``, ``signing_unknown``, ``issued``, ``suspended``, ``revoked`` or
        ``void``.
        """
        return self.inner.paper

    @property
    def place(self) -> str:
        """The office that works on it, or nothing."""
        return self.inner.place

    @property
    def branches(self) -> Mapping[str, str]:
        """Who was asked, and has ``requested``, ``accepted`` or ``rejected``."""
        return dict(self.inner.branches)

    @property
    def facts(self) -> tuple[str, ...]:
        """What was recorded beside the workflow, such as ``paid``."""
        return self.inner.facts

    @property
    def parent(self) -> Ticket | None:
        """The request it is a part of; its ticket without letters in front."""
        return Ticket.from_key(self.inner.parent) if self.inner.parent else None

    @property
    def parts(self) -> Mapping[Ticket, str]:
        """Its parts, each with the state it ended in; nothing while it is open."""
        return {Ticket.from_key(k): end for k, end in self.inner.subrequests.items()}

    @property
    def links(self) -> Mapping[str, Ticket]:
        """Other requests by relation; their tickets without letters in front."""
        return {name: Ticket.from_key(k) for name, k in self.inner.links.items()}

    @property
    def opened_at(self) -> datetime:
        """When it was filed, in UTC."""
        return datetime.fromtimestamp(self.inner.opened_at, UTC)

    @property
    def missing(self) -> tuple[str, ...]:
        """Documents that are still to be handed in."""
        return self.inner.missing

    @property
    def fee(self) -> int:
        """What it costs, in rupiah."""
        return self.inner.fee

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """For whom the office waits now."""
        waits = (w.waiter for w in self.inner.waits if w.end is None)
        return tuple(dict.fromkeys(waits)) if not self.closed else ()

    def label(self, lang: Lang = "id") -> str:
        """What people read for its state."""
        return self.definition.workflow.label(self.state, lang)

    def allowed(self, *, by: Actor) -> tuple[str, ...]:
        """The actions somebody could do now, reasons, decisions and files aside.

        A citizen is taken for the one who filed the request; whether that is so
        is checked when acting.
        """
        demand_actor(by)
        rows = self.definition.workflow.exits(self.state)
        return tuple(
            row.action
            for row in rows
            if isinstance(
                decide(
                    self.definition,
                    self.inner,
                    Command(
                        row.action,
                        by,
                        self.inner.last_at,
                        reason=min(row.reasons, default=None),
                        applicant=by.kind is ActorKind.CITIZEN,
                        data={"decision": ""},
                    ),
                ),
                Event,
            )
        )

    def deadline(self, name: str | None = None, *, at: datetime | Clock) -> Deadline:
        """Where a clock stands.

        Args:
            name: The term; the definition's first one when left out.
            at: The time to judge by.

        Raises:
            egovkit.errors.UsageError: The service has no such term.
            egovkit.errors.CoverageError: The term reaches outside the calendar.
        """
        terms = self.definition.terms
        name = name or next(iter(terms), "")
        if name not in terms:
            raise UsageError("term_unknown")
        found = compute(
            name,
            terms[name],
            self.inner,
            calendar=self.calendar,
            hours=self.definition.office_hours,
            at=to_epoch(at),
        )
        return replace(found, words=self.definition.words)

    def deadlines(self, *, at: datetime | Clock) -> Mapping[str, Deadline]:
        """All clocks by name."""
        return {name: self.deadline(name, at=at) for name in self.definition.terms}
