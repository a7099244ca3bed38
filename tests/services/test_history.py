"""What the history proves, and how it shows that it was touched."""

import json
import subprocess
import sys

import pytest
from services_office import (
    CITIZEN,
    NIK,
    OFFICER,
    START,
    approved,
    definition,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit.errors import UsageError
from egovkit.services import (
    Actor,
    MemoryStore,
    SQLiteStore,
    verifier_script,
    verify_history,
)
from egovkit.services._events import chain
from egovkit.signatures import Outcome, SigningKey


@pytest.fixture(scope="module")
def key():
    """A key that signs checkpoints."""
    return SigningKey.generate("Ed25519", use="history")


@pytest.fixture
def path(tmp_path):
    """A file with three requests in different states."""
    store = SQLiteStore(tmp_path / "layanan.db")
    desk = make_desk(store)
    file_one(desk)
    approved(desk)
    issued(desk)
    store.close()
    return tmp_path / "layanan.db"


def rows_of(desk):
    """All events as plain rows."""
    return [
        (t, n, bytes(d), bytes(b))
        for t, n, d, b in desk._store.read(
            lambda tables: tables.execute(
                "SELECT ticket, seq, digest, body FROM egk_event ORDER BY ticket, seq"
            )
        )
    ]


def tamper(path, sql, *params):
    """Change the database as its owner could."""
    store = SQLiteStore(path)
    store.write(lambda tables: tables.execute(sql, *params))
    store.close()


def test_a_history_as_written_is_intact(path):
    """Every chain holds and every stored state is the fold of its events."""
    report = verify_history(path)
    assert report.outcome is Outcome.VALID
    assert report.checks[0].facts == {"events": 1 + 4 + 6, "requests": 3}


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        (
            (
                'UPDATE egk_event SET body = replace(body, \'"role":"lurah"\','
                ' \'"role":"seklur"\') WHERE seq = 4'
            ),
            "history_changed",
        ),
        ("DELETE FROM egk_event WHERE seq = 2", "history_gap"),
        ("DELETE FROM egk_event WHERE seq = 6", "history_cut"),
        ("DELETE FROM egk_event WHERE seq = 1", "history_gap"),
        ("DELETE FROM egk_request WHERE state = 'approved'", "history_cut"),
        (
            (
                "DELETE FROM egk_event WHERE ticket IN"
                " (SELECT ticket FROM egk_request WHERE state = 'submitted')"
            ),
            "history_cut",
        ),
        (
            (
                "UPDATE egk_request SET"
                " snapshot = replace(snapshot, 'approved', 'checked')"
                " WHERE state = 'approved'"
            ),
            "history_state_differs",
        ),
        ("UPDATE egk_request SET head = zeroblob(32)", "history_cut"),
    ],
)
def test_what_was_changed_is_named(path, sql, code):
    """A changed, missing, added or misplaced event makes the history INVALID."""
    tamper(path, sql)
    report = verify_history(path)
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == code
    assert report.reason.facts["ticket"]
    assert report.reason.facts["ticket"] in report.explain("id")


def test_the_first_broken_event_is_named_with_its_place(path):
    """`report.reason.facts` holds ticket and sequence number."""
    store = SQLiteStore(path)
    ticket = store.read(
        lambda t: t.one("SELECT ticket FROM egk_request WHERE state = 'approved'")
    )[0]
    store.close()
    tamper(
        path,
        "UPDATE egk_event SET body = replace(body, 'checked', 'issued')"
        " WHERE ticket = ? AND seq = 2",
        ticket,
    )
    assert verify_history(path).reason.facts == {"ticket": ticket, "seq": 2}


def test_an_event_moved_to_another_request_is_noticed(desk):
    """The bytes of an event name their place, and the place is checked."""
    file_one(desk)
    (ticket, seq, _, body) = rows_of(desk)[0]
    other = "0" * 10
    forged = [(other, seq, chain(bytes(32), body), body)]
    assert verify_history(forged).reason.code == "history_misplaced"
    assert verify_history([]).outcome is Outcome.VALID
    unordered = [*rows_of(desk), (other, 1, b"", b"")]
    assert ticket > other
    assert verify_history(unordered).reason.code == "history_order"


def test_nothing_personal_stands_in_the_history(desk):
    """Events, outbox and idempotency rows hold references only."""
    desk.submit(
        {"name": "Khadijah Aminah", "purpose": "rahasia sekali"},
        by=CITIZEN,
        at=START,
        idempotency_key=NIK,
    )
    dump = b""
    for table in ("egk_event", "egk_outbox", "egk_once", "egk_request"):
        rows = desk._store.read(lambda t, n=table: t.execute(f"SELECT * FROM {n}"))  # noqa: S608
        dump += repr(rows).encode()
    for secret in (NIK, "Khadijah", "Aminah", "rahasia"):
        assert secret.encode() not in dump


