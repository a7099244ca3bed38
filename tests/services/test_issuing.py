"""Issuing in three steps: whatever stops in between, no number is lost."""

import shutil
import subprocess
import sys
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
    code_of,
    definition,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit.errors import DefinitionError, Refused, StoreError, UsageError
from egovkit.services import (
    Actor,
    Delegation,
    MemoryStore,
    SQLiteStore,
    recover,
    verify_history,
)
from egovkit.signatures import Outcome


class Spread:
    """Status indices: a stand-in for the keyed permutation of the qr room."""

    def index_of(self, counter):
        """Somewhere else for each counter."""
        return counter * 7919 % 1000


@pytest.fixture
def indexed():
    """A desk with a status list."""
    store = MemoryStore()
    yield make_desk(store, status_indices=Spread())
    store.close()


def test_reserving_takes_number_and_index_and_nothing_is_valid_yet(indexed):
    """After step 1 the number is pending and the index was not issued."""
    ticket = approved(indexed)
    draft = indexed.reserve(ticket, by=LURAH, at=START)
    assert (draft.number, draft.status_index) == ("400.12/1/KEL-CTH/III/2027", 919)
    assert dict(indexed.statuses()) == {}
    assert indexed.numbers("surat", 2027) == ((1, draft.number, "pending"),)
    request = indexed.get(ticket)
    assert (request.state, request.number) == ("approved", draft.number)


def test_a_crash_after_reserving_is_taken_up_again(indexed):
    """The next program gets the same draft: no second number for one letter."""
    ticket = approved(indexed)
    draft = indexed.reserve(ticket, by=LURAH, at=START)
    again = make_desk(indexed._store, status_indices=Spread())
    assert again.reserve(ticket, by=LURAH, at=wib(2027, 3, 8, 9)) == draft


def test_a_crash_after_sealing_leaves_a_seal_that_does_not_verify(indexed):
    """The seal exists, its index does not read as valid: it was never issued."""
    ticket = approved(indexed)
    draft = indexed.reserve(ticket, by=LURAH, at=START)
    assert draft.status_index not in dict(indexed.statuses())
    indexed.void(draft, reason="seal_failed", by=LURAH, at=START)
    assert draft.status_index not in dict(indexed.statuses())
    assert indexed.numbers("surat", 2027)[0][2] == "void"
    assert code_of(indexed.issue, draft, seal=Seal(), by=LURAH, at=START) == (
        "not_reserved"
    )


def test_issuing_again_with_the_same_seal_is_the_same_answer(indexed):
    """A lost answer may be asked for again; another seal is refused."""
    ticket = approved(indexed)
    draft = indexed.reserve(ticket, by=LURAH, at=START)
    receipt = indexed.issue(draft, seal=Seal(b"one"), by=LURAH, at=START)
    later = wib(2027, 3, 8, 9)
    assert indexed.issue(draft, seal=Seal(b"one"), by=LURAH, at=later) == receipt
    assert code_of(indexed.issue, draft, seal=Seal(b"two"), by=LURAH, at=later) == (
        "already_issued"
    )
    assert code_of(
        indexed.void, draft, reason="data_wrong", by=LURAH, at=later
    ) == "already_issued"  # fmt: skip
    assert dict(indexed.statuses()) == {919: "valid"}


def test_a_void_number_is_never_given_again(indexed):
    """The request can be issued under the next number; the first stays void."""
    ticket = approved(indexed)
    first = indexed.reserve(ticket, by=LURAH, at=START)
    indexed.void(first, reason="typesetting_failed", by=LURAH, at=START)
    second = indexed.reserve(ticket, by=LURAH, at=START)
    assert (first.serial, second.serial) == (1, 2)
    assert second.status_index != first.status_index
    indexed.issue(second, seal=Seal(), by=LURAH, at=START)
    states = [state for _, _, state in indexed.numbers("surat", 2027)]
    assert states == ["void", "issued"]


