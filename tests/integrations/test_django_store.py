"""The store inside Django's transactions: whose they are, and when none is open."""

import itertools
from types import ModuleType

import django
import pytest
from django.conf import settings
from django.db import connections, transaction

from egovkit.errors import NoTransactionError, StoreError, UsageError
from egovkit.integrations.django import DjangoConnection, DjangoStore, create_tables
from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, RequestDesk, ServiceDefinition
from egovkit.testing import FixedClock

CLOCK = FixedClock()
NUMBER = itertools.count()
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


def new_alias(engine, **more):
    """A database alias of its own; Django is configured once in a process."""
    if not settings.configured:
        settings.configure(DATABASES={}, USE_TZ=True)
        django.setup()
    alias = f"integration{next(NUMBER)}"
    everything = {**connections.settings, alias: {"ENGINE": engine, **more}}
    connections.settings[alias] = connections.configure_settings(everything)[alias]
    return alias


@pytest.fixture
def alias(tmp_path):
    """A Django database with egovkit's tables and one of the application's."""
    name = new_alias(
        "django.db.backends.sqlite3",
        NAME=str(tmp_path / "app.db"),
        OPTIONS={"transaction_mode": "IMMEDIATE"},
    )
    create_tables(name)
    with connections[name].cursor() as cursor:
        cursor.execute("CREATE TABLE note (text TEXT)")
    yield name
    connections[name].close()


def submit(alias):
    """File one request; gives its ticket."""
    desk = RequestDesk(
        DEFINITION, store=DjangoStore(alias), calendar=WorkCalendar.indonesia()
    )
    return desk.submit({}, by=Actor.citizen("warga-9001"), at=CLOCK).ticket


def write_both(alias):
    """The application's row and a request."""
    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s)", ["x"])
    submit(alias)


def write_and_fail(alias):
    """Both rows in a block that ends with an error of the application."""
    with transaction.atomic(using=alias):
        write_both(alias)
        raise ZeroDivisionError


def counts(alias):
    """Rows of the application and of egovkit."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM egk_request)"
        )
        return cursor.fetchone()


def test_the_end_of_atomic_commits_both(alias):
    """The request and the application's row are durable together."""
    with transaction.atomic(using=alias):
        write_both(alias)
    assert counts(alias) == (1, 1)


def test_an_error_in_atomic_undoes_both(alias):
    """Nothing was committed behind Django's back."""
    with pytest.raises(ZeroDivisionError):
        write_and_fail(alias)
    assert counts(alias) == (0, 0)


def test_an_inner_atomic_that_fails_takes_the_request_along(alias):
    """Savepoints nest: ours inside Django's."""
    with transaction.atomic(using=alias):
        with pytest.raises(ZeroDivisionError):
            write_and_fail(alias)
        submit(alias)
    assert counts(alias) == (0, 1)


def test_outside_atomic_nothing_is_written(alias):
    """Django's autocommit is no transaction."""
    with pytest.raises(NoTransactionError):
        submit(alias)
    assert counts(alias) == (0, 0)


def test_a_broken_transaction_takes_nothing_more(alias):
    """After an error that Django saw, the block is to be rolled back."""
    with transaction.atomic(using=alias):
        transaction.set_rollback(True, using=alias)
        with pytest.raises(NoTransactionError):
            submit(alias)
    assert counts(alias) == (0, 0)


def test_errors_of_the_database_are_ours(alias):
    """A statement that fails raises a StoreError with a code."""
    with pytest.raises(StoreError) as failed:
        DjangoConnection(alias).execute("SELECT * FROM nothing_of_that_name")
    assert failed.value.code == "store_failed"


def test_text_with_a_percent_sign_arrives_as_it_is(alias):
    """Django's placeholders are not ours: a percent sign is only a percent sign."""
    rows = DjangoConnection(alias).execute("SELECT '5%', ?", ["10%"])
    assert rows == [("5%", "10%")]


def test_other_databases_are_refused_at_once():
    """Django's dummy backend stands for any that was never tested."""
    with pytest.raises(UsageError) as refused:
        DjangoConnection(new_alias("django.db.backends.dummy"))
    assert refused.value.code == "store_database"


def test_psycopg2_is_refused_at_once(alias, monkeypatch):
    """Its errors have no ``sqlstate``: a deadlock would not be known for one."""
    monkeypatch.setattr(connections[alias], "vendor", "postgresql")
    monkeypatch.setattr(connections[alias], "Database", ModuleType("psycopg2"))
    with pytest.raises(UsageError) as refused:
        DjangoStore(alias)
    assert refused.value.code == "store_database"
