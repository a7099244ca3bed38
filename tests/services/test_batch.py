"""Many documents at once: one round of reserving, of signing, of issuing."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    approved,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import StoreError, UsageError
from egovkit.services import (
    Actor,
    Catalogue,
    Delegation,
    MemoryStore,
    SQLiteStore,
    Ticket,
    verify_history,
)
from egovkit.services._tables import Tables
from egovkit.signatures import Outcome

BY = {"by": LURAH, "at": START}


class Spread:
    """Status indices, one after the other."""

    def index_of(self, counter):
        """The counter itself."""
        return counter


@pytest.fixture
def indexed():
    """A desk with a status list."""
    store = MemoryStore()
    yield make_desk(store, status_indices=Spread())
    store.close()


def sealed(drafts):
    """Each draft with a seal of its own."""
    return [(draft, Seal(draft.ticket.encode())) for draft in drafts]


def states(desk):
    """The words of the register, in order."""
    return [state for _, _, state in desk.numbers("surat", 2027)]


def test_a_cohort_is_issued_in_three_steps(indexed):
    """Numbers follow the order asked; nothing is valid before the last step."""
    tickets = [approved(indexed) for _ in range(5)]
    reserved = indexed.reserve_many(tickets, **BY)
    assert [draft.ticket for draft in reserved.done] == tickets
    assert [draft.serial for draft in reserved.done] == [1, 2, 3, 4, 5]
    assert len({draft.status_index for draft in reserved.done}) == 5
    assert (states(indexed), dict(indexed.statuses())) == (["pending"] * 5, {})
    receipts = indexed.issue_many(sealed(reserved.done), **BY)
    assert [receipt.ticket for receipt in receipts.done] == tickets
    assert (reserved.refused, receipts.refused) == ({}, {})
    assert states(indexed) == ["issued"] * 5
    assert set(dict(indexed.statuses()).values()) == {"valid"}


def test_a_batch_writes_what_one_by_one_writes():
    """The same events, but for the times two tickets were drawn at random."""
    told = []
    for many in (True, False):
        with MemoryStore() as store:
            desk = make_desk(store)
            tickets = [approved(desk) for _ in range(3)]
            if many:
                drafts = desk.reserve_many(tickets, **BY).done
                desk.issue_many(sealed(drafts), **BY)
            else:
                drafts = [desk.reserve(ticket, **BY) for ticket in tickets]
                for draft, seal in sealed(drafts):
                    desk.issue(draft, seal=seal, **BY)
            told.append(
                [
                    (e.seq, e.kind, e.by, e.role, e.state)
                    for ticket in tickets
                    for e in desk.timeline(ticket)
                ]
            )
    assert told[0] == told[1]


def test_one_refusal_is_no_reason_against_the_others(indexed):
    """Wrong state, unknown, mistyped: each with its reason, the rest is done."""
    good = approved(indexed)
    early = file_one(indexed)
    unknown = Ticket.new("DOM")
    mistyped = str(unknown)[:-1] + ("0" if unknown[-1] != "0" else "1")
    batch = indexed.reserve_many([early, good, unknown, mistyped, good], **BY)
    assert [draft.ticket for draft in batch.done] == [good]
    assert {t: refusal.code for t, refusal in batch.refused.items()} == {
        early: "wrong_state",
        unknown: "not_found",
        mistyped: "not_found",
    }
    assert batch.refused[mistyped].facts["hint"] == "check_symbol"
    assert (states(indexed), indexed.refusals["not_found"]) == (["pending"], 2)
    wrong = indexed.reserve_many([good], by=OFFICER, at=START)
    assert (wrong.done, wrong.refused[good].code) == ((), "wrong_role")


def test_a_draft_that_was_voided_meanwhile_stops_nobody_else(indexed):
    """Three were reserved, one given up: two are issued."""
    drafts = indexed.reserve_many([approved(indexed) for _ in range(3)], **BY).done
    indexed.void(drafts[1], reason="seal_failed", **BY)
    batch = indexed.issue_many(sealed(drafts), **BY)
    assert [receipt.ticket for receipt in batch.done] == [
        drafts[0].ticket,
        drafts[2].ticket,
    ]
    assert batch.refused[drafts[1].ticket].code == "not_reserved"
    assert states(indexed) == ["issued", "void", "issued"]


def test_each_step_can_be_made_again(indexed):
    """The same drafts, the same receipts; another seal is refused."""
    tickets = [approved(indexed) for _ in range(3)]
    drafts = indexed.reserve_many(tickets, **BY).done
    assert indexed.reserve_many(tickets, **BY).done == drafts
    receipts = indexed.issue_many(sealed(drafts), **BY).done
    later = {"by": LURAH, "at": wib(2027, 3, 9, 9)}
    assert indexed.issue_many(sealed(drafts), **later).done == receipts
    again = indexed.issue_many([(drafts[0], Seal(b"another"))], **BY)
    assert again.refused[drafts[0].ticket].code == "already_issued"
    assert len(indexed.timeline(tickets[0])) == 6  # filed, 3 acts, reserved, issued


def test_the_same_ticket_spelled_twice_takes_one_number(indexed):
    """Upper and lower case are one request, and both spellings get its draft."""
    ticket = approved(indexed)
    batch = indexed.reserve_many([ticket, ticket.lower()], **BY)
    assert [draft.serial for draft in batch.done] == [1, 1]
    assert [n for n, _, _ in indexed.numbers("surat", 2027)] == [1]


def test_counters_are_taken_in_the_order_of_their_names(monkeypatch):
    """Two services, two registers: no two desks can wait for each other crosswise."""
    rule = {"template": "{urut}/{tahun}"}
    services = [
        definition(id=name, number={**rule, "register": register})
        for name, register in (("one", "zebra"), ("two", "angsa"))
    ]
    with MemoryStore() as store:
        desk = make_desk(store, definition=Catalogue(services), status_indices=Spread())
        tickets = []
        for name in ("one", "two", "one"):
            form = {"name": "Siti", "purpose": "sekolah"}
            ticket = desk.submit(form, by=CITIZEN, at=START, service=name).ticket
            for action, by in (("check", OFFICER), ("paraf", SEKLUR)):
                desk.act(ticket, action, by=by, at=START)
            desk.act(ticket, "approve", by=LURAH, at=START)
            tickets.append(ticket)
        taken = []
        count = Tables.count

        def recorded(tables, name):
            taken.append(name)
            return count(tables, name)

        monkeypatch.setattr(Tables, "count", recorded)
        batch = desk.reserve_many(tickets, **BY)
        assert taken == sorted(taken)
        assert len(taken) == 6
        assert [draft.number for draft in batch.done] == ["1/2027", "1/2027", "2/2027"]
        assert [draft.register for draft in batch.done] == ["zebra", "angsa", "zebra"]


def test_nothing_asked_is_nothing_done(indexed):
    """An empty cohort is no error."""
    assert indexed.reserve_many([], **BY).done == ()
    assert indexed.issue_many([], **BY).done == ()


def test_a_part_and_its_whole_in_one_batch(indexed):
    """Issuing a part writes into the whole's history, which is then issued too."""
    whole = approved(indexed)
    form = {"name": "Siti Aminah", "purpose": "sekolah"}
    part = indexed.submit(form, by=OFFICER, at=START, parent=whole).ticket
    indexed.act(part, "check", by=OFFICER, at=START)
    indexed.act(part, "paraf", by=SEKLUR, at=START)
    indexed.act(part, "approve", by=LURAH, at=START)
    drafts = indexed.reserve_many([whole, part], **BY).done
    batch = indexed.issue_many(sealed(reversed(drafts)), **BY)
    assert [receipt.state for receipt in batch.done] == ["issued", "issued"]
    assert indexed.get(whole).inner.subrequests == {part.key: "issued"}
    assert verify_history(indexed._store).outcome is Outcome.VALID