def test_registers_begin_again_each_year_in_the_offices_zone(desk):
    """31 December 18.00 UTC is 1 January in Jakarta."""
    old = desk.reserve(approved(desk), by=LURAH, at=wib(2026, 12, 31, 23, 59))
    new = desk.reserve(approved(desk), by=LURAH, at=wib(2027, 1, 1, 0, 0))
    assert (old.year, old.serial, new.year, new.serial) == (2027, 1, 2027, 2)
    # The request was filed on 5 March 2027: history never runs backwards, so
    # both are numbered in the year of the last event.
    early = wib(2026, 12, 31, 9)
    ticket = approved(desk, early)
    last = desk.reserve(ticket, by=LURAH, at=wib(2026, 12, 31, 23, 59))
    assert (last.year, last.serial) == (2026, 1)
    assert last.number.endswith("/XII/2026")


@pytest.mark.parametrize(
    ("by", "code"),
    [(OFFICER, "wrong_role"), (SEKLUR, "wrong_role"), (CITIZEN, "wrong_role")],
    ids=["petugas", "seklur", "citizen"],
)
def test_only_who_may_issue_reserves(desk, by, code):
    """The row ``issue`` of the workflow says who."""
    ticket = approved(desk)
    assert code_of(desk.reserve, ticket, by=by, at=START) == code
    assert desk.check(ticket, "issue", by=LURAH, at=START) is None
    assert code_of(desk.act, ticket, "issue", by=LURAH, at=START) == "issue_in_steps"


def test_reserving_needs_the_right_state(desk):
    """Before approval there is nothing to number; the counter stays."""
    ticket = file_one(desk)
    assert code_of(desk.reserve, ticket, by=LURAH, at=START) == "wrong_state"
    assert desk.numbers("surat", 2027) == ()
    draft = desk.reserve(approved(desk), by=LURAH, at=START)
    assert draft.serial == 1
    assert draft.status_index is None


def test_reasons_of_void_and_revoke_come_from_closed_lists(desk):
    """Free text has no way into the history here either."""
    draft = desk.reserve(approved(desk), by=LURAH, at=START)
    assert code_of(desk.void, draft, reason="Pak Lurah sakit", by=LURAH, at=START) == (
        "unknown_reason"
    )
    ticket = issued(desk)
    for reason, by, code in [
        ("mood", LURAH, "unknown_reason"),
        ("by_court", OFFICER, "wrong_role"),
    ]:
        assert code_of(desk.revoke, ticket, reason=reason, by=by, at=START) == code


@pytest.mark.parametrize("reason", [None, "", [], 0, True, "by_court ", "withdrawn"])
def test_nothing_is_withdrawn_without_a_reason_of_the_list(indexed, reason):
    """No reason at all is none of the list's; and the document stays as it was."""
    ticket = issued(indexed)
    index = indexed.get(ticket).inner.status_index
    for verb in (indexed.revoke, indexed.suspend):
        with pytest.raises(Refused) as caught:
            verb(ticket, reason=reason, by=LURAH, at=START)
        assert caught.value.code == "unknown_reason"
        assert caught.value.refusal.facts["allowed"] == (
            "by_court", "data_wrong", "issued_in_error", "replaced",
        )  # fmt: skip
    assert dict(indexed.statuses()) == {index: "valid"}
    draft = indexed.reserve(approved(indexed), by=LURAH, at=START)
    if reason != "withdrawn":  # which is one of the reasons to give a number up
        assert code_of(indexed.void, draft, reason=reason, by=LURAH, at=START) == (
            "unknown_reason"
        )
        assert indexed.numbers("surat", 2027)[-1][2] == "pending"


