"""A history in the hands of somebody who can write everything, and recompute.

Whoever owns the database can write another consistent chain, and anything into
any column. The answer is INVALID with a place, or a typed error: never a
traceback, and never somebody's number in the report.
"""

import json
import re
import sqlite3
from datetime import timedelta
from hashlib import sha256

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    approved,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit.errors import StoreError, UsageError
from egovkit.services import (
    Actor,
    Delegation,
    MemoryStore,
    SQLiteStore,
    verify_history,
)
from egovkit.services import _verifier_script as script
from egovkit.services._events import GENESIS, chain, decode_event
from egovkit.signatures import Outcome, SigningKey

NIK = "9971015708459002"


@pytest.fixture
def path(tmp_path):
    """A file with one request of four events."""
    with SQLiteStore(tmp_path / "l.db") as store:
        approved(make_desk(store))
    return tmp_path / "l.db"


def rewrite(path, body):
    """Put another second event in, and recompute every digest after it."""
    raw = sqlite3.connect(path, isolation_level=None)
    rows = raw.execute("SELECT ticket, seq, body FROM egk_event ORDER BY seq")
    head = GENESIS
    for ticket, seq, old in rows.fetchall():
        new = body % (b'"seq":2,"ticket":"%s","v":1}' % ticket.encode())
        new = new if seq == 2 else bytes(old)
        head = chain(head, new)
        raw.execute(
            "UPDATE egk_event SET body = ?, digest = ? WHERE seq = ?", (new, head, seq)
        )
    raw.execute("UPDATE egk_request SET head = ?", (head,))
    raw.close()


GOOD = (
    b'{"actor":"officer","at":%s,"by":"u","data":{"action":"check","from":"a",'
    b'"to":"b"},"kind":"acted","role":"r",'
)


@pytest.mark.parametrize(
    "body",
    [
        b"%s",
        b"{%s",
        b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b",%s",
        b'{"actor":"officer","at":1,"by":"u","data":{},"kind":"acted","role":"r",%s',
        b'{"actor":"officer","at":1,"by":"u","data":[],"kind":"acted","role":"r",%s',
        b'{"actor":"officer","at":1,"by":"u","data":null,"kind":"acted","role":"r",%s',
        b'{"actor":"officer","at":1,"by":"u","data":{},"kind":[],"role":"r",%s',
        b'{"actor":"officer","at":"x","by":"u","data":{},"kind":"linked","role":"r",%s',
        b'{"actor":"officer","at":NaN,"by":"u","data":{},"kind":"x","role":"r",%s',
        b'{"actor":"officer","at":1,"by":"u","data":{"action":[],"to":"b"},"kind":"acted","role":"r",%s',
    ],
    ids=["no object", "no json", "too deep", "no action", "list", "null", "kind",
         "no relation", "not a number", "unhashable"],
)  # fmt: skip
def test_an_event_that_no_desk_wrote_is_named(path, body):
    """A consistent chain over bytes that mean nothing: the first such event."""
    rewrite(path, body)
    report = verify_history(path)
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "history_event_unreadable"
    assert report.reason.facts["seq"] == 2


