"""SQLite in particular: its files, and the caller's connection in every mode."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from services_office import (
    LURAH,
    OFFICER,
    START,
    approved,
    file_one,
    issued,
    make_desk,
    sqlite_transaction,
)

from egovkit.errors import (
    NoTransactionError,
    RetryableStoreError,
    StoreError,
)
from egovkit.services import (
    SQLiteStore,
    WorkQuery,
    verify_history,
)
from egovkit.signatures import Outcome


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    """Corrupt, missing directory: typed errors."""
    (tmp_path / "text.db").write_text("this is not a database, not at all" * 40)
    with pytest.raises(StoreError, match="store_corrupt"):
        SQLiteStore(tmp_path / "text.db")
    with pytest.raises(StoreError, match="store_cannot_open"):
        SQLiteStore(tmp_path / "none" / "x.db")


def test_the_file_is_durable_and_shared(tmp_path):
    """WAL with FULL: acknowledged commits survive a loss of power."""
    with SQLiteStore(tmp_path / "l.db") as store:
        pragma = {
            name: store.read(lambda t, n=name: t.one(f"PRAGMA {n}"))[0]
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def caller_connection(path, mode):
    """A caller's connection in one of sqlite3's transaction modes."""
    if mode == "legacy":
        return sqlite3.connect(path)
    if mode == "none":
        return sqlite3.connect(path, isolation_level=None)
    return sqlite3.connect(path, autocommit=mode == "autocommit")


MODES = ["legacy", "none"]
if hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL"):  # Python 3.12 and later
    MODES += ["autocommit", "no autocommit"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_of_the_callers_connection_is_respected(tmp_path, mode):
    """Nothing is begun or committed for the caller, in any transaction mode."""
    connection = caller_connection(tmp_path / "a.db", mode)
    store = SQLiteStore.on(connection)
    always_open = mode == "no autocommit"
    if not always_open:
        with pytest.raises(NoTransactionError):
            store.create_tables()
        connection.execute("BEGIN IMMEDIATE")
    store.create_tables()
    connection.execute("CREATE TABLE app (x)")
    finish(connection, "commit", mode)
    desk = make_desk(store)

    if not always_open:
        connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO app VALUES (1)")
    file_one(desk)
    assert connection.in_transaction
    finish(connection, "rollback", mode)
    assert connection.execute("SELECT count(*) FROM app").fetchone() == (0,)
    assert desk.worklist(WorkQuery()) == ()

    if not always_open:
        connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO app VALUES (1)")
    ticket = file_one(desk)
    finish(connection, "commit", mode)
    connection.close()
    other = sqlite3.connect(tmp_path / "a.db")
    assert other.execute("SELECT count(*) FROM app").fetchone() == (1,)
    assert make_desk(SQLiteStore.on(other)).get(ticket).state == "submitted"
    other.close()


def finish(connection, verb, mode):
    """End the caller's transaction the way its mode wants it."""
    if mode == "autocommit":
        connection.execute(verb.upper())
    else:
        getattr(connection, verb)()


def test_the_callers_row_factory_stays_and_does_not_disturb(tmp_path):
    """Rows are read through a cursor of our own."""
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    connection.row_factory = sqlite3.Row
    store = SQLiteStore.on(connection)
    with sqlite_transaction(connection):
        store.create_tables()
        ticket = issued(make_desk(store))
    assert make_desk(store).get(ticket).state == "issued"
    assert connection.row_factory is sqlite3.Row
    connection.close()


def test_a_deferred_transaction_that_reads_first_may_have_to_be_repeated(tmp_path):
    """Another writer in between makes SQLite refuse the later write: retryable."""
    connection = sqlite3.connect(tmp_path / "l.db", isolation_level=None, timeout=0.05)
    with SQLiteStore(tmp_path / "l.db") as owner:
        desk = make_desk(owner)
        ticket = file_one(desk)
        mine = make_desk(SQLiteStore.on(connection))
        connection.execute("BEGIN")
        assert mine.get(ticket).state == "submitted"
        desk.act(ticket, "check", by=OFFICER, at=START)
        with pytest.raises(RetryableStoreError, match="store_busy"):
            mine.act(ticket, "check", by=OFFICER, at=START)
        connection.execute("ROLLBACK")
    connection.close()


def test_a_failure_leaves_the_callers_own_work(tmp_path):
    """The savepoint keeps what the caller wrote before in the same transaction."""
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    store = SQLiteStore.on(connection)
    with sqlite_transaction(connection):
        store.create_tables()
        connection.execute("CREATE TABLE app (x)")
    desk = make_desk(store)
    with sqlite_transaction(connection):
        connection.execute("INSERT INTO app VALUES (1)")
        ticket = approved(desk)
        draft = desk.reserve(ticket, by=LURAH, at=START)
        connection.execute("UPDATE egk_number SET serial = 2")
        connection.execute("UPDATE egk_counter SET value = 1")
        before = desk.get(ticket).head
        desk.void(draft, reason="data_wrong", by=LURAH, at=START)
        with pytest.raises(RetryableStoreError, match="store_conflict"):
            desk.reserve(ticket, by=LURAH, at=START)
        assert desk.get(ticket).head != before
        assert desk.get(ticket).inner.paper == "void"
    assert connection.execute("SELECT count(*) FROM app").fetchone() == (1,)
    connection.close()


