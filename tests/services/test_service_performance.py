"""Refusals by code, by the service's definition and day: counted, and kept.

What is refused writes nothing of the request. That it was refused is a figure of
the service itself, kept apart from every request and every person.
"""

import csv
import io
import sqlite3
import threading
from datetime import date, timedelta

import pytest
from orm_backends import ORM
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    NIK,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    approved,
    definition,
    file_one,
    issued,
    make_desk,
    sqlite_transaction,
    wib,
)

from egovkit.errors import NoTransactionError, Refused, StoreError, UsageError
from egovkit.services import (
    Actor,
    Attachment,
    Catalogue,
    MemoryStore,
    SQLiteStore,
    Ticket,
)

DAY = START.date()
FORM = {"name": "Siti", "purpose": "x"}
OTHER = Actor.citizen("9971015708459003")


def stored(desk, first=DAY, last=DAY):
    """What the report says of refusals."""
    return desk.refusals_stored(first, last)


def refused(call):
    """Make a call that is refused; gives the code."""
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def mistyped(ticket):
    """The ticket with another last symbol."""
    return ticket[:-1] + ("0" if ticket[-1] != "0" else "1")


# each verb, each way of being refused


def verbs(desk):
    """Every verb that can be refused, with the code that it is refused with."""
    new, ready, done = file_one(desk), approved(desk), issued(desk)
    draft = desk.reserve(ready, by=LURAH, at=START)
    big = Attachment("kk", "0" * 64, "application/pdf", 1001)
    when = {"at": START}
    return [
        ("wrong_role", lambda: desk.act(new, "check", by=LURAH, **when)),
        ("wrong_state", lambda: desk.act(new, "paraf", by=SEKLUR, **when)),
        ("reason_required", lambda: desk.act(new, "return", by=OFFICER, **when)),
        ("issue_in_steps", lambda: desk.act(ready, "issue", by=LURAH, **when)),
        ("not_applicant", lambda: desk.act(new, "withdraw", by=OTHER, **when)),
        (
            "form_invalid",
            lambda: desk.submit({"name": ""}, by=CITIZEN, **when),
        ),
        (
            "attachment_too_large",
            lambda: desk.submit(FORM, by=CITIZEN, attachments=[big], **when),
        ),
        (
            "reference_format",
            lambda: desk.submit(FORM, by=CITIZEN, place="a b", **when),
        ),
        ("no_draft", lambda: desk.submit(FORM, by=CITIZEN, draft=new, **when)),
        ("no_draft", lambda: desk.save_draft(FORM, by=CITIZEN, draft=new, **when)),
        ("wrong_role", lambda: desk.reserve(ready, by=OFFICER, **when)),
        ("wrong_role", lambda: desk.issue(draft, seal=Seal(), by=OFFICER, **when)),
        ("unknown_reason", lambda: desk.void(draft, reason="x", by=LURAH, **when)),
        (
            "reference_format",
            lambda: desk.signing_unknown(draft, reference="a b", by=LURAH, **when),
        ),
        ("nothing_unknown", lambda: desk.reconcile(new, str, by=LURAH, **when)),
        ("not_issued", lambda: desk.revoke(new, reason="by_court", by=LURAH, **when)),
        ("not_issued", lambda: desk.reinstate(done, by=LURAH, **when)),
        ("wrong_role", lambda: desk.read(new, by=ARCHIVIST, **when)),
        ("not_closed", lambda: desk.erase(new, by=ARCHIVIST, **when)),
        ("unknown_fact", lambda: desk.record(new, "paid", by=OFFICER, **when)),
        ("closed", lambda: desk.record(done, "paid", by=OFFICER, **when)),
        ("unknown_branch", lambda: desk.answer(new, "x", "no", by=OFFICER, **when)),
        ("reason_code", lambda: desk.link(new, "A b", done, by=OFFICER, **when)),
    ]  # fmt: skip


def test_every_verb_counts_what_it_refuses_under_the_definition(desk):
    """By code, under service and version, once each."""
    wanted = {}
    for code, call in verbs(desk):
        assert refused(call) == code
        wanted[code] = wanted.get(code, 0) + 1
    assert stored(desk) == {"domisili@1": wanted}
    assert desk.refusals == wanted


