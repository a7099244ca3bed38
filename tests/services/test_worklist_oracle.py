"""Work lists against a plain reading of every request, one by one.

The other list opens each request by its ticket, asks it for its state, its place
and its clocks, and sorts. It uses no index and no page.
"""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    definition,
    make_desk,
    wib,
)

from egovkit.services import Actor, Catalogue, MemoryStore, WorkQuery

CLOCK = Actor.system("jam")
PLACES = ["", "31.71.06.1001", "31.71.06.1002"]
SERVICES = {
    "domisili": definition(),
    "sktm": definition(id="sktm", prefix="SKTM", terms={
        "promise": {"length": 3, "unit": "working_hours", "pauses": ["applicant"]},
        "statutory": {"length": 5, "unit": "working_days"},
    }),
    "tanpa_jam": definition(id="tanpa_jam", terms={}),
}  # fmt: skip
STATES = sorted(SERVICES["domisili"].workflow.states)
STEPS = {
    "check": OFFICER, "paraf": SEKLUR, "approve": LURAH, "withdraw": CITIZEN,
    "return": OFFICER, "resubmit": CITIZEN, "reject": LURAH,
}  # fmt: skip
PATHS = [
    (), ("check",), ("check", "paraf"), ("check", "paraf", "approve"), ("withdraw",),
    ("return",), ("return", "resubmit"), ("check", "paraf", "reject"),
]  # fmt: skip
REASONS = {"return": "wrong_address", "reject": "not_resident"}

REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(SERVICES)),
        st.sampled_from(PLACES),
        st.integers(0, 20),  # days after the first of April 2027
        st.sampled_from(PATHS),
    ),
    max_size=7,
)
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "states": st.lists(st.sampled_from(STATES), min_size=1, max_size=3).map(tuple),
        "role": st.sampled_from(["petugas", "seklur", "lurah", "applicant", "nobody"]),
        "service": st.sampled_from([*SERVICES, "other"]),
        "place": st.sampled_from(PLACES),
        "due_before": st.integers(0, 30).map(lambda n: FIRST + timedelta(days=n)),
    },
)
FIRST = wib(2027, 4, 1, 9)


def file_all(desk, requests):
    """File requests and move them; gives their tickets."""
    tickets = []
    for service, place, day, path in requests:
        at = FIRST + timedelta(days=day)
        form = {"name": "Siti", "purpose": "sekolah"}
        ticket = desk.submit(
            form, by=CITIZEN, at=at, service=service, place=place
        ).ticket
        for action in path:
            at += timedelta(hours=5)
            desk.act(
                ticket, action, by=STEPS[action], at=at, reason=REASONS.get(action)
            )
        tickets.append(ticket)
    return tickets


class Plain:
    """One request as the other list sees it."""

    def __init__(self, desk, ticket):
        request = desk.get(ticket)
        entry = desk.timeline(ticket)[-1]
        self.ticket, self.state = ticket, request.state
        self.definition, self.place = request.definition, request.inner.place
        marked = request.inner.overdue
        clocks = request.deadlines(at=entry.at)
        running = {n: d for n, d in clocks.items() if n not in marked} or clocks
        ends = [d.due_at.astimezone(UTC) for d in running.values() if d.due_at]
        self.closed = request.closed
        self.due = None if self.closed else min(ends, default=None)

    def fits(self, query):
        """Whether all parts of a query hold."""
        flow = self.definition.workflow
        busy = {row.source for row in flow.transitions if query.role in row.roles}
        return all(
            [
                not query.states or self.state in query.states,
                query.role is None or self.state in busy,
                query.service in (None, self.definition.id),
                query.place in (None, self.place),
                query.due_before is None
                or (self.due is not None and self.due < query.due_before),
                query.states or not self.closed,
            ]
        )

    def order(self):
        """The first end first; without one last; then by ticket."""
        return (self.due is None, self.due, self.ticket.key)


def lines(items):
    """What is compared of each line."""
    return [(i.ticket, i.definition, i.state, i.place, i.due_at) for i in items]


def expected(desk, tickets, query):
    """The list by the plain way."""
    found = [Plain(desk, ticket) for ticket in tickets]
    fitting = [p for p in found if p.fits(query)]
    return [
        (p.ticket, p.definition.key, p.state, p.place, p.due)
        for p in sorted(fitting, key=Plain.order)
    ]


@pytest.mark.property
@given(requests=REQUESTS, parts=st.lists(QUERIES, min_size=3, max_size=6))
def test_a_query_finds_what_a_plain_reading_finds(requests, parts):
    """Every part of a query, alone and together; in order; page by page too."""
    with MemoryStore() as store:
        desk = make_desk(store, definition=Catalogue(SERVICES.values()))
        tickets = file_all(desk, requests)
        for given_ in parts:
            query = WorkQuery(**given_)
            wanted = expected(desk, tickets, query)
            assert lines(desk.worklist(query)) == wanted
            paged, after = [], query.after
            while page := desk.worklist(WorkQuery(**given_, limit=2, after=after)):
                assert len(page) <= 2
                paged += page
                after = page[-1].cursor
            assert lines(paged) == wanted


@pytest.mark.property
@given(requests=REQUESTS, now=st.integers(0, 40), ahead=st.integers(0, 20))
def test_what_ends_soon_and_what_has_ended(requests, now, ahead):
    """Reminders look from now on; overdue terms are written once and reported."""
    with MemoryStore() as store:
        desk = make_desk(store, definition=Catalogue(SERVICES.values()))
        tickets = file_all(desk, requests)
        at = FIRST + timedelta(days=now, hours=3)
        everybody = WorkQuery()
        open_ = expected(desk, tickets, everybody)
        end = at + timedelta(days=ahead)
        soon = [line for line in open_ if line[4] and at <= line[4] < end]
        within = timedelta(days=ahead)
        assert lines(desk.reminders(at=at, within=within, limit=2)) == soon
        past = {line[0] for line in open_ if line[4] and line[4] < at}
        late = {}
        for ticket in past:
            judged = max(at, desk.timeline(ticket)[-1].at)
            clocks = desk.get(ticket).deadlines(at=judged)
            late[ticket] = [name for name, clock in clocks.items() if clock.overdue]
        marked = desk.mark_overdue(by=CLOCK, at=at)
        assert sorted(marked) == sorted(late)
        for ticket, names in late.items():
            assert list(desk.get(ticket).inner.overdue) == names
        assert desk.mark_overdue(by=CLOCK, at=at) == []
        assert lines(desk.worklist(everybody)) == expected(desk, tickets, everybody)
