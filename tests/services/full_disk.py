# ruff: noqa: T201 - a program that prints its figures
"""Let the disk be full in the middle of the work, and make room again.

A program of its own, because a limit on the size of files holds for a process,
and a small disk for a namespace: ``python full_disk.py KIND DIRECTORY ROUNDS``
prints one line of JSON. Each step is repeated with the same key until it is done,
as an application would do; whatever was acknowledged must be there once.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fault_writer import FORM, STEPS, again, backends, look, sound
from services_office import CITIZEN, LURAH, START, Seal, make_desk

from egovkit.errors import StoreError
from egovkit.services import Outbox, SQLiteStore, verify_history

CALM = 40  # steps between two times that the disk is full
chance = random.Random(11)


class SmallDisk:
    """A file system of a few megabytes that a file of ours fills to the last byte."""

    def __init__(self, directory: Path) -> None:
        self.ballast = directory / "ballast"

    def fill(self) -> None:
        """Leave a little room, so that the work fails at various steps."""
        with self.ballast.open("wb", buffering=0) as file:
            with suppress(OSError):
                while True:
                    file.write(bytes(4096))
            file.truncate(max(0, file.tell() - 4096 * chance.randrange(40)))

    def free(self) -> None:
        """Make room again."""
        self.ballast.unlink()


class SizeLimit:
    """No file of a process may grow beyond what it has: the same without a mount."""

    def __init__(self, growing, pids=lambda: [os.getpid()], user=None) -> None:
        self.growing, self.pids, self.user = growing, pids, user

    def fill(self) -> None:
        """Leave a little room above the file that grows most."""
        largest = max(map(size, self.growing()))
        self._limit(largest + 4096 * chance.randrange(1, 40))

    def free(self) -> None:
        """Lift the limit."""
        self._limit("unlimited")

    def _limit(self, size: int | str) -> None:
        for pid in self.pids():
            subprocess.run(
                ["prlimit", f"--pid={pid}", f"--fsize={size}:"],
                check=False,  # a server that starts again has other processes
                stderr=subprocess.DEVNULL,
                user=self.user,
                group=self.user,
            )


def size(path: Path) -> int:
    """How large a file is; one that was taken away meanwhile is none."""
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def steps(desk):
    """File and issue requests for ever, one call at a time."""
    number = 0
    while True:
        key = f"k{number}"
        receipt = yield lambda k=key: desk.submit(
            FORM, by=CITIZEN, at=START, idempotency_key=k
        )
        ticket = receipt.ticket
        for action, by in STEPS:
            yield lambda t=ticket, a=action, b=by, k=key: desk.act(
                t, a, by=b, at=START, idempotency_key=f"{k}-{a}"
            )
        draft = yield lambda t=ticket: desk.reserve(t, by=LURAH, at=START)
        yield lambda d=draft: desk.issue(
            d, seal=Seal(d.ticket.encode()), by=LURAH, at=START
        )
        number += 1


def work(store, disk, rounds, recover):
    """Go on until the disk was full so many times; what was said and met."""
    desk = make_desk(store)
    ways = steps(desk)
    call, said, met = next(ways), [], Counter()
    filled, calm, patience = False, CALM, 1200
    while met.total() < rounds or filled:
        try:
            done = call()
        except StoreError as error:
            if not filled:
                # A server that is about to start again may still take a connection.
                if error.code != "store_connection_lost" or not patience:
                    raise
                patience -= 1
                time.sleep(0.05)
                continue
            met[error.code] += 1
            still(store, desk, said)
            disk.free()
            recover()
            filled, calm = False, CALM
            continue  # the same step again
        if hasattr(done, "head"):
            said.append((done.ticket.key, done.seq, done.head))
        call = ways.send(done)
        calm -= 1
        if calm == 0 and met.total() < rounds:
            disk.fill()
            filled = True
    return said, met


def still(store, desk, said):
    """While nothing can be written, what was acknowledged can be read."""
    with suppress(StoreError):  # a server may be gone altogether
        assert desk.timeline(said[0][0])
        assert str(verify_history(store).outcome) == "valid"


def figures(make_store, said, met, store):
    """What is left, seen by another connection; every message can be delivered."""
    outbox = Outbox(store)
    sent = 0
    while tried := outbox.run(lambda _: "delivered", at=START, limit=500):
        sent += tried
    store.close()
    found = look(make_store, said)
    return {
        "full": met.total(),
        "codes": dict(met),
        "said": len(said),
        "sent": sent,
        "bad": int(not sound(found) or sent != found["events"]),
        **found,
    }


def sqlite(kind, directory, rounds):
    """One file on a small disk, or under a limit."""
    path = directory / "l.db"
    store = SQLiteStore(path)

    def log():
        store.scrub()  # from its beginning on, the log grows with each commit
        return [directory / "l.db-wal"]

    disk = SmallDisk(directory) if kind == "disk" else SizeLimit(log)
    said, met = work(store, disk, rounds, lambda: None)
    return figures(lambda: SQLiteStore(path), said, met, store)


def postgres(rounds):
    """A server whose backends may not extend their files."""
    from postgres_server import PostgresServer

    from egovkit.integrations.postgres import PostgresStore

    server = PostgresServer(initdb=("--wal-segsize=1",))
    try:
        store = PostgresStore(server.conninfo)
        base = server.data / "base"
        disk = SizeLimit(
            lambda: filter(Path.is_file, base.rglob("*")),
            lambda: list(backends(server.pid)),
            server.user,
        )

        def wait():  # no room for the server's own log makes it start again
            again(lambda: PostgresStore(server.conninfo)).close()

        said, met = work(store, disk, rounds, wait)
        store.close()
        while any(backends(server.pid)):  # one that crashed takes the others along
            time.sleep(0.05)
        store = again(lambda: PostgresStore(server.conninfo))
        return figures(lambda: PostgresStore(server.conninfo), said, met, store)
    finally:
        server.remove()


def main(kind, directory, rounds):
    """Run one kind and print the figures."""
    found = postgres(rounds) if kind == "postgres" else sqlite(kind, directory, rounds)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
