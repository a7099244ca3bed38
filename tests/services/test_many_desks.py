"""Several desks over one store: each serves its own services and no others."""

from datetime import timedelta

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SETUP,
    START,
    code_of,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import DefinitionError, StoreError, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    Catalogue,
    MemoryStore,
    Outbox,
    RequestDesk,
    ServiceDefinition,
    SQLiteStore,
    WorkQuery,
    verify_history,
)
from egovkit.services._tables import _WORK_ALL_PLACES, _WORK_ONE_PLACE
from egovkit.signatures import Outcome

CLOCK = Actor.system("jam")
LATE = START + timedelta(days=60)


def named(name, **changes):
    """The office's service under another name."""
    return ServiceDefinition.from_mapping({**SETUP, "id": name, **changes})


@pytest.fixture
def desks():
    """A desk for domicile letters and one for permits, over one store."""
    store = MemoryStore()
    yield make_desk(store), make_desk(store, definition=named("izin", prefix="IZN"))
    store.close()


def permit(desk, at=START, **more):
    """File an application for a permit."""
    return desk.submit({"purpose": "usaha"}, by=CITIZEN, at=at, **more).ticket


def test_a_work_list_holds_requests_of_the_desks_own_services(desks):
    """States of the same name do not mix them."""
    letters, permits = desks
    letter, licence = file_one(letters), permit(permits)
    for query in (
        WorkQuery(),
        WorkQuery(role="petugas"),
        WorkQuery(states=("submitted",)),
        WorkQuery(role="petugas", states=("submitted", "checked")),
        WorkQuery(place=""),
    ):
        assert [item.ticket for item in letters.worklist(query)] == [letter]
        assert [item.ticket for item in permits.worklist(query)] == [licence]
    assert letters.worklist(WorkQuery(service="izin")) == ()
    reminded = letters.reminders(at=START, within=timedelta(days=30))
    assert [item.ticket for item in reminded] == [letter]


def test_one_state_alone_is_still_a_list():
    """A text would be read as states of one letter each, and find nothing."""
    with pytest.raises(UsageError) as caught:
        WorkQuery(states="submitted")
    assert caught.value.code == "query_states"


def test_half_a_character_is_found_nowhere(desks):
    """SQLite is not even asked: an error of ours, as for all it refuses."""
    with pytest.raises(StoreError) as caught:
        desks[0].worklist(WorkQuery(place="\ud800"))
    assert caught.value.code == "store_failed"


@pytest.mark.parametrize("reason", [[], {}, 0, b"wrong_address"], ids=repr)
def test_a_reason_is_text(desks, reason):
    """It comes from a form: a list there is refused like any other mistake."""
    ticket = file_one(desks[0])
    with pytest.raises(UsageError) as caught:
        desks[0].act(ticket, "return", by=OFFICER, at=START, reason=reason)
    assert caught.value.code == "not_text"


def test_a_desk_finds_a_citizens_requests_with_itself(desks):
    """The same citizen, two desks, one list each."""
    letters, permits = desks
    letter, licence = file_one(letters), permit(permits)
    assert [item.ticket for item in letters.find(CITIZEN)] == [letter]
    assert [item.ticket for item in permits.find(CITIZEN)] == [licence]


@pytest.mark.parametrize("nobody", [None, 1, "", b"9971015708459002"])
def test_who_is_nobody_has_no_requests(desks, nobody):
    """A session without its citizen: the application's mistake, said in words."""
    with pytest.raises(UsageError) as caught:
        desks[0].find(nobody)
    assert caught.value.code == "actor_id_text"


def test_a_desk_of_all_services_sees_them_all(desks):
    """By date, whichever service they belong to."""
    letters, permits = desks
    letter = file_one(letters)
    licence = permit(permits, at=START - timedelta(days=2))
    catalogue = Catalogue([definition(), named("izin", prefix="IZN")])
    both = make_desk(letters._store, definition=catalogue)
    assert [i.ticket for i in both.worklist(WorkQuery())] == [licence, letter]
    assert {i.ticket for i in both.find(CITIZEN)} == {letter, licence}
    only = both.worklist(WorkQuery(service="domisili"))
    assert [item.ticket for item in only] == [letter]


