"""Personal data: outside the history, read on record, erased for good."""

from datetime import timedelta

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

from egovkit.errors import DecryptionError, Refused, UsageError
from egovkit.services import MemoryStore, SQLiteStore, verify_history
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


def test_another_secret_opens_nothing():
    """The request's key is wrapped under the desk's secret."""
    store = MemoryStore()
    ticket = file_one(make_desk(store, secret=b"a" * 32))
    with pytest.raises(DecryptionError):
        make_desk(store, secret=b"b" * 32).read(ticket, by=OFFICER, at=START)
    with pytest.raises(UsageError, match="secret_too_short"):
        make_desk(store, secret=b"short")


LATER = START + timedelta(days=2 * 366 + 30)


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