def test_what_belongs_to_no_definition_stands_apart(desk):
    """A ticket that does not exist, a service that is not in force."""
    ticket = file_one(desk)
    assert refused(lambda: desk.act("x", "check", by=OFFICER, at=START)) == "not_found"
    wrong = mistyped(ticket)
    assert refused(lambda: desk.act(wrong, "check", by=OFFICER, at=START)) == (
        "not_found"
    )
    stranger = Ticket.new("DOM")
    assert refused(lambda: desk.reserve(stranger, by=LURAH, at=START)) == "not_found"
    later = make_desk(desk._store, definition=definition(valid_from=date(2030, 1, 1)))
    assert refused(lambda: later.submit(FORM, by=CITIZEN, at=START)) == "not_in_force"
    assert stored(desk) == {"": {"not_found": 3, "not_in_force": 1}}
    assert desk.performance(DAY, DAY) == ()
    lines = desk.performance_csv(DAY, DAY).splitlines()
    assert lines[1:] == [",refusal,3,not_found", ",refusal,1,not_in_force"]


def test_asking_is_not_being_refused(desk):
    """`check`, `allowed` and looking count nothing."""
    ticket = file_one(desk)
    assert desk.check(ticket, "check", by=LURAH, at=START).code == "wrong_role"
    assert desk.allowed(ticket, by=LURAH) == ()
    with pytest.raises(Refused):
        desk.get("x")
    assert stored(desk) == {}


def test_the_day_is_the_office_s(desk):
    """23:59 and 00:00 in the office's zone are two days; both ends count."""
    ticket = file_one(desk, wib(2027, 3, 1, 9))
    for at in (wib(2027, 3, 5, 23, 59), wib(2027, 3, 6, 0, 0), wib(2027, 3, 6, 23, 59)):
        refused(lambda t=at: desk.act(ticket, "check", by=LURAH, at=t))
    fifth, sixth = date(2027, 3, 5), date(2027, 3, 6)
    assert stored(desk, fifth, fifth) == {"domisili@1": {"wrong_role": 1}}
    assert stored(desk, sixth, sixth) == {"domisili@1": {"wrong_role": 2}}
    assert stored(desk, fifth, sixth) == {"domisili@1": {"wrong_role": 3}}
    assert stored(desk, date(2027, 3, 7), date(2027, 12, 31)) == {}


def test_each_version_has_its_own_figures(desk):
    """A request stays under the version it was filed under, and so do refusals."""
    old = file_one(desk)
    newer = definition(version=2)
    both = make_desk(desk._store, definition=Catalogue([definition(), newer]))
    new = both.submit(FORM, by=CITIZEN, at=START).ticket
    for ticket in (old, new, new):
        refused(lambda t=ticket: both.act(t, "check", by=LURAH, at=START))
    assert stored(both) == {
        "domisili@1": {"wrong_role": 1},
        "domisili@2": {"wrong_role": 2},
    }


def test_the_report_shows_them_per_definition(desk):
    """As data and as CSV; a definition that only refused is there with count 0."""
    ticket = file_one(desk)
    for _ in range(2):
        refused(lambda: desk.act(ticket, "check", by=LURAH, at=START))
    refused(lambda: desk.submit({"name": ""}, by=CITIZEN, at=START))
    (report,) = desk.performance(DAY, DAY)
    assert (report.definition, report.count) == ("domisili@1", 0)
    assert report.refusals == {"form_invalid": 1, "wrong_role": 2}
    assert (report.share_on_time, report.median) == ("", 0)
    desk.act(ticket, "withdraw", by=CITIZEN, at=START)
    (report,) = desk.performance(DAY, DAY)
    assert (report.count, report.outcomes) == (1, {"withdrawn": 1})
    assert report.refusals == {"form_invalid": 1, "wrong_role": 2}
    rows = list(csv.reader(io.StringIO(desk.performance_csv(DAY, DAY))))
    assert rows[2:] == [
        ["domisili@1", "outcome", "1", "withdrawn"],
        ["domisili@1", "refusal", "1", "form_invalid"],
        ["domisili@1", "refusal", "2", "wrong_role"],
    ]


def test_batches_count_each_refusal(desk):
    """`reserve_many` refuses some and does the others; each is counted."""
    ready, new = approved(desk), file_one(desk)
    batch = desk.reserve_many([ready, new, "nonsense"], by=LURAH, at=START)
    assert len(batch.done) == 1
    assert stored(desk) == {
        "": {"not_found": 1},
        "domisili@1": {"wrong_state": 1},
    }
    draft = batch.done[0]
    desk.issue(draft, seal=Seal(b"one"), by=LURAH, at=START)
    again = desk.issue_many([(draft, Seal(b"two"))], by=LURAH, at=START)
    assert [refusal.code for refusal in again.refused.values()] == ["already_issued"]
    assert stored(desk)["domisili@1"] == {"already_issued": 1, "wrong_state": 1}


