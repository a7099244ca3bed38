"""Requests in PostgreSQL, through psycopg 3 (extra ``postgres``).

`PostgresStore` has a connection of its own; `PostgresStore.on` works inside the
caller's transaction. Numbers stay gapless under any isolation level: a counter
is a row, locked until the transaction ends. A sequence would leave holes.

Source:
    PostgreSQL documentation, *Transaction Isolation* and *Explicit Locking*;
    SQLSTATE 40001 and 40P01 ask for the transaction to be run again.
"""

import os
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from egovkit._optional import require
from egovkit.errors import RetryableStoreError, StoreError
from egovkit.services._store import BorrowedStore, OwnedStore, migrate
from egovkit.services._tables import Dialect, Row, Tables

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresConnection", "PostgresStore"]

T = TypeVar("T")

# SQLSTATE → our code. Classes (two characters) stand for all of their states.
_RETRYABLE = {
    "40001": "store_busy",  # serialization failure
    "40P01": "store_busy",  # deadlock
    "55P03": "store_busy",  # lock not available
    "23505": "store_conflict",  # another transaction inserted the same key
}
_FAILED = {
    "53100": "store_full",
    "58030": "store_io",
    "57014": "store_interrupted",
    "25006": "store_readonly",
    "42P01": "store_no_tables",
}
_MIGRATION_LOCK = 0x65676F76  # "egov": one process at a time creates the tables

_COMPACT = "VACUUM (FULL) egk_key, egk_data, egk_once, egk_request"


@cache
def placeholders(sql: str) -> str:
    """Psycopg's placeholders for ours."""
    return sql.replace("%", "%%").replace("?", "%s")


def sqlstate_error(state: str | None) -> StoreError:
    """Our error for an SQLSTATE; a lost connection has none."""
    if state is None or (state[:2] in ("08", "57") and state not in _FAILED):
        return StoreError("store_connection_lost")
    if state in _RETRYABLE:
        return RetryableStoreError(_RETRYABLE[state])
    return StoreError(_FAILED.get(state, "store_failed"))


class PostgresConnection:
    """A `psycopg.Connection`, whoever owns it.

    Rows are read through a cursor with a row factory of its own.
    """

    dialect: Dialect = "postgres"

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.raw = connection
        self._psycopg = require("psycopg", extra="postgres")
        self._tuples = require("psycopg.rows", extra="postgres").tuple_row

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement."""
        try:
            with self.raw.cursor(row_factory=self._tuples) as cursor:
                cursor.execute(placeholders(sql), params)
                return list(cursor.fetchall()) if cursor.description else []
        except self._psycopg.Error as error:
            raise sqlstate_error(error.sqlstate) from error

    def in_transaction(self) -> bool:
        """Whether a transaction is open, or opens with the next statement.

        Outside autocommit psycopg opens one by itself, and it is the caller's to
        commit.
        """
        status = self.raw.info.transaction_status
        if status == self._psycopg.pq.TransactionStatus.IDLE:
            return not self.raw.autocommit
        usable = self._psycopg.pq.TransactionStatus.INTRANS
        return bool(status == usable)


class PostgresStore(OwnedStore):
    """Requests in a PostgreSQL database.

    One connection serves all threads of a process, one at a time. A process that is
    forked from one with a store (a web server that loads the application first)
    connects anew at its first call.

    Args:
        conninfo: What psycopg connects with, such as ``"dbname=layanan"``.

    Raises:
        egovkit.errors.MissingDependencyError: psycopg is not installed.
        egovkit.errors.StoreError: The server cannot be reached.
    """

    def __init__(self, conninfo: str) -> None:
        self._psycopg = require("psycopg", extra="postgres")
        self._conninfo = conninfo
        self._lock = threading.RLock()
        self._inherited: list[PostgresConnection] = []
        self._connection = self._connect()
        _STORES.add(self)
        try:
            with self._transaction() as tables:
                tables.execute("SELECT pg_advisory_xact_lock(?)", _MIGRATION_LOCK)
                migrate(tables, "postgres")
        except BaseException:
            self.close()
            raise

    @staticmethod
    def on(connection: "psycopg.Connection[Any]") -> BorrowedStore:
        """A store inside the transactions of the caller's own connection."""
        return BorrowedStore(PostgresConnection(connection))

    @staticmethod
    @contextmanager
    def once(conninfo: str) -> Iterator[BorrowedStore]:
        """A store for one transaction on a connection of its own.

        Committed at the end, rolled back after an error. Tables are neither made nor
        migrated, so it suits programs that look at a database, or mend one.

        Args:
            conninfo: As for the class.

        Raises:
            egovkit.errors.MissingDependencyError: psycopg is not installed.
            egovkit.errors.StoreError: The server cannot be reached, or failed.
        """
        psycopg = require("psycopg", extra="postgres")
        try:
            with psycopg.connect(conninfo) as connection:
                yield PostgresStore.on(connection)
        except psycopg.Error as error:
            raise sqlstate_error(error.sqlstate) from error

    def _connect(self) -> PostgresConnection:
        try:
            raw = self._psycopg.connect(self._conninfo, autocommit=True)
        except self._psycopg.Error as error:
            raise StoreError("store_connection_lost") from error
        return PostgresConnection(raw)

    def _live(self) -> PostgresConnection:
        """The connection, made again when the server has dropped it."""
        if self._connection in self._inherited or self._connection.raw.closed:
            self._connection = self._connect()
        return self._connection

    def _forked(self) -> None:
        """In a new process: the connection, and who holds the lock, are the parent's.

        It is kept, and never closed here: that would end the parent's session.
        """
        self._inherited.append(self._connection)
        self._lock = threading.RLock()

    @contextmanager
    def _transaction(self) -> Iterator[Tables]:
        with self._lock:
            connection = self._live()
            connection.execute("BEGIN")
            try:
                yield Tables(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(StoreError):
                    connection.execute("ROLLBACK")
                raise

    def read(self, work: Callable[[Tables], T]) -> T:
        """Run work that only reads."""
        with self._lock:
            return work(Tables(self._live()))

    def scrub(self) -> bool:
        """Always False: an erasure is no time to lock tables. See `compact`."""
        return False

    def compact(self) -> None:
        """Write the tables of personal data anew, without what was erased.

        PostgreSQL keeps old versions of rows in its files, and even a plain
        ``VACUUM`` leaves their bytes in free space. This is ``VACUUM FULL``: it
        locks those tables while it runs, so choose the hour, after a round of
        erasing. What a transaction that is still open may see stays; so do the
        server's log until it is recycled, archived logs and backups.

        Raises:
            egovkit.errors.StoreError: The server failed, or was not given time.
        """
        with self._lock:
            self._live().execute(_COMPACT)

    def close(self) -> None:
        """Close the connection."""
        if self._connection not in self._inherited:
            self._connection.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_STORES: "weakref.WeakSet[PostgresStore]" = weakref.WeakSet()


def _after_fork() -> None:
    for store in list(_STORES):
        store._forked()  # noqa: SLF001 - in this module


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing is forked
    os.register_at_fork(after_in_child=_after_fork)