def test_a_document_is_suspended_reinstated_and_revoked(indexed):
    """Statuses follow; a revoked document stays revoked."""
    ticket = issued(indexed)
    index = indexed.get(ticket).inner.status_index
    by = {"by": LURAH, "at": START}
    assert code_of(indexed.reinstate, ticket, **by) == "not_issued"
    indexed.suspend(ticket, reason="data_wrong", **by)
    assert dict(indexed.statuses()) == {index: "suspended"}
    assert code_of(indexed.suspend, ticket, reason="data_wrong", **by) == "not_issued"
    indexed.reinstate(ticket, **by)
    assert dict(indexed.statuses()) == {index: "valid"}
    indexed.revoke(ticket, reason="by_court", **by)
    assert dict(indexed.statuses()) == {index: "revoked"}
    assert code_of(indexed.revoke, ticket, reason="by_court", **by) == "not_issued"
    assert code_of(indexed.reinstate, ticket, **by) == "not_issued"


# a remote signer that does not answer


def test_an_unknown_signature_is_settled_by_asking(indexed):
    """Never retried blindly: nothing can be issued, void or reserved meanwhile."""
    ticket = approved(indexed)
    by = {"by": LURAH, "at": START}
    draft = indexed.reserve(ticket, **by)
    assert code_of(indexed.signing_unknown, draft, reference="a b", **by) == (
        "reference_format"
    )
    indexed.signing_unknown(draft, reference="JOB-77", **by)
    assert code_of(indexed.reserve, ticket, **by) == "signing_unknown"
    assert code_of(indexed.issue, draft, seal=Seal(), **by) == "signing_unknown"
    assert code_of(indexed.void, draft, reason="seal_failed", **by) == "signing_unknown"
    asked = []

    def ask(answer):
        def signer(reference):
            asked.append(reference)
            return answer

        return signer

    assert indexed.reconcile(ticket, ask("unknown"), **by) == "unknown"
    assert indexed.get(ticket).inner.paper == "signing_unknown"
    assert indexed.reconcile(ticket, ask("signed"), **by) == "signed"
    assert asked == ["JOB-77", "JOB-77"]
    indexed.issue(draft, seal=Seal(), **by)
    assert code_of(indexed.reconcile, ticket, ask("signed"), **by) == "nothing_unknown"
    kinds = [entry.kind for entry in indexed.timeline(ticket)][-3:]
    assert kinds == ["signing_unknown", "signing_resolved", "issued"]


def test_not_signed_frees_the_number_for_another_try_or_for_void(indexed):
    """After `not_signed` the draft is as it was."""
    ticket = approved(indexed)
    by = {"by": LURAH, "at": START}
    draft = indexed.reserve(ticket, **by)
    indexed.signing_unknown(draft, reference="JOB-78", **by)
    indexed.reconcile(ticket, lambda _: "not_signed", **by)
    assert indexed.reserve(ticket, **by) == draft
    indexed.void(draft, reason="signing_failed", **by)


@pytest.mark.parametrize("answer", ["maybe", "", None, True])
def test_an_answer_that_is_none_settles_nothing(indexed, answer):
    """Read as "not signed" it would have the document signed a second time."""
    ticket = approved(indexed)
    by = {"by": LURAH, "at": START}
    draft = indexed.reserve(ticket, **by)
    indexed.signing_unknown(draft, reference="J-1", **by)
    with pytest.raises(UsageError, match="signer_answer"):
        indexed.reconcile(ticket, lambda _: answer, **by)
    assert indexed.get(ticket).inner.paper == "signing_unknown"


@pytest.mark.parametrize("seal", [None, Seal("text"), Seal(None), object()])
def test_a_seal_has_signed_bytes(indexed, seal):
    """Without them nothing is issued."""
    draft = indexed.reserve(approved(indexed), by=LURAH, at=START)
    with pytest.raises(UsageError, match="not_bytes"):
        indexed.issue(draft, seal=seal, by=LURAH, at=START)
    with pytest.raises(UsageError, match="not_bytes"):
        indexed.issue_many([(draft, seal)], by=LURAH, at=START)
    assert indexed.numbers("surat", 2027)[0][2] == "pending"


