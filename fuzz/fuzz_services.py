"""Tickets, definitions, forms, survey rows, and histories that somebody changed."""

import contextlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from _fuzz import Input, Target, run
from pydantic import BaseModel, Field, ValidationError

from egovkit.clock import WIB
from egovkit.errors import EgovkitError
from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    Attachment,
    MemoryStore,
    RequestDesk,
    ServiceDefinition,
    SQLiteStore,
    Ticket,
    survey_index,
    verify_history,
)
from egovkit.services import _verifier_script as auditor
from egovkit.services.exports import (
    form_schema,
    to_cpsv_ap,
    to_html,
    to_markdown,
    to_openapi,
)
from egovkit.signatures import Outcome, SigningKey

NOW = datetime(2027, 3, 5, 14, 10, tzinfo=WIB)
FOLDER = tempfile.TemporaryDirectory(prefix="egovkit-fuzz-")  # gone at the end
CITIZEN, OFFICER = Actor.citizen("9971015708459002"), Actor.officer("u-1", "petugas")
SERVICE = {
    "id": "domisili",
    "title": "Surat Keterangan Domisili (CONTOH)",
    "prefix": "DOM",
    "valid_from": "2027-01-01",
    "workflow": {
        "initial": "masuk",
        "waiting": {"kembali": "applicant"},
        "labels": {"periksa": {"id": "Pemeriksaan", "en": "Checking"}},
        "branches": [{"name": "desil", "state": "masuk", "roles": ["dinsos"]}],
        "transitions": [
            {"from": "masuk", "action": "periksa", "to": "selesai",
             "roles": ["petugas"], "requires": ["branches", "documents"]},
            {"from": "masuk", "action": "kembalikan", "to": "kembali",
             "roles": ["petugas"], "reasons": ["kk_buram"]},
            {"from": "kembali", "action": "ajukan_lagi", "to": "masuk",
             "roles": ["applicant"], "amends": True},
        ],
    },
    "terms": {"statutory": {"length": 5, "source": "UU 30/2014 Pasal 53(2)"},
              "promise": {"length": 90, "unit": "working_minutes", "extension": 1}},
    "requirements": [{"name": "kk", "title": "Kartu Keluarga", "max_age_days": 30,
                      "when": [{"field": "luas", "at_least": 3}]}],
    "fee": {"field": "luas", "brackets": [{"up_to": 2}, {"base": 5000, "rate": 9}]},
    "number": {"register": "surat", "template": "{urut:03}/DOM/{tahun}"},
    "output": {"title": "Surat", "profile": 1},
    "components": {"jaminan_pelayanan": "Maklumat"},
}  # fmt: skip


class Form(BaseModel):
    """An application."""

    nama: str = Field(max_length=40)
    luas: int = 0


def ticket(text: Input) -> None:
    """What is read is written as it was read."""
    found = Ticket.parse(text)  # type: ignore[arg-type] - bytes are the point
    assert Ticket.parse(str(found)) == found


def definition(text: Input) -> None:
    """Whatever is taken can be exported, compared and shown."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(data, Mapping):
        return
    try:
        service = ServiceDefinition.from_mapping(data, form=Form)
    except ValidationError:
        return
    assert ServiceDefinition.from_mapping(data, form=Form).digest == service.digest
    service.missing_components()
    service.workflow.to_mermaid()
    json.dumps([to_openapi(service), form_schema(service)])
    json.dumps(to_cpsv_ap(service, uri="https://contoh.example/layanan"))
    assert to_html(service).startswith("<article")
    assert to_markdown(service).startswith("# ")


def _desk(store: Any) -> RequestDesk:  # noqa: ANN401 - a store
    service = ServiceDefinition.from_mapping(SERVICE, form=Form)
    return RequestDesk(service, store=store, calendar=WorkCalendar.indonesia())


DESK = _desk(MemoryStore())
OPEN = DESK.submit({"nama": "Siti"}, by=CITIZEN, at=NOW).ticket


def form(text: Input) -> None:
    """A form of a browser: filed or refused, and no sentence quotes it."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = text
    with contextlib.suppress(EgovkitError):
        DESK.submit(content, by=CITIZEN, at=NOW)
    scan = Attachment.of("kk", str(text).encode("utf-8", "replace"), "image/png")
    DESK.submit({"nama": str(text)[:40], "luas": 3}, by=CITIZEN, at=NOW,
                attachments=[scan])  # fmt: skip