ADVISED = {
    "facts": {"visited": ["petugas"]},
    "workflow": {
        "initial": "submitted",
        "branches": [
            {"name": "fire", "state": "submitted", "roles": ["damkar"],
             "reasons": ["exits"]},
        ],
        "transitions": [
            {"from": "submitted", "action": "close", "to": "closed",
             "roles": ["petugas"], "requires": ["rejection"]},
        ],
    },
    "terms": {"statutory": {"length": 5, "deemed_granted": True, "extension": 2,
                            "extension_roles": ["petugas"]}},
}  # fmt: skip


def test_the_timeline_says_what_each_event_refers_to():
    """Who answered what and why, what was recorded, what ended when, who read why.

    Five working days from Friday 5 March 2027 end on the 22nd, and two more on the
    24th.
    """
    store = MemoryStore()
    desk = make_desk(store, definition=definition(**ADVISED))
    ticket, other = file_one(desk), file_one(desk)
    fire = Actor.system("damkar-contoh", "damkar")
    desk.answer(ticket, "fire", "rejected", by=fire, at=START, reason="exits",
                reference="DK-9")  # fmt: skip
    desk.record(ticket, "visited", by=OFFICER, at=START)
    desk.extend(ticket, "statutory", 2, reason="complex", by=OFFICER, at=START)
    desk.link(ticket, "repeats", other, by=OFFICER, at=START)
    desk.read(ticket, by=OFFICER, at=START, purpose="site_visit")
    desk.mark_overdue(by=Actor.system("malam"), at=wib(2027, 4, 1, 1))
    desk.act(ticket, "close", by=OFFICER, at=wib(2027, 4, 1, 0, 59))
    told = [(e.kind, e.reason, dict(e.facts)) for e in desk.timeline(ticket)]
    assert told == [
        ("submitted", "", {"definition": "domisili@1"}),
        ("branch_answered", "exits",
         {"branch": "fire", "answer": "rejected", "reference": "DK-9"}),
        ("recorded", "", {"fact": "visited"}),
        ("extended", "complex", {"term": "statutory", "length": 2}),
        ("linked", "", {"relation": "repeats", "ticket": other.key}),
        ("data_read", "",
         {"purpose": "site_visit", "fields": ["area", "name", "purpose"]}),
        ("overdue", "",
         {"term": "statutory", "due": "2027-03-24", "deemed_granted": True}),
        ("acted", "", {"clock_back": 60}),
    ]  # fmt: skip
    store.close()


def test_the_timeline_names_numbers(desk):
    """The number of a document at each of its steps, and nothing secret."""
    ticket = issued(desk)
    steps = {e.kind: dict(e.facts) for e in desk.timeline(ticket)[-2:]}
    number = {"number": "400.12/1/KEL-CTH/III/2027"}
    assert steps == {"number_reserved": number, "issued": number}


# checkpoints


def test_a_checkpoint_holds_the_heads_of_what_changed(desk, key):
    """The second checkpoint holds only the request that changed since the first."""
    first = file_one(desk)
    file_one(desk)
    assert desk.checkpoint(key=key, at=START) == 1
    desk.act(first, "check", by=OFFICER, at=START)
    assert desk.checkpoint(key=key, at=START) == 2
    bodies = desk._store.read(
        lambda t: [bytes(b) for (b,) in t.execute("SELECT body FROM egk_checkpoint")]
    )
    assert [len(json.loads(body)["heads"]) for body in bodies] == [2, 1]
    report = verify_history(desk._store, key=key.public)
    assert report.outcome is Outcome.VALID
    assert report.checks[-1].code == "checkpoint_signed"


def test_without_the_key_signatures_stay_unchecked(desk, key):
    """Checkpoints that nobody could verify leave the answer INDETERMINATE."""
    file_one(desk)
    desk.checkpoint(key=key, at=START)
    report = verify_history(desk._store)
    assert report.outcome is Outcome.INDETERMINATE
    assert report.reason.code == "checkpoint_no_key"
    other = SigningKey.generate("Ed25519", use="history").public
    assert verify_history(desk._store, key=other).reason.code == "checkpoint_signature"