def test_a_race_while_asking_is_noticed(indexed):
    """Somebody else settled it meanwhile: the second answer is refused."""
    ticket = approved(indexed)
    by = {"by": LURAH, "at": START}
    draft = indexed.reserve(ticket, **by)
    indexed.signing_unknown(draft, reference="JOB-79", **by)

    def ask(_):
        indexed.reconcile(ticket, lambda _: "not_signed", **by)
        return "signed"

    assert code_of(indexed.reconcile, ticket, ask, **by) == "nothing_unknown"


def test_a_draft_of_another_number_is_refused(indexed):
    """A draft kept from before it was void does not issue the new number."""
    ticket = approved(indexed)
    by = {"by": LURAH, "at": START}
    old = indexed.reserve(ticket, **by)
    indexed.void(old, reason="seal_failed", **by)
    indexed.reserve(ticket, **by)
    assert code_of(indexed.issue, old, seal=Seal(), **by) == "not_reserved"


def test_a_deputy_issues_in_the_capacity_of_the_office(desk):
    """Plt. may issue; the event holds the capacity and the letter."""
    ticket = approved(desk)
    deputy = Actor.officer("u-8", delegations=[Delegation("Plt.", "lurah", "ST-9")])
    draft = desk.reserve(ticket, by=deputy, at=START)
    desk.issue(draft, seal=Seal(), by=deputy, at=START)
    entry = desk.timeline(ticket)[-1]
    assert (entry.kind, entry.role, entry.capacity) == ("issued", "lurah", "Plt.")


def test_a_service_that_numbers_nothing_issues_all_the_same():
    """Without a number rule there is no register, but a status index."""
    store = MemoryStore()
    desk = make_desk(store, definition=definition(number=None), status_indices=Spread())
    draft = desk.reserve(approved(desk), by=LURAH, at=START)
    assert (draft.number, draft.register, draft.status_index) == (None, "", 919)
    desk.issue(draft, seal=Seal(), by=LURAH, at=START)
    assert dict(desk.statuses()) == {919: "valid"}
    given_up = desk.reserve(approved(desk), by=LURAH, at=START)
    desk.void(given_up, reason="data_wrong", by=LURAH, at=START)
    assert dict(desk.statuses()) == {919: "valid"}
    assert desk.numbers("surat", 2027) == desk.numbers("", 2027) == ()
    store.close()


def test_many_statuses_are_read_page_by_page():
    """More documents than one page holds."""
    store = MemoryStore()
    desk = make_desk(store)
    rows = [(n, f"{n:010d}", "valid", 1) for n in range(1234)]
    store.write(
        lambda t: [
            t.execute(
                "INSERT INTO egk_status (idx, ticket, word, since) VALUES (?, ?, ?, ?)",
                *row,
            )
            for row in rows
        ]
    )
    assert [index for index, _ in desk.statuses()] == list(range(1234))
    store.close()


# process death between any two steps


WINDOWS = ["before reserve", "after reserve", "after seal", "after issue"]
CHILD = """
import os, sys
sys.path.insert(0, sys.argv[3])
from services_office import *
from egovkit.services import SQLiteStore
path, window = sys.argv[1:3]
desk = make_desk(SQLiteStore(path))
ticket = open(path + '.ticket').read()
def die(here):
    if here == window:
        os.kill(os.getpid(), 9)
die('before reserve')
draft = desk.reserve(ticket, by=LURAH, at=START)
die('after reserve')
seal = Seal(b'made outside')
die('after seal')
desk.issue(draft, seal=seal, by=LURAH, at=START)
die('after issue')
"""