# where and when they are kept


def test_they_outlive_the_process(tmp_path):
    """A report is made by another process than the one that refused."""
    with SQLiteStore(tmp_path / "l.db") as store:
        desk = make_desk(store)
        ticket = file_one(desk)
        refused(lambda: desk.act(ticket, "check", by=LURAH, at=START))
    with SQLiteStore(tmp_path / "l.db") as store:
        again = make_desk(store)
        assert stored(again) == {"domisili@1": {"wrong_role": 1}}
        refused(lambda: again.act(ticket, "check", by=LURAH, at=START))
        assert stored(again) == {"domisili@1": {"wrong_role": 2}}


def test_no_person_and_no_request_is_in_them(desk):
    """Definition, code, day and a number: whatever was sent in."""
    name = f"{NIK}@Siti"
    refused(lambda: desk.act(name, "check", by=OFFICER, at=START))
    refused(lambda: desk.submit({"name": "", NIK: NIK}, by=CITIZEN, at=START))
    ticket = file_one(desk)
    refused(lambda: desk.act(ticket, NIK, by=OFFICER, at=START))
    rows = desk._store.read(lambda t: t.execute("SELECT * FROM egk_refusal"))
    assert len(rows) == 3
    assert NIK not in repr(rows)
    assert desk.get(ticket).ticket.key[:8] not in repr(rows).replace("-", "")


def test_a_refusal_leaves_every_other_table_as_it_was(desk):
    """Only the counter moves."""
    calls = verbs(desk)
    names = desk._store.read(
        lambda t: t.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name <> 'egk_refusal'"
        )
    )

    def rows():
        return {
            name: desk._store.read(lambda t, n=name: t.execute(f"SELECT * FROM {n}"))  # noqa: S608
            for (name,) in names
        }

    before = rows()
    for _, call in calls:
        refused(call)
    assert rows() == before


def test_a_count_that_cannot_be_written_waits(tmp_path):
    """A full disk does not hide the refusal; the count goes with the next one."""
    with SQLiteStore(tmp_path / "l.db") as store:
        desk = make_desk(store)
        ticket = file_one(desk)
        raw = store._connection.raw
        raw.execute("PRAGMA query_only = ON")
        call = lambda: desk.act(ticket, "check", by=LURAH, at=START)  # noqa: E731
        with pytest.raises((Refused, StoreError)):
            call()
        bad = lambda: desk.submit({"name": ""}, by=CITIZEN, at=START)  # noqa: E731
        assert refused(bad) == "form_invalid"
        raw.execute("PRAGMA query_only = OFF")
        assert stored(desk) == {}
        assert refused(call) == "wrong_role"
        assert stored(desk)["domisili@1"]["form_invalid"] == 1


