"""Fixtures of the services room."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # test modules import services_office

from postgres_server import PostgresServer, needed
from services_office import make_desk

from egovkit.services import MemoryStore


@pytest.fixture
def desk():
    """A desk in memory."""
    store = MemoryStore()
    yield make_desk(store)
    store.close()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for the whole run."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        needed("psycopg is not installed (extra postgres)")
    server = PostgresServer()
    yield server
    server.remove()