def test_a_file_of_a_busy_neighbour_gives_a_retryable_error(tmp_path):
    """After the timeout, and after eight tries, the caller hears of it."""
    with SQLiteStore(tmp_path / "l.db", timeout=0.001) as store:
        other = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RetryableStoreError, match="store_busy"):
            file_one(make_desk(store))
        other.execute("COMMIT")
        other.close()
        file_one(make_desk(store))


def test_a_borrowed_store_cannot_scrub(tmp_path):
    """The files belong to the caller, and the answer says so."""
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    assert SQLiteStore.on(connection).scrub() is False
    connection.close()


def test_a_store_that_is_dropped_closes_its_file(tmp_path):
    """Nothing stays open, and what was acknowledged is there."""
    import gc

    store = SQLiteStore(tmp_path / "l.db")
    raw = store._connection.raw
    ticket = file_one(make_desk(store))
    del store
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError):
        raw.execute("SELECT 1")
    with SQLiteStore(tmp_path / "l.db") as again:
        assert make_desk(again).get(ticket).state == "submitted"


def test_an_interrupted_rollback_does_not_hold_up_the_next_transaction(tmp_path):
    """What was left open is ended before anything else is read or written."""
    with SQLiteStore(tmp_path / "l.db") as store:
        desk = make_desk(store)
        ticket = file_one(desk)
        raw = store._connection.raw
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE egk_request SET state = 'left open'")
        assert desk.get(ticket).state == "submitted"
        assert not raw.in_transaction
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE egk_request SET place = 'left open'")
        desk.act(ticket, "check", by=OFFICER, at=START)
        assert desk.worklist(WorkQuery(place="left open")) == ()


IN_A_CHILD = """
import os, sys, threading, time
sys.path.insert(0, sys.argv[1])
from services_office import CITIZEN, file_one, make_desk
from egovkit.services import MemoryStore, SQLiteStore

store, memory, done = SQLiteStore(sys.argv[2]), MemoryStore(), threading.Event()
desk, trial = make_desk(store), make_desk(memory)
filed = []

def work():
    while not done.is_set():
        filed.append(file_one(desk))
        time.sleep(0.01)  # SQLite asks now and then whether it is its turn

file_one(trial)
thread = threading.Thread(target=work)
thread.start()  # the parent goes on writing all the while
children = []
for _ in range(4):
    child = os.fork()
    if not child:
        for _ in range(10):
            file_one(desk)
        file_one(trial)
        assert len(trial.find(CITIZEN)) == 2
        store.close()
        os._exit(0)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
done.set()
thread.join()
assert len(desk.find(CITIZEN)) == len(filed) + 40
assert len(trial.find(CITIZEN)) == 1
store.close()
if not os.fork():
    os._exit(0)
os.wait()
try:
    desk.find(CITIZEN)
except Exception:
    pass
else:
    raise AssertionError("a closed store was opened by a fork")
memory.close()
"""


def test_each_forked_process_opens_the_file_anew(tmp_path):
    """SQLite, *How To Corrupt*, 2.6: a connection is not carried across a fork.

    Not even an idle one: a new connection of the child would share what the old one
    remembers of locks, which the child does not hold. A program of its own, because a
    test runner with threads must not be forked.
    """
    tests, path = str(Path(__file__).parent), tmp_path / "l.db"
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore::DeprecationWarning",
            "-c",
            IN_A_CHILD,
            tests,
            path,
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert verify_history(path).outcome is Outcome.VALID


def test_without_tables_it_is_said_how_they_are_made():
    """A caller who forgot `create_tables` is told of it; another table is another's."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    store = SQLiteStore.on(connection)
    with sqlite_transaction(connection):
        with pytest.raises(StoreError) as caught:
            file_one(make_desk(store))
        assert caught.value.code == "store_no_tables"
        with pytest.raises(StoreError) as caught:
            store.write(lambda tables: tables.execute("SELECT * FROM egk"))
        assert caught.value.code == "store_failed"
        store.create_tables()
        assert file_one(make_desk(store))
    connection.close()


DAMAGES = {
    "a ticket": "UPDATE egk_event SET ticket = CAST(x'bf30ff' AS TEXT)",
    "a body": "UPDATE egk_event SET body = CAST(x'bf30ff' AS TEXT)",
    # SQLite quotes it in its complaint, which then is no text either.
    "the schema": "UPDATE sqlite_schema SET sql = sql || CAST(x'20ffbf' AS TEXT)"
    " WHERE name = 'egk_event'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_bytes_that_are_no_text_are_a_damaged_file(tmp_path, damage):
    """Said as such, whoever stumbles over them: found by a fuzz run."""
    path = tmp_path / "l.db"
    with SQLiteStore(path) as store:
        file_one(make_desk(store))
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(DAMAGES[damage])
    raw.commit()
    raw.close()
    with pytest.raises(StoreError) as caught:
        verify_history(path)
    assert caught.value.code == "store_corrupt"
