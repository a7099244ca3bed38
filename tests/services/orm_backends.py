"""Stores inside the transactions of Django and SQLAlchemy, for the shared suite.

Django can be configured once in a process only; each test gets a database alias
of its own.
"""

import itertools
import re
from types import SimpleNamespace

_ALIASES = itertools.count()


def sqlalchemy_engine(url):
    """An engine without a pool: a file or a schema belongs to one test."""
    import sqlalchemy
    from sqlalchemy.pool import NullPool

    return sqlalchemy.create_engine(url, poolclass=NullPool)


def _sqlalchemy(engine):
    from egovkit.integrations.sqlalchemy import SQLAlchemyStore

    connection = engine.connect()
    store = SQLAlchemyStore(connection)
    with connection.begin():
        store.create_tables()
    return SimpleNamespace(
        store=store,
        begin=connection.begin,
        close=lambda: (connection.close(), engine.dispose()),
        connection=connection,
    )


def sqlalchemy_sqlite(_request, tmp_path):
    """SQLAlchemy over an SQLite file."""
    from egovkit.integrations.sqlalchemy import begin_immediate

    engine = sqlalchemy_engine(f"sqlite:///{tmp_path / 'app.db'}")
    begin_immediate(engine)
    return _sqlalchemy(engine)


def sqlalchemy_postgres(request, _tmp_path):
    """SQLAlchemy over PostgreSQL."""
    server = request.getfixturevalue("postgres")
    schema = _schema(server)
    query = f"options=-csearch_path%3D{schema}"
    url = f"postgresql+psycopg://egk@127.0.0.1:{server.port}/postgres?{query}"
    return _sqlalchemy(sqlalchemy_engine(url))


def _schema(server):
    return re.search(r"search_path=(\w+)", server.schema())[1]


def django_alias(settings):
    """A new database alias of Django's with these settings."""
    import django
    from django.conf import settings as django_settings
    from django.db import connections

    if not django_settings.configured:
        django_settings.configure(DATABASES={}, USE_TZ=True)
        django.setup()
    alias = f"egk{next(_ALIASES)}"
    connections.settings[alias] = connections.configure_settings(
        {**connections.settings, alias: settings}
    )[alias]
    return alias


def _django(settings):
    from django.db import connections, transaction

    from egovkit.integrations.django import DjangoStore, create_tables

    alias = django_alias(settings)
    create_tables(alias)
    return SimpleNamespace(
        store=DjangoStore(alias),
        begin=lambda: transaction.atomic(using=alias),
        close=connections[alias].close,
        alias=alias,
    )


def django_sqlite(_request, tmp_path):
    """Django over an SQLite file."""
    return _django(
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(tmp_path / "django.db"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE"},
        }
    )


def django_postgres(request, _tmp_path):
    """Django over PostgreSQL."""
    server = request.getfixturevalue("postgres")
    return _django(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "egk",
            "HOST": "127.0.0.1",
            "PORT": str(server.port),
            "OPTIONS": {"options": f"-c search_path={_schema(server)}"},
        }
    )


ORM = [sqlalchemy_sqlite, sqlalchemy_postgres, django_sqlite, django_postgres]
