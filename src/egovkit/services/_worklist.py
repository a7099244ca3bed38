"""What waits for whom, and what waits too long: without loading histories."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from egovkit._arguments import of_kind
from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.services._actor import Actor, ActorKind, demand_actor
from egovkit.services._core import Standing, make_event
from egovkit.services._desk_base import DeskBase, Moment
from egovkit.services._schema import NO_DATE
from egovkit.services._tables import PAGE, RequestRow, Row, Tables
from egovkit.services._ticket import Ticket
from egovkit.services._workflow import DRAFT, Workflow

__all__ = ["WorkItem", "WorkList", "WorkQuery"]


class _Cursor(NamedTuple):
    due: int
    ticket: str


_START = _Cursor(-1, "")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A line of a work list.

    Args:
        ticket: The request.
        definition: Service and version, such as ``domisili@1``.
        state: The name of its state.
        place: The office that works on it.
        opened_at: When it was filed, in UTC.
        due_at: The end of the next clock, in UTC; None while there is none.
    """

    ticket: Ticket
    definition: str
    state: str
    place: str
    opened_at: datetime
    due_at: datetime | None

    @property
    def cursor(self) -> _Cursor:
        """For ``after`` of the next page."""
        due = NO_DATE if self.due_at is None else int(self.due_at.timestamp())
        return _Cursor(due, self.ticket.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkQuery:
    """What to look for; all parts that are given must hold.

    Args:
        states: Names of states.
        role: States in which this role has something to do.
        service: One service by name.
        place: One office.
        due_before: Whose next clock ends before.
        after: The ``cursor`` of the last line of the page before.
        limit: Lines on a page.

    Raises:
        egovkit.errors.UsageError: One name where several are meant.
    """

    states: tuple[str, ...] = ()
    role: str | None = None
    service: str | None = None
    place: str | None = None
    due_before: Moment | None = None
    after: _Cursor = _START
    limit: int = 50

    def __post_init__(self) -> None:
        states: object = self.states
        if isinstance(states, str):  # would be read as states of one letter each
            raise UsageError("query_states")


class WorkList(DeskBase):
    """The verbs of finding; a desk finds requests of its own services only."""

    def worklist(self, query: WorkQuery) -> tuple[WorkItem, ...]:
        """Open requests, those whose clock ends first at the top.

        Example:
            >>> query = WorkQuery(role="lurah", place="31.71.06.1001")
        """
        before = NO_DATE + 1 if query.due_before is None else to_epoch(query.due_before)
        found = self._page(
            self._stages(query), query.place, before, query.limit, query.after
        )
        return tuple(self._item(row) for row in found)

    def _page(
        self,
        stages: Iterable[tuple[str, str]],
        place: str | None,
        before: int,
        limit: int,
        after: _Cursor = _START,
    ) -> list[Row]:
        """Requests in some stages, by the end of their next clock."""

        def work(tables: Tables) -> list[Row]:
            pages = [
                tables.work_page(stage, place, before=before, after=after, limit=limit)
                for stage in stages
            ]
            return list(islice(heapq.merge(*pages), limit))

        return self._store.read(work)

    def _stages(self, query: WorkQuery) -> set[tuple[str, str]]:
        """The services of this desk, each with the states that a query means."""
        found: set[tuple[str, str]] = set()
        for definition in self.catalogue:
            if query.service in (None, definition.id):
                states = _states(query, definition.workflow)
                found |= {(definition.id, state) for state in states}
        return found

    def _item(self, row: Row) -> WorkItem:
        due, key, definition, state, place, opened = row
        prefix = self.catalogue.get(definition).prefix
        return WorkItem(
            ticket=Ticket.from_key(key, prefix),
            definition=definition,
            state=state,
            place=place,
            opened_at=datetime.fromtimestamp(opened, UTC),
            due_at=None if due >= NO_DATE else datetime.fromtimestamp(due, UTC),
        )

    def find(self, citizen: Actor | str) -> tuple[WorkItem, ...]:
        """A citizen's requests, open and closed, the newest first.

        Found by pseudonym: the identifier itself is stored nowhere in the clear.

        Args:
            citizen: The citizen, or the identifier given to `Actor.citizen`.

        Raises:
            egovkit.errors.UsageError: No printable text.
        """
        by = citizen if isinstance(citizen, Actor) else Actor.citizen(citizen)

        def work(tables: Tables) -> list[Row]:
            return tables.of_citizen(self._vault(tables).pseudonym(by.id))

        found = self._store.read(work)
        return tuple(self._item(row) for row in found if self._serves(row[2]))

    def reminders(
        self,
        *,
        at: Moment,
        within: timedelta,
        place: str | None = None,
        limit: int = 50,
    ) -> Iterator[WorkItem]:
        """Requests whose next clock ends within a time from now.

        Args:
            at: Now.
            within: How long to look ahead.
            place: One office; all when left out.
            limit: Lines read at a time.
        """
        of_kind(within, timedelta, "within")
        ahead = datetime.fromtimestamp(to_epoch(at), UTC) + within
        query = WorkQuery(due_before=ahead, place=place, limit=limit)
        first = _Cursor(to_epoch(at), "")
        while items := self.worklist(_after(query, first)):
            yield from items
            first = items[-1].cursor

    def stranded(self) -> dict[tuple[str, str], int]:
        """Open requests that no row of their definition moves any more.

        There are none, unless a published version was edited in place: a state was
        renamed or dropped, and the requests in it are in no work list. Ask when the
        application starts; put the state back, or move them to a version that maps
        it (``move_version``).

        Returns:
            How many, by definition and state. A version that the catalogue does not
            hold counts with all of its states.
        """
        known = {(definition.key, DRAFT) for definition in self.catalogue}
        for definition in self.catalogue:
            flow = definition.workflow
            known |= {(definition.key, state) for state in flow.states - flow.final}
        rows = self._store.read(Tables.stages)
        return {
            (key, state): count
            for key, state, count in rows
            if self._serves(key) and (key, state) not in known
        }

    def redate(self, *, place: str | None = None) -> int:
        """Work out anew what work lists go by, after the calendar has changed.

        The end of a request's next clock is stored with it, as the calendar of that
        day had it. A newer table may reach further, and a decree may move a day: run
        this once after loading it, or a request of the last days of a year has no
        date in work lists, no reminder, and is never marked as overdue. What
        `ServiceRequest.deadline` says needs no such thing, and no event is written.

        Args:
            place: One office; all when left out. Where offices have calendars or
                zones of their own, each desk dates its own requests.

        Returns:
            How many requests got another date.
        """
        changed, last = 0, ""
        while rows := self._store.read(partial(Tables.open_page, after=last)):
            for ticket, definition, office in rows:
                if self._serves(definition) and place in (None, office):
                    changed += self._store.write(partial(self._redated, ticket))
            last = rows[-1][0]
        return changed

    def _redated(self, ticket: str, tables: Tables) -> bool:
        row = tables.request(ticket, lock=True)
        if row is None or row.due == (due := self._due_second(row.state)):
            return False
        tables.set_due(ticket, due)
        return True

    def mark_overdue(
        self, *, by: Actor, at: Moment, place: str | None = None, limit: int = 1000
    ) -> list[Ticket]:
        """Write into the history which terms have ended, and what that means.

        Run it once a day. Where the term's rule says that silence grants, the
        event carries ``deemed_granted``: a fact for people to act on. Nothing is
        issued by it.

        Args:
            by: A system.
            at: The time to judge by.
            place: One office; all when left out. Where offices have calendars or
                zones of their own, each desk judges its own requests.
            limit: How many requests to mark at most in this run.

        Returns:
            The tickets of the requests with a new overdue term.

        Raises:
            egovkit.errors.UsageError: Not by a system: no person decides that a term
                has ended.
        """
        demand_actor(by)
        if by.kind is not ActorKind.SYSTEM:
            raise UsageError("actor_not_system")
        marked: list[Ticket] = []
        for ticket in self._late(place, at):
            if len(marked) >= limit:
                break

            def work(tables: Tables, ticket: str = ticket) -> Ticket | None:
                row = self._row(tables, ticket, lock=True)
                before = row.state.seq
                row = self._mark(tables, row, by, at)
                return self._ticket(row.state) if row.state.seq > before else None

            found = self._write(work, ticket, at)
            if found is not None:
                marked.append(found)
        return marked

    def _late(self, place: str | None, at: Moment) -> Iterator[str]:
        """Open requests with a clock that has ended unmarked, the oldest first.

        One that stays open keeps its date on work lists after all its clocks are
        marked; however many such there are, a run gets past them.
        """
        stages, after = self._stages(WorkQuery()), _START
        while rows := self._page(stages, place, to_epoch(at), PAGE, after):
            for _, ticket, key, *_ in rows:
                row = self._store.read(partial(Tables.request, ticket=ticket))
                terms = self.catalogue.get(key).terms
                if row and not terms.keys() <= set(row.state.overdue):
                    yield ticket
            after = _Cursor(*rows[-1][:2])

    def _mark(
        self, tables: Tables, row: RequestRow, by: Actor, at: Moment
    ) -> RequestRow:
        for name, term in self._definition(row.state).terms.items():
            state = row.state
            if name in state.overdue or state.closed:
                continue
            command = self._command(tables, row, "overdue", by, at)
            found = self._clock(name, state, command.at)
            if found is None or found.due is None or not found.overdue:
                continue
            data: dict[str, Any] = {
                "term": name,
                "due": found.due.isoformat(),
                "source": term.source,
            }
            if found.deemed_granted:
                data["deemed_granted"] = True
            event = make_event(state, command, "overdue", Standing(), data)
            row = self._append(tables, row, event)
        return row


def _states(query: WorkQuery, flow: Workflow) -> Iterable[str]:
    if query.role is None:
        return query.states or flow.states - flow.final
    busy = flow.states_for(query.role)
    return set(busy).intersection(query.states) if query.states else busy


def _after(query: WorkQuery, cursor: _Cursor) -> WorkQuery:
    return replace(query, after=cursor)