def test_a_consistent_rewriting_is_seen_by_the_stored_state(path):
    """Another decision under recomputed digests: the state does not follow."""
    at = str(int(START.timestamp())).encode()
    rewrite(path, GOOD % at + b"%s")
    report = verify_history(path)
    assert report.reason.code == "history_state_differs"
    assert verify_history(path, states=False).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE egk_event SET digest = 1000000000000 WHERE seq = 1",
        "UPDATE egk_event SET body = 1000000000000 WHERE seq = 1",
        "UPDATE egk_event SET body = NULL WHERE seq = 1",
        "UPDATE egk_event SET seq = '{nik}' WHERE seq = 2",
        "UPDATE egk_event SET seq = -1 WHERE seq = 1",
        "UPDATE egk_event SET ticket = '{nik}'",
        "UPDATE egk_event SET ticket = x'00'",
        "UPDATE egk_event SET ticket = 7",
        "UPDATE egk_request SET head = 1000000000000",
        "UPDATE egk_request SET seq = '{nik}'",
        "UPDATE egk_request SET snapshot = '[[' WHERE 1",
        "UPDATE egk_request SET snapshot = 'null' WHERE 1",
        "UPDATE egk_request SET ticket = '{nik}'",
        "INSERT INTO egk_checkpoint VALUES (1, 'x', 'y')",
        "INSERT INTO egk_checkpoint VALUES (1, x'7b7d', 5)",
        "INSERT INTO egk_checkpoint VALUES (1, '{cp}', x'00')",
        "INSERT INTO egk_checkpoint VALUES (2, '{cp}', x'00')",
    ],
)
def test_whatever_stands_in_a_column_is_broken_without_a_traceback(path, sql):
    """SQLite keeps any type in any column."""
    checkpoint = json.dumps(
        {"number": 1, "previous": "", "heads": [[NIK, 10**30, "00"]]}
    )
    raw = sqlite3.connect(path, isolation_level=None)
    schema = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'egk_event'")
    raw.execute("PRAGMA writable_schema = ON")
    loose = schema.fetchone()[0].replace("NOT NULL", "")
    raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'egk_event'", (loose,))
    raw.close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(sql.replace("{nik}", NIK).replace("{cp}", checkpoint))
    raw.close()
    report = verify_history(path)
    assert report.outcome is Outcome.INVALID
    assert NIK not in repr(report) + report.explain("id") + report.explain("en")


@pytest.mark.parametrize(
    "rows",
    [
        None,
        7,
        b"bytes",
        [None],
        [()],
        [("A", 1, b"")],
        [("A", 1, b"", b"", b"")],
        [("A", 1, bytes(32), "text")],
        [("A", 1, bytes(32), None)],
        ["ABCD"],
    ],
)
def test_what_are_no_rows_is_said_to_be_none(rows):
    """Anything else than rows of four: a usage error."""
    with pytest.raises(UsageError) as caught:
        verify_history(rows)
    assert caught.value.code == "history_rows"


def test_rows_from_anywhere_are_followed():
    """Rows of a program's own, as a generator; the tickets may look otherwise."""

    def rows():
        for ticket in ("A-1", "A-2"):
            head = GENESIS
            for seq in (1, 2, 3):
                body = b'{"seq":%d,"ticket":"%s","v":1}' % (seq, ticket.encode())
                head = chain(head, body)
                yield ticket, seq, head, body

    made = list(rows())
    assert verify_history(rows()).checks[0].facts == {"events": 6, "requests": 2}
    for damaged, code, place in [
        (made[1:], "history_gap", ("A-1", 2)),
        ([made[0], made[2]], "history_gap", ("A-1", 3)),
        ([made[0], *made[:3]], "history_gap", ("A-1", 1)),
        (made[3:] + made[:3], "history_order", ("A-1", 1)),
        ([*made[:2], (*made[2][:3], b"x")], "history_changed", ("A-1", 3)),
        ([("A-0", *made[0][1:])], "history_misplaced", ("A-0", 1)),
    ]:  # fmt: skip
        report = verify_history(damaged)
        assert report.reason.code == code
        assert (report.reason.facts["ticket"], report.reason.facts["seq"]) == place


def test_a_key_for_another_use_checks_no_history(path):
    """The key owns its one use; something else is no key at all."""
    with pytest.raises(UsageError, match="key_of_other_use"):
        verify_history(path, key=SigningKey.generate("Ed25519", use="seal").public)
    for wrong in (b"key", "key.pem", SigningKey.generate("Ed25519", use="history")):
        with pytest.raises(UsageError, match="history_key"):
            verify_history(path, key=wrong)


def test_another_kind_of_database_is_no_history(tmp_path):
    """A SQLite file of somebody else's, an open file, a directory."""
    raw = sqlite3.connect(tmp_path / "other.db")
    raw.execute("CREATE TABLE app (x)")
    raw.commit()
    raw.close()
    with pytest.raises(UsageError, match="history_unreadable"):
        verify_history(tmp_path / "other.db")
    with pytest.raises(UsageError, match="history_unreadable"):
        verify_history(tmp_path)
    with (tmp_path / "other.db").open("rb") as file, pytest.raises(UsageError):
        verify_history(file)
    (tmp_path / "cut.db").write_bytes((tmp_path / "other.db").read_bytes()[:1000])
    with pytest.raises((StoreError, UsageError)):
        verify_history(tmp_path / "cut.db")


