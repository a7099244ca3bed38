"""The store inside SQLAlchemy's transactions: whose they are, and when none is open."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from sqlalchemy.pool import NullPool

from egovkit.errors import NoTransactionError, StoreError, UsageError
from egovkit.integrations.sqlalchemy import (
    SQLAlchemyConnection,
    SQLAlchemyStore,
    begin_immediate,
)
from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, RequestDesk, ServiceDefinition
from egovkit.testing import FixedClock

CLOCK = FixedClock()
DEFINITION = ServiceDefinition.from_mapping(
    {
        "id": "domisili",
        "title": "Surat Keterangan Domisili",
        "workflow": {
            "initial": "submitted",
            "transitions": [
                {"from": "submitted", "action": "issue", "to": "issued",
                 "roles": ["lurah"]},
            ],
        },
    }
)  # fmt: skip


@pytest.fixture
def engine(tmp_path):
    """An engine over a file, beginning its transactions at once."""
    made = sqlalchemy.create_engine(
        f"sqlite:///{tmp_path / 'app.db'}", poolclass=NullPool
    )
    begin_immediate(made)
    with made.begin() as connection:
        SQLAlchemyStore(connection).create_tables()
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
    yield made
    made.dispose()


def submit(store):
    """File one request; gives its ticket."""
    desk = RequestDesk(DEFINITION, store=store, calendar=WorkCalendar.indonesia())
    return desk.submit({}, by=Actor.citizen("warga-9001"), at=CLOCK).ticket


def count(engine, table):
    """Rows of a table, seen from another connection."""
    with engine.begin() as connection:
        query = sqlalchemy.select(sqlalchemy.func.count()).select_from(
            sqlalchemy.table(table)
        )
        return connection.execute(query).scalar()


def test_the_callers_commit_commits_both(engine):
    """The request and the application's own row are durable together."""
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('x')")
        submit(SQLAlchemyStore(connection))
    assert (count(engine, "note"), count(engine, "egk_request")) == (1, 1)


def test_the_callers_rollback_undoes_both(engine):
    """Nothing was committed behind the caller's back."""
    with engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("INSERT INTO note VALUES ('x')")
        submit(SQLAlchemyStore(connection))
        transaction.rollback()
    assert (count(engine, "note"), count(engine, "egk_request")) == (0, 0)


def test_a_session_lends_its_connection(engine):
    """The ORM's session commits the request with its objects."""
    with Session(engine) as session, session.begin():
        submit(SQLAlchemyStore(session))
    assert count(engine, "egk_request") == 1


@pytest.mark.parametrize("registry", [False, True], ids=["session", "scoped"])
def test_a_desk_on_a_session_outlives_its_transactions(engine, registry):
    """A session lends another connection after each commit; the desk stays."""
    maker = sessionmaker(engine)
    session = scoped_session(maker) if registry else maker()
    desk = RequestDesk(
        DEFINITION,
        store=SQLAlchemyStore(session),
        calendar=WorkCalendar.indonesia(),
    )
    citizen = Actor.citizen("warga-9001")
    for end in (session.commit, session.rollback, session.commit):
        desk.submit({}, by=citizen, at=CLOCK)
        end()
    session.close()
    assert len(desk.find(citizen)) == 2
    session.close()
    assert count(engine, "egk_request") == 2


def test_a_scoped_session_is_one_for_each_thread(engine):
    """One desk for all threads, as a module of a web application has it."""
    session = scoped_session(sessionmaker(engine))
    desk = RequestDesk(
        DEFINITION,
        store=SQLAlchemyStore(session),
        calendar=WorkCalendar.indonesia(),
    )

    def work(n):
        desk.submit({}, by=Actor.citizen(f"warga-{n}"), at=CLOCK)
        session.commit() if n % 2 else session.rollback()
        session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert count(engine, "egk_request") == 4


def test_a_session_that_must_be_begun_is_none_before(engine):
    """Without autobegin nothing is written, nor read, until the caller begins."""
    with Session(engine, autobegin=False) as session:
        store = SQLAlchemyStore(session)
        with pytest.raises(NoTransactionError):
            submit(store)
        with pytest.raises(NoTransactionError):
            store.read(lambda tables: tables.meta("schema"))
        with session.begin():
            submit(store)
    assert count(engine, "egk_request") == 1


def test_a_closed_connection_says_so_with_our_error(engine):
    """Also when reading, which needs no transaction."""
    with engine.begin() as connection:
        store = SQLAlchemyStore(connection)
    for use in (store.read, store.write):
        with pytest.raises(NoTransactionError):
            use(lambda tables: tables.meta("schema"))


@pytest.mark.parametrize("make", [lambda engine: engine, str], ids=["engine", "text"])
def test_what_has_no_transaction_is_refused_at_once(engine, make):
    """An engine is where connections come from: there is nothing to write into."""
    with pytest.raises(UsageError) as refused:
        SQLAlchemyStore(make(engine))
    assert refused.value.code == "store_lender"


def test_no_transaction_no_writing(engine):
    """Outside a transaction there is an error before anything is written."""
    with engine.connect() as connection:
        store = SQLAlchemyStore(connection)
        with pytest.raises(NoTransactionError):
            store.create_tables()


def test_a_driver_that_begins_late_is_no_transaction(tmp_path):
    """Without `begin_immediate` SQLAlchemy says "begun" before SQLite has.

    A savepoint would then be a transaction of its own and its release a commit.
    """
    lazy = sqlalchemy.create_engine(
        f"sqlite:///{tmp_path / 'lazy.db'}", poolclass=NullPool
    )
    with lazy.connect() as connection, connection.begin():
        assert not SQLAlchemyConnection(connection).in_transaction()
        with pytest.raises(NoTransactionError):
            SQLAlchemyStore(connection).create_tables()
    lazy.dispose()


def test_errors_of_the_database_are_ours(engine):
    """A statement that fails raises a StoreError with a code."""
    with engine.begin() as connection:
        adapter = SQLAlchemyConnection(connection)
        with pytest.raises(StoreError) as failed:
            adapter.execute("SELECT * FROM nothing_of_that_name")
    assert failed.value.code == "store_failed"


def test_other_databases_are_refused_at_once():
    """A dialect that was never tested is refused by name, not by a strange error."""
    strange = sqlalchemy.create_mock_engine("mysql+pymysql://", lambda *_: None)
    with Session(strange) as session, pytest.raises(UsageError) as refused:
        SQLAlchemyConnection(session)
    assert refused.value.code == "store_database"
