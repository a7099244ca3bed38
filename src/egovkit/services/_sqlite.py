"""Requests in SQLite: a file of our own, or the caller's connection.

Source:
    SQLite documentation, *Write-Ahead Logging* and *PRAGMA synchronous*: with
    WAL only ``FULL`` keeps acknowledged commits through a loss of power.
"""

import os
import re
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from os import PathLike, fspath
from typing import Self, TypeVar

from egovkit.errors import RetryableStoreError, StoreError
from egovkit.services._store import BorrowedStore, OwnedStore, migrate
from egovkit.services._tables import Dialect, Row, Tables

__all__ = ["MemoryStore", "SQLiteConnection", "SQLiteStore"]

T = TypeVar("T")

_RETRYABLE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_CODES = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_io",
    sqlite3.SQLITE_INTERRUPT: "store_interrupted",
    sqlite3.SQLITE_CORRUPT: "store_corrupt",
    sqlite3.SQLITE_NOTADB: "store_corrupt",
    sqlite3.SQLITE_READONLY: "store_readonly",
    sqlite3.SQLITE_CANTOPEN: "store_cannot_open",
}
# These two have no code of their own.
_NO_TABLE = re.compile(r"no such table: (main\.)?egk_")
_NO_TEXT = re.compile(r"Could not decode to UTF-8")
# A number over 64 bits, and half a character: SQLite is not even asked. Text in a
# damaged file may be none.
_REFUSED = (sqlite3.Error, OverflowError, UnicodeError)
_PRIMARY = 0xFF  # extended result codes keep the primary one in the low byte


def translated(error: Exception) -> StoreError:
    """Our error for one of sqlite3's."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code in _RETRYABLE:
        return RetryableStoreError("store_busy")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return RetryableStoreError("store_conflict")
    if isinstance(error, UnicodeDecodeError) or _NO_TEXT.match(str(error)):
        return StoreError("store_corrupt")
    if code == sqlite3.SQLITE_ERROR and _NO_TABLE.match(str(error)):
        return StoreError("store_no_tables")
    return StoreError(_CODES.get(code, "store_failed"))


class SQLiteConnection:
    """A `sqlite3.Connection`, whoever owns it.

    Rows are read through a cursor with a row factory of its own, so the
    caller's stays as it is.
    """

    dialect: Dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.raw = connection
        self._cursor = connection.cursor()
        self._cursor.row_factory = None

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement."""
        try:
            rows: list[Row] = self._cursor.execute(sql, params).fetchall()
        except _REFUSED as error:
            raise translated(error) from error
        return rows

    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.raw.in_transaction


class SQLiteStore(OwnedStore):
    """Requests in one SQLite file.

    One connection serves all threads of a process, one at a time. It is closed before
    the process is forked (as web servers do that load the application first) and
    opened anew by each: SQLite asks not to carry one into another process.

    Args:
        path: The file; created when it is not there.
        timeout: Seconds to wait for another process that writes.

    Raises:
        egovkit.errors.StoreError: The file cannot be opened or is no database.

    Example:
        >>> import tempfile, os
        >>> store = SQLiteStore(os.path.join(tempfile.mkdtemp(), "layanan.db"))
        >>> store.close()
    """

    def __init__(self, path: str | PathLike[str], *, timeout: float = 30.0) -> None:
        self._path, self._timeout = fspath(path), timeout
        self._lock = threading.RLock()
        self._writing = False
        self._paused = self._closed = False
        self._open()
        _STORES.add(self)
        try:
            with self._transaction() as tables:
                migrate(tables, "sqlite")
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        try:
            raw = sqlite3.connect(
                self._path,
                timeout=self._timeout,
                isolation_level=None,  # transactions are ours to begin
                check_same_thread=False,  # the lock above serves all threads
            )
        except sqlite3.Error as error:
            raise translated(error) from error
        connection = SQLiteConnection(raw)
        try:
            self._to_wal(connection)
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except BaseException:
            raw.close()
            raise
        self._connection = connection
        self._tables = Tables(connection)

    def _to_wal(self, connection: SQLiteConnection) -> None:
        """Turn to a write-ahead log, waiting for others who do the same just now.

        SQLite itself waits at every other place, and here fails at once.
        """
        end = time.monotonic() + self._timeout
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except RetryableStoreError:
                if time.monotonic() >= end:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _before_fork(self) -> None:
        """Wait for the other threads, and close the file until it is needed.

        What is in memory stays: the new process has a copy of its own.
        """
        self._lock.acquire()
        if not (self._writing or self._closed or self._path == MEMORY):
            self._connection.raw.close()
            self._paused = True

    def _after_fork(self) -> None:
        self._lock.release()

    @staticmethod
    def on(connection: sqlite3.Connection) -> BorrowedStore:
        """A store inside the transactions of the caller's own connection.

        Begin the transaction with ``BEGIN IMMEDIATE``: one that begins with a
        read and writes later is refused as busy when somebody else has written
        in between.
        """
        return BorrowedStore(SQLiteConnection(connection))

    @contextmanager
    def _transaction(self) -> Iterator[Tables]:
        with self._lock:
            self._make_ready()
            run = self._connection.execute
            run("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield self._tables
                run("COMMIT")
            except BaseException:
                # SQLite has often rolled back by itself (disk full, interrupt);
                # a second ROLLBACK would only hide the cause.
                if self._connection.raw.in_transaction:
                    with suppress(StoreError):
                        run("ROLLBACK")
                raise
            finally:
                self._writing = False

    def read(self, work: Callable[[Tables], T]) -> T:
        """Run work that only reads."""
        with self._lock:
            self._make_ready()
            return work(self._tables)

    def _make_ready(self) -> None:
        """Open the file again after a fork, end what an interrupted rollback left."""
        if self._paused and not self._closed:
            self._open()
            self._paused = False
        if self._connection.raw.in_transaction and not self._writing:
            self._connection.execute("ROLLBACK")

    def scrub(self) -> bool:
        """Empty the write-ahead log, so that erased bytes are in no file.

        Deleted content is overwritten with zeros (``secure_delete``) and old
        pages leave the log here, unless another process is reading.
        """
        with self._lock:
            self._make_ready()
            rows = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(rows[0][0] == 0)

    def close(self) -> None:
        """Close the file."""
        self._closed = True
        self._connection.raw.close()

    def __del__(self) -> None:
        # Python 3.13 warns of a connection that is dropped open. Nothing is lost
        # by it here: every transaction has ended.
        if getattr(self, "_connection", None) is not None:
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


MEMORY = ":memory:"
_PAUSE = 0.01  # seconds
_PRAGMAS = ("PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON")


class MemoryStore(SQLiteStore):
    """Requests in memory, for tests and trials: gone when the program ends."""

    def __init__(self) -> None:
        super().__init__(MEMORY)


_STORES: "weakref.WeakSet[SQLiteStore]" = weakref.WeakSet()
_forking: list[SQLiteStore] = []


def _before_fork() -> None:
    for store in sorted(_STORES, key=id):
        store._before_fork()  # noqa: SLF001 - in this module
        _forking.append(store)


def _after_fork() -> None:
    while _forking:
        _forking.pop()._after_fork()  # noqa: SLF001 - in this module


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing is forked
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=_after_fork,
        after_in_child=_after_fork,
    )