@pytest.mark.parametrize("window", WINDOWS)
def test_killed_in_any_window_the_register_stays_whole(tmp_path, window):
    """SIGKILL between two steps: the number is missing to nobody, pending or issued."""
    path = tmp_path / "l.db"
    with SQLiteStore(path) as store:
        ticket = approved(make_desk(store))
    Path(f"{path}.ticket").write_text(ticket)
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path, window, here], check=False
    )
    assert done.returncode == -9
    with SQLiteStore(path) as store:
        desk = make_desk(store)
        states = [state for _, _, state in desk.numbers("surat", 2027)]
        expected = {"before reserve": [], "after issue": ["issued"]}
        assert states == expected.get(window, ["pending"])
        assert desk.get(ticket).closed is (window == "after issue")
        assert verify_history(store).outcome is Outcome.VALID
        if window != "after issue":
            draft = desk.reserve(ticket, by=LURAH, at=START)
            assert draft.serial == 1
            desk.issue(draft, seal=Seal(b"made again"), by=LURAH, at=START)
        assert [s for _, _, s in desk.numbers("surat", 2027)] == ["issued"]


# after restoring a backup


def test_a_restored_backup_never_gives_a_number_twice(tmp_path):
    """Counters rise above what is known from outside; the gap is void."""
    path, backup = tmp_path / "l.db", tmp_path / "backup.db"
    with SQLiteStore(path) as store:
        desk = make_desk(store, status_indices=Spread())
        issued(desk)
        store.scrub()
        shutil.copy(path, backup)
        for _ in range(3):
            issued(desk)
        known = {("surat", 2027): 4}
        indices = {index for index, _ in desk.statuses()}
    with SQLiteStore(backup) as store:
        desk = make_desk(store, status_indices=Spread())
        done = recover(store, registers=known, status_counter=4)
        assert dict(done.numbers) == {("surat", 2027): 3}
        assert (done.status_before, done.status_after) == (1, 4)
        again = recover(store, registers=known, status_counter=4)
        assert dict(again.numbers) == {("surat", 2027): 0}
        assert again.status_before == 4
        ticket = issued(desk)
        inner = desk.get(ticket).inner
        assert inner.serial == 5
        assert inner.status_index not in indices
        states = [state for _, _, state in desk.numbers("surat", 2027)]
        assert states == ["issued", "void", "void", "void", "issued"]
        with pytest.raises(UsageError, match="recover_too_many"):
            recover(store, registers={("surat", 2027): 10**9})
        assert len(desk.numbers("surat", 2027)) == 5


def test_a_missing_serial_is_noticed(desk):
    """A register with a hole is never shown as if it were whole."""
    for _ in range(3):
        issued(desk)
    desk._store.write(lambda t: t.execute("DELETE FROM egk_number WHERE serial = 2"))
    with pytest.raises(DefinitionError, match="register_gap"):
        desk.numbers("surat", 2027)


def test_a_bad_number_rule_is_found_when_it_is_stated():
    """No serial in the pattern, a slot without a value, a value without a slot."""
    rule = {"register": "surat", "template": "{urut}/{unit}", "slots": {"unit": "X"}}
    definition(number=rule)
    for change, code in [
        ({"template": "{unit}/{tahun}"}, "number_no_serial"),
        ({"slots": {}}, "number_slots"),
        ({"slots": {"unit": "X", "more": "Y"}}, "number_slots"),
        ({"template": "{urut"}, "letter_template_brace"),
    ]:
        with pytest.raises(DefinitionError) as caught:
            definition(number={**rule, **change})
        assert caught.value.code == code


def test_the_disk_is_full_while_issuing(tmp_path):
    """Nothing is written by halves: the number stays pending, the error is named."""
    with SQLiteStore(tmp_path / "l.db") as store:
        desk = make_desk(store)
        ticket = approved(desk)
        draft = desk.reserve(ticket, by=LURAH, at=START)
        pages = store.read(lambda t: t.one("PRAGMA page_count"))[0]
        store.read(lambda t: t.one(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match="store_full"):
            [file_one(desk) for _ in range(1000)]
        store.read(lambda t: t.one("PRAGMA max_page_count = 1000000"))
        assert verify_history(store).outcome is Outcome.VALID
        assert desk.numbers("surat", 2027)[0][2] == "pending"
        desk.issue(draft, seal=Seal(), by=LURAH, at=START)
