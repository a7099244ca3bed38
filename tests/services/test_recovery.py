"""After a restored backup: counters only rise, and what is wrong writes nothing.

The rule: every number is issued, pending or void, none twice and none missing;
whoever types a figure from the paper register wrongly must not fill the register
with void numbers that nobody can take back.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import LURAH, START, approved, make_desk

from egovkit.errors import UsageError
from egovkit.services import MemoryStore, recover

PLACE = ("surat", 2027)


@pytest.fixture
def store():
    """An empty store."""
    store = MemoryStore()
    yield store
    store.close()


def counters(store):
    """Every counter of a store."""
    return dict(store.read(lambda t: t.execute("SELECT name, value FROM egk_counter")))


def numbers(store):
    """Every number: register, year, serial, state."""
    sql = "SELECT register, year, serial, state FROM egk_number ORDER BY 1, 2, 3"
    return [tuple(row) for row in store.read(lambda t: t.execute(sql))]


@pytest.mark.parametrize(
    "serial", [2**63, 2**64, 10**30, -1, 3.0, "3", True, None], ids=repr
)
def test_a_serial_is_a_whole_number_that_a_database_can_hold(store, serial):
    """Nothing else is a serial; the register of the same call stays as it was."""
    with pytest.raises(UsageError) as caught:
        recover(store, registers={("agenda", 2027): 2, PLACE: serial})
    assert caught.value.code == "recover_value"
    assert (counters(store), numbers(store)) == ({}, [])


def test_the_largest_number_of_a_database_is_a_typing_error_too(store):
    """2^63 - 1 can be stored, but nobody issued that many letters."""
    with pytest.raises(UsageError, match="recover_too_many"):
        recover(store, registers={PLACE: 2**63 - 1})
    assert (counters(store), numbers(store)) == ({}, [])


def test_a_hundred_thousand_may_be_lost_and_not_one_more(store):
    """The limit counts from where the counter stands, not from zero."""
    with pytest.raises(UsageError, match="recover_too_many"):
        recover(store, registers={PLACE: 100_001})
    assert numbers(store) == []
    done = recover(store, registers={PLACE: 100_000})
    assert done.numbers == {PLACE: 100_000}
    more = recover(store, registers={PLACE: 100_001})
    assert more.numbers == {PLACE: 1}
    assert [row[2] for row in numbers(store)] == list(range(1, 100_002))


@pytest.mark.parametrize("year", [0, 10_000, -1, "2027", 2027.0, True], ids=repr)
def test_a_year_is_one_of_the_calendar(store, year):
    """1 to 9999; the register of another year is another register."""
    with pytest.raises(UsageError) as caught:
        recover(store, registers={("surat", year): 1})
    assert caught.value.code == "recover_value"
    assert caught.value.facts == {"least": 1, "most": 9999}
    assert recover(store, registers={("surat", 1): 1, ("surat", 9999): 1})


@pytest.mark.parametrize(
    "name",
    ["", "Surat", "surat umum", "surat/2027", "-surat", "surat\n", "s" * 65, None, 7],
    ids=repr,
)
def test_a_register_has_a_name_that_a_rule_could_give(store, name):
    """``Surat`` would leave the register ``surat`` where it was: numbers twice."""
    with pytest.raises(UsageError, match="recover_name"):
        recover(store, registers={(name, 2027): 5})
    assert numbers(store) == []
    assert recover(store, registers={("s" * 64, 2027): 1, ("0.a_b-c", 2027): 1})


@pytest.mark.parametrize("count", [2**32, 10**30, -1, 1.0, "1", False, None], ids=repr)
def test_a_status_counter_is_one_that_a_seal_can_hold(store, count):
    """Indices in a seal go from 0 to 2^32 - 1; nothing is lifted beyond."""
    with pytest.raises(UsageError) as caught:
        recover(store, registers={PLACE: 2}, status_counter=count)
    assert caught.value.code == "recover_value"
    assert (counters(store), numbers(store)) == ({}, [])


def test_the_last_status_counter_can_be_stated(store):
    """And a lower one changes nothing afterwards."""
    done = recover(store, registers={}, status_counter=2**32 - 1)
    assert (done.status_before, done.status_after) == (0, 2**32 - 1)
    again = recover(store, registers={}, status_counter=7)
    assert (again.status_before, again.status_after) == (2**32 - 1, 2**32 - 1)
    assert counters(store) == {"status": 2**32 - 1}


def test_nothing_known_from_outside_changes_nothing(store):
    """An empty register of last year stays empty: serial 0 is before the first."""
    done = recover(store, registers={PLACE: 0})
    assert (done.numbers, done.status_before, done.status_after) == ({PLACE: 0}, 0, 0)
    assert (counters(store), numbers(store)) == ({}, [])


@pytest.mark.property
@given(
    pending=st.integers(0, 4),
    known=st.lists(st.integers(0, 9), min_size=1, max_size=4),
)
def test_every_number_is_given_once_or_void(pending, known):
    """Whatever is known, in any order, once or again: no gap, no double, no fall."""
    store = MemoryStore()
    desk = make_desk(store)
    for _ in range(pending):
        desk.reserve(approved(desk), by=LURAH, at=START)
    expected = pending
    for highest in known:
        done = recover(store, registers={PLACE: highest})
        assert done.numbers == {PLACE: max(0, highest - expected)}
        expected = max(expected, highest)
    assert counters(store).get("number/surat/2027", 0) == expected
    states = ["pending"] * pending + ["void"] * (expected - pending)
    assert [(n, state) for n, _, state in desk.numbers(*PLACE)] == [
        (place + 1, state) for place, state in enumerate(states)
    ]
    assert desk.reserve(approved(desk), by=LURAH, at=START).serial == expected + 1
    store.close()
