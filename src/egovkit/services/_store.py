"""Where requests are kept.

An *owned* store has a connection of its own: it opens transactions, repeats
them when the database asks for that, and ends them. A *borrowed* store works
inside the caller's transaction on the caller's connection: it never begins,
commits or changes a setting there, so the request and the caller's own rows
become durable together or not at all.
"""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Protocol, TypeVar

from egovkit.errors import NoTransactionError, RetryableStoreError, StoreError
from egovkit.services._schema import MIGRATIONS, ddl
from egovkit.services._tables import Connection, Tables

__all__ = ["BorrowedStore", "OwnedStore", "Store", "demand_known", "migrate"]

T = TypeVar("T")
_ATTEMPTS = 8


class Store(Protocol):
    """What the desk needs: run work in a transaction, or read."""

    def write(self, work: Callable[[Tables], T]) -> T:
        """Run work in one transaction: all of it happens or nothing.

        Raises:
            egovkit.errors.StoreError: The database failed; nothing was written.
        """
        ...

    def read(self, work: Callable[[Tables], T]) -> T:
        """Run work that only reads."""
        ...

    def apart(self, work: Callable[[Tables], None]) -> bool:
        """Run work in a transaction of its own, beside whatever the caller does.

        Returns:
            Whether it was run; a borrowed store has no other transaction.

        Raises:
            egovkit.errors.StoreError: The database failed; nothing was written.
        """
        ...

    def scrub(self) -> bool:
        """Remove what was erased from the database's own files.

        Returns:
            Whether that is done; a borrowed store cannot do it.
        """
        ...


def demand_known(tables: Tables, dialect: str) -> int:
    """The version of the tables; 0 when there are none.

    Raises:
        egovkit.errors.StoreError: A later egovkit made them.
    """
    found = tables.meta("schema") if tables.one(_HAS_META[dialect]) else None
    present = int(found or b"0")
    if present > len(MIGRATIONS):
        raise StoreError("store_newer", found=present, known=len(MIGRATIONS))
    return present


def migrate(tables: Tables, dialect: str) -> None:
    """Bring the tables to this version of egovkit, in the open transaction.

    Raises:
        egovkit.errors.StoreError: A later egovkit made them.
    """
    present = demand_known(tables, dialect)
    for version in range(present, len(MIGRATIONS)):
        for statement in ddl(dialect, version):
            tables.execute(statement)
    if present == 0:
        tables.put_meta("secret", secrets.token_bytes(32))
    if present < len(MIGRATIONS):
        tables.execute("DELETE FROM egk_meta WHERE name = 'schema'")
        tables.put_meta("schema", str(len(MIGRATIONS)).encode())


_HAS_META = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'egk_meta'",
    "postgres": "SELECT 1 WHERE to_regclass('egk_meta') IS NOT NULL",
}


class BorrowedStore:
    """A store inside the caller's transaction.

    What is written is wrapped in a savepoint, so that a failure in the middle
    leaves the caller's own work as it was.

    Args:
        connection: The adapter around the caller's connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = Tables(connection)

    def create_tables(self) -> None:
        """Create or migrate the tables, in the caller's transaction."""
        self._demand_transaction()
        migrate(self._tables, self._connection.dialect)

    def _demand_transaction(self) -> None:
        if not self._connection.in_transaction():
            raise NoTransactionError("no_transaction")

    def write(self, work: Callable[[Tables], T]) -> T:
        """Run work inside the caller's transaction.

        Raises:
            egovkit.errors.NoTransactionError: The caller has none open.
        """
        self._demand_transaction()
        run = self._connection.execute
        run("SAVEPOINT egovkit")
        try:
            result = work(self._tables)
        except BaseException:
            # SQLite may have rolled the whole transaction back by itself; a
            # complaint about the savepoint would only hide the cause.
            with suppress(StoreError):
                run("ROLLBACK TO SAVEPOINT egovkit")
                run("RELEASE SAVEPOINT egovkit")
            raise
        run("RELEASE SAVEPOINT egovkit")
        return result

    def read(self, work: Callable[[Tables], T]) -> T:
        """Run work that only reads; needs no transaction."""
        return work(self._tables)

    def apart(self, work: Callable[[Tables], None]) -> bool:  # noqa: ARG002
        """Always False: the only transaction here is the caller's."""
        return False

    def scrub(self) -> bool:
        """Always False: the files belong to the caller."""
        return False


class OwnedStore:
    """A store with a connection of its own."""

    def _transaction(self) -> AbstractContextManager[Tables]:
        raise NotImplementedError

    def write(self, work: Callable[[Tables], T]) -> T:
        """Run work in a transaction, again when the database asks for it."""
        for attempt in range(_ATTEMPTS):
            try:
                with self._transaction() as tables:
                    return work(tables)
            except RetryableStoreError:
                if attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def apart(self, work: Callable[[Tables], None]) -> bool:
        """Run work in a transaction of its own."""
        self.write(work)
        return True