def test_a_rewritten_history_contradicts_its_checkpoint(tmp_path, key):
    """The owner rewrites a whole chain consistently; the checkpoint tells."""
    store = SQLiteStore(tmp_path / "l.db")
    desk = make_desk(store)
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START)
    desk.checkpoint(key=key, at=START)

    def rewrite(tables):
        name = ticket.key
        rows = tables.events(name)
        body = rows[1][2].replace(b'"u-1"', b'"u-7"')
        head = chain(rows[0][1], body)
        tables.execute(
            "UPDATE egk_event SET digest = ?, body = ? WHERE ticket = ? AND seq = 2",
            head, body, name,
        )  # fmt: skip
        snapshot = tables.one("SELECT snapshot FROM egk_request")[0]
        tables.execute(
            "UPDATE egk_request SET head = ?, snapshot = ?",
            head, bytes(snapshot).replace(b'"u-1"', b'"u-7"'),
        )  # fmt: skip

    ticket = desk.get(ticket).ticket
    store.write(rewrite)
    report = verify_history(store, key=key.public)
    assert report.reason.code == "checkpoint_differs"
    store.close()


def test_a_checkpoint_left_out_or_of_another_key_is_noticed(desk, key):
    """Checkpoints are numbered and chained; only a history key may sign them."""
    for _ in range(3):
        file_one(desk)
        desk.checkpoint(key=key, at=START)
    desk._store.write(lambda t: t.execute("DELETE FROM egk_checkpoint WHERE seq = 2"))
    report = verify_history(desk._store, key=key.public)
    assert report.reason.code == "checkpoint_order"
    with pytest.raises(UsageError, match="key_of_other_use"):
        desk.checkpoint(key=SigningKey.generate("Ed25519", use="seal"), at=START)


# the export and its stand-alone verifier


@pytest.fixture
def export(path, key, tmp_path):
    """An export with one checkpoint."""
    store = SQLiteStore(path)
    desk = make_desk(store)
    desk.checkpoint(key=key, at=START)
    assert desk.export(tmp_path / "riwayat.jsonl") == 11
    store.close()
    return tmp_path / "riwayat.jsonl"


def run_script(export, tmp_path, *options):
    """Run the shipped script on its own, without egovkit on the path."""
    script = tmp_path / "periksa_riwayat.py"
    script.write_text(verifier_script(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", script, export, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_script_needs_nothing_of_ours():
    """It stands alone: nothing of egovkit is imported."""
    assert "import egovkit" not in verifier_script()
    assert "from egovkit" not in verifier_script()


def test_export_and_script_agree_on_an_intact_history(export, key, tmp_path):
    """Both find 11 events of 3 requests; with the key, signatures too."""
    assert verify_history(export, key=key.public).outcome is Outcome.VALID
    assert verify_history(export).outcome is Outcome.INDETERMINATE
    code, text = run_script(export, tmp_path)
    assert (code, "INTACT: 11 events, 3 requests" in text) == (3, True)
    pem = tmp_path / "kunci.pem"
    pem.write_bytes(key.public.to_pem())
    code, text = run_script(export, tmp_path, "--key", pem)
    assert (code, "signed by this key" in text) == (0, True)
    wrong = tmp_path / "lain.pem"
    wrong.write_bytes(SigningKey.generate("Ed25519", use="history").public.to_pem())
    assert run_script(export, tmp_path, "--key", wrong)[0] == 1


def change(lines, kind, old, new, nth=0):
    """Change one line of a kind."""
    wanted = f'"type":"{kind}"'
    places = [i for i, x in enumerate(lines) if wanted in x and old in x]
    place = places[nth]
    return [*lines[:place], lines[place].replace(old, new), *lines[place + 1 :]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: change(lines, "event", "u-1", "u-2", 1),
        lambda lines: [line for i, line in enumerate(lines) if i != 5],
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[1]],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: change(lines, "head", '"seq":', '"seq":1', 1),
        lambda lines: change(lines, "checkpoint", "number", "nomber"),
        lambda lines: [*lines[:-1], lines[-1].replace('"events":11', '"events":12')],
    ],
    ids=["changed", "cut out", "no end", "after the end", "no checkpoint", "head",
         "checkpoint", "count"],
)  # fmt: skip
def test_a_damaged_export_is_refused_by_both(export, key, tmp_path, damage):
    """Neither egovkit nor the script takes a changed file for intact."""
    lines = export.read_text("ascii").splitlines()
    export.write_text("\n".join(damage(lines)) + "\n", "ascii")
    try:
        assert verify_history(export, key=key.public).outcome is Outcome.INVALID
    except UsageError as error:
        assert error.code == "history_unreadable"
    assert run_script(export, tmp_path)[0] in (1, 2)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "not json", '{"type":"event"}\n'])