def test_the_database_stops_in_the_middle_of_a_batch(tmp_path):
    """All of the step or nothing of it, at any database step; then it is made again."""
    with SQLiteStore(tmp_path / "l.db") as store:
        desk = make_desk(store)
        tickets = [approved(desk) for _ in range(4)]
        raw = store._connection.raw

        def interrupted(call, steps):
            left = [steps]

            def stop():
                left[0] -= 1
                return left[0] <= 0

            raw.set_progress_handler(stop, 1)
            try:
                call()
            except StoreError:
                return True
            finally:
                raw.set_progress_handler(None, 0)
            return False

        stops = 0
        for steps in range(20, 4000, 61):
            stopped = interrupted(lambda: desk.reserve_many(tickets, **BY), steps)
            stops += stopped
            if not stopped:
                break
            assert states(desk) == []
        drafts = desk.reserve_many(tickets, **BY).done
        for steps in range(20, 4000, 61):
            stopped = interrupted(lambda: desk.issue_many(sealed(drafts), **BY), steps)
            stops += stopped
            if not stopped:
                break
            assert states(desk) == ["pending"] * 4
        assert states(desk) == ["issued"] * 4
        assert stops > 10
        assert verify_history(store).outcome is Outcome.VALID


WINDOWS = ["before reserve", "after reserve", "after seal", "after issue"]
CHILD = """
import os, sys
sys.path.insert(0, sys.argv[3])
from services_office import *
from egovkit.services import SQLiteStore
path, window = sys.argv[1:3]
desk = make_desk(SQLiteStore(path))
tickets = open(path + '.tickets').read().split()
def die(here):
    if here == window:
        os.kill(os.getpid(), 9)
die('before reserve')
drafts = desk.reserve_many(tickets, by=LURAH, at=START).done
die('after reserve')
sealed = [(draft, Seal(draft.number.encode())) for draft in drafts]
die('after seal')
desk.issue_many(sealed, by=LURAH, at=START)
die('after issue')
"""


