"""Kill -9, restarts and races: no event, number or message is lost or doubled.

The short form makes a few rounds; ``EGOVKIT_FAULTS=200`` makes two hundred. The
figures are printed (``pytest -s``).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("EGOVKIT_FAULTS", "3"))
KINDS = [
    "sqlite-writer",
    "sqlite-race",
    "postgres-writer",
    "postgres-race",
    "postgres-server",
    "postgres-restart",
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_or_doubled(kind, request):
    """Whoever was told that something was written finds it, once."""
    if kind.startswith("postgres"):
        request.getfixturevalue("postgres")
    script = Path(__file__).with_name("fault_writer.py")
    rounds = min(ROUNDS, 10) if kind == "postgres-restart" else ROUNDS
    done = subprocess.run(
        [sys.executable, script, kind, str(rounds)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    print(f"\n{kind}: {found}")  # noqa: T201 - the figures of the run
    assert found["bad_rounds"] == 0
    assert found["events"] > 0