KEY = SigningKey.generate("Ed25519", use="history")


def signed_store(number=2):
    """A store with as many checkpoints, each after one more request."""
    store = MemoryStore()
    desk = make_desk(store)
    for _ in range(number):
        file_one(desk)
        desk.checkpoint(key=KEY, at=START)
    return store


def forge(store, place, /, **changes):
    """Another checkpoint in place of one, signed by the right key all the same."""
    row = store.read(
        lambda t: t.one("SELECT body FROM egk_checkpoint WHERE seq = ?", place)
    )
    body = {**json.loads(bytes(row[0])), **changes}
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    signature = KEY.sign(b"egovkit.checkpoint.v1\n" + text)
    store.write(
        lambda t: t.execute(
            "UPDATE egk_checkpoint SET body = ?, signature = ? WHERE seq = ?",
            text, signature, place,
        )
    )  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 3])
def test_checkpoints_are_counted_in_the_report(number):
    """Signed ones with the key, unchecked ones without; none are no check at all."""
    with signed_store(number) as store:
        with_key = verify_history(store, key=KEY.public)
        without = verify_history(store)
        assert with_key.outcome is Outcome.VALID
        chain_check = with_key.checks[0]
        assert chain_check.facts == {"events": number, "requests": number}
        if number == 0:
            assert [c.name for c in with_key.checks + without.checks] == ["chain"] * 2
            assert without.outcome is Outcome.VALID
            return
        assert with_key.checks[1].code == "checkpoint_signed"
        assert without.outcome is Outcome.INDETERMINATE
        assert without.reason.code == "checkpoint_no_key"
        for report in (with_key, without):
            assert report.checks[1].facts == {"checkpoints": number}


@pytest.mark.parametrize(
    ("changes", "code", "seq"),
    [
        ({"number": 3}, "checkpoint_order", 2),
        ({"previous": "00" * 32}, "checkpoint_order", 2),
        ({"previous": ""}, "checkpoint_order", 2),
        ({"heads": [["0" * 10, 1, "00" * 32]]}, "checkpoint_differs", 1),
        ({"heads": "own", "seq": 2}, "checkpoint_differs", 2),
        ({"heads": "own", "head": "00" * 32}, "checkpoint_differs", 1),
        ({"algorithm": "ES256"}, "checkpoint_signature", 2),
        ({"heads": [["0" * 10, 0, "00" * 32]]}, "checkpoint_order", 2),
        ({"heads": [["0" * 10, -1, "00" * 32]]}, "checkpoint_order", 2),
        ({"heads": [["0" * 10, 1]]}, "checkpoint_order", 2),
        ({"heads": None}, "checkpoint_order", 2),
        ({"number": "2"}, "checkpoint_order", 2),
    ],
    ids=["number", "previous", "no previous", "stranger", "later event", "digest",
         "algorithm", "event 0", "event -1", "no digest", "no heads", "text"],
)  # fmt: skip
def test_a_checkpoint_is_held_to_the_history(changes, code, seq):
    """Even under a right signature: its place, and each head that it names."""
    with signed_store(2) as store:
        ticket, digest = store.read(
            lambda t: t.one("SELECT ticket, digest FROM egk_event ORDER BY ticket")
        )
        if changes.get("heads") == "own":
            head = changes.get("head", bytes(digest).hex())
            changes = {"heads": [[ticket, changes.get("seq", 1), head]]}
        forge(store, 2, **changes)
        report = verify_history(store, key=KEY.public)
        assert (report.outcome, report.reason.code) == (Outcome.INVALID, code)
        assert report.reason.facts["seq"] == seq