def test_threads_lose_none(tmp_path):
    """Four threads on one desk, two desks on one file."""
    with SQLiteStore(tmp_path / "l.db") as one, SQLiteStore(tmp_path / "l.db") as two:
        desks = [make_desk(one), make_desk(two)]
        ticket = file_one(desks[0])

        def run(desk):
            for _ in range(25):
                refused(lambda: desk.act(ticket, "check", by=LURAH, at=START))

        threads = [threading.Thread(target=run, args=(d,)) for d in desks * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert stored(desks[0]) == {"domisili@1": {"wrong_role": 100}}


def test_a_time_that_is_none_is_said_first(desk):
    """Without a zone there is no day to count under."""
    with pytest.raises(UsageError):
        desk.act("x", "check", by=OFFICER, at=START.replace(tzinfo=None))
    assert stored(desk) == {}


# inside the caller's transaction


def sqlite_borrowed(_request, tmp_path):
    """The caller's sqlite3 connection."""
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    store = SQLiteStore.on(connection)
    with sqlite_transaction(connection):
        store.create_tables()
    return store, lambda: sqlite_transaction(connection), connection.close


def postgres_borrowed(request, _tmp_path):
    """The caller's psycopg connection."""
    import psycopg

    from egovkit.integrations.postgres import PostgresStore

    server = request.getfixturevalue("postgres")
    connection = psycopg.connect(server.schema(), autocommit=True)
    store = PostgresStore.on(connection)
    with connection.transaction():
        store.create_tables()
    return store, connection.transaction, connection.close


def orm(make):
    """A store inside the transactions of Django or SQLAlchemy."""

    def backend(request, tmp_path):
        made = make(request, tmp_path)
        return made.store, made.begin, made.close

    backend.__name__ = make.__name__
    return backend


@pytest.fixture(
    params=[sqlite_borrowed, postgres_borrowed, *map(orm, ORM)],
    ids=lambda make: make.__name__,
)
def borrowed(request, tmp_path):
    """A desk in the caller's transactions, and how one is begun."""
    store, begin, close = request.param(request, tmp_path)
    yield make_desk(store), begin
    close()


def test_counts_wait_for_a_transaction_of_their_own(borrowed):
    """Rolled back with the refused command, they are kept all the same."""
    desk, begin = borrowed
    with begin():
        ticket = file_one(desk)
    for _ in range(2):
        with pytest.raises(Refused), begin():
            desk.act(ticket, "check", by=LURAH, at=START)
    with begin():
        assert stored(desk) == {}
        desk.act(ticket, "check", by=OFFICER, at=START)
        assert stored(desk) == {}
    with begin():
        desk.store_refusals()
    with begin():
        assert stored(desk) == {"domisili@1": {"wrong_role": 2}}
        desk.store_refusals()
        assert stored(desk) == {"domisili@1": {"wrong_role": 2}}


def test_without_a_transaction_counts_wait_on(borrowed):
    """Nothing is begun on the caller's connection for a figure."""
    desk, begin = borrowed
    with begin():
        ticket = file_one(desk)
    with pytest.raises(Refused), begin():
        desk.act(ticket, "check", by=LURAH, at=START)
    with pytest.raises(NoTransactionError):
        desk.store_refusals()
    with begin():
        desk.store_refusals()
        assert stored(desk) == {"domisili@1": {"wrong_role": 1}}


def test_a_desk_of_its_own_needs_no_call(desk):
    """Harmless there: nothing waits."""
    desk.store_refusals()
    refused(lambda: desk.act("x", "check", by=OFFICER, at=START))
    desk.store_refusals()
    assert stored(desk) == {"": {"not_found": 1}}


# the clock's figures


def test_a_service_s_own_time_leaves_out_whom_it_waited_for():
    """Eight days waited for the applicant are not the office's days."""
    desk = make_desk(MemoryStore())
    begun = wib(2027, 4, 1, 9)  # Thursday
    ticket = file_one(desk, begun)
    desk.act(ticket, "return", by=OFFICER, reason="wrong_address", at=begun)
    back = wib(2027, 4, 12, 9)  # Monday
    desk.act(ticket, "resubmit", by=CITIZEN, at=back)
    desk.act(ticket, "withdraw", by=CITIZEN, at=wib(2027, 4, 13, 9))
    (report,) = desk.performance(date(2027, 4, 13), date(2027, 4, 13))
    assert report.used == {1: 1}
    assert (report.on_time, report.share_on_time) == (1, "100.0")
    assert report.pauses == {"wrong_address": 1}


def test_a_request_counts_on_the_day_it_was_closed(desk):
    """Not on the one it was filed; both ends of the period are in it."""
    for day in (5, 8, 10):
        ticket = file_one(desk)
        desk.act(ticket, "withdraw", by=CITIZEN, at=wib(2027, 3, day, 15))

    def count(first, last):
        return sum(r.count for r in desk.performance(first, last))

    assert count(date(2027, 3, 5), date(2027, 3, 5)) == 1
    assert count(date(2027, 3, 6), date(2027, 3, 9)) == 1
    assert count(date(2027, 3, 5), date(2027, 3, 10)) == 3
    assert count(date(2027, 3, 10), date(2027, 3, 5)) == 0


def test_the_chart_is_xml_whatever_a_service_is_called(desk):
    """One bar for each number of units; readable for a screen reader."""
    from xml.etree import ElementTree as ET

    for days in (1, 1, 3):
        ticket = file_one(desk)
        at = START + timedelta(days=days)
        desk.act(ticket, "withdraw", by=CITIZEN, at=at)
    (report,) = desk.performance(DAY, DAY + timedelta(days=9))
    root = ET.fromstring(report.to_svg())  # noqa: S314 - of our own making
    names = [element.tag.rpartition("}")[2] for element in root]
    assert names[0] == "title"
    assert names.count("rect") == max(report.used) + 1


def test_late_requests_are_measured_past_their_term():
    """A term of five working days does not hide that something took longer."""
    desk = make_desk(MemoryStore())
    begun = wib(2027, 4, 1, 9)  # Thursday; no holidays until 30 April
    for day in (9, 16, 23):  # Fridays: 6, 11 and 16 working days later
        ticket = file_one(desk, begun)
        desk.act(ticket, "withdraw", by=CITIZEN, at=wib(2027, 4, day, 9))
    (report,) = desk.performance(date(2027, 4, 1), date(2027, 4, 30))
    assert report.used == {6: 1, 11: 1, 16: 1}
    assert (report.median, report.p90) == (11, 16)
    assert (report.on_time, report.share_on_time) == (0, "0.0")


@pytest.mark.parametrize(
    ("unit", "closing", "used"),
    [
        ("hours", wib(2027, 4, 1, 9), 0),
        ("hours", wib(2027, 4, 1, 9, 1), 1),
        ("hours", wib(2027, 4, 1, 10), 1),
        ("hours", wib(2027, 4, 2, 9, 30), 25),
        ("calendar_days", wib(2027, 4, 5, 9), 4),
        ("working_days", wib(2027, 4, 5, 9), 2),
        ("working_hours", wib(2027, 4, 1, 11), 2),
        ("working_minutes", wib(2027, 4, 1, 9, 30), 30),
        ("working_minutes", wib(2027, 4, 1, 9, 0, 1), 1),
    ],
)
def test_each_unit_is_counted_in_its_own(unit, closing, used):
    """Hours as hours, not as seconds; what was begun counts whole."""
    terms = {"t": {"length": 1, "unit": unit}}
    desk = make_desk(MemoryStore(), definition=definition(terms=terms))
    ticket = file_one(desk, wib(2027, 4, 1, 9))
    desk.act(ticket, "withdraw", by=CITIZEN, at=closing)
    (report,) = desk.performance(date(2027, 4, 1), date(2027, 4, 30))
    assert report.used == {used: 1}
    assert report.median == used


def test_time_in_hours_leaves_out_the_pause():
    """Of seven hours five were the applicant's: two are the office's."""
    terms = {"t": {"length": 8, "unit": "hours"}}
    desk = make_desk(MemoryStore(), definition=definition(terms=terms))
    ticket = file_one(desk, wib(2027, 4, 1, 9))
    desk.act(
        ticket, "return", by=OFFICER, reason="wrong_address", at=wib(2027, 4, 1, 10)
    )
    desk.act(ticket, "resubmit", by=CITIZEN, at=wib(2027, 4, 1, 15))
    desk.act(ticket, "withdraw", by=CITIZEN, at=wib(2027, 4, 1, 16))
    (report,) = desk.performance(date(2027, 4, 1), date(2027, 4, 1))
    assert (report.used, report.on_time) == ({2: 1}, 1)


def test_shares_are_of_those_whose_clock_ran():
    """A clock that a later action starts: who withdrew before has no time at all."""
    terms = {"t": {"length": 5, "starts": "check"}}
    desk = make_desk(MemoryStore(), definition=definition(terms=terms))
    for _ in range(3):
        desk.act(file_one(desk), "withdraw", by=CITIZEN, at=START)
    done = issued(desk)
    assert desk.get(done).closed
    (report,) = desk.performance(DAY, DAY)
    assert (report.count, report.used) == (4, {0: 1})
    assert (report.median, report.p90, report.share_on_time) == (0, 0, "100.0")
    later = file_one(desk)
    desk.act(later, "check", by=OFFICER, at=START)
    desk.act(later, "paraf", by=SEKLUR, at=START)
    end = wib(2027, 3, 16, 9)
    desk.act(later, "reject", by=LURAH, reason="not_resident", at=end)
    (report,) = desk.performance(end.date(), end.date())
    assert report.p90 == max(report.used) > 0


def test_a_long_tail_is_one_bar():
    """Hundreds of units do not make hundreds of bars: the last one gathers them."""
    from egovkit.services import ServicePerformance

    report = ServicePerformance(
        "d@1", "t", 6, {0: 1, 29: 1, 30: 1, 31: 1, 4000: 2}, 2, {}, {}, {}
    )
    svg = report.to_svg()
    assert svg.count("<rect") == 31
    assert ">30+</text>" in svg
    assert report.p90 == 4000
