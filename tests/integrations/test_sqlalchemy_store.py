"""The store inside SQLAlchemy's transactions: whose they are, and when none is open."""

import pytest
import sqlalchemy
from sqlalchemy.orm import Session
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
    engine = sqlalchemy.create_mock_engine("mysql+pymysql://", lambda *_: None)
    with pytest.raises(UsageError) as refused:
        SQLAlchemyConnection(engine)
    assert refused.value.code == "store_database"
