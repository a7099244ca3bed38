# ruff: noqa: T201 - a program that prints its figures
"""Kill things while requests are written, and look what is left.

A program of its own, so that it can fork: ``python fault_writer.py KIND ROUNDS``
prints one line of JSON with the figures. Whoever was told that something was
written must find it; nothing may be there twice; every chain and register holds.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    file_one,
    make_desk,
)

from egovkit.errors import Refused, StoreError
from egovkit.services import SQLiteStore, verify_history

STEPS = (("check", OFFICER), ("paraf", SEKLUR), ("approve", LURAH))
FORM = {"name": "Siti", "purpose": "sekolah"}
chance = random.Random(7)


def again(call):
    """Repeat a call until the database answers; keys make that harmless."""
    for _ in range(2400):
        try:
            return call()
        except StoreError:
            time.sleep(0.05)
    raise SystemExit("the database did not come back")


def write(make_store, say, first):
    """File and issue requests for ever, and say so after each commit."""
    desk = make_desk(again(make_store))
    number = first
    while True:
        key = f"k{number}"
        receipt = again(
            lambda k=key: desk.submit(FORM, by=CITIZEN, at=START, idempotency_key=k)
        )
        say(receipt)
        for action, by in STEPS:
            receipt = again(
                lambda r=receipt, a=action, b=by, k=key: desk.act(
                    r.ticket, a, by=b, at=START, idempotency_key=f"{k}-{a}"
                )
            )
            say(receipt)
        draft = again(lambda r=receipt: desk.reserve(r.ticket, by=LURAH, at=START))
        seal = Seal(receipt.ticket.encode())
        say(again(lambda d=draft, s=seal: desk.issue(d, seal=s, by=LURAH, at=START)))
        number += 1


def fork_writer(make_store, first):
    """A writer of its own process; gives its number and where it speaks."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write_end)
        return pid, read_end
    os.close(read_end)

    def say(receipt):
        line = f"{receipt.ticket.key} {receipt.seq} {receipt.head}\n"
        os.write(write_end, line.encode())

    try:
        write(make_store, say, first)
    finally:
        os._exit(1)


def heard(read_end):
    """What a writer said until it ended."""
    text = b""
    while block := os.read(read_end, 65536):
        text += block
    os.close(read_end)
    lines = text.decode().split("\n")[:-1]
    return [(t, int(n), head) for t, n, head in (line.split(" ") for line in lines)]


def look(make_store, said):
    """What is left: everything that was said, nothing twice, all chains whole.

    A server that was hit just now may still take a new connection, and drop it.
    """
    return again(lambda: found_in(make_store, said))


def found_in(make_store, said):
    """The figures of one look."""
    store = make_store()
    report = verify_history(store)
    lost = [
        place
        for place in said
        if (d := store.read(lambda t, p=place: t.digest_at(p[0], p[1]))) is None
        or d.hex() != place[2]
    ]

    def one(sql):
        return store.read(lambda tables: tables.one(sql))[0]

    events = one("SELECT count(*) FROM egk_event")
    messages = one("SELECT count(*) FROM egk_outbox")
    requests = one("SELECT count(*) FROM egk_request")
    keys = one("SELECT count(*) FROM egk_once WHERE seq = 1")
    numbers = make_desk(store).numbers("surat", 2027)
    issued = one("SELECT count(*) FROM egk_request WHERE state = 'issued'")
    in_register = sum(state == "issued" for _, _, state in numbers)
    store.close()
    return {
        "outcome": str(report.outcome),
        "lost": len(lost),
        "events": events,
        "messages": messages,
        "requests": requests,
        "keys": keys,
        "issued": issued,
        "issued_in_register": in_register,
    }


def sound(found):
    """Whether nothing is lost or doubled."""
    return (
        found["outcome"] == "valid"
        and found["lost"] == 0
        and found["events"] == found["messages"]
        and found["requests"] == found["keys"]
        and found["issued"] == found["issued_in_register"]
    )


def killed_writers(make_store, rounds):
    """Kill the writing process, again and again."""
    said, bad = [], 0
    found = {}
    for number in range(rounds):
        pid, ear = fork_writer(make_store, number * 10_000)
        select.select([ear], [], [], 120)
        time.sleep(chance.random() * 0.15)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said += heard(ear)
        found = look(make_store, said)
        bad += not sound(found)
    return {"kills": rounds, "said": len(said), "bad_rounds": bad, **found}