def word(text: Input) -> None:
    """A text where a name, a reference or a key belongs."""
    name = str(text)
    by = {"by": OFFICER, "at": NOW}
    tries: list[Callable[[], object]] = [
        lambda: DESK.check(OPEN, name, **by),
        lambda: DESK.check(OPEN, "kembalikan", reason=name, note=name, **by),
        lambda: DESK.record(OPEN, name, reference=name, **by),
        lambda: DESK.answer(OPEN, name, name, reason=name, **by),  # type: ignore[arg-type]
        lambda: DESK.submit({"nama": "Siti"}, by=CITIZEN, at=NOW, place=name),
        lambda: DESK.act(OPEN, "periksa", idempotency_key=name, **by),
        lambda: DESK.get(name),
    ]
    for attempt in tries:
        try:
            attempt()
        except EgovkitError as error:
            _say_nothing_of(name, error)


def _say_nothing_of(text: str, error: EgovkitError) -> None:
    # A piece of an action's own name may stand there; what holds a digit is not ours.
    foreign = len(text) >= 6 and any(mark.isdigit() for mark in text)
    assert not foreign or text not in error.sentence("id")


def survey(text: Input) -> None:
    """Rows of answers, as somebody's spreadsheet gives them."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(rows, list):
        found = survey_index(rows)
        assert 25 <= found.index <= 100


# a history, exported and stored

KEY = SigningKey.generate("Ed25519", use="history")
PUBLIC = Path(FOLDER.name, "public.pem")
PUBLIC.write_bytes(KEY.public.to_pem())


def _history(path: Path) -> tuple[bytes, bytes]:
    """A file of requests, and its export."""
    with SQLiteStore(path) as store:
        desk = _desk(store)
        for _ in range(3):
            found = desk.submit({"nama": "Siti"}, by=CITIZEN, at=NOW).ticket
            desk.act(found, "kembalikan", by=OFFICER, at=NOW, reason="kk_buram")
        desk.checkpoint(key=KEY, at=NOW)
        desk.export(path.with_suffix(".jsonl"))
    return path.read_bytes(), path.with_suffix(".jsonl").read_bytes()


STORED, EXPORT = _history(Path(FOLDER.name, "layanan.db"))


def _events(lines: bytes) -> list[object]:
    found = [json.loads(line) for line in lines.splitlines() if line.strip()]
    return [line["body"] for line in found if line["type"] == "event"]


EVENTS = _events(EXPORT)


def export(data: Input) -> None:
    """Both readers say the same, and intact is only what was written."""
    path = Path(FOLDER.name, "export.jsonl")
    path.write_bytes(data)  # type: ignore[arg-type] - seeds are bytes
    with contextlib.redirect_stdout(io.StringIO()):
        status = auditor.main([str(path), "--key", str(PUBLIC)])
    try:
        valid = verify_history(path, key=KEY.public).outcome is Outcome.VALID
    except EgovkitError:
        valid = False
    assert valid == (status == 0)
    assert not valid or _events(bytes(data)) == EVENTS  # type: ignore[arg-type]


def stored(data: Input) -> None:
    """A damaged file of requests is never a valid history of other events."""
    path = Path(FOLDER.name, "stored.db")
    path.write_bytes(data)  # type: ignore[arg-type] - seeds are bytes
    if verify_history(path, key=KEY.public).outcome is Outcome.VALID:
        rows = sqlite3.connect(path).execute("SELECT body FROM egk_event")
        assert sorted(bytes(body).decode() for (body,) in rows) == sorted(EVENTS)


def body(data: Input) -> None:
    """The bytes of one event, whatever they are."""
    rows = [("0" * 10, 1, b"\0" * 32, data)]
    assert verify_history(rows).outcome is not Outcome.VALID  # type: ignore[arg-type]


TEXT = json.dumps(SERVICE)
ROWS = json.dumps([[3] * 9, [1, 2, 3, 4, 4, 3, 2, 1, 1]])
run(
    Target("ticket", ticket, [str(OPEN), str(OPEN).lower(), "DOM-0000-0000-00"]),
    Target("definition", definition, [TEXT, TEXT.replace("masuk", "kembali")]),
    Target("form", form, ['{"nama": "Siti", "luas": 3}', '{"nama": null}', "[]"]),
    Target("a word", word, ["periksa", "kk_buram", "31.71.01.1001", "SK/2027-1"]),
    Target("survey", survey, [ROWS, "[[4,4,4,4,4,4,4,4,4]]", '[["3"]]']),
    Target("export", export, [EXPORT]),
    Target("file of requests", stored, [STORED], one_in=10),
    Target("event", body, [str(EVENTS[0]).encode(), str(EVENTS[1]).encode()]),
)
