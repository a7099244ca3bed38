"""Stores: all or nothing, and tried again only when the database asks for it."""

import sqlite3
import threading

import pytest
from services_office import file_one, make_desk

from egovkit.errors import NoTransactionError, RetryableStoreError, StoreError
from egovkit.services import MemoryStore, SQLiteStore
from egovkit.services._sqlite import SQLiteConnection, translated

PUT = "INSERT INTO egk_counter (name, value) VALUES (?, 1)"


def counters(store):
    """The names of the counters that were written."""
    rows = store.read(lambda t: t.execute("SELECT name FROM egk_counter ORDER BY name"))
    return [name for (name,) in rows]


class Work:
    """Writes a row, and fails a number of times before it succeeds."""

    def __init__(self, failures, error):
        self.failures, self.error, self.tries = failures, error, 0

    def __call__(self, tables):
        self.tries += 1
        tables.execute(PUT, f"try {self.tries}")
        if self.tries <= self.failures:
            raise self.error
        return self.tries


@pytest.fixture
def store():
    """A store of our own."""
    with MemoryStore() as store:
        yield store


@pytest.mark.parametrize("failures", [0, 1, 6, 7])
def test_work_is_repeated_until_it_succeeds(store, failures):
    """Up to eight times in all; what a failed try wrote is gone."""
    work = Work(failures, RetryableStoreError("store_busy"))
    assert store.write(work) == failures + 1
    assert counters(store) == [f"try {failures + 1}"]


@pytest.mark.parametrize("failures", [8, 9, 100])
def test_after_eight_tries_the_caller_hears_of_it(store, failures):
    """The last error is the one that is raised; nothing was written."""
    work = Work(failures, RetryableStoreError("store_conflict"))
    with pytest.raises(RetryableStoreError, match="store_conflict"):
        store.write(work)
    assert work.tries == 8
    assert counters(store) == []


@pytest.mark.parametrize(
    "error", [StoreError("store_full"), ValueError("x"), KeyboardInterrupt()], ids=repr
)
def test_what_will_not_pass_by_itself_is_not_tried_again(store, error):
    """A full disk, a fault of ours, somebody at the keyboard: once, and undone."""
    work = Work(1, error)
    with pytest.raises(type(error)):
        store.write(work)
    assert work.tries == 1
    assert counters(store) == []
    assert store.write(work) == 2
    assert store.apart(lambda t: t.execute(PUT, "apart")) is True
    assert counters(store) == ["apart", "try 2"]


def test_work_inside_work_is_refused(store):
    """A transaction is not begun twice on one connection; the outer one goes on."""

    def outer(tables):
        tables.execute(PUT, "outer")
        with pytest.raises(StoreError, match="store_failed"):
            store.write(lambda t: t.execute(PUT, "inner"))
        tables.execute(PUT, "still outer")

    store.write(outer)
    assert counters(store) == ["outer", "still outer"]
    store.write(lambda t: t.execute(PUT, "after"))
    assert counters(store) == ["after", "outer", "still outer"]


