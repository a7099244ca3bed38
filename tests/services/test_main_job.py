"""The spine of a service: submit, check, paraf, approve, reserve, issue."""

from datetime import date, datetime
from hashlib import sha256

import pytest
from pydantic import BaseModel

from egovkit._clock import WIB
from egovkit.errors import Refused
from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    MemoryStore,
    RequestDesk,
    ServiceDefinition,
    SQLiteStore,
)


class Form(BaseModel):
    """A short application."""

    name: str
    purpose: str


SETUP = {
    "id": "domisili",
    "title": "Surat Keterangan Domisili",
    "prefix": "DOM",
    "workflow": {
        "initial": "submitted",
        "waiting": {"returned": "applicant"},
        "transitions": [
            {
                "from": "submitted",
                "action": "check",
                "to": "checked",
                "roles": ["petugas"],
            },
            {
                "from": "submitted",
                "action": "return",
                "to": "returned",
                "roles": ["petugas"],
                "reasons": ["kk_unreadable"],
            },
            {
                "from": "returned",
                "action": "resubmit",
                "to": "submitted",
                "roles": ["applicant"],
                "amends": True,
            },
            {
                "from": "checked",
                "action": "paraf",
                "to": "initialled",
                "roles": ["seklur"],
                "not_by": ["check"],
            },
            {
                "from": "initialled",
                "action": "approve",
                "to": "approved",
                "roles": ["lurah"],
            },
            {"from": "approved", "action": "issue", "to": "issued", "roles": ["lurah"]},
        ],
    },
    "terms": {"statutory": {"length": 5, "unit": "working_days"}},
    "number": {
        "register": "surat",
        "template": "{klasifikasi}/{urut}/{unit}/{bulan:romawi}/{tahun}",
        "slots": {"klasifikasi": "400.12", "unit": "KEL-CTH"},
    },
}
CITIZEN = Actor.citizen("9971015708459002")
OFFICER = Actor.officer("u-1", "petugas")
SEKLUR = Actor.officer("u-2", "seklur")
LURAH = Actor.officer("u-3", "lurah")


def wib(*parts):
    """A time in the office's zone."""
    return datetime(*parts, tzinfo=WIB)


class Seal:
    """Stands in for a seal: the desk looks at its token only."""

    token = b"a seal"


@pytest.fixture(params=["memory", "file"])
def desk(request, tmp_path):
    """A desk over each kind of SQLite store."""
    store = (
        MemoryStore() if request.param == "memory" else SQLiteStore(tmp_path / "l.db")
    )
    yield RequestDesk(
        ServiceDefinition.from_mapping(SETUP, form=Form),
        store=store,
        calendar=WorkCalendar.indonesia(),
    )
    store.close()


def approved(desk):
    """A request that waits to be issued."""
    at = wib(2027, 3, 5, 14, 10)
    ticket = desk.submit(Form(name="Siti", purpose="sekolah"), by=CITIZEN, at=at).ticket
    desk.act(ticket, "check", by=OFFICER, at=at)
    desk.act(ticket, "paraf", by=SEKLUR, at=at)
    desk.act(ticket, "approve", by=LURAH, at=at)
    return ticket


def test_a_request_runs_from_submission_to_issued_document(desk):
    """Number and status follow the three steps of issuing."""
    ticket = approved(desk)
    now = wib(2027, 3, 19, 9)
    draft = desk.reserve(ticket, by=LURAH, at=now)
    assert draft.number == "400.12/1/KEL-CTH/III/2027"
    assert desk.numbers("surat", 2027) == ((1, draft.number, "pending"),)
    assert desk.reserve(ticket, by=LURAH, at=now) == draft
    receipt = desk.issue(draft, seal=Seal(), by=LURAH, at=now)
    assert receipt.state == "issued"
    request = desk.get(ticket)
    assert request.closed
    assert request.inner.token == sha256(b"a seal").hexdigest()
    assert desk.numbers("surat", 2027) == ((1, draft.number, "issued"),)


def test_scenario_a_the_clock_keeps_used_days_across_the_pause(desk):
    """Facts page, scenario A: 22 March, no date while returned, then 24 March."""
    at = wib(2027, 3, 5, 14, 10)
    ticket = desk.submit({"name": "Siti", "purpose": "x"}, by=CITIZEN, at=at).ticket
    assert desk.get(ticket).deadline(at=at).due == date(2027, 3, 22)
    returned = wib(2027, 3, 16, 10)
    desk.act(ticket, "return", by=OFFICER, reason="kk_unreadable", at=returned)
    paused = desk.get(ticket).deadline(at=wib(2027, 3, 17, 9))
    assert (paused.due, paused.paused_for, paused.used) == (None, "applicant", 1)
    again = wib(2027, 3, 18, 20)
    desk.act(ticket, "resubmit", by=CITIZEN, at=again)
    deadline = desk.get(ticket).deadline(at=again)
    assert deadline.due == date(2027, 3, 24)
    text = deadline.explain()
    assert "Idulfitri" in text
    assert "menunggu pemohon" in text


@pytest.mark.parametrize(
    ("action", "by", "reason", "code"),
    [
        ("check", LURAH, None, "wrong_role"),
        ("approve", LURAH, None, "wrong_state"),
        ("fly", LURAH, None, "unknown_action"),
        ("return", OFFICER, None, "reason_required"),
        ("return", OFFICER, "because", "unknown_reason"),
        ("check", Actor.citizen("another"), None, "not_applicant"),
    ],
)
def test_what_is_refused_comes_as_data_and_writes_nothing(
    desk, action, by, reason, code
):
    """`check` gives the refusal that `act` raises."""
    at = wib(2027, 3, 5, 14, 10)
    receipt = desk.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=at)
    refusal = desk.check(receipt.ticket, action, by=by, reason=reason, at=at)
    assert refusal is not None
    assert refusal.code == code
    with pytest.raises(Refused) as caught:
        desk.act(receipt.ticket, action, by=by, reason=reason, at=at)
    assert caught.value.refusal == refusal
    assert desk.get(receipt.ticket).head == receipt.head