def test_what_is_no_export_is_said_to_be_none(tmp_path, text):
    """Any other file gives an error or INVALID, never a traceback."""
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    try:
        assert verify_history(path).outcome is Outcome.INVALID
    except UsageError as error:
        assert error.code == "history_unreadable"
    assert run_script(path, tmp_path)[0] in (1, 2)
    with pytest.raises(UsageError):
        verify_history(tmp_path / "missing.db")


def test_the_script_says_what_is_wrong(export, tmp_path, capsys, monkeypatch):
    """Every way a file can be damaged has its sentence and exit status."""
    from egovkit.services import _verifier_script as script

    lines = export.read_text("ascii").splitlines()
    second = next(i for i, x in enumerate(lines) if '"seq":2' in x)
    event = second - 1  # of a request that has an event after it
    swapped = [*lines]
    swapped[event], swapped[event + 1] = swapped[event + 1], swapped[event]
    point = json.loads(lines[1])
    body = json.loads(point["body"])

    def checkpoint(**changes):
        text = json.dumps({**body, **changes})
        return [lines[0], json.dumps({**point, "body": text}), *lines[2:]]

    heads = body["heads"]
    cases = {
        "an event before it is missing": [*lines[:event], *lines[event + 1 :]],
        "was changed": change(lines, "event", '"role', '"rale'),
        "unknown kind": [lines[0], '{"type":"song"}', *lines[1:]],
        "another format": ['{"type":"header","format":"x"}', *lines[1:]],
        "out of order": checkpoint(number=2),
        "does not follow": checkpoint(previous="00"),
        "is not the one in the checkpoint": checkpoint(
            heads=[[heads[0][0], heads[0][1], "00"], *heads[1:]]
        ),
        "is in a checkpoint but missing": checkpoint(heads=[*heads, ["Z" * 10, 1, ""]]),
        "lines after the end": [*lines, lines[0]],
        "the end of the file": lines[:-1],
        "lines are missing": [*lines[:-1], lines[-1].replace(":11", ":12")],
    }
    for words, damaged in cases.items():
        export.write_text("\n".join(damaged) + "\n", "ascii")
        assert script.main([str(export)]) == 1, words
        assert words in capsys.readouterr().out
    export.write_text("\n".join(lines) + "\n", "ascii")
    assert script.main([str(export)]) == 3
    assert script.main([str(tmp_path / "none")]) == 2
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(
        sys.modules, "cryptography.hazmat.primitives.serialization", None
    )
    assert script.main([str(export), "--key", "x.pem"]) == 2
    assert "cryptography" in capsys.readouterr().out


def test_the_script_checks_signatures_in_this_process_too(export, key, tmp_path):
    """The same answers as in a process of its own."""
    from egovkit.services import _verifier_script as script

    for name, signer, code in [
        ("right", key, 0),
        ("wrong", SigningKey.generate("Ed25519", use="history"), 1),
    ]:
        pem = tmp_path / f"{name}.pem"
        pem.write_bytes(signer.public.to_pem())
        assert script.main([str(export), "--key", str(pem)]) == code
    lines = export.read_text("ascii").splitlines()
    kept = [line for line in lines if '"checkpoint"' not in line]
    kept[-1] = kept[-1].replace('"checkpoints":1', '"checkpoints":0')
    export.write_text("\n".join(kept) + "\n", "ascii")
    assert script.main([str(export)]) == 0


def test_a_database_that_holds_strange_values_is_broken_not_a_traceback(path):
    """Whatever somebody wrote into a column: INVALID."""
    for sql in (
        "UPDATE egk_request SET snapshot = 'no json' WHERE state = 'approved'",
        "UPDATE egk_request SET snapshot = '[1]' WHERE state = 'issued'",
    ):
        tamper(path, sql)
        assert verify_history(path).reason.code == "history_state_differs"
    store = SQLiteStore(path)
    assert verify_history(store, states=False).outcome is Outcome.VALID
    store.close()
    tamper(path, "UPDATE egk_event SET digest = 'x' WHERE seq = 1")
    assert verify_history(path).outcome is Outcome.INVALID


def test_an_event_added_without_its_request_is_noticed(path):
    """Rows of a request that does not exist."""
    tamper(
        path,
        "INSERT INTO egk_event SELECT '0000000000', seq, digest, body FROM egk_event"
        " WHERE seq = 1 LIMIT 1",
    )
    assert verify_history(path).outcome is Outcome.INVALID
