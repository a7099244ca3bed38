"""Kill -9, restarts, races, full disks: nothing is lost and nothing is doubled.

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


def mount(directory):
    """A command that has a file system of 64 MB there, for itself alone.

    As root, or in a user namespace of its own; None where neither is allowed.
    """
    flags = "-m" if os.geteuid() == 0 else "-rm"
    script = 'mount -t tmpfs -o size=64m tmpfs "$1" && shift && exec "$@"'
    command = ["unshare", flags, "sh", "-c", script, "sh", str(directory)]
    try:
        done = subprocess.run([*command, "true"], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else command


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["small disk", "limit", "postgres"])
def test_a_full_disk_stops_the_work_and_ends_with_room(kind, request, tmp_path):
    """Typed errors, all that was said is there once, and the same desk goes on.

    The small disk is a file system that another file fills to the last byte. A
    process may always limit its own files, and those of its database server; so
    where nothing can be mounted, that stands in.
    """
    command = []
    if kind == "postgres":
        request.getfixturevalue("postgres")
    if kind == "small disk":
        command = mount(tmp_path) or []
        kind = "disk" if command else "limit"
    script = Path(__file__).with_name("full_disk.py")
    done = subprocess.run(
        [*command, sys.executable, script, kind, tmp_path, str(ROUNDS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    print(f"\nfull disk, {kind}: {found}")  # noqa: T201 - the figures of the run
    assert found["bad"] == 0
    assert found["full"] == ROUNDS
    assert found["issued"] > 0
    wanted = {
        "disk": {"store_full"},
        "limit": {"store_io"},
        # A log that cannot grow stops the server, a table only the statement.
        "postgres": {"store_full", "store_io", "store_failed", "store_connection_lost"},
    }
    assert set(found["codes"]) <= wanted[kind]
