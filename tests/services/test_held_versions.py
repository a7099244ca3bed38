"""A published version is what it was when the first request began under it."""

import sqlite3
import threading
from datetime import date

import pytest
from pydantic import BaseModel
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SETUP,
    START,
    DomicileForm,
    definition,
    file_one,
    make_desk,
    sqlite_transaction,
    wib,
)
from stored_requests import V1, FormV1

from egovkit.errors import DefinitionError
from egovkit.services import Actor, Catalogue, MemoryStore, SQLiteStore
from egovkit.services._digest import rules_digest

DAY = date(2027, 1, 1)
DATED = definition(valid_from=DAY)
OTHER_FLOW = {
    **SETUP["workflow"],
    "transitions": [
        {**row, "roles": ["camat"]} if row["action"] == "approve" else row
        for row in SETUP["workflow"]["transitions"]
    ],
}
RULES = {
    "workflow": OTHER_FLOW,
    "terms": {"statutory": {"length": 6}},
    "requirements": [],
    "fee": {"amount": 1},
    "number": {"register": "surat", "template": "{urut}/{tahun}"},
    "retention": {"years": 3},
    "legal_basis": ["Perda Contoh 9/2025"],
    "output": "Surat lain",
    "components": {"jaminan_pelayanan": "Maklumat pelayanan"},
    "title": "Surat Lain",
    "valid_from": date(2027, 1, 2),
    "facts": {"paid": ["bendahara"]},
    "void_reasons": ["data_wrong"],
    "erase_roles": ["camat"],
    "form_version": 2,
}


@pytest.fixture
def store():
    """Requests in memory."""
    with MemoryStore() as opened:
        yield opened


def edited(store, **changes):
    """A desk whose version 1 says something else."""
    changes = {"valid_from": DAY, **changes}
    return make_desk(store, definition=definition(**changes))


def code_of(call, *args, **kwargs):
    """The code of the error of a definition, and the version it names."""
    with pytest.raises(DefinitionError) as caught:
        call(*args, **kwargs)
    assert caught.value.facts == {"service": "domisili@1"}
    return caught.value.code


def events(store):
    """How many events there are."""
    return store.read(lambda tables: tables.one("SELECT count(*) FROM egk_event"))[0]


@pytest.mark.parametrize("change", RULES)
def test_under_an_edited_version_nothing_is_decided(store, change):
    """Neither filed nor acted; what is stored stays, and can be looked at."""
    desk = make_desk(store, definition=DATED)
    ticket, before = file_one(desk), events(store)
    other = edited(store, **{change: RULES[change]})
    assert code_of(file_one, other) == "definition_edited"
    assert code_of(other.act, ticket, "check", by=OFFICER, at=START) == (
        "definition_edited"
    )
    assert other.edited() == ("domisili@1",)
    assert events(store) == before
    assert other.get(ticket).state == "submitted"
    desk.act(ticket, "check", by=OFFICER, at=START)


CALLS = {
    "check": lambda desk, t: desk.check(t, "check", by=OFFICER, at=START),
    "draft": lambda desk, _: desk.save_draft({}, by=CITIZEN, at=START),
    "reserve": lambda desk, t: desk.reserve(t, by=LURAH, at=START),
    "extend": lambda desk, t: desk.extend(
        t, "statutory", 1, reason="x", by=OFFICER, at=START
    ),
    "link": lambda desk, t: desk.link(t, "repeats", t, by=OFFICER, at=START),
    "read": lambda desk, t: desk.read(t, by=OFFICER, at=START),
}


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_that_decides_is_held(store, verb):
    """Whatever depends on rules asks first."""
    ticket = file_one(make_desk(store, definition=DATED))
    other = edited(store, workflow=OTHER_FLOW)
    assert code_of(CALLS[verb], other, ticket) == "definition_edited"


def test_overdue_is_not_marked_under_other_terms(store):
    """A clock of an edited version would give other days."""
    file_one(make_desk(store, definition=DATED))
    other = edited(store, terms={"statutory": {"length": 1}})
    clock = Actor.system("jam")
    assert code_of(other.mark_overdue, by=clock, at=wib(2027, 5, 3, 9)) == (
        "definition_edited"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"valid_until": date(2027, 12, 31)},
        {"labels": {"lurah": {"id": "Lurah Contoh"}}},
        {"workflow": {**SETUP["workflow"], "labels": {"check": {"id": "Periksa"}}}},
    ],
    ids=["last day", "labels", "labels of states"],
)
def test_what_may_change_changes(store, change):
    """When it ends, and how names are read: no rule is another one by it."""
    ticket = file_one(make_desk(store, definition=DATED))
    later = edited(store, **change)
    later.act(ticket, "check", by=OFFICER, at=START)
    file_one(later)
    assert later.edited() == ()


