"""Requests inside a SQLAlchemy transaction (extra ``sqlalchemy``).

The store works on the caller's `sqlalchemy.Connection` or session: the request, its
number and the application's own rows are committed together or not at all. SQLite
and PostgreSQL (through psycopg 3) are known.

Source:
    SQLAlchemy 2 documentation, *Working with Transactions* and, for SQLite,
    *Serializable isolation / Savepoints / Transactional DDL*.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from egovkit._optional import require
from egovkit.errors import NoTransactionError, StoreError, UsageError
from egovkit.integrations.postgres import placeholders, sqlstate_error
from egovkit.services._sqlite import translated
from egovkit.services._store import BorrowedStore
from egovkit.services._tables import Dialect, Row

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session, scoped_session

    Lender = Connection | Session | scoped_session[Any]

__all__ = ["SQLAlchemyConnection", "SQLAlchemyStore", "begin_immediate"]

_DIALECTS: dict[tuple[str, str], Dialect] = {
    ("sqlite", "pysqlite"): "sqlite",
    ("postgresql", "psycopg"): "postgres",
}


class SQLAlchemyConnection:
    """A `sqlalchemy.Connection`, or a session's of the moment, as the store sees it.

    A session lends another connection after each of its transactions, so it is
    asked for each statement.

    Args:
        lender: A connection, a session or a `sqlalchemy.orm.scoped_session`.

    Raises:
        egovkit.errors.UsageError: Another database or driver, or something else
            than those three, such as an engine.
    """

    def __init__(self, lender: "Lender") -> None:
        self._errors = require("sqlalchemy.exc", extra="sqlalchemy")
        orm = require("sqlalchemy.orm", extra="sqlalchemy")
        self._lender = cast("Any", lender)
        self._session = isinstance(lender, orm.Session | orm.scoped_session)
        bound: Any = self._lender.get_bind() if self._session else lender
        if not (self._session or hasattr(bound, "in_transaction")):
            raise UsageError("store_lender")
        key = (bound.dialect.name, bound.dialect.driver)
        if key not in _DIALECTS:
            raise UsageError("store_database")
        self.dialect: Dialect = _DIALECTS[key]

    @property
    def raw(self) -> "Connection":
        """The connection of the moment."""
        connection: Connection = (
            self._lender.connection() if self._session else self._lender
        )
        return connection

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement."""
        text = placeholders(sql) if self.dialect == "postgres" else sql
        try:
            result = self.raw.exec_driver_sql(text, tuple(params))
            return [tuple(row) for row in result] if result.returns_rows else []
        except self._errors.InvalidRequestError as error:
            # Closed, or waiting for the caller's rollback: SQLAlchemy's own refusal.
            raise NoTransactionError("no_transaction") from error
        except self._errors.DBAPIError as error:
            raise _translated(error.orig, self.dialect) from error

    def in_transaction(self) -> bool:
        """Whether a transaction is open: here, and in the driver below.

        A session opens one by itself, and it is the caller's to commit. With
        SQLite the driver begins late unless `begin_immediate` was called for the
        engine; a savepoint would then be a transaction of its own, and its end a
        commit behind the caller's back.
        """
        try:
            connection = self.raw
        except self._errors.InvalidRequestError:
            return False
        if not connection.in_transaction():
            return False
        driver: Any = connection.connection.driver_connection
        if self.dialect == "sqlite":
            return bool(driver.in_transaction)
        return not driver.autocommit


class SQLAlchemyStore(BorrowedStore):
    """A store inside the transactions of a connection or a session.

    On a session it may be kept as long as the session, over any number of commits;
    on a `sqlalchemy.orm.scoped_session`, as Flask-SQLAlchemy has one, it serves
    all threads.

    Args:
        connection: A connection, a session or a scoped session.

    Raises:
        egovkit.errors.MissingDependencyError: SQLAlchemy is not installed.
        egovkit.errors.UsageError: Another database or driver than SQLite
            (pysqlite) and PostgreSQL (psycopg), or something else than those
            three, such as an engine.
    """

    def __init__(self, connection: "Lender") -> None:
        super().__init__(SQLAlchemyConnection(connection))


def begin_immediate(engine: "Engine") -> None:
    """Let an SQLite engine begin its transactions at once, with a write lock.

    Call it once for the engine, before the first connection. Transactions that
    only read then wait for writers as well; give them an engine of their own.
    """
    event = require("sqlalchemy.event", extra="sqlalchemy")

    def connect(driver: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        driver.isolation_level = None

    def begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


def _translated(error: Any, dialect: Dialect) -> StoreError:  # noqa: ANN401
    if dialect == "postgres":
        return sqlstate_error(getattr(error, "sqlstate", None))
    return translated(error)
