"""Fixtures of the services room."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # test modules import services_office

from services_office import make_desk

from egovkit.services import MemoryStore


@pytest.fixture
def desk():
    """A desk in memory."""
    store = MemoryStore()
    yield make_desk(store)
    store.close()
