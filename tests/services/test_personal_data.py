"""Personal data: outside the history, read on record, erased for good."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    NIK,
    OFFICER,
    START,
    definition,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit.errors import CoverageError, DecryptionError, Refused, UsageError
from egovkit.services import (
    Actor,
    Attachment,
    MemoryStore,
    SQLiteStore,
    WorkQuery,
    verify_history,
)
from egovkit.signatures import Outcome


def rows_of(desk):
    """All events as plain rows."""
    sql = "SELECT ticket, seq, digest, body FROM egk_event ORDER BY ticket, seq"
    rows = desk._store.read(lambda tables: tables.execute(sql))
    return [(t, n, bytes(d), bytes(b)) for t, n, d, b in rows]


def test_reading_is_recorded_and_gives_the_newest_values(desk):
    """Reading needs `by=`; the history says who, why and which fields."""
    ticket = file_one(desk)
    before = desk.get(ticket)
    data = desk.read(ticket, by=OFFICER, at=START, purpose="checking")
    assert data.values == {"name": "Siti Aminah", "purpose": "sekolah", "area": 20}
    assert data.applicant == NIK
    assert "Siti" not in repr(data)
    entry = desk.timeline(ticket)[-1]
    assert (entry.kind, entry.by, entry.role) == ("data_read", "u-1", "petugas")
    after = desk.get(ticket)
    assert (after.version, after.head != before.head) == (before.version, True)
    assert desk.read(ticket, by=CITIZEN, at=START).applicant == NIK
    with pytest.raises(Refused, match="wrong_role"):
        desk.read(ticket, by=ARCHIVIST, at=START)
    with pytest.raises(UsageError, match="purpose_code"):
        desk.read(ticket, by=OFFICER, at=START, purpose="Because I want to")


def test_notes_stay_with_the_personal_data(desk):
    """Free text never enters an event; it is read like the form."""
    ticket = file_one(desk)
    desk.act(
        ticket, "return", by=OFFICER, at=START, reason="kk_unreadable",
        note="KK Bu Siti buram",
    )  # fmt: skip
    assert desk.read(ticket, by=CITIZEN, at=START).notes == {2: "KK Bu Siti buram"}
    assert b"buram" not in b"".join(body for *_, body in rows_of(desk))
    with pytest.raises(Refused, match="note_too_long"):
        desk.act(ticket, "resubmit", by=CITIZEN, at=START, note="x" * 2001)


def test_stored_data_are_what_the_history_committed_to(desk):
    """Whoever swaps the encrypted block of a request is found out."""
    one, two = file_one(desk), file_one(desk)
    assert desk.verify_data(one)
    desk._store.write(
        lambda t: t.execute(
            "UPDATE egk_data SET block = (SELECT block FROM egk_data WHERE ticket = ?)",
            desk.get(two).ticket.key,
        )
    )
    with pytest.raises(DecryptionError):
        desk.verify_data(one)


def test_each_saving_of_a_draft_is_committed_to(desk):
    """Saved, saved again, handed in: each block stands at its own event."""
    draft = desk.save_draft({"name": "S"}, by=CITIZEN, at=START).ticket
    assert desk.verify_data(draft)
    form = {"name": "Siti", "purpose": "x"}
    desk.save_draft(form, by=CITIZEN, at=START, draft=draft)
    assert desk.verify_data(draft)
    ticket = desk.submit(form, by=CITIZEN, at=START, draft=draft).ticket
    assert (ticket, desk.verify_data(ticket)) == (draft, True)
    assert desk.read(ticket, by=OFFICER, at=START).values == {**form, "area": 20}
    key = desk.get(ticket).ticket.key
    assert [seq for seq, _ in desk._store.read(lambda t: t.data(key))] == [1, 2, 3]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_data_that_were_taken_away_are_missed(desk, seq):
    """A form, a note or files that the history speaks of and the store has not."""
    ticket = file_one(desk)
    note = {"reason": "kk_unreadable", "note": "KK Bu Siti buram"}
    desk.act(ticket, "return", by=OFFICER, at=START, **note)
    files = [Attachment.of("kk", b"scan", "image/png")]
    desk.act(ticket, "resubmit", by=CITIZEN, at=START, attachments=files)
    assert desk.verify_data(ticket)
    desk.read(ticket, by=OFFICER, at=START)  # an event that commits to nothing
    assert desk.verify_data(ticket)
    desk._store.write(lambda t: t.execute("DELETE FROM egk_data WHERE seq = ?", seq))
    assert not desk.verify_data(ticket)


def test_a_key_that_was_taken_away_is_no_erasure(desk):
    """Erasing is an event; a key that is gone without one was taken."""
    ticket = file_one(desk)
    desk._store.write(lambda t: t.execute("DELETE FROM egk_key"))
    assert not desk.verify_data(ticket)
    draft = desk.save_draft({"name": "S"}, by=CITIZEN, at=START).ticket
    assert desk.verify_data(draft)
    desk.erase(draft, by=CITIZEN, at=START)
    with pytest.raises(Refused, match="erased"):
        desk.verify_data(draft)


def test_data_that_the_history_does_not_speak_of_are_noticed(desk):
    """A block sealed with the right key in a place that committed to nothing."""
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START)
    key = desk.get(ticket).ticket.key

    def add(tables):
        values = {"name": "Budi"}
        block, _ = desk._vault(tables).seal(tables.key(key), key, 2, values)
        tables.put_data(key, 2, block)

    desk._store.write(add)
    assert not desk.verify_data(ticket)


def test_another_secret_opens_nothing():
    """The request's key is wrapped under the desk's secret."""
    store = MemoryStore()
    ticket = file_one(make_desk(store, secret=b"a" * 32))
    with pytest.raises(DecryptionError):
        make_desk(store, secret=b"b" * 32).read(ticket, by=OFFICER, at=START)
    with pytest.raises(UsageError, match="secret_too_short"):
        make_desk(store, secret=b"short")


LATER = START + timedelta(days=2 * 366 + 30)

SCAN = b"%PDF-1.7 a scan of nobody's card"
KK = Attachment.of("kk", SCAN, "application/pdf")


def export_text(desk, tmp_path):
    """The history as an auditor gets it."""
    desk.export(tmp_path / "x.jsonl")
    return (tmp_path / "x.jsonl").read_text("ascii")


def file_with_scan(desk):
    """A request with one file at filing and three more with an action."""
    form = {"name": "Siti", "purpose": "pindah"}
    ticket = desk.submit(form, by=CITIZEN, at=START, attachments=[KK]).ticket
    desk.act(ticket, "return", by=OFFICER, at=START, reason="kk_unreadable")
    more = [Attachment.of("kk", bytes([n]), "image/png") for n in range(12)]
    desk.act(ticket, "resubmit", by=CITIZEN, at=START, attachments=more)
    return ticket, [KK, *more]


def test_files_are_read_with_the_personal_data(desk):
    """Digest, media type and size of each, in the order they were handed in."""
    ticket, files = file_with_scan(desk)
    found = desk.read(ticket, by=OFFICER, at=START)
    assert list(found.attachments) == files
    assert found.values == {"name": "Siti", "purpose": "pindah", "area": 20}
    assert desk.verify_data(ticket)


def test_the_history_names_no_file_by_its_digest(desk, tmp_path):
    """Requirement and media type stand in the event; the rest is a commitment."""
    _, files = file_with_scan(desk)
    events = [json.loads(body) for *_, body in rows_of(desk)]
    assert events[0]["data"]["attachments"] == [
        {"requirement": "kk", "media_type": "application/pdf"}
    ]
    assert "@file/0" in events[0]["data"]["commitments"]
    assert len(events[2]["data"]["commitments"]) == 12
    text = export_text(desk, tmp_path)
    assert all(item.digest not in text for item in files)
    rows = desk._store.read(lambda t: t.execute("SELECT snapshot FROM egk_request"))
    assert all(KK.digest.encode() not in bytes(snapshot) for (snapshot,) in rows)


def test_a_commitment_shows_a_file_while_its_salt_is_there(desk):
    """The formula of the docs: domain, salt, name, line feed, JSON text."""
    ticket, _ = file_with_scan(desk)
    key = desk.get(ticket).ticket.key
    opened = desk._store.read(
        lambda t: desk._vault(t).open(t.key(key), key, 1, t.data(key)[0][1])
    )
    salt, text = opened["@file/0"]
    assert json.loads(text)["digest"] == sha256(SCAN).hexdigest()
    made = sha256(
        b"egovkit.field.v1\n" + salt + b"@file/0\n" + text.encode()
    ).hexdigest()
    event = json.loads(rows_of(desk)[0][3])
    assert event["data"]["commitments"]["@file/0"] == made
    assert len(salt) == 32


def test_after_erasure_nobody_can_tell_which_file_it_was(desk, tmp_path):
    """Whoever has the same file finds no digest of it anywhere."""
    ticket, files = file_with_scan(desk)
    desk.act(ticket, "withdraw", by=CITIZEN, at=START)
    desk.erase(ticket, by=ARCHIVIST, at=LATER)
    dump = "\n".join(desk._store._connection.raw.iterdump())
    text = export_text(desk, tmp_path) + dump
    for item in files:
        assert item.digest not in text
        assert item.digest.upper() not in text
    assert verify_history(desk._store).outcome is Outcome.VALID


def test_a_dated_document_keeps_its_date(desk):
    """The date of the document itself comes back as a date."""
    dated = Attachment("kk", "0" * 64, "image/png", 9, dated=START.date())
    form = {"name": "Siti", "purpose": "pindah"}
    ticket = desk.submit(form, by=CITIZEN, at=START, attachments=[dated]).ticket
    assert desk.read(ticket, by=OFFICER, at=START).attachments == (dated,)


def test_erasure_waits_for_retention_and_role(desk):
    """Retention runs from closing, for whole years."""
    ticket = issued(desk)
    for at, by, code in [
        (START, OFFICER, "wrong_role"),
        (START, ARCHIVIST, "retention_running"),
        (wib(2029, 3, 5, 14, 9), ARCHIVIST, "retention_running"),
    ]:
        with pytest.raises(Refused) as caught:
            desk.erase(ticket, by=by, at=at)
        assert caught.value.code == code
    assert caught.value.refusal.facts == {"until": "2029-03-05"}
    with pytest.raises(Refused, match="not_closed"):
        desk.erase(file_one(desk), by=ARCHIVIST, at=LATER)
    desk.erase(ticket, by=ARCHIVIST, at=wib(2029, 3, 5, 14, 11))
    with pytest.raises(Refused, match="erased"):
        desk.erase(ticket, by=ARCHIVIST, at=LATER)
    with pytest.raises(Refused, match="erased"):
        desk.read(ticket, by=LURAH, at=LATER)


@pytest.mark.parametrize(
    ("closed", "years", "until"),
    [
        (wib(2026, 3, 5, 14, 10), 2, wib(2028, 3, 5, 14, 10)),
        (wib(2027, 1, 1, 0, 0), 5, wib(2032, 1, 1, 0, 0)),
        # 29 February: a year later it is the 28th, four years later the 29th again
        (wib(2028, 2, 29, 6, 0), 1, wib(2029, 2, 28, 6, 0)),
        (wib(2028, 2, 29, 23, 59), 4, wib(2032, 2, 29, 23, 59)),
        (wib(2026, 3, 5, 9), 100, wib(2126, 3, 5, 9)),
        (wib(2026, 3, 5, 9), 0, wib(2026, 3, 5, 9)),
    ],
    ids=["two", "five", "leap day", "leap day again", "hundred", "none"],
)
def test_retention_is_whole_years_of_the_offices_calendar(closed, years, until):
    """A second too early is refused with the day; then it may be erased."""
    kept = definition(retention={"years": years}, terms={})
    with MemoryStore() as store:
        desk = make_desk(store, definition=kept)
        ticket = file_one(desk, closed)
        desk.act(ticket, "withdraw", by=CITIZEN, at=closed)
        early = until - timedelta(seconds=1)
        if years:
            with pytest.raises(Refused, match="retention_running") as caught:
                desk.erase(ticket, by=ARCHIVIST, at=early)
            assert caught.value.refusal.facts == {"until": until.date().isoformat()}
        assert desk.erase(ticket, by=ARCHIVIST, at=until).receipt.seq == 3


def test_retention_beyond_the_last_year_is_no_date(desk):
    """The year 10001 has no day on which it would end; nothing is erased."""
    at = wib(9999, 12, 31, 9)
    ticket = file_one(desk, at)
    desk.act(ticket, "withdraw", by=CITIZEN, at=at)
    with pytest.raises(CoverageError, match="deadline_no_date"):
        desk.erase(ticket, by=ARCHIVIST, at=at)
    assert not desk.get(ticket).inner.erased


@pytest.mark.parametrize("by", [CITIZEN, ARCHIVIST], ids=["applicant", "archivist"])
def test_a_draft_may_be_given_up_at_any_time(desk, by):
    """It was never handed in, so nothing keeps it: UU 27/2022 art. 43 and 44."""
    ticket = desk.save_draft({"name": "Siti"}, by=CITIZEN, at=START).ticket
    kept = file_one(desk)
    for stranger, code in [
        (Actor.citizen("9971015708459009"), "not_applicant"),
        (OFFICER, "wrong_role"),
    ]:
        with pytest.raises(Refused, match=code):
            desk.erase(ticket, by=stranger, at=START)
    desk.erase(ticket, by=by, at=START)
    assert [item.ticket for item in desk.find(CITIZEN)] == [kept]
    assert desk._store.read(lambda t: (t.key(ticket.key), t.data(ticket.key))) == (
        None,
        [],
    )
    with pytest.raises(Refused, match="not_applicant"):
        desk.submit(
            {"name": "Siti", "purpose": "x"}, by=CITIZEN, at=START, draft=ticket
        )
    assert [(e.kind, e.by) for e in desk.timeline(ticket)] == [
        ("drafted", "applicant"),
        ("erased", "applicant" if by is CITIZEN else by.id),
    ]
    assert verify_history(desk._store).outcome is Outcome.VALID


def test_the_applicant_cannot_have_a_filed_request_erased(desk):
    """Once handed in, retention runs, and the archive decides."""
    draft = desk.save_draft({"name": "Siti"}, by=CITIZEN, at=START).ticket
    form = {"name": "Siti", "purpose": "x"}
    ticket = desk.submit(form, by=CITIZEN, at=START, draft=draft).ticket
    with pytest.raises(Refused, match="wrong_role"):
        desk.erase(ticket, by=CITIZEN, at=LATER)


@pytest.mark.parametrize("page", [1, 500])
def test_what_may_be_erased_is_found_by_its_retention(desk, page, monkeypatch):
    """Two years after closing (2027-03-05, 14:10): from that second on, and once.

    Open requests, drafts and those of another desk are not among them.
    """
    monkeypatch.setattr("egovkit.services._tables.PAGE", page)  # rows read at a time
    file_one(desk)
    desk.save_draft({"name": "Siti"}, by=CITIZEN, at=START)
    first, second = issued(desk), issued(desk, at=START + timedelta(days=1))
    other = make_desk(desk._store, definition=definition(id="lain"))
    issued(other)
    assert list(desk.erasable(at=wib(2029, 3, 5, 14, 9))) == []
    assert list(desk.erasable(at=wib(2029, 3, 5, 14, 10))) == [first]
    assert set(desk.erasable(at=LATER)) == {first, second}
    for ticket in desk.erasable(at=LATER):
        desk.erase(ticket, by=ARCHIVIST, at=LATER)
    assert list(desk.erasable(at=LATER)) == []
    (draft,) = desk.worklist(WorkQuery(states=("draft",)))
    assert draft.opened_at == START


def test_after_erasure_the_chain_holds_and_no_byte_is_left(tmp_path):
    """Key, block and pseudonym are in none of the database's files, WAL included."""
    path = tmp_path / "l.db"
    store = SQLiteStore(path)
    desk = make_desk(store)
    ticket = issued(desk)
    key = desk.get(ticket).ticket.key
    wrapped, block, pseudonym = store.read(
        lambda t: (t.key(key), t.data(key)[0][1], t.request(key).pseudonym)
    )
    files = [path, tmp_path / "l.db-wal"]
    before = b"".join(f.read_bytes() for f in files)
    assert wrapped in before
    assert block[:64] in before
    assert pseudonym in before
    done = desk.erase(ticket, by=ARCHIVIST, at=LATER)
    assert done.scrubbed
    after = b"".join(f.read_bytes() for f in files)
    for secret in (wrapped, block[:64], block[-64:], pseudonym):
        assert secret not in after
    assert verify_history(path).outcome is Outcome.VALID
    with pytest.raises(Refused, match="not_applicant"):
        desk.read(ticket, by=CITIZEN, at=LATER)
    store.close()