def test_a_ticket_of_another_desk_is_not_found(desks):
    """Nothing is said about it, whatever is asked, and nothing is written."""
    letters, permits = desks
    licence = permit(permits)
    assert code_of(letters.get, licence) == "not_found"
    assert code_of(letters.timeline, licence) == "not_found"
    assert code_of(letters.act, licence, "check", by=OFFICER, at=START) == "not_found"
    assert code_of(letters.reserve, licence, by=LURAH, at=START) == "not_found"
    found = letters.check(licence, "check", by=OFFICER, at=START)
    assert found.code == "not_found"
    assert found.facts == {}
    assert len(permits.timeline(licence)) == 1


def test_a_known_service_in_an_unknown_version_is_the_developers_mistake(desks):
    """The catalogue has to hold every version that requests refer to."""
    letters, _ = desks
    ticket = file_one(letters)
    newer = make_desk(letters._store, definition=definition(version=2))
    for call in (
        lambda: newer.get(ticket),
        lambda: newer.worklist(WorkQuery()),
        lambda: newer.find(CITIZEN),
    ):
        with pytest.raises(DefinitionError, match="domisili@1"):
            call()


def test_terms_are_marked_by_the_desk_that_knows_them(desks):
    """Another desk's late requests neither stop the run nor are touched by it."""
    letters, permits = desks
    letter, licence = file_one(letters), permit(permits)
    assert letters.mark_overdue(by=CLOCK, at=LATE) == [letter]
    assert len(permits.timeline(licence)) == 1
    assert permits.mark_overdue(by=CLOCK, at=LATE) == [licence]


def test_requests_that_stay_open_do_not_keep_later_ones_from_being_marked(desks):
    """More long overdue requests than the limit: the next run gets past them."""
    letters, _ = desks
    old = [file_one(letters, at=START + timedelta(minutes=n)) for n in range(7)]
    assert set(letters.mark_overdue(by=CLOCK, at=LATE)) == set(old)
    new = file_one(letters, at=LATE)
    later = LATE + timedelta(days=30)
    assert letters.mark_overdue(by=CLOCK, at=later, limit=1) == [new]
    assert letters.mark_overdue(by=CLOCK, at=later, limit=1) == []


def test_a_limit_is_what_is_marked_the_oldest_first(desks):
    """Three late requests, two at a time, then the third."""
    letters, _ = desks
    tickets = [file_one(letters, at=wib(2027, 1, day, 9)) for day in (15, 4, 11)]
    by_age = [tickets[1], tickets[2], tickets[0]]
    assert letters.mark_overdue(by=CLOCK, at=LATE, limit=0) == []
    assert letters.mark_overdue(by=CLOCK, at=LATE, limit=2) == by_age[:2]
    assert letters.mark_overdue(by=CLOCK, at=LATE, limit=2) == by_age[2:]


def test_the_report_on_a_service_is_on_the_desks_own(desks):
    """Closed requests and refusals of another desk's services stay out."""
    letters, permits = desks
    for desk, ticket in ((letters, file_one(letters)), (permits, permit(permits))):
        assert code_of(desk.act, ticket, "paraf", by=OFFICER, at=START) == "wrong_state"
        desk.act(ticket, "withdraw", by=CITIZEN, at=START)
    day = START.date()
    for desk, name in ((letters, "domisili@1"), (permits, "izin@1")):
        (report,) = desk.performance(day, day)
        assert (report.definition, report.count) == (name, 1)
        assert report.refusals == {"wrong_state": 1}
        assert set(desk.refusals_stored(day, day)) == {name}


def test_a_request_may_refer_to_one_of_another_desk(desks):
    """A link is a reference only; a part of a whole needs the whole's desk."""
    letters, permits = desks
    letter = file_one(letters)
    licence = permit(permits, links={"based_on": letter})
    permits.link(licence, "see_also", letter, by=CITIZEN, at=START)
    assert set(permits.get(licence).inner.links) == {"based_on", "see_also"}
    assert code_of(permit, permits, parent=letter) == "not_found"


def test_an_agency_that_knows_its_own_service_only_ends_a_part(desks):
    """The whole hears of it, keeps its clock, and is not shown to the agency."""
    letters, permits = desks
    catalogue = Catalogue([definition(), named("izin", prefix="IZN")])
    both = make_desk(letters._store, definition=catalogue)
    whole = file_one(letters)
    part = both.submit(
        {"purpose": "usaha"}, by=CITIZEN, at=START, service="izin", parent=whole
    ).ticket
    before = letters.worklist(WorkQuery())
    permits.act(part, "withdraw", by=CITIZEN, at=START)
    assert letters.get(whole).inner.subrequests == {part.key: "withdrawn"}
    assert letters.worklist(WorkQuery()) == before
    assert code_of(permits.get, whole) == "not_found"
    assert verify_history(letters._store).outcome is Outcome.VALID


