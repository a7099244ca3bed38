"""What waits for whom: work lists without loading histories."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from egovkit._clock import to_epoch
from egovkit.services._actor import Actor
from egovkit.services._desk_base import DeskBase, Moment
from egovkit.services._schema import NO_DATE
from egovkit.services._tables import Row, Tables
from egovkit.services._ticket import Ticket

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
    """

    states: tuple[str, ...] = ()
    role: str | None = None
    service: str | None = None
    place: str | None = None
    due_before: Moment | None = None
    after: _Cursor = _START
    limit: int = 50


class WorkList(DeskBase):
    """The verbs of finding."""

    def worklist(self, query: WorkQuery) -> tuple[WorkItem, ...]:
        """Open requests, those whose clock ends first at the top.

        Example:
            >>> query = WorkQuery(role="lurah", place="31.71.06.1001")
        """
        states = self._states(query)
        before = NO_DATE + 1 if query.due_before is None else to_epoch(query.due_before)

        def work(tables: Tables) -> list[Row]:
            pages = [
                tables.work_page(
                    state,
                    query.place,
                    query.service,
                    before=before,
                    after=query.after,
                    limit=query.limit,
                )
                for state in states
            ]
            return list(islice(heapq.merge(*pages), query.limit))

        return tuple(self._item(row) for row in self._store.read(work))

    def _states(self, query: WorkQuery) -> list[str]:
        if query.states and query.role is None:
            return sorted(set(query.states))
        found: set[str] = set()
        for definition in self.catalogue:
            flow = definition.workflow
            if query.service in (None, definition.id):
                found |= (
                    flow.states - flow.final
                    if query.role is None
                    else set(flow.states_for(query.role))
                )
        return sorted(found.intersection(query.states) if query.states else found)

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
        """
        identifier = citizen.id if isinstance(citizen, Actor) else citizen

        def work(tables: Tables) -> list[Row]:
            return tables.of_citizen(self._vault(tables).pseudonym(identifier))

        return tuple(self._item(row) for row in self._store.read(work))

    def reminders(
        self, *, at: Moment, within: timedelta, limit: int = 50
    ) -> Iterator[WorkItem]:
        """Requests whose next clock ends within a time from now.

        Args:
            at: Now.
            within: How long to look ahead.
            limit: Lines read at a time.
        """
        ahead = datetime.fromtimestamp(to_epoch(at), UTC) + within
        query = WorkQuery(due_before=ahead, limit=limit)
        first = _Cursor(to_epoch(at), "")
        while items := self.worklist(_after(query, first)):
            yield from items
            first = items[-1].cursor


def _after(query: WorkQuery, cursor: _Cursor) -> WorkQuery:
    return WorkQuery(due_before=query.due_before, limit=query.limit, after=cursor)