def killed_server(server, make_store, rounds):
    """Kill the server's processes: now the backend, now the postmaster."""
    said, bad, found = [], 0, {}
    for number in range(rounds):
        pid, ear = fork_writer(make_store, number * 10_000)
        select.select([ear], [], [], 120)
        time.sleep(chance.random() * 0.2)
        if number % 2:
            kill_postmaster(server)
            server.start()
        else:
            for backend in backends(server.pid):
                with suppress(ProcessLookupError):
                    os.kill(backend, signal.SIGKILL)
        time.sleep(0.3 + chance.random() * 0.3)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said += heard(ear)
        found = look(make_store, said)
        bad += not sound(found)
    return {"kills": rounds, "said": len(said), "bad_rounds": bad, **found}


def kill_postmaster(server):
    """Kill the first process, and wait until none of its children is left.

    They hold the memory they shared: a server that starts meanwhile is refused.
    """
    postmaster = server.pid
    os.kill(postmaster, signal.SIGSTOP)  # it starts no further one
    orphans = list(children(postmaster))
    os.kill(postmaster, signal.SIGKILL)
    for _ in range(2400):
        if not any(map(alive, [postmaster, *orphans])):
            break
        time.sleep(0.05)
    # Its number is taken as long as nobody has waited for it.
    (server.data / "postmaster.pid").unlink(missing_ok=True)
    socket = f".s.PGSQL.{server.port}.lock"
    (server.directory / socket).unlink(missing_ok=True)


def alive(pid):
    """Whether a process runs; one that nobody has waited for does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def children(parent):
    """The processes that a process has started."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(stat[1]) == parent:
                    yield int(entry.name)


def backends(postmaster):
    """The server processes that serve clients."""
    for pid in children(postmaster):
        with suppress(OSError):
            if b"egk" in Path(f"/proc/{pid}/cmdline").read_bytes():
                yield pid


def restarted_under_load(server, make_store, rounds):
    """Three writers; the server is restarted while they write."""
    said = []
    writers = [fork_writer(make_store, number * 1_000_000) for number in range(3)]
    for _ in range(rounds):
        time.sleep(0.3)
        server.stop("fast")
        server.start()
    time.sleep(0.5)
    for pid, ear in writers:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said += heard(ear)
    found = look(make_store, said)
    bad = int(not sound(found))
    return {"restarts": rounds, "said": len(said), "bad_rounds": bad, **found}


def racing(make_store, rounds):
    """Four processes on the same requests, and on the same register."""
    store = make_store()
    desk = make_desk(store)
    tickets = [file_one(desk) for _ in range(rounds)]
    store.close()
    children = []
    for _ in range(4):
        pid = os.fork()
        if pid:
            children.append(pid)
            continue
        mine = make_desk(again(make_store))
        for ticket in tickets:
            for action, by in STEPS:
                with suppress(Refused):
                    mine.act(ticket, action, by=by, at=START)
            with suppress(Refused):
                draft = mine.reserve(ticket, by=LURAH, at=START)
                mine.issue(draft, seal=Seal(b"x"), by=LURAH, at=START)
        os._exit(0)
    for pid in children:
        assert os.waitpid(pid, 0)[1] == 0
    found = look(make_store, [])
    good = (
        found["outcome"] == "valid"
        and found["events"] == found["messages"] == 6 * rounds
        and found["issued_in_register"] == found["issued"] == rounds
    )
    return {"races": rounds, "bad_rounds": int(not good), **found}


def main(kind, rounds):
    """Run one kind of fault and print the figures."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "l.db"
        if kind in ("sqlite-writer", "sqlite-race"):
            run = killed_writers if kind == "sqlite-writer" else racing
            print(json.dumps(run(lambda: SQLiteStore(path), rounds)))
            return
    from postgres_server import PostgresServer

    from egovkit.integrations.postgres import PostgresStore

    server = PostgresServer()
    conninfo = server.conninfo

    def make_store():
        return PostgresStore(conninfo)

    try:
        again(make_store).close()
        if kind == "postgres-writer":
            found = killed_writers(make_store, rounds)
        elif kind == "postgres-race":
            found = racing(make_store, rounds)
        elif kind == "postgres-server":
            found = killed_server(server, make_store, rounds)
        else:
            found = restarted_under_load(server, make_store, rounds)
    finally:
        server.remove()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