@pytest.mark.parametrize("window", WINDOWS)
def test_killed_between_two_steps_of_a_batch(tmp_path, window):
    """SIGKILL in any window: the cohort gets the same numbers when it is taken up."""
    path = tmp_path / "l.db"
    with SQLiteStore(path) as store:
        desk = make_desk(store)
        tickets = [approved(desk) for _ in range(6)]
    Path(f"{path}.tickets").write_text(" ".join(tickets))
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path, window, here], check=False
    )
    assert done.returncode == -9
    with SQLiteStore(path) as store:
        desk = make_desk(store)
        expected = {"before reserve": [], "after issue": ["issued"] * 6}
        assert states(desk) == expected.get(window, ["pending"] * 6)
        drafts = desk.reserve_many(tickets, **BY)
        if window == "after issue":
            assert {r.code for r in drafts.refused.values()} == {"closed"}
        else:
            assert [draft.ticket for draft in drafts.done] == tickets
            assert [draft.serial for draft in drafts.done] == list(range(1, 7))
            desk.issue_many(sealed(drafts.done), **BY)
        assert states(desk) == ["issued"] * 6
        assert verify_history(store).outcome is Outcome.VALID


def test_two_batches_crosswise_do_not_wait_for_each_other(postgres):
    """The same cohort forwards and backwards, again and again: no deadlock."""
    from egovkit.integrations.postgres import PostgresStore

    address = postgres.schema()
    with PostgresStore(address) as first, PostgresStore(address) as second:
        desk = make_desk(first)
        cohorts = [[approved(desk) for _ in range(8)] for _ in range(5)]
        drafts = [[], []]
        errors = []

        def run(place, store, step):
            mine = make_desk(store)
            try:
                for cohort in cohorts:
                    batch = mine.reserve_many(cohort[::step], **BY)
                    drafts[place].append({d.ticket: d for d in batch.done})
            except BaseException as error:  # noqa: BLE001 - shown below
                errors.append(error)

        threads = [
            threading.Thread(target=run, args=(0, first, 1)),
            threading.Thread(target=run, args=(1, second, -1)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert drafts[0] == drafts[1]
        assert [n for n, _, _ in desk.numbers("surat", 2027)] == list(range(1, 41))


def test_a_whole_that_has_ended_is_told_nothing_more(indexed):
    """Its history ends with its end, whatever becomes of a part."""
    whole = file_one(indexed)
    form = {"name": "Siti Aminah", "purpose": "sekolah"}
    part = indexed.submit(form, by=OFFICER, at=START, parent=whole).ticket
    indexed.act(whole, "withdraw", by=CITIZEN, at=START)
    head = indexed.get(whole).head
    for action, by in (("check", OFFICER), ("paraf", SEKLUR), ("approve", LURAH)):
        indexed.act(part, action, by=by, at=START)
    indexed.issue_many(sealed(indexed.reserve_many([part], **BY).done), **BY)
    assert indexed.get(part).state == "issued"
    assert indexed.get(whole).head == head


def test_a_whole_is_told_in_which_capacity_its_part_was_issued(indexed):
    """The same officer, role and capacity stand in both histories."""
    whole = file_one(indexed)
    form = {"name": "Siti Aminah", "purpose": "sekolah"}
    part = indexed.submit(form, by=OFFICER, at=START, parent=whole).ticket
    for action, by in (("check", OFFICER), ("paraf", SEKLUR), ("approve", LURAH)):
        indexed.act(part, action, by=by, at=START)
    acting = Actor.officer("u-8", delegations=[Delegation("Plt.", "lurah", "ST-9")])
    by = {"by": acting, "at": START}
    indexed.issue_many(sealed(indexed.reserve_many([part], **by).done), **by)
    told = indexed.timeline(whole)[-1]
    assert (told.kind, told.by, told.role, told.capacity) == (
        "subrequest",
        "u-8",
        "lurah",
        "Plt.",
    )


@pytest.mark.parametrize("one", ["DOM-0000-0000-00", b"DOM", 7, None], ids=repr)
def test_one_ticket_is_not_several(desk, one):
    """Python would take a text apart, and every letter be an unknown ticket."""
    with pytest.raises(UsageError) as caught:
        desk.reserve_many(one, by=LURAH, at=START)
    assert (caught.value.code, caught.value.facts) == (
        "argument_wrong", {"argument": "tickets"},
    )  # fmt: skip
    with pytest.raises(UsageError):
        desk.issue_many(one, by=LURAH, at=START)
    assert desk.refusals == {}