def test_an_end_may_be_set_while_requests_run(store):
    """A version that takes no more requests still decides those it has."""
    ticket = file_one(make_desk(store, definition=DATED))
    ended = edited(store, valid_until=date(2027, 3, 6))
    ended.act(ticket, "check", by=OFFICER, at=wib(2027, 3, 8, 9))
    assert ended.get(ticket).state == "checked"


def test_a_version_without_a_first_day_is_free(store):
    """Nobody was promised anything yet: development changes what it likes."""
    ticket = file_one(make_desk(store))
    other = make_desk(store, definition=definition(workflow=OTHER_FLOW, fee=None))
    other.act(ticket, "check", by=OFFICER, at=START)
    assert other.edited() == ()


def test_the_next_version_says_what_it_likes(store):
    """A change is a new version; the old one stands beside it."""
    file_one(make_desk(store, definition=DATED))
    second = definition(version=2, valid_from=date(2027, 2, 1), workflow=OTHER_FLOW)
    desk = make_desk(store, definition=Catalogue([DATED, second]))
    ticket = file_one(desk)
    assert desk.get(ticket).definition.key == "domisili@2"
    assert desk.edited() == ()


def test_a_store_of_an_older_release_remembers_with_the_next_request(store):
    """Until then nothing is known of the version, and nothing refused."""
    ticket = file_one(make_desk(store, definition=DATED))
    store.write(lambda t: t.execute("DELETE FROM egk_meta WHERE name LIKE 'def%'"))
    other = edited(store, workflow=OTHER_FLOW)
    other.act(ticket, "check", by=OFFICER, at=START)
    file_one(other)
    assert make_desk(store, definition=DATED).edited() == ("domisili@1",)


def test_what_was_rolled_back_was_not_remembered(tmp_path):
    """The store remembers with the request, or not at all."""
    SQLiteStore(tmp_path / "l.db").close()
    raw = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
    borrowed = SQLiteStore.on(raw)
    desk = make_desk(borrowed, definition=DATED)
    raw.execute("BEGIN IMMEDIATE")
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START)
    raw.execute("ROLLBACK")
    with sqlite_transaction(raw):
        file_one(desk)
    with sqlite_transaction(raw):
        other = edited(borrowed, fee={"amount": 1})
        assert other.edited() == ("domisili@1",)
    raw.close()


def test_of_two_that_begin_at_once_one_is_right(tmp_path):
    """Two programs with two texts of one version: the second to write is refused."""
    path = tmp_path / "l.db"
    SQLiteStore(path).close()
    texts = [DATED, definition(valid_from=DAY, fee={"amount": 1})]
    gate, codes = threading.Barrier(2), []

    def begin(text):
        with SQLiteStore(path) as store:
            desk = make_desk(store, definition=text)
            gate.wait()
            try:
                file_one(desk)
                codes.append("filed")
            except DefinitionError as error:
                codes.append(error.code)

    threads = [threading.Thread(target=begin, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["definition_edited", "filed"]


def test_on_postgresql_two_programs_hold_each_other_to_one_text(postgres):
    """The same there: remembered with the first request, refused to the other."""
    from egovkit.integrations.postgres import PostgresStore

    with PostgresStore(postgres.schema()) as store:
        ticket = file_one(make_desk(store, definition=DATED))
        other = edited(store, workflow=OTHER_FLOW)
        assert code_of(other.act, ticket, "check", by=OFFICER, at=START) == (
            "definition_edited"
        )
        assert code_of(file_one, other) == "definition_edited"
        assert other.edited() == ("domisili@1",)


class Renamed(BaseModel):
    """A form with other fields."""

    name: str
    reason: str


class Stricter(DomicileForm):
    """The same fields, with a limit that only the schema shows."""

    __doc__ = "The same fields."


def test_of_the_form_its_fields_are_remembered():
    """Not its schema, which another release of pydantic may write otherwise."""

    def digest(form):
        return rules_digest(DATED, form)

    assert digest(DomicileForm) == digest(Stricter)
    assert digest(DomicileForm) != digest(Renamed) != digest(None)


def test_the_digest_of_rules_is_pinned():
    """Another release of this library must give the same: offices depend on it."""
    assert rules_digest(V1, FormV1).hex() == PINNED


PINNED = "887b62f49a67e0236bdd3555458206e231d4ed58eee9ab3a583421610829f4d4"
