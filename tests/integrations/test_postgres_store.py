"""What is PostgreSQL's own: isolation, deadlock, lost connections, psycopg's modes.

The suite that every store passes is in ``tests/services/test_stores.py``.
"""

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "services"))

from postgres_server import PostgresServer, needed
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    OFFICER,
    START,
    Seal,
    approved,
    definition,
    file_one,
    make_desk,
)

from egovkit.errors import (
    MissingDependencyError,
    NoTransactionError,
    RetryableStoreError,
    StoreError,
)
from egovkit.integrations import postgres as module
from egovkit.integrations.postgres import PostgresStore, placeholders, sqlstate_error
from egovkit.services import verify_history
from egovkit.signatures import Outcome

LATER = START + timedelta(days=3 * 366)


@pytest.fixture(scope="module")
def server():
    """A server of our own, because some tests here crash it.

    Nothing runs in it by itself: what its vacuum reads just then, `compact` keeps.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError:
        needed("psycopg is not installed (extra postgres)")
    made = PostgresServer("deadlock_timeout=100ms", "autovacuum=off")
    yield made
    made.remove()


@pytest.fixture
def conninfo(server):
    """An empty schema with the tables in it."""
    info = server.schema()
    PostgresStore(info).close()
    return info


def connect(conninfo, **options):
    """A caller's connection."""
    import psycopg

    return psycopg.connect(conninfo, **options)


def test_outside_autocommit_the_transaction_is_the_callers(conninfo):
    """Psycopg begins one with the first statement; nothing is committed for it."""
    with connect(conninfo) as connection:
        desk = make_desk(PostgresStore.on(connection))
        ticket = file_one(desk)
        connection.rollback()
        assert desk.find("9971015708459002") == ()
        ticket = file_one(desk)
        connection.commit()
        assert desk.get(ticket).state == "submitted"


def test_in_autocommit_a_transaction_must_be_open(conninfo):
    """Without one nothing is written."""
    with connect(conninfo, autocommit=True) as connection:
        desk = make_desk(PostgresStore.on(connection))
        with pytest.raises(NoTransactionError):
            file_one(desk)
        with connection.transaction():
            ticket = file_one(desk)
        assert desk.get(ticket).state == "submitted"


def test_sqlalchemy_in_autocommit_has_no_transaction(server):
    """It says "begun", and the server commits each statement by itself."""
    sqlalchemy = pytest.importorskip("sqlalchemy")
    from egovkit.integrations.sqlalchemy import SQLAlchemyStore

    engine = sqlalchemy.create_engine(
        f"postgresql+psycopg://egk@127.0.0.1:{server.port}/postgres",
        poolclass=sqlalchemy.NullPool,
    )
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        with connection.begin(), pytest.raises(NoTransactionError):
            SQLAlchemyStore(connection).create_tables()
    with engine.begin() as connection:
        SQLAlchemyStore(connection).read(lambda tables: tables.execute("SELECT 1"))
        assert SQLAlchemyStore(connection)._connection.in_transaction()
    engine.dispose()


def test_in_a_failed_transaction_nothing_is_tried(conninfo):
    """After an error of the caller's own, PostgreSQL accepts nothing more."""
    import psycopg

    with connect(conninfo) as connection:
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT 1/0")
        with pytest.raises(NoTransactionError):
            file_one(make_desk(PostgresStore.on(connection)))
        connection.rollback()


def test_the_callers_row_factory_does_not_disturb(conninfo):
    """Rows are read as plain tuples whatever the connection makes of them."""
    from psycopg.rows import dict_row

    with connect(conninfo, row_factory=dict_row) as connection:
        desk = make_desk(PostgresStore.on(connection))
        ticket = approved(desk)
        assert desk.get(ticket).state == "approved"
        assert connection.execute("SELECT 1 AS one").fetchone() == {"one": 1}


def test_a_failure_leaves_the_callers_own_work(conninfo):
    """A savepoint is rolled back, not the transaction."""
    with connect(conninfo) as connection:
        connection.execute("CREATE TABLE app (x int)")
        desk = make_desk(PostgresStore.on(connection))
        ticket = approved(desk)
        connection.execute("INSERT INTO app VALUES (1)")
        connection.execute(
            "INSERT INTO egk_number (register, year, serial, ticket, state, number)"
            " VALUES ('surat', 2027, 1, '', 'void', '')"
        )
        with pytest.raises(RetryableStoreError, match="store_conflict"):
            desk.reserve(ticket, by=LURAH, at=START)
        connection.execute("DELETE FROM egk_number")
        assert desk.reserve(ticket, by=LURAH, at=START).serial == 1
        connection.commit()
        assert connection.execute("SELECT x FROM app").fetchall() == [(1,)]


