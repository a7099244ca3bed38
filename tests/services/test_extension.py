"""Lengthening a term: by whole units, within what its rule allows in all."""

from datetime import date

import pytest
from decrees import nth
from hypothesis import given
from hypothesis import strategies as st
from services_office import LURAH, OFFICER, definition, file_one, make_desk, wib

from egovkit.errors import Refused
from egovkit.services import MemoryStore, Unit

START = wib(2027, 4, 1, 9)
TERMS = {
    "statutory": {"length": 5, "extension": 5, "extension_roles": ["lurah"]},
    "promise": {"length": 1},
}


def refused(call):
    """The refusal of a call."""
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


@pytest.mark.property
@given(st.lists(st.integers(-1, 7), max_size=6))
def test_a_term_is_lengthened_up_to_its_limit(lengths):
    """Each that fits into what is left, and no other; the last day follows."""
    with MemoryStore() as store:
        desk = make_desk(store, definition=definition(terms=TERMS))
        ticket = file_one(desk, START)
        taken = 0
        for length in lengths:

            def extend(length=length):
                return desk.extend(
                    ticket, "statutory", length, reason="visit", by=LURAH, at=START
                )

            if 0 < length <= 5 - taken:
                extend()
                taken += length
            else:
                found = refused(extend)
                assert found.code == "extension_limit"
                assert found.facts == {"limit": 5 - taken}
            due = desk.get(ticket).deadline("statutory", at=START).due
            assert due == nth(date(2027, 4, 1), 5 + taken)
        assert desk.get(ticket).deadline("promise", at=START).due == date(2027, 4, 2)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"term": "promise"}, "wrong_role"),
        ({"term": "other"}, "unknown_term"),
        ({"by": OFFICER}, "wrong_role"),
        ({"reason": "Perlu waktu"}, "reason_code"),
        ({"reason": None}, "reason_code"),
        ({"length": "3"}, "extension_limit"),
        ({"length": None}, "extension_limit"),
        ({"length": 2.0}, "extension_limit"),
    ],
    ids=str,
)
def test_an_extension_that_cannot_be_is_refused(change, code):
    """By whom, which term, why, how long: each has its rule; nothing is written."""
    with MemoryStore() as store:
        desk = make_desk(store, definition=definition(terms=TERMS))
        ticket = file_one(desk, START)
        whole = {"term": "statutory", "length": 3, "reason": "visit", "by": LURAH}
        found = {**whole, **change}
        term, length = found.pop("term"), found.pop("length")
        head = desk.get(ticket).head
        call = refused(lambda: desk.extend(ticket, term, length, at=START, **found))
        assert call.code == code
        assert desk.get(ticket).head == head


@pytest.mark.parametrize("unit", [u for u in Unit if "days" in u], ids=str)
def test_what_was_used_stays_used(unit):
    """An extension in the middle of a term moves its end and nothing else."""
    terms = {
        "t": {"length": 3, "unit": unit, "extension": 2, "extension_roles": ["lurah"]}
    }
    with MemoryStore() as store:
        desk = make_desk(store, definition=definition(terms=terms))
        ticket = file_one(desk, START)
        at = wib(2027, 4, 2, 9)
        before = desk.get(ticket).deadline("t", at=at)
        desk.extend(ticket, "t", 2, reason="visit", by=LURAH, at=at)
        after = desk.get(ticket).deadline("t", at=at)
        assert (before.used, after.used, after.term) == (1, 1, before.term)
        assert after.due > before.due
        entry = desk.timeline(ticket)[-1]
        assert (entry.kind, entry.role, entry.reason) == ("extended", "lurah", "visit")