def test_a_checkpoint_that_names_what_there_is_holds():
    """An older head of the same request, and the same heads again: both are true."""
    with signed_store(2) as store:
        ticket, digest = store.read(
            lambda t: t.one("SELECT ticket, digest FROM egk_event ORDER BY ticket")
        )
        forge(store, 2, heads=[[ticket, 1, bytes(digest).hex()]] * 2)
        assert verify_history(store, key=KEY.public).outcome is Outcome.VALID
        forge(store, 2, heads=[])
        assert verify_history(store, key=KEY.public).outcome is Outcome.VALID


def test_a_request_without_an_event_is_cut_before_its_first():
    """The row of the request is there, its history is gone."""
    with signed_store(2) as store:
        (ticket,) = store.read(lambda t: t.one("SELECT max(ticket) FROM egk_request"))
        store.write(
            lambda t: t.execute("DELETE FROM egk_event WHERE ticket = ?", ticket)
        )
        report = verify_history(store)
        assert report.reason.code == "history_cut"
        assert report.reason.facts == {"ticket": ticket, "seq": 1}


# What an event is about, for people: no commitments, digests or states of clocks.
FACTS = {
    "branch", "answer", "fact", "term", "due", "deemed_granted", "length", "number",
    "reference", "relation", "ticket", "purpose", "fields", "definition", "clock_back",
}  # fmt: skip


def test_the_timeline_tells_each_event_as_it_was_written():
    """Who, in which role and capacity, why, and where it led; read off the bytes."""
    store = MemoryStore()
    desk = make_desk(store)
    ticket = file_one(desk)
    desk.act(
        ticket, "return", by=OFFICER, reason="wrong_address", at=wib(2027, 3, 5, 15)
    )
    desk.act(ticket, "resubmit", by=CITIZEN, at=wib(2027, 3, 8, 9))
    desk.act(ticket, "check", by=OFFICER, at=wib(2027, 3, 16, 9))
    desk.act(ticket, "paraf", by=SEKLUR, at=wib(2027, 3, 16, 10))
    deputy = Actor.officer("u-8", delegations=[Delegation("a.n.", "lurah", "ST-9")])
    desk.act(ticket, "approve", by=deputy, at=wib(2027, 3, 17, 9))
    desk.read(ticket, by=OFFICER, at=wib(2027, 3, 17, 10))
    draft = desk.reserve(ticket, by=LURAH, at=wib(2027, 3, 17, 11))
    desk.issue(draft, seal=Seal(), by=LURAH, at=wib(2027, 3, 17, 12))
    told = desk.timeline(ticket)
    rows = store.read(lambda t: t.execute("SELECT body FROM egk_event ORDER BY seq"))
    events = [json.loads(bytes(body)) for (body,) in rows]
    assert len(told) == len(events) == 9
    for entry, event in zip(told, events, strict=True):
        data = event["data"]
        assert entry.at.utcoffset() == timedelta(0)
        assert int(entry.at.timestamp()) == event["at"]
        assert (entry.seq, entry.kind, entry.by, entry.role) == (
            event["seq"], event["kind"], event["by"], event["role"],
        )  # fmt: skip
        assert entry.action == data.get("action", "")
        assert entry.reason == data.get("reason", "")
        assert entry.state == data.get("to", "")
        assert entry.capacity == (data["capacity"][0] if "capacity" in data else "")
        assert entry.decision == ""
        assert entry.facts == {name: data[name] for name in FACTS & set(data)}
    assert [entry.state for entry in told] == [
        "submitted", "returned", "submitted", "checked", "initialled", "approved", "",
        "", "issued",
    ]  # fmt: skip
    assert (told[5].capacity, told[5].role, told[1].reason) == (
        "a.n.", "lurah", "wrong_address",
    )  # fmt: skip
    store.close()


# the export


@pytest.fixture
def export(tmp_path):
    """The lines of an export with a checkpoint, and where to write others."""
    desk = make_desk(MemoryStore())
    issued(desk)
    desk.checkpoint(key=SigningKey.generate("Ed25519", use="history"), at=START)
    file_one(desk)
    desk.export(tmp_path / "x.jsonl")
    return tmp_path / "x.jsonl", (tmp_path / "x.jsonl").read_text("ascii").splitlines()


