"""A desk under random commands, reopened and interrupted at any database step.

Invariants: the history verifies and folds to the stored states; registers are
gapless and agree with the requests; a closed request keeps its state and takes no
work; a deadline never moves forward in time to an earlier day; what failed has
changed nothing; the parts of a batch that were refused have changed nothing either.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    make_desk,
)

from egovkit.errors import Refused, StoreError
from egovkit.services import Actor, SQLiteStore, verify_history
from egovkit.signatures import Outcome

LONG = os.environ.get("EGOVKIT_LONG") == "1"
ACTIONS = ["check", "return", "resubmit", "withdraw", "paraf", "approve", "reject"]
REASONS = [None, "kk_unreadable", "not_resident", "nonsense"]
FINAL = {"issued", "rejected", "withdrawn"}
AFTER_THE_END = {
    "data_read",
    "number_void",
    "signing_unknown",
    "signing_resolved",
    "erased",
}
OTHER = Actor.citizen("9971015708459003")
ACTORS = [OFFICER, SEKLUR, LURAH, CITIZEN, OTHER]


class DeskMachine(RuleBasedStateMachine):
    """Commands in any order, by anybody, at times that also run backwards."""

    tickets = Bundle("tickets")
    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp(prefix="egk-machine-"))
        self.now = START
        self.dues: dict[str, object] = {}
        self.ended: dict[str, str] = {}
        self.count = 0

    @initialize(target=tickets)
    def begin(self):
        """Open the file, and file a first request: most rules need one."""
        self.open()
        return self.submit(key=None)

    def open(self):
        """Open the file, as a new process would."""
        self.store = SQLiteStore(self.directory / "l.db")
        self.desk = make_desk(self.store)

    def teardown(self):
        """Close and delete."""
        self.store.close()
        shutil.rmtree(self.directory)

    def attempt(self, call):
        """Run a command; what is refused or fails changes no head."""
        before = self.heads()
        try:
            return call()
        except (Refused, StoreError):
            assert self.heads() == before
            return None

    def heads(self):
        """Ticket and head of every request."""
        sql = "SELECT ticket, head FROM egk_request ORDER BY ticket"
        return self.store.read(lambda tables: tables.execute(sql))

    @rule(minutes=st.integers(-600, 6000))
    def time_passes(self, minutes):
        """The clock moves on, or is set back."""
        self.now += timedelta(minutes=minutes)

    @rule(target=tickets, key=st.sampled_from([None, "a", "b"]))
    def submit(self, key):
        """File a request, sometimes with a key that was used before."""
        form = {"name": "Siti", "purpose": "sekolah"}
        return self.desk.submit(
            form, by=CITIZEN, at=self.now, idempotency_key=key
        ).ticket

    @rule(
        ticket=tickets,
        action=st.sampled_from(ACTIONS),
        by=st.sampled_from(ACTORS),
        reason=st.sampled_from(REASONS),
    )
    def act(self, ticket, action, by, reason):
        """Anybody tries anything; `check` foretells what `act` does."""
        told = self.desk.check(ticket, action, by=by, reason=reason, at=self.now)
        done = self.attempt(
            lambda: self.desk.act(ticket, action, by=by, reason=reason, at=self.now)
        )
        assert (told is None) == (done is not None)

    @rule(target=drafts, ticket=tickets, by=st.sampled_from([LURAH, OFFICER]))
    def reserve(self, ticket, by):
        """Take a number, when the request is ready."""
        return self.attempt(lambda: self.desk.reserve(ticket, by=by, at=self.now))

    @rule(
        tickets=st.lists(tickets, max_size=3),
        by=st.sampled_from([LURAH, OFFICER]),
        seal=st.sampled_from([None, b"one", b"two"]),
    )
    def batch(self, tickets, by, seal):
        """Reserve several, and mostly issue them: each is done or refused."""
        heads = dict(self.heads())
        reserved = self.desk.reserve_many(tickets, by=by, at=self.now)
        done = {draft.ticket for draft in reserved.done}
        assert done | set(reserved.refused) == set(tickets)
        assert not done & set(reserved.refused)
        for ticket in reserved.refused:
            assert dict(self.heads())[ticket.key] == heads[ticket.key]
        if seal:
            sealed = [(draft, Seal(seal)) for draft in reserved.done]
            issued = self.desk.issue_many(sealed, by=by, at=self.now)
            assert len(issued.done) == len(done)  # what is reserved can be issued
            assert all(receipt.state == "issued" for receipt in issued.done)

    @rule(draft=drafts, token=st.sampled_from([b"one", b"two"]))
    def issue(self, draft, token):
        """Issue a draft, old ones and issued ones too."""
        if draft is not None:
            self.attempt(
                lambda: self.desk.issue(draft, seal=Seal(token), by=LURAH, at=self.now)
            )

    @rule(draft=drafts)
    def void(self, draft):
        """Give a number up."""
        if draft is not None:
            self.attempt(
                lambda: self.desk.void(
                    draft, reason="seal_failed", by=LURAH, at=self.now
                )
            )

    @rule(draft=drafts, answer=st.sampled_from(["signed", "not_signed", "unknown"]))
    def signer_is_silent(self, draft, answer):
        """A remote signer does not answer, and is asked later."""
        if draft is None:
            return
        by = {"by": LURAH, "at": self.now}
        self.attempt(lambda: self.desk.signing_unknown(draft, reference="J-1", **by))
        self.attempt(lambda: self.desk.reconcile(draft.ticket, lambda _: answer, **by))

    @rule(ticket=tickets)
    def look_and_erase(self, ticket):
        """Read on record, revoke, mark overdue, try to erase."""
        clock = Actor.system("jam")
        self.attempt(lambda: self.desk.read(ticket, by=OFFICER, at=self.now))
        self.attempt(lambda: self.desk.mark_overdue(by=clock, at=self.now))
        self.attempt(lambda: self.desk.erase(ticket, by=ARCHIVIST, at=self.now))

    @rule()
    def reopen(self):
        """The process ends and another one starts."""
        self.store.close()
        self.open()

    @rule(ticket=tickets, steps=st.integers(1, 400), by=st.sampled_from(ACTORS))
    def interrupted(self, ticket, steps, by):
        """The database is interrupted after so many of its steps."""
        raw = self.store._connection.raw
        left = [steps]

        def stop():
            left[0] -= 1
            return left[0] <= 0

        before = self.heads()
        raw.set_progress_handler(stop, 1)
        try:
            for action in ("check", "paraf", "approve", "withdraw"):
                self.try_interrupted(ticket, action, by)
        finally:
            raw.set_progress_handler(None, 0)
        assert len(self.heads()) == len(before)

    def try_interrupted(self, ticket, action, by):
        """Refused, failed or done: nothing in between."""
        with suppress(Refused, StoreError):
            self.desk.act(ticket, action, by=by, at=self.now)

    @invariant()
    def history_verifies(self):
        """Chains, heads and stored states agree."""
        assert verify_history(self.store).outcome is Outcome.VALID

    @invariant()
    def registers_are_gapless(self):
        """Every number is issued, pending or void, and its request agrees."""
        by_state: dict[str, int] = {}
        for year in (2026, 2027, 2028):
            for _, _, state in self.desk.numbers("surat", year):
                by_state[state] = by_state.get(state, 0) + 1
        papers = [r.inner.paper for r in self.requests()]
        assert by_state.get("issued", 0) == papers.count("issued")
        pending = papers.count("reserved") + papers.count("signing_unknown")
        assert by_state.get("pending", 0) == pending

    def requests(self):
        """All requests."""
        return [self.desk.get(ticket) for ticket, _ in self.keys()]

    def keys(self):
        """Tickets of all requests."""
        from egovkit.services import Ticket

        return [(Ticket.from_key(key), head) for key, head in self.heads()]

    @invariant()
    def ends_are_ends(self):
        """A closed request keeps its state for ever."""
        for request in self.requests():
            if request.closed:
                assert self.ended.setdefault(request.ticket, request.state) == (
                    request.state
                )

    @invariant()
    def nothing_is_worked_on_after_the_end(self):
        """After the event that closes it: reading, its paper, erasing; no work."""
        for request in self.requests():
            entries = self.desk.timeline(request.ticket)
            ends = [e.seq for e in entries if e.state in FINAL]
            if ends:
                later = {e.kind for e in entries if e.seq > min(ends)}
                assert later <= AFTER_THE_END

    @invariant()
    def deadlines_never_come_nearer(self):
        """A pause can only move the end back, never forward."""
        for request in self.requests():
            if request.closed:
                continue
            at = max(self.now, request.opened_at)
            due = request.deadline(at=at).due
            known = self.dues.get(request.ticket)
            if due is not None:
                assert known is None or due >= known
                self.dues[request.ticket] = due


MACHINE_SETTINGS = settings(
    max_examples=150 if LONG else 12,
    stateful_step_count=40 if LONG else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDesk = pytest.mark.property(DeskMachine.TestCase)
TestDesk.settings = MACHINE_SETTINGS