def test_a_serialization_failure_asks_for_the_transaction_again(conninfo):
    """REPEATABLE READ: somebody else changed the request since the snapshot."""
    import psycopg

    with PostgresStore(conninfo) as store, connect(conninfo) as connection:
        desk = make_desk(store)
        ticket = file_one(desk)
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        mine = make_desk(PostgresStore.on(connection))
        assert mine.get(ticket).state == "submitted"
        desk.act(ticket, "check", by=OFFICER, at=START)
        with pytest.raises(RetryableStoreError, match="store_busy"):
            mine.act(ticket, "check", by=OFFICER, at=START)
        connection.rollback()
        assert mine.get(ticket).state == "checked"


def test_two_registers_in_opposite_order_deadlock_and_one_is_told(conninfo):
    """A caller's transaction may take registers in any order; the loser retries."""
    other = definition(
        id="lain",
        number={"register": "lain", "template": "{urut}"},
    )  # fmt: skip
    with PostgresStore(conninfo) as store:
        tickets = {
            name: [approved(make_desk(store, definition=d)) for _ in range(2)]
            for name, d in (("surat", definition()), ("lain", other))
        }
    barrier = threading.Barrier(2, timeout=60)
    outcomes = []

    def run(order, nth):
        with connect(conninfo) as connection:
            try:
                for number, name in enumerate(order):
                    service = definition() if name == "surat" else other
                    desk = make_desk(PostgresStore.on(connection), definition=service)
                    desk.reserve(tickets[name][nth], by=LURAH, at=START)
                    if number == 0:
                        barrier.wait()
                connection.commit()
                outcomes.append("done")
            except RetryableStoreError as error:
                connection.rollback()
                outcomes.append(error.code)

    threads = [
        threading.Thread(target=run, args=(("surat", "lain"), 0)),
        threading.Thread(target=run, args=(("lain", "surat"), 1)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "store_busy"]
    with PostgresStore(conninfo) as store:
        assert len(make_desk(store).numbers("surat", 2027)) == 1
        assert len(make_desk(store).numbers("lain", 2027)) == 1


def test_a_lost_connection_is_named_and_made_again(server, conninfo):
    """The server crashes: the call fails, the next one connects again."""
    with PostgresStore(conninfo) as store:
        desk = make_desk(store)
        ticket = approved(desk)
        draft = desk.reserve(ticket, by=LURAH, at=START)
        server.stop()
        with pytest.raises(StoreError, match="store_connection_lost"):
            desk.issue(draft, seal=Seal(), by=LURAH, at=START)
        with pytest.raises(StoreError, match="store_connection_lost"):
            desk.get(ticket)
        server.start()
        assert desk.get(ticket).state == "approved"
        desk.issue(draft, seal=Seal(), by=LURAH, at=START)
        assert verify_history(store).outcome is Outcome.VALID
        assert store.scrub() is False


def test_without_tables_it_is_said_how_they_are_made(server):
    """A caller who forgot `create_tables` is told of it, not of a failed database."""
    with connect(server.schema()) as connection:
        store = PostgresStore.on(connection)
        with pytest.raises(StoreError, match="store_no_tables"):
            file_one(make_desk(store))
        connection.rollback()
        store.create_tables()
        assert file_one(make_desk(store))


IN_A_CHILD = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
from services_office import CITIZEN, START, file_one, make_desk
from egovkit.integrations.postgres import PostgresStore

parent = PostgresStore(sys.argv[2])
desk = make_desk(parent)
file_one(desk)
children = []
with parent._lock:  # a thread of the parent is in the middle of a transaction
    for _ in range(3):
        child = os.fork()
        if not child:
            for _ in range(10):
                file_one(desk)
            parent.close()
            os._exit(0)
        children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
file_one(desk)  # the parent's own session is as it was
assert len(desk.find(CITIZEN)) == 32
never_used = os.fork()
if not never_used:
    parent.close()
    os._exit(0)
os.waitpid(never_used, 0)
file_one(desk)
parent.close()
"""


def test_each_forked_process_has_a_connection_of_its_own(conninfo):
    """Web servers load the application and then fork; one socket cannot serve all.

    A program of its own, because a test runner with threads must not be forked.
    """
    tests = str(Path(__file__).parent.parent / "services")
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD, tests, conninfo],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    with PostgresStore(conninfo) as store:
        assert verify_history(store).outcome is Outcome.VALID


def test_the_blocks_of_the_page_run_in_order(server, tmp_path):
    """What the page asserts holds: rights, one transaction, a number not taken."""
    page = Path(__file__).parents[2] / "docs" / "howto" / "run-on-postgresql.md"
    blocks = re.findall(r"```py\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 4
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)],
        cwd=tmp_path,
        env={**os.environ, "LAYANAN_DSN": server.schema()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_nobody_listens():
    """No server: a typed error, not psycopg's."""
    with pytest.raises(StoreError, match="store_connection_lost"):
        PostgresStore("host=127.0.0.1 port=1 connect_timeout=2")


def test_two_processes_make_the_tables_at_the_same_time(server):
    """An advisory lock lets one go first; the other finds them made."""
    info = server.schema()
    errors = []

    def run():
        try:
            PostgresStore(info).close()
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize(
    ("state", "code", "again"),
    [
        ("40001", "store_busy", True),
        ("40P01", "store_busy", True),
        ("55P03", "store_busy", True),
        ("23505", "store_conflict", True),
        ("53100", "store_full", False),
        ("57014", "store_interrupted", False),
        ("25006", "store_readonly", False),
        ("57P01", "store_connection_lost", False),
        ("08006", "store_connection_lost", False),
        (None, "store_connection_lost", False),
        ("42P01", "store_no_tables", False),
        ("42703", "store_failed", False),
    ],
    ids=str,
)
def test_each_sqlstate_has_its_error(state, code, again):
    """Serialization, deadlock, lock and key conflicts are retryable; nothing else."""
    error = sqlstate_error(state)
    assert error.code == code
    assert isinstance(error, RetryableStoreError) is again


def test_placeholders_are_psycopgs():
    """A literal per cent sign stays one."""
    assert placeholders("SELECT '%' WHERE a = ?") == "SELECT '%%' WHERE a = %s"


def test_without_psycopg_the_extra_is_named(monkeypatch):
    """First use says which extra is missing."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDependencyError) as caught:
        PostgresStore("dbname=x")
    assert caught.value.facts["extra"] == "postgres"
    assert module.__all__ == ["PostgresConnection", "PostgresStore"]


def holding(server, *secrets):
    """Which of some bytes are in any file of the server's tables."""
    with connect(server.conninfo, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # what is only in memory goes to the files
    text = b""
    for path in (server.data / "base").rglob("*"):
        if path.is_file():
            with suppress(FileNotFoundError):  # the server's own, for a moment
                text += path.read_bytes()
    return [secret in text for secret in secrets]


def test_after_compacting_no_table_holds_what_was_erased(server, conninfo):
    """Key, block and pseudonym leave the files; other requests stay whole."""
    with PostgresStore(conninfo) as store:
        desk = make_desk(store)
        ticket, other = file_one(desk), file_one(desk)
        key = desk.get(ticket).ticket.key
        wrapped, block = store.read(lambda t: (t.key(key), t.data(key)[0][1]))
        pseudonym = store.read(lambda t: t.request(key).pseudonym)
        for number in (ticket, other):
            desk.act(number, "withdraw", by=CITIZEN, at=START)
        assert holding(server, wrapped, block, pseudonym) == [True] * 3
        for number in (ticket, other):
            erasure = desk.erase(number, by=ARCHIVIST, at=LATER)
            assert not erasure.scrubbed
        third = file_one(desk)
        assert holding(server, wrapped, block) == [True] * 2
        store.compact()
        # The pseudonym is the same for each of a citizen's requests.
        assert holding(server, wrapped, block, pseudonym) == [False, False, True]
        assert desk.read(third, by=OFFICER, at=START).values["name"] == "Siti Aminah"
        assert verify_history(store).outcome is Outcome.VALID


def test_a_store_that_cannot_be_opened_leaves_no_connection(conninfo):
    """By a name of its own: others that were closed just now may still be ending."""
    count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'newer'"
    with connect(conninfo, autocommit=True) as connection:
        connection.execute("UPDATE egk_meta SET value = '99' WHERE name = 'schema'")
        with pytest.raises(StoreError, match="store_newer") as kept:
            PostgresStore(f"{conninfo} application_name=newer")
        until = time.monotonic() + 60
        while connection.execute(count).fetchone() != (0,):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert kept.tb  # with every variable of the failed call


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "store_full"),
        ("58030", "store_io"),
        ("57014", "store_interrupted"),
        ("25006", "store_readonly"),
        ("57P01", "store_connection_lost"),
        ("08006", "store_connection_lost"),
        (None, "store_connection_lost"),
        ("40001", "store_busy"),
        ("40P01", "store_busy"),
        ("55P03", "store_busy"),
        ("23505", "store_conflict"),
        ("XX000", "store_failed"),
        ("42P01", "store_no_tables"),
    ],
)
def test_every_state_of_the_server_has_its_code(state, code):
    """PostgreSQL documentation, appendix A; what asks for a repetition says so."""
    error = sqlstate_error(state)
    assert error.code == code
    retry = code in ("store_busy", "store_conflict")
    assert isinstance(error, RetryableStoreError) is retry