@pytest.mark.parametrize(
    "kind",
    ["_eq__", "_init__", "_class__", "_setattr__", "line", "walk", "", None, 7, []],
)
def test_a_line_of_another_kind_is_refused_by_both(export, kind):
    """No name of a method, no other type: five kinds of lines and no other."""
    path, lines = export
    path.write_text("\n".join([*lines[:2], json.dumps({"type": kind}), *lines[2:]]))
    with pytest.raises(UsageError, match="history_unreadable"):
        verify_history(path)
    assert script.main([str(path)]) in (1, 2)


def test_a_nest_of_brackets_is_no_line(export):
    """JSON that is deeper than anybody's stack."""
    path, lines = export
    path.write_text(lines[0] + "\n" + "[" * 100_000)
    with pytest.raises(UsageError, match="history_unreadable"):
        verify_history(path)
    assert script.main([str(path)]) in (1, 2)


def test_every_line_left_out_doubled_or_swapped_is_noticed(export):
    """Both readers, each line of the file in turn."""
    path, lines = export
    for place in range(1, len(lines)):
        for damaged in (
            lines[:place] + lines[place + 1 :],
            lines[: place + 1] + lines[place:],
            [*lines[: place - 1], lines[place], lines[place - 1], *lines[place + 1 :]],
        ):
            path.write_text("\n".join(damaged) + "\n", "ascii")
            try:
                outcome = verify_history(path).outcome
            except UsageError:
                outcome = Outcome.INVALID
            assert outcome is Outcome.INVALID, place
            assert script.main([str(path)]) in (1, 2), place


def test_the_export_holds_no_byte_of_personal_data(tmp_path):
    """Name, identifier, pseudonym, wrapped key: none of them in any form."""
    desk = make_desk(MemoryStore())
    ticket = issued(desk)
    desk.export(tmp_path / "x.jsonl")
    text = (tmp_path / "x.jsonl").read_text("ascii")
    key = desk.get(ticket).ticket.key
    row = desk._store.read(lambda t: t.request(key))
    wrapped = desk._store.read(lambda t: t.key(key))
    for secret in ("Siti", NIK, "sekolah", row.pseudonym.hex(), wrapped.hex()):
        assert secret not in text


def test_a_body_is_read_strictly():
    """Nine members, this layout's version, whole numbers: nothing beside it."""
    body = (
        b'{"actor":"o","at":1,"by":"u","data":{},"kind":"k","role":"r","seq":1,'
        b'"ticket":"t","v":1}'
    )
    assert decode_event(body).kind == "k"
    for damaged, code in [
        (body[:-1] + b',"x":1}', "event_unreadable"),
        (body.replace(b'"by":"u",', b""), "event_unreadable"),
        (body + b"x", "event_unreadable"),
        (body.replace(b'"v":1', b'"v":2'), "event_format"),
        (body.replace(b'"v":1', b'"v":"' + NIK.encode() + b'"'), "event_unreadable"),
        (body.replace(b'"v":1', b'"v":null'), "event_unreadable"),
    ]:
        with pytest.raises(UsageError) as caught:
            decode_event(damaged)
        assert caught.value.code == code
        assert NIK not in str(caught.value)


def test_an_issued_document_is_bound_to_its_seal(tmp_path):
    """The event of issuing holds the digest of the sealed token."""
    desk = make_desk(MemoryStore())
    ticket = approved(desk)
    draft = desk.reserve(ticket, by=LURAH, at=START)
    desk.issue(draft, seal=Seal(b"token"), by=LURAH, at=START)
    desk.export(tmp_path / "x.jsonl")
    assert sha256(b"token").hexdigest() in (tmp_path / "x.jsonl").read_text()


def test_a_byte_changed_in_the_file_is_seen_by_the_chain_alone(path):
    """A second off, well-formed: SQLite calls the file sound, the digest does not."""
    data = bytearray(path.read_bytes())
    (first, *_) = re.finditer(rb'"at":[0-9]+', bytes(data))
    data[first.end() - 1] ^= 1  # a digit stays a digit
    path.write_bytes(data)
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    report = verify_history(path)
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "history_changed"