def test_what_belongs_to_the_store_is_one_for_all_desks(desks):
    """One queue of messages, one register, one history to verify."""
    letters, permits = desks
    file_one(letters)
    permit(permits)
    kinds = [m.kind for m in Outbox(letters._store).claim(at=START)]
    assert kinds == ["submitted", "submitted"]
    assert verify_history(letters._store).checks[0].facts["events"] == 2


def test_a_rare_service_among_many_is_read_through_its_index(tmp_path):
    """Rows of other services are not even looked at."""
    with SQLiteStore(tmp_path / "many.db") as store:
        for sql in (_WORK_ALL_PLACES, _WORK_ONE_PLACE):
            marks = ["x"] * (sql.count("?") - 1)
            plan = store.read(
                lambda t, sql=sql, marks=marks: t.execute(
                    f"EXPLAIN QUERY PLAN {sql}", *marks, 1
                )
            )
            text = " ".join(row[-1] for row in plan)
            assert "egk_request_" in text
            assert "service=? AND state=?" in text
            assert "TEMP B-TREE" not in text


WEST, EAST = "31.71.01.1001", "94.71.01.1001"


@pytest.fixture
def offices():
    """A desk in Jakarta and one in Jayapura, two hours ahead, over one store."""
    store = MemoryStore()
    east = RequestDesk(
        definition(), store=store, calendar=WorkCalendar.indonesia(zone="WIT")
    )
    yield make_desk(store), east
    store.close()


def filed(desk, place):
    """A request of an office, filed at the same moment as the others."""
    form = {"name": "Siti Aminah", "purpose": "sekolah"}
    return desk.submit(form, by=CITIZEN, at=START, place=place).ticket


def test_each_office_marks_its_own_by_its_own_midnight(offices):
    """At eleven in Jakarta the last day is over in Jayapura, and nowhere else."""
    west, east = offices
    mine, theirs = filed(west, WEST), filed(east, EAST)
    last = west.get(mine).deadline("promise", at=START).due
    night = wib(last.year, last.month, last.day, 23)
    assert east.get(theirs).deadline("promise", at=START).due == last
    assert west.mark_overdue(by=CLOCK, at=night, place=WEST) == []
    assert east.mark_overdue(by=CLOCK, at=night, place=EAST) == [theirs]
    assert [entry.kind for entry in west.timeline(mine)] == ["submitted"]
    morning = night + timedelta(hours=2)
    assert east.mark_overdue(by=CLOCK, at=morning, place=EAST) == []
    assert west.mark_overdue(by=CLOCK, at=morning, place=WEST) == [mine]


def test_reminders_are_of_one_office_where_it_is_named(offices):
    """Page after page, however small the pages."""
    west, east = offices
    mine = {filed(west, WEST) for _ in range(3)}
    theirs = {filed(east, EAST) for _ in range(2)}
    ahead = {"at": START, "within": timedelta(days=30)}
    for place, expected in ((WEST, mine), (EAST, theirs), (None, mine | theirs)):
        found = [i.ticket for i in west.reminders(**ahead, place=place, limit=1)]
        assert len(found) == len(expected)
        assert set(found) == expected
    assert list(west.reminders(**ahead, place="")) == []


def test_each_office_dates_its_own_anew(offices):
    """A desk with another calendar does not touch the requests of other places."""
    west, east = offices
    mine, theirs = filed(west, WEST), filed(east, EAST)
    assert (west.redate(place=WEST), east.redate(place=EAST)) == (0, 0)
    before = {i.ticket: i.due_at for i in west.worklist(WorkQuery())}
    assert before[mine] - before[theirs] == timedelta(hours=2)
    assert west.redate(place=EAST) == 1  # what naming the place is for
    after = {i.ticket: i.due_at for i in west.worklist(WorkQuery())}
    assert after[theirs] == before[mine]
    assert after[mine] == before[mine]
    assert east.redate(place="31.71.01") == 0  # a place is a name, no prefix
