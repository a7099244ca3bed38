"""Requests inside a Django transaction (extra ``django``).

The store works on Django's own connection: within ``transaction.atomic()`` the
request, its number and the application's models are committed together or not
at all. SQLite and PostgreSQL (through psycopg 3) are known. Create the tables
in a migration, with ``RunPython(lambda apps, editor: create_tables())``.

Source:
    Django documentation, *Database transactions*; *SQLite notes* for
    ``transaction_mode``.
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
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["DjangoConnection", "DjangoStore", "create_tables"]

# Not psycopg2, which Django takes where psycopg 3 is missing: of its errors we would
# not know whether the transaction is to be run again.
_DIALECTS: dict[tuple[str, str], Dialect] = {
    ("sqlite", "sqlite3"): "sqlite",
    ("postgresql", "psycopg"): "postgres",
}


class DjangoConnection:
    """A connection of Django's as the store sees it.

    The connection is looked up for each statement: Django has one for each
    thread.

    Args:
        using: The database's alias.

    Raises:
        egovkit.errors.UsageError: Another database than SQLite and PostgreSQL, or
            another driver than psycopg 3.
    """

    def __init__(self, using: str = "default") -> None:
        self._django = require("django.db", extra="django")
        self._using = using
        module = getattr(self.raw, "Database", None)  # Django's name for the driver
        driver = getattr(module, "__name__", "").partition(".")[0]
        if (self.raw.vendor, driver) not in _DIALECTS:
            raise UsageError("store_database")
        self.dialect: Dialect = _DIALECTS[self.raw.vendor, driver]

    @property
    def raw(self) -> "BaseDatabaseWrapper":
        """Django's connection of this thread."""
        connection: BaseDatabaseWrapper = self._django.connections[self._using]
        return connection

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement."""
        try:
            with self.raw.cursor() as cursor:
                cursor.execute(placeholders(sql), tuple(params))
                rows = cursor.fetchall() if cursor.description else []
        except self._django.Error as error:
            raise _translated(error.__cause__, self.dialect) from error
        return [tuple(map(_plain, row)) for row in rows]

    def in_transaction(self) -> bool:
        """Whether ``atomic()`` is in force and has not failed."""
        return self.raw.in_atomic_block and not self.raw.needs_rollback


class DjangoStore(BorrowedStore):
    """A store inside ``transaction.atomic()``.

    With SQLite set ``"OPTIONS": {"transaction_mode": "IMMEDIATE"}``: a
    transaction that begins with a read and writes later is refused as busy when
    somebody else has written in between.

    Args:
        using: The database's alias.

    Raises:
        egovkit.errors.MissingDependencyError: Django is not installed.
        egovkit.errors.UsageError: Another database than SQLite and PostgreSQL, or
            another driver than psycopg 3.
    """

    def __init__(self, using: str = "default") -> None:
        super().__init__(DjangoConnection(using))


def create_tables(using: str = "default") -> None:
    """Create or migrate egovkit's tables; for ``RunPython`` in a migration.

    Args:
        using: The database's alias.
    """
    transaction = require("django.db.transaction", extra="django")
    with transaction.atomic(using=using):
        DjangoStore(using).create_tables()


def _plain(value: object) -> object:
    # Django's PostgreSQL backend hands binary columns out as memoryview.
    return bytes(value) if isinstance(value, memoryview) else value


def _translated(error: Any, dialect: Dialect) -> StoreError:  # noqa: ANN401
    if dialect == "postgres":
        return sqlstate_error(getattr(error, "sqlstate", None))
    return translated(error)
