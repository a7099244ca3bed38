"""A register under any order of work: each number issued, pending or void.

The model beside it is a list of words, one for each serial. Requests are reserved
for alone and in batches, issued, given up, left to a signer that does not answer,
withdrawn, and the counters are lifted as after a restored backup.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import LURAH, START, Seal, approved, make_desk

from egovkit.errors import Refused
from egovkit.qr import StatusIndexAllocator
from egovkit.services import MemoryStore, recover, verify_history
from egovkit.signatures import Outcome

BY = {"by": LURAH, "at": START}
PLACE = ("surat", 2027)
REQUESTS = 5
ONE = st.integers(0, REQUESTS - 1)
SOME = st.lists(ONE, min_size=1, max_size=REQUESTS)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reserve"), ONE),
        st.tuples(st.just("reserve_many"), SOME),
        st.tuples(st.just("issue"), ONE),
        st.tuples(st.just("issue_many"), SOME),
        st.tuples(st.just("void"), ONE),
        st.tuples(st.just("unknown"), ONE),
        st.tuples(st.just("signed"), ONE),
        st.tuples(st.just("not_signed"), ONE),
        st.tuples(st.just("revoke"), ONE),
        st.tuples(st.just("suspend"), ONE),
        st.tuples(st.just("reinstate"), ONE),
        st.tuples(st.just("recover"), st.integers(0, 3)),
    ),
    max_size=14,
)


class Register:
    """The model: what became of each serial, and where each request stands."""

    def __init__(self):
        self.words = []
        self.paper = [""] * REQUESTS
        self.serial = [0] * REQUESTS
        self.status = {}

    def reserve(self, which):
        """A new number, unless one is held already."""
        if self.paper[which] in ("", "void"):
            self.words.append("pending")
            self.serial[which] = len(self.words)
            self.paper[which] = "reserved"
            return True
        return self.paper[which] == "reserved"

    def issue(self, which):
        """Once; the same seal again is the same answer."""
        if self.paper[which] == "reserved":
            self.words[self.serial[which] - 1] = "issued"
            self.paper[which] = "issued"
            self.status[which] = "valid"
            return True
        return self.paper[which] == "issued"

    def void(self, which):
        """Only what is held."""
        if self.paper[which] != "reserved":
            return False
        self.words[self.serial[which] - 1] = "void"
        self.paper[which] = "void"
        return True

    def move(self, which, before, after, status=None):
        """From one word to another."""
        if self.paper[which] not in before:
            return False
        self.paper[which] = after
        if status:
            self.status[which] = status
        return True

    def recover(self, more):
        """Lift the counter; the numbers in between are void."""
        self.words += ["void"] * more
        return True


PAPERS = {
    # step: words before, word after, status
    "unknown": (("reserved",), "signing_unknown", None),
    "signed": (("signing_unknown",), "reserved", None),
    "not_signed": (("signing_unknown",), "reserved", None),
    "revoke": (("issued", "suspended"), "revoked", "revoked"),
    "suspend": (("issued",), "suspended", "suspended"),
    "reinstate": (("suspended",), "issued", "valid"),
}


class Office:
    """The desk, and the drafts that its program holds."""

    def __init__(self, store):
        self.store = store
        self.desk = make_desk(store, status_indices=StatusIndexAllocator(b"k" * 16, 64))
        self.tickets = [approved(self.desk) for _ in range(REQUESTS)]
        self.drafts = {}

    def do(self, step, arg, model):
        """One step; what may not be done is refused."""
        desk = self.desk
        if step == "recover":
            recover(self.store, registers={PLACE: len(model.words)})
        elif step == "reserve":
            self.drafts[arg] = desk.reserve(self.tickets[arg], **BY)
        elif step in ("unknown", "issue", "void"):
            self.with_draft(step, arg)
        elif step in ("signed", "not_signed"):
            desk.reconcile(self.tickets[arg], lambda _: step, **BY)
        elif step == "reinstate":
            desk.reinstate(self.tickets[arg], **BY)
        else:
            getattr(desk, step)(self.tickets[arg], reason="data_wrong", **BY)

    def with_draft(self, step, which):
        """What needs the draft of a request."""
        draft, desk = self.drafts[which], self.desk
        if step == "issue":
            desk.issue(draft, seal=seal(which), **BY)
        elif step == "void":
            desk.void(draft, reason="seal_failed", **BY)
        else:
            desk.signing_unknown(draft, reference=f"J-{which}", **BY)

    def batch(self, step, some):
        """Which of some were done, in the order asked."""
        if step == "reserve_many":
            found = self.desk.reserve_many([self.tickets[n] for n in some], **BY)
            for draft in found.done:
                self.drafts[self.tickets.index(draft.ticket)] = draft
            done = [draft.ticket for draft in found.done]
        else:
            sealed = [(self.drafts[n], seal(n)) for n in some]
            found = self.desk.issue_many(sealed, **BY)
            done = [receipt.ticket for receipt in found.done]
        assert {*done, *found.refused} == {self.tickets[n] for n in some}
        return [self.tickets.index(ticket) for ticket in done]


def seal(which):
    """The seal of a request: the same each time it is made."""
    return Seal(f"sealed {which}".encode())


def check(office, model):
    """Every number has one word, and statuses are those of what was issued."""
    numbers = office.desk.numbers(*PLACE)
    assert [(n, word) for n, _, word in numbers] == list(enumerate(model.words, 1))
    index = {
        n: office.desk.get(t).inner.status_index for n, t in enumerate(office.tickets)
    }
    expected = {index[which]: word for which, word in model.status.items()}
    assert dict(office.desk.statuses()) == expected
    for which, ticket in enumerate(office.tickets):
        inner = office.desk.get(ticket).inner
        assert (inner.paper, inner.serial) == (model.paper[which], model.serial[which])


@pytest.mark.property
@given(STEPS)
def test_every_number_has_one_word_at_any_time(steps):
    """Done or refused as the model says; none twice, none missing, none forgotten."""
    with MemoryStore() as store:
        office, model = Office(store), Register()
        for step, arg in steps:
            if step.endswith("_many"):
                some = list(dict.fromkeys(arg))
                if step == "issue_many":
                    some = [n for n in some if n in office.drafts]
                single = getattr(model, step.removesuffix("_many"))
                assert office.batch(step, some) == [n for n in some if single(n)]
                check(office, model)
                continue
            if step in ("issue", "void", "unknown") and arg not in office.drafts:
                continue
            if step in PAPERS:
                done = model.move(arg, *PAPERS[step])
            else:
                done = getattr(model, step)(arg)
            if done:
                office.do(step, arg, model)
            else:
                with pytest.raises(Refused):
                    office.do(step, arg, model)
            check(office, model)
        assert verify_history(store).outcome is Outcome.VALID
