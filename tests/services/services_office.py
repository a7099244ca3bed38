"""A service, its people and its times: what the tests of this room share."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime

import pytest
from pydantic import BaseModel, Field

from egovkit._clock import WIB
from egovkit.errors import Refused
from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, RequestDesk, ServiceDefinition


class DomicileForm(BaseModel):
    """An application for a letter of domicile (local practice)."""

    name: str = Field(min_length=1)
    purpose: str
    area: int = 20


SETUP = {
    "id": "domisili",
    "title": "Surat Keterangan Domisili",
    "title_en": "Letter of Domicile",
    "agency": "Kelurahan Contoh, Kota Contoh",
    "prefix": "DOM",
    "workflow": {
        "initial": "submitted",
        "waiting": {"returned": "applicant"},
        "labels": {"checked": {"id": "Sudah diperiksa", "en": "Checked"}},
        "transitions": [
            {"from": "submitted", "action": "check", "to": "checked",
             "roles": ["petugas"], "requires": ["documents", "fee"]},
            {"from": "submitted", "action": "return", "to": "returned",
             "roles": ["petugas"], "reasons": ["kk_unreadable", "wrong_address"]},
            {"from": "returned", "action": "resubmit", "to": "submitted",
             "roles": ["applicant"], "amends": True},
            {"from": "submitted", "action": "withdraw", "to": "withdrawn",
             "roles": ["applicant"]},
            {"from": "checked", "action": "paraf", "to": "initialled",
             "roles": ["seklur"], "not_by": ["check"]},
            {"from": "initialled", "action": "approve", "to": "approved",
             "roles": ["lurah"], "not_by": ["check", "paraf"],
             "delegable": ["a.n.", "Plt."]},
            {"from": "initialled", "action": "reject", "to": "rejected",
             "roles": ["lurah"], "reasons": ["not_resident"]},
            {"from": "approved", "action": "issue", "to": "issued",
             "roles": ["lurah"]},
        ],
    },
    "terms": {
        "statutory": {"length": 5, "unit": "working_days",
                      "source": "UU 30/2014 art. 53(2)", "deemed_granted": True},
        "promise": {"length": 1, "unit": "working_days"},
    },
    "requirements": [
        {"name": "kk", "title": "Kartu Keluarga",
         "when": [{"field": "purpose", "one_of": ["pindah"]}],
         "max_bytes": 1000},
    ],
    "fee": {"amount": 0},
    "number": {
        "register": "surat",
        "template": "{klasifikasi}/{urut}/{unit}/{bulan:romawi}/{tahun}",
        "slots": {"klasifikasi": "400.12", "unit": "KEL-CTH"},
    },
    "retention": {"years": 2},
}  # fmt: skip

NIK = "9971015708459002"
CITIZEN = Actor.citizen(NIK)
OFFICER = Actor.officer("u-1", "petugas")
SEKLUR = Actor.officer("u-2", "seklur")
LURAH = Actor.officer("u-3", "lurah")
ARCHIVIST = Actor.officer("u-9", "arsiparis")
START = datetime(2027, 3, 5, 14, 10, tzinfo=WIB)


class Seal:
    """Stands in for a seal: the desk looks at its token only."""

    def __init__(self, token: bytes = b"a seal") -> None:
        self.token = token


def wib(*parts: int) -> datetime:
    """A time in the office's zone."""
    return datetime(*parts, tzinfo=WIB)  # type: ignore[misc, arg-type]


def definition(**changes: object) -> ServiceDefinition:
    """The service, with changes."""
    return ServiceDefinition.from_mapping({**SETUP, **changes}, form=DomicileForm)


def make_desk(store: object, **more: object) -> RequestDesk:
    """A desk for the service over a store."""
    return RequestDesk(
        more.pop("definition", None) or definition(),
        store=store,
        calendar=WorkCalendar.indonesia(),
        **more,
    )


def code_of(call: Callable[..., object], *args: object, **kwargs: object) -> str:
    """The code a call is refused with."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


def file_one(desk: RequestDesk, at: datetime = START, by: Actor = CITIZEN) -> str:
    """File a request; gives its ticket."""
    form = {"name": "Siti Aminah", "purpose": "sekolah"}
    return desk.submit(form, by=by, at=at).ticket


def approved(desk: RequestDesk, at: datetime = START) -> str:
    """File a request and move it to where it can be issued."""
    ticket = file_one(desk, at)
    desk.act(ticket, "check", by=OFFICER, at=at)
    desk.act(ticket, "paraf", by=SEKLUR, at=at)
    desk.act(ticket, "approve", by=LURAH, at=at)
    return ticket


def issued(desk: RequestDesk, at: datetime = START) -> str:
    """File a request and issue its document."""
    ticket = approved(desk, at)
    draft = desk.reserve(ticket, by=LURAH, at=at)
    desk.issue(draft, seal=Seal(ticket.encode()), by=LURAH, at=at)
    return ticket


@contextmanager
def sqlite_transaction(connection):
    """A transaction of the caller's."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