def test_a_form_of_an_older_version_is_lifted(desk):
    """Old requests load under the newest definition's form."""
    from pydantic import BaseModel

    from egovkit.services import Catalogue

    class NewForm(BaseModel):
        """The second version of the form."""

        full_name: str
        purpose: str
        area: int

    ticket = file_one(desk)

    def lift(old):
        return {
            "full_name": old["name"],
            "purpose": old["purpose"],
            "area": old["area"],
        }

    newer = definition(version=2, form_version=2).model_copy(
        update={"form": NewForm, "upcasters": {1: lift}}
    )
    both = make_desk(desk._store, definition=Catalogue([definition(), newer]))
    form = both.read_form(ticket, by=OFFICER, at=START)
    assert form == NewForm(full_name="Siti Aminah", purpose="sekolah", area=20)
    lacking = newer.model_copy(update={"upcasters": {}})
    both = make_desk(desk._store, definition=Catalogue([definition(), lacking]))
    with pytest.raises(UsageError, match="upcaster_missing"):
        both.read_form(ticket, by=OFFICER, at=START)


def test_a_secret_has_at_least_256_bits():
    """A key of the desk is no shorter than the AES-256 key that it wraps."""
    make_desk(MemoryStore(), secret=bytes(32))
    with pytest.raises(UsageError, match="secret_too_short"):
        make_desk(MemoryStore(), secret=bytes(31))
