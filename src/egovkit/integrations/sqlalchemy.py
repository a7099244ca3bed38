"""Requests inside a SQLAlchemy transaction (extra ``sqlalchemy``).

The store works on the caller's `sqlalchemy.Connection`, or on a session's: the
request, its number and the application's own rows are committed together or not
at all. SQLite and PostgreSQL (through psycopg 3) are known.

Source:
    SQLAlchemy 2 documentation, *Working with Transactions* and, for SQLite,
    *Serializable isolation / Savepoints / Transactional DDL*.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from egovkit._optional import require
from egovkit.errors import StoreError, UsageError
from egovkit.integrations.postgres import placeholders, sqlstate_error
from egovkit.services._sqlite import translated
from egovkit.services._store import BorrowedStore
from egovkit.services._tables import Dialect, Row

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

__all__ = ["SQLAlchemyConnection", "SQLAlchemyStore", "begin_immediate"]

_DIALECTS: dict[tuple[str, str], Dialect] = {
    ("sqlite", "pysqlite"): "sqlite",
    ("postgresql", "psycopg"): "postgres",
}


class SQLAlchemyConnection:
    """A `sqlalchemy.Connection` as the store sees it.

    Raises:
        egovkit.errors.UsageError: Another database or driver.
    """

    def __init__(self, connection: "Connection") -> None:
        self._sqlalchemy = require("sqlalchemy.exc", extra="sqlalchemy")
        key = (connection.dialect.name, connection.dialect.driver)
        if key not in _DIALECTS:
            raise UsageError("store_database")
        self.raw = connection
        self.dialect: Dialect = _DIALECTS[key]

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement."""
        text = placeholders(sql) if self.dialect == "postgres" else sql
        try:
            result = self.raw.exec_driver_sql(text, tuple(params))
            return [tuple(row) for row in result] if result.returns_rows else []
        except self._sqlalchemy.DBAPIError as error:
            raise _translated(error.orig, self.dialect) from error

    def in_transaction(self) -> bool:
        """Whether a transaction is open: here, and in the driver below.

        With SQLite the driver begins late unless `begin_immediate` was called
        for the engine; a savepoint would then be a transaction of its own, and
        its end a commit behind the caller's back.
        """
        if not self.raw.in_transaction():
            return False
        driver: Any = self.raw.connection.driver_connection
        if self.dialect == "sqlite":
            return bool(driver.in_transaction)
        return not driver.autocommit


class SQLAlchemyStore(BorrowedStore):
    """A store inside the transactions of a connection or a session.

    Args:
        connection: A connection, or a session whose connection is taken.

    Raises:
        egovkit.errors.MissingDependencyError: SQLAlchemy is not installed.
        egovkit.errors.UsageError: Another database or driver than SQLite
            (pysqlite) and PostgreSQL (psycopg).
    """

    def __init__(self, connection: "Connection | Session") -> None:
        orm = require("sqlalchemy.orm", extra="sqlalchemy")
        lent: Any = connection
        if isinstance(connection, orm.Session):
            lent = lent.connection()
        super().__init__(SQLAlchemyConnection(lent))


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
