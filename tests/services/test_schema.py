"""The tables of an older egovkit go on; those of a later one are left alone.

The SQL in ``data/`` was written by the tables of version 1 and is never edited.
"""

import sqlite3
from pathlib import Path

import pytest
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import Refused, StoreError
from egovkit.services import (
    Outbox,
    SQLiteStore,
    WorkQuery,
    verify_history,
)
from egovkit.services._schema import MIGRATIONS, ddl
from egovkit.signatures import Outcome, VerificationKey

DATA = Path(__file__).with_name("data")
DAY = START.date()
CURRENT = str(len(MIGRATIONS)).encode()


def version_1(path):
    """A file as version 1 left it."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript((DATA / "schema-1-sqlite.sql").read_text("ascii"))
    raw.close()


def sqlite_store(_request, tmp_path):
    """Opened by this version."""
    version_1(tmp_path / "v1.db")
    return SQLiteStore(tmp_path / "v1.db")


def postgres_store(request, _tmp_path):
    """The same rows in PostgreSQL."""
    import psycopg

    from egovkit.integrations.postgres import PostgresStore

    conninfo = request.getfixturevalue("postgres").schema()
    with psycopg.connect(conninfo) as connection:
        connection.execute((DATA / "schema-1-postgres.sql").read_text("ascii"))
    return PostgresStore(conninfo)


@pytest.fixture(params=[sqlite_store, postgres_store], ids=["sqlite", "postgres"])
def store(request, tmp_path):
    """A store that version 1 made."""
    made = request.param(request, tmp_path)
    yield made
    made.close()


def shape(store):
    """Every column of every table, and every index."""
    if isinstance(store, SQLiteStore):
        sql = "SELECT name, sql FROM sqlite_master WHERE name LIKE 'egk%' ORDER BY name"
        return [
            (name, " ".join(text.replace("(", " ( ").replace(")", " ) ").split()))
            for name, text in store.read(lambda t: t.execute(sql))
        ]
    columns = store.read(
        lambda t: t.execute(
            "SELECT table_name, column_name, data_type, is_nullable"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name LIKE 'egk%' ORDER BY 1, 2"
        )
    )
    indexes = store.read(
        lambda t: t.execute(
            "SELECT indexname, replace(indexdef, current_schema() || '.', '')"
            " FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
        )
    )
    return [*columns, *indexes]


def test_an_older_database_becomes_what_a_new_one_is(store, request, tmp_path):
    """Version 1 migrated has the tables and indexes of one made today."""
    if isinstance(store, SQLiteStore):
        new = SQLiteStore(tmp_path / "new.db")
    else:
        new = type(store)(request.getfixturevalue("postgres").schema())
    assert shape(store) == shape(new)
    versions = [s.read(lambda t: t.meta("schema")) for s in (store, new)]
    assert versions == [CURRENT] * 2
    new.close()


def test_an_older_database_keeps_all_it_held(store):
    """Chains, checkpoint, personal data, register, keys, messages."""
    key = VerificationKey.from_pem((DATA / "schema-1-key.pem").read_bytes())
    report = verify_history(store, key=key)
    assert report.outcome is Outcome.VALID
    assert [dict(check.facts) for check in report.checks] == [
        {"events": 14, "requests": 4},
        {"checkpoints": 1},
    ]
    desk = make_desk(store)
    assert store.read(lambda t: t.meta("secret")).startswith(b"version-1")
    assert len(desk.find(CITIZEN)) == 4
    (moved,) = [i for i in desk.find(CITIZEN) if i.place == "9971"]
    assert desk.read(moved.ticket, by=OFFICER, at=START).values["purpose"] == "pindah"
    assert desk.verify_data(moved.ticket)
    assert [state for _, _, state in desk.numbers("surat", 2027)] == [
        "issued", "pending",
    ]  # fmt: skip
    assert sum(Outbox(store).counts().values()) == 14


def test_work_on_older_requests_goes_on(store):
    """Every open request of version 1 is brought to its end under this version."""
    desk = make_desk(store)
    (reserved,) = desk.worklist(WorkQuery(role="lurah"))
    draft = desk.reserve(reserved.ticket, by=LURAH, at=START)
    assert draft.number == "400.12/2/KEL-CTH/III/2027"
    desk.issue(draft, seal=Seal(), by=LURAH, at=START)
    (moved,) = desk.worklist(WorkQuery(place="9971"))
    form = {"name": "Siti Contoh", "purpose": "pindah"}
    with pytest.raises(Refused, match="idempotency_mismatch"):
        desk.submit(form, by=CITIZEN, at=START, idempotency_key="k1")
    for action, by in (("check", OFFICER), ("paraf", SEKLUR), ("approve", LURAH)):
        desk.act(moved.ticket, action, by=by, at=START)
    third = desk.reserve(moved.ticket, by=LURAH, at=START)
    assert third.serial == 3
    desk.issue(third, seal=Seal(), by=LURAH, at=START)
    (returned,) = desk.worklist(WorkQuery(states=("returned",)))
    assert desk.read(returned.ticket, by=CITIZEN, at=START).notes == {2: "buram"}
    desk.act(returned.ticket, "resubmit", by=CITIZEN, at=START)
    desk.act(returned.ticket, "withdraw", by=CITIZEN, at=START)
    (report,) = desk.performance(DAY, DAY)
    assert report.outcomes == {"issued": 3, "withdrawn": 1}
    assert report.refusals == {"idempotency_mismatch": 1}
    assert verify_history(store).outcome is Outcome.INDETERMINATE  # wants the key
    for item in desk.find(CITIZEN):
        desk.erase(item.ticket, by=ARCHIVIST, at=wib(2030, 1, 2))
    assert desk.find(CITIZEN) == ()


def raise_version(store):
    """As a later egovkit would leave it."""
    later = str(len(MIGRATIONS) + 1).encode()
    store.write(
        lambda t: t.execute(
            "UPDATE egk_meta SET value = ? WHERE name = 'schema'", later
        )
    )


def test_a_later_database_is_left_alone(store, tmp_path):
    """What this version does not know, it neither writes nor reads."""
    raise_version(store)
    before = shape(store)
    if isinstance(store, SQLiteStore):
        opened = [
            lambda: SQLiteStore(tmp_path / "v1.db"),
            lambda: verify_history(tmp_path / "v1.db"),
        ]
    else:
        opened = [lambda: type(store)(store._conninfo)]
    for call in opened:
        with pytest.raises(StoreError) as caught:
            call()
        assert caught.value.code == "store_newer"
        assert dict(caught.value.facts) == {
            "found": len(MIGRATIONS) + 1,
            "known": len(MIGRATIONS),
        }
        assert "egovkit" in caught.value.sentence("id")
    assert shape(store) == before


def test_a_caller_migrates_in_a_transaction_of_their_own(tmp_path):
    """`create_tables` on version 1: rolled back it is version 1 still."""
    version_1(tmp_path / "v1.db")
    raw = sqlite3.connect(tmp_path / "v1.db", isolation_level=None)
    store = SQLiteStore.on(raw)
    for end, version in (("ROLLBACK", b"1"), ("COMMIT", CURRENT)):
        raw.execute("BEGIN IMMEDIATE")
        store.create_tables()
        raw.execute(end)
        assert store.read(lambda t: t.meta("schema")) == version
    raw.execute("BEGIN IMMEDIATE")
    file_one(make_desk(store))
    raw_later = str(len(MIGRATIONS) + 1).encode()
    raw.execute("UPDATE egk_meta SET value = ? WHERE name = 'schema'", (raw_later,))
    with pytest.raises(StoreError, match="store_newer"):
        store.create_tables()
    raw.execute("ROLLBACK")
    raw.close()


@pytest.mark.parametrize("steps", range(1, 400, 29))
def test_an_interrupted_migration_has_not_happened(tmp_path, steps):
    """Interrupted at any database step, the file is version 1 and opens again."""
    version_1(tmp_path / "v1.db")
    connect = sqlite3.connect
    left = [steps]

    def stop():
        left[0] -= 1
        return left[0] == 0

    class Interrupted(sqlite3.Connection):
        """Stops once, after so many steps."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.set_progress_handler(stop, 1)

    sqlite3.connect = lambda *a, **k: connect(*a, **k, factory=Interrupted)
    try:
        SQLiteStore(tmp_path / "v1.db").close()
    except StoreError as error:
        assert error.code == "store_interrupted"
        raw = connect(tmp_path / "v1.db")
        (version,) = raw.execute(
            "SELECT value FROM egk_meta WHERE name = 'schema'"
        ).fetchone()
        made = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'egk_refusal'")
        assert (version, made.fetchone()) == (b"1", None)
        raw.close()
    finally:
        sqlite3.connect = connect
    with SQLiteStore(tmp_path / "v1.db") as store:
        assert store.read(lambda t: t.meta("schema")) == CURRENT
        assert verify_history(store).outcome is Outcome.INDETERMINATE


@pytest.mark.parametrize("number", range(20))
def test_many_processes_may_open_an_older_database_at_once(tmp_path, number):
    """One migrates, the others wait and find it done.

    A file that is in no write-ahead mode yet is turned to it by all of them, where
    SQLite does not wait by itself: one round in twenty failed.
    """
    import threading

    path = tmp_path / f"v{number}.db"
    version_1(path)
    errors = []

    def run():
        try:
            SQLiteStore(path).close()
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_the_published_migration_is_what_the_fixture_holds(dialect):
    """A published migration is never edited, only followed by another one."""
    text = " ".join((DATA / f"schema-1-{dialect}.sql").read_text("ascii").split())
    for statement in ddl(dialect, 0):
        assert " ".join(statement.split()) + ";" in text