def test_threads_take_turns(tmp_path):
    """One connection, many threads: each transaction whole, none lost."""
    with SQLiteStore(tmp_path / "l.db") as store:

        def work(tables):
            value = tables.count("n")
            tables.execute(PUT, f"thread {value:03}")

        threads = [
            threading.Thread(target=lambda: [store.write(work) for _ in range(20)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        names = [f"thread {n:03}" for n in range(1, 81)]
        assert counters(store) == ["n", *names]


# the caller's connection


@pytest.fixture
def borrowed():
    """A caller's connection, and a store on it with its tables."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    store = SQLiteStore.on(connection)
    connection.execute("BEGIN")
    store.create_tables()
    connection.execute("COMMIT")
    yield connection, store
    connection.close()


def test_a_borrowed_store_tries_once(borrowed):
    """Only the caller can repeat the caller's transaction."""
    connection, store = borrowed
    work = Work(1, RetryableStoreError("store_busy"))
    connection.execute("BEGIN")
    connection.execute(PUT, ("mine",))
    with pytest.raises(RetryableStoreError):
        store.write(work)
    assert work.tries == 1
    assert connection.in_transaction
    connection.execute("COMMIT")
    assert counters(store) == ["mine"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, GeneratorExit, StoreError])
def test_whatever_stops_the_work_undoes_it_and_no_more(borrowed, error):
    """The savepoint ends with it; the next work has one of its own."""
    connection, store = borrowed
    connection.execute("BEGIN")
    store.write(lambda t: t.execute(PUT, "before"))
    with pytest.raises(error):
        store.write(Work(1, error("x")))
    with pytest.raises(sqlite3.OperationalError, match="no such savepoint"):
        connection.execute("RELEASE SAVEPOINT egovkit")
    connection.execute("COMMIT")
    assert counters(store) == ["before"]


def test_without_a_transaction_nothing_is_written(borrowed):
    """Reading needs none; ``apart`` has none to offer, and runs nothing."""
    connection, store = borrowed
    with pytest.raises(NoTransactionError):
        store.write(Work(0, ValueError))
    with pytest.raises(NoTransactionError):
        store.create_tables()
    ran = []
    assert store.apart(ran.append) is False
    assert (ran, counters(store), connection.in_transaction) == ([], [], False)


def test_a_transaction_that_sqlite_ended_by_itself_keeps_its_cause(borrowed):
    """A full disk ends the savepoint with everything else; no word of the savepoint."""
    connection, store = borrowed
    desk = make_desk(store)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    connection.execute("BEGIN")
    with pytest.raises(StoreError, match="store_full"):
        [file_one(desk) for _ in range(1000)]
    connection.execute("PRAGMA max_page_count = 1000000")
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    file_one(desk)
    connection.execute("COMMIT")


# errors

CODES = {
    "SQLITE_BUSY": (True, "store_busy"),
    "SQLITE_BUSY_SNAPSHOT": (True, "store_busy"),
    "SQLITE_BUSY_RECOVERY": (True, "store_busy"),
    "SQLITE_LOCKED": (True, "store_busy"),
    "SQLITE_LOCKED_SHAREDCACHE": (True, "store_busy"),
    "SQLITE_CONSTRAINT": (True, "store_conflict"),
    "SQLITE_CONSTRAINT_PRIMARYKEY": (True, "store_conflict"),
    "SQLITE_CONSTRAINT_UNIQUE": (True, "store_conflict"),
    "SQLITE_FULL": (False, "store_full"),
    "SQLITE_IOERR": (False, "store_io"),
    "SQLITE_IOERR_WRITE": (False, "store_io"),
    "SQLITE_IOERR_FSYNC": (False, "store_io"),
    "SQLITE_INTERRUPT": (False, "store_interrupted"),
    "SQLITE_CORRUPT": (False, "store_corrupt"),
    "SQLITE_CORRUPT_VTAB": (False, "store_corrupt"),
    "SQLITE_NOTADB": (False, "store_corrupt"),
    "SQLITE_READONLY": (False, "store_readonly"),
    "SQLITE_READONLY_DBMOVED": (False, "store_readonly"),
    "SQLITE_CANTOPEN": (False, "store_cannot_open"),
    "SQLITE_CANTOPEN_ISDIR": (False, "store_cannot_open"),
    "SQLITE_ERROR": (False, "store_failed"),
    "SQLITE_MISUSE": (False, "store_failed"),
}


@pytest.mark.parametrize("name", CODES)
def test_each_of_sqlites_codes_has_ours(name):
    """Extended codes too: the primary one lies in the low byte."""
    error = sqlite3.OperationalError("detail with a path")
    error.sqlite_errorcode = getattr(sqlite3, name)
    retryable, code = CODES[name]
    found = translated(error)
    assert (isinstance(found, RetryableStoreError), found.code) == (retryable, code)
    assert "path" not in str(found)


@pytest.mark.parametrize(
    "error",
    [sqlite3.ProgrammingError("closed"), OverflowError("big"), ValueError("x")],
    ids=repr,
)  # fmt: skip
def test_an_error_without_a_code_has_failed(error):
    """Closed connections, integers over 64 bits: not to be tried again."""
    found = translated(error)
    assert (type(found), found.code) == (StoreError, "store_failed")


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**30])
def test_an_integer_that_sqlite_cannot_hold(store, value):
    """Typed, and the connection goes on."""
    with pytest.raises(StoreError, match="store_failed"):
        store.read(lambda t: t.execute("SELECT ?", value))
    for edge in (2**63 - 1, -(2**63)):
        assert store.read(lambda t, n=edge: t.one("SELECT ?", n)) == (edge,)


def test_rows_are_plain_whatever_the_caller_set():
    """A row factory of the caller's is for the caller's own rows."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.row_factory = lambda _, row: {"n": row[0]}
    connection = SQLiteConnection(raw)
    assert connection.execute("SELECT 1, 'a'") == [(1, "a")]
    assert raw.execute("SELECT 1").fetchone() == {"n": 1}
    assert (connection.dialect, connection.in_transaction()) == ("sqlite", False)
    raw.execute("BEGIN")
    assert connection.in_transaction() is True
    raw.close()
    with pytest.raises(StoreError, match="store_failed"):
        connection.execute("SELECT 1")
