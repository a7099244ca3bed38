"""From one definition version to the next: old requests, old files, new code."""

import os
import subprocess
import sys
import traceback
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field
from stored_requests import (
    BUDI,
    LURAH,
    OFFICER,
    SITI,
    STORED,
    V1,
    FormV1,
    Seal,
    at,
    load,
    make_desk,
)

from egovkit.errors import DefinitionError, Refused, UsageError
from egovkit.services import (
    Actor,
    MemoryStore,
    ServiceDefinition,
    SQLiteStore,
    Workflow,
    WorkQuery,
    verify_history,
)
from egovkit.signatures import Outcome

DINSOS = Actor.system("dinsos-contoh", "dinsos")


class FormV2(BaseModel):
    """The application of 2027: income and dependants, and a purpose."""

    model_config = ConfigDict(extra="forbid")

    nama_lengkap: str
    penghasilan: int
    tanggungan: int
    keperluan: str


class FormV3(BaseModel):
    """The one of 2028: income for each person."""

    model_config = ConfigDict(extra="forbid")

    nama_lengkap: str
    penghasilan_per_orang: int
    keperluan: str


def one_to_two(old):
    """The old form asked neither for dependants nor for a purpose."""
    return {
        "nama_lengkap": old["nama"],
        "penghasilan": old["penghasilan"],
        "tanggungan": 0,
        "keperluan": "tidak_dinyatakan",
    }


def two_to_three(old):
    """Whole rupiah for the applicant and each dependant."""
    each = old["penghasilan"] // (old["tanggungan"] + 1)
    kept = {name: old[name] for name in ("nama_lengkap", "keperluan")}
    return {**kept, "penghasilan_per_orang": each}


def changed(base, form, **changes):
    """A version that follows another one."""
    fields = {name: getattr(base, name) for name in ServiceDefinition.model_fields}
    return ServiceDefinition.model_validate({**fields, "form": form, **changes})


FLOW_V2 = {
    "initial": "terdaftar",
    "waiting": {"kembali": "applicant"},
    "branches": [{"name": "desil", "state": "terdaftar", "roles": ["dinsos"]}],
    "transitions": [
        {"from": "terdaftar", "action": "periksa", "to": "diperiksa",
         "roles": ["petugas"], "requires": ["branches"]},
        {"from": "terdaftar", "action": "kembalikan", "to": "kembali",
         "roles": ["petugas"], "reasons": ["kk_buram", "alamat"]},
        {"from": "kembali", "action": "ajukan_lagi", "to": "terdaftar",
         "roles": ["applicant"], "amends": True},
        {"from": "diperiksa", "action": "issue", "to": "terbit", "roles": ["lurah"]},
    ],
}  # fmt: skip
V2 = changed(
    V1,
    FormV2,
    version=2,
    form_version=2,
    valid_from=date(2027, 1, 1),
    workflow=FLOW_V2,
    upcasters={1: one_to_two},
)
V3 = changed(
    V2,
    FormV3,
    version=3,
    form_version=3,
    valid_from=date(2028, 1, 1),
    upcasters={1: one_to_two, 2: two_to_three},
)
IN_2027 = at(2, 1, year=2027)
IN_2028 = at(2, 1, year=2028)


@pytest.fixture
def store(tmp_path):
    """The stored file of 2026, opened by today's code."""
    path = tmp_path / "l.db"
    load(path)
    with SQLiteStore(path) as opened:
        yield opened


def by_state(desk):
    """Tickets by state; each state of the file has one request."""
    rows = desk._store.read(
        lambda t: t.execute("SELECT ticket, state FROM egk_request")
    )
    from egovkit.services import Ticket

    return {state: Ticket.from_key(key, "SKTM") for key, state in rows}


def test_a_file_of_an_older_release_still_verifies(store):
    """Chains, heads and folded states, as they were written."""
    assert "egk_event" in STORED.read_text("utf-8")
    report = verify_history(store)
    assert report.outcome is Outcome.VALID
    assert report.checks[0].facts["events"] == 8


def test_old_requests_run_on_under_their_own_version(store):
    """A new version is in force; the old rows, roles and reasons still hold."""
    desk = make_desk(store, V1, V2)
    found = by_state(desk)
    new = desk.get(found["masuk"])
    assert new.definition.key == "sktm@1"
    assert new.allowed(by=OFFICER) == ("periksa", "kembalikan")
    desk.act(found["masuk"], "periksa", by=OFFICER, at=IN_2027)  # asks no Dinsos
    draft = desk.reserve(found["masuk"], by=LURAH, at=IN_2027)
    assert draft.number == "001/SKTM/2027"
    desk.issue(draft, seal=Seal(), by=LURAH, at=IN_2027)
    assert desk.numbers("surat", 2026) == ((1, "001/SKTM/2026", "issued"),)
    assert verify_history(store).outcome is Outcome.VALID


def test_new_requests_come_under_the_version_in_force(store):
    """From its first day on; on the day before, the old one takes them."""
    desk = make_desk(store, V1, V2)
    old = {"nama": "Tono Contoh", "penghasilan": 1}
    new = {"nama_lengkap": "Tono", "penghasilan": 1, "tanggungan": 0, "keperluan": "x"}
    last_day = desk.submit(old, by=SITI, at=at(12, 31, 23)).ticket
    first_day = desk.submit(new, by=SITI, at=at(1, 1, 0, year=2027)).ticket
    assert desk.get(last_day).definition.version == 1
    assert desk.get(first_day).definition.version == 2
    with pytest.raises(Refused, match="form_invalid"):
        desk.submit(old, by=SITI, at=at(1, 1, 0, year=2027))


@pytest.mark.parametrize(
    ("versions", "moment", "form"),
    [
        ((V1,), IN_2027, FormV1(nama="Siti Contoh", penghasilan=900_000)),
        ((V1, V2), at(12, 31), FormV1(nama="Siti Contoh", penghasilan=900_000)),
        (
            (V1, V2),
            IN_2027,
            FormV2(
                nama_lengkap="Siti Contoh",
                penghasilan=900_000,
                tanggungan=0,
                keperluan="tidak_dinyatakan",
            ),
        ),
        (
            (V1, V2, V3),
            IN_2028,
            FormV3(
                nama_lengkap="Siti Contoh",
                penghasilan_per_orang=900_000,
                keperluan="tidak_dinyatakan",
            ),
        ),
        (
            (V1, changed(V2, FormV2, published=False)),
            IN_2027,
            FormV1(nama="Siti Contoh", penghasilan=900_000),
        ),
    ],
    ids=["one", "before the second", "two", "three: two steps", "a draft is none"],
)
def test_an_old_form_is_read_as_the_form_in_force(store, versions, moment, form):
    """Lifted one step for each version; one not in force lifts nothing."""
    desk = make_desk(store, *versions)
    ticket = by_state(desk)["masuk"]
    assert desk.read_form(ticket, by=OFFICER, at=moment) == form


def test_reading_lifts_and_changes_nothing(store):
    """What is stored is what the citizen handed in, and the commitments fit it."""
    desk = make_desk(store, V1, V2, V3)
    ticket = by_state(desk)["masuk"]
    desk.read_form(ticket, by=OFFICER, at=IN_2028)
    found = desk.read(ticket, by=OFFICER, at=IN_2028)
    assert found.values == {"nama": "Siti Contoh", "penghasilan": 900_000}
    assert found.form_version == 1
    assert desk.verify_data(ticket)


def test_a_moved_request_takes_the_new_form(store):
    """Fields only the old form had are gone, so a strict new form accepts it."""
    desk = make_desk(store, V1, V2)
    ticket = by_state(desk)["kembali"]
    desk.move_version(ticket, 2, by=OFFICER, at=IN_2027)
    assert desk.get(ticket).definition.key == "sktm@2"
    old = desk.read_form(ticket, by=OFFICER, at=IN_2027)
    assert (old.nama_lengkap, old.keperluan) == ("Budi Contoh", "tidak_dinyatakan")
    new = FormV2(nama_lengkap="Budi", penghasilan=5, tanggungan=4, keperluan="bpjs")
    desk.act(ticket, "ajukan_lagi", by=BUDI, at=IN_2027, form=new)
    assert desk.read_form(ticket, by=OFFICER, at=IN_2027) == new
    assert "nama" not in desk.read(ticket, by=OFFICER, at=IN_2027).values
    assert desk.verify_data(ticket)
    assert verify_history(store).outcome is Outcome.VALID


def test_a_moved_request_keeps_its_clock_and_its_days(store):
    """Two days were used before the return of Wednesday 18 November (day 1 is the day
    after filing on the 17th), and the wait for the applicant goes on.
    """
    desk = make_desk(store, V1, V2)
    ticket = by_state(desk)["kembali"]
    before = desk.get(ticket).deadline(at=at(11, 20))
    desk.move_version(ticket, 2, by=OFFICER, at=at(11, 20))
    after = desk.get(ticket).deadline(at=at(11, 23))
    assert (before.due, after.due) == (None, None)
    assert before.used == after.used == 1
    assert after.paused_for == "applicant"


def test_requests_that_an_edit_strands_are_named(store):
    """A state dropped, and one made an end, in a version that requests run under.

    The file holds a request in each of two open states, one that is closed, and a
    draft, which stands in no workflow yet.
    """
    sound = make_desk(store, V1, V2)
    assert sound.stranded() == {}
    rows = [("terdaftar", "tolak", "kembali", {"petugas"})]
    edited = changed(V1, V1.form, workflow=Workflow.from_rows("terdaftar", rows))
    careless = make_desk(store, edited, V2)
    assert "masuk" not in {item.state for item in careless.worklist(WorkQuery())}
    lost = {("sktm@1", "masuk"): 1, ("sktm@1", "kembali"): 1}
    assert careless.stranded() == lost
    thrown_away = make_desk(store, V2)
    assert thrown_away.stranded() == {**lost, ("sktm@1", "draft"): 1}
    ticket = by_state(sound)["masuk"]
    move = {"by": OFFICER, "at": IN_2027, "states": {"masuk": "terdaftar"}}
    careless.move_version(ticket, 2, **move)
    assert careless.stranded() == {("sktm@1", "kembali"): 1}


def test_states_that_were_renamed_are_mapped(store):
    """And what others are asked in the new state is asked now."""
    desk = make_desk(store, V1, V2)
    ticket = by_state(desk)["masuk"]
    with pytest.raises(Refused, match="no_such_state"):
        desk.move_version(ticket, 2, by=OFFICER, at=IN_2027)
    states = {"masuk": "terdaftar"}
    desk.move_version(ticket, 2, by=OFFICER, at=IN_2027, states=states)
    assert desk.get(ticket).inner.branches == {"desil": "requested"}
    asked = desk.check(ticket, "periksa", by=OFFICER, at=IN_2027)
    assert asked.facts["missing"] == ("branches",)
    desk.answer(ticket, "desil", "accepted", by=DINSOS, at=IN_2027)
    desk.act(ticket, "periksa", by=OFFICER, at=IN_2027)


def test_a_move_asks_for_no_document_and_no_fee(store):
    """Both stay as worked out for the form; handing it in again works them out anew."""
    dearer = changed(
        V2, FormV2, fee={"amount": 5000}, requirements=[{"name": "ktp", "title": "KTP"}]
    )
    desk = make_desk(store, V1, dearer)
    ticket = by_state(desk)["masuk"]
    states = {"masuk": "terdaftar"}
    desk.move_version(ticket, 2, by=OFFICER, at=IN_2027, states=states)
    moved = desk.get(ticket)
    assert (moved.missing, moved.fee) == ((), 0)
    desk.act(ticket, "kembalikan", by=OFFICER, reason="alamat", at=IN_2027)
    form = {
        "nama_lengkap": "Siti Contoh",
        "penghasilan": 900_000,
        "tanggungan": 1,
        "keperluan": "bpjs",
    }
    desk.act(ticket, "ajukan_lagi", by=SITI, at=IN_2027, form=form)
    amended = desk.get(ticket)
    assert (amended.missing, amended.fee) == (("ktp",), 5000)


def test_an_answer_given_before_the_move_stands(store):
    """A further version asks the same agency: it is not asked again."""
    desk = make_desk(store, V1, V2, V3)
    ticket = by_state(desk)["masuk"]
    states = {"masuk": "terdaftar"}
    desk.move_version(ticket, 2, by=OFFICER, at=IN_2027, states=states)
    desk.answer(ticket, "desil", "accepted", by=DINSOS, at=IN_2027)
    desk.move_version(ticket, 3, by=OFFICER, at=IN_2028)
    assert desk.get(ticket).inner.branches == {"desil": "accepted"}


@pytest.mark.parametrize(
    ("ticket", "by", "version", "code"),
    [
        ("terbit", OFFICER, 2, "closed"),
        ("masuk", Actor.officer("x", "somebody"), 2, "wrong_role"),
        ("draft", OFFICER, 2, "no_such_state"),
    ],
)
def test_a_move_that_cannot_be_is_refused(store, ticket, by, version, code):
    """A closed request, a stranger, an application not handed in yet."""
    desk = make_desk(store, V1, V2)
    with pytest.raises(Refused) as caught:
        desk.move_version(by_state(desk)[ticket], version, by=by, at=IN_2027)
    assert caught.value.code == code


def test_a_draft_is_handed_in_under_the_version_in_force(store):
    """It was begun on the old form; what counts is the form that is handed in."""
    desk = make_desk(store, V1, V2)
    ticket = by_state(desk)["draft"]
    form = {"nama_lengkap": "Budi", "penghasilan": 1, "tanggungan": 0, "keperluan": "x"}
    desk.submit(form, by=BUDI, at=IN_2027, draft=ticket)
    assert desk.get(ticket).definition.key == "sktm@2"
    assert desk.read_form(ticket, by=OFFICER, at=IN_2027) == FormV2(**form)


def test_a_version_that_was_thrown_away_is_missed_by_name(store):
    """Old requests refer to it, so the catalogue must keep it."""
    desk = make_desk(store, V2)
    with pytest.raises(DefinitionError) as caught:
        desk.get(by_state(desk)["masuk"])
    assert (caught.value.code, caught.value.facts["service"]) == (
        "catalogue_unknown",
        "sktm@1",
    )


def broken(old):
    """An upcaster with a mistake, on somebody's data."""
    raise KeyError(old["nama"])


@pytest.mark.parametrize(
    ("upcasters", "code"),
    [
        ({}, "upcaster_missing"),
        ({1: broken}, "upcaster_failed"),
        ({1: lambda old: {"nama_lengkap": old["nama"]}}, "upcaster_failed"),
        ({1: lambda _: None}, "upcaster_failed"),
    ],
    ids=["none", "raises", "an incomplete form", "nothing"],
)
def test_a_bad_upcaster_tells_nothing_of_the_citizen(store, upcasters, code):
    """Neither the error nor what it came from holds a word of the form."""
    service = changed(V2, FormV2, upcasters=upcasters)
    desk = make_desk(store, V1, service)
    with pytest.raises(UsageError) as caught:
        desk.read_form(by_state(desk)["masuk"], by=OFFICER, at=IN_2027)
    assert caught.value.code == code
    told = "".join(traceback.format_exception(caught.value))
    assert "Siti" not in told


def test_the_work_list_holds_all_versions(store):
    """Old and new requests of an office stand in one list."""
    desk = make_desk(store, V1, V2)
    form = {"nama_lengkap": "Tono", "penghasilan": 1, "tanggungan": 0, "keperluan": "x"}
    desk.submit(form, by=SITI, at=IN_2027)
    items = list(desk.worklist(WorkQuery(states=("masuk", "terdaftar"))))
    assert sorted(item.state for item in items) == ["masuk", "terdaftar"]


def test_all_parts_of_a_query_must_hold(store):
    """A role and a state together: what the role can do in that state."""
    desk = make_desk(store, V1)
    found = desk.worklist(WorkQuery(role="petugas", states=("masuk", "diperiksa")))
    assert [item.state for item in found] == ["masuk"]
    assert desk.worklist(WorkQuery(role="lurah", states=("masuk",))) == ()


def test_a_draft_is_published_for_its_days():
    """Before, it takes nothing; then it is in force, and is published once."""
    draft = changed(V1, FormV1, published=False, valid_from=None)
    desk = make_desk(MemoryStore(), draft)
    form = {"nama": "Siti", "penghasilan": 1}
    with pytest.raises(Refused, match="not_in_force"):
        desk.submit(form, by=SITI, at=IN_2027)
    published = draft.publish(valid_from=date(2027, 1, 1))
    assert (published.published, published.valid_until) == (True, None)
    assert published.in_force(date(2027, 1, 1))
    assert not published.in_force(date(2026, 12, 31))
    assert published.form is FormV1
    make_desk(MemoryStore(), published).submit(form, by=SITI, at=IN_2027)
    with pytest.raises(DefinitionError, match="definition_published"):
        published.publish(valid_from=date(2028, 1, 1))
    with pytest.raises(DefinitionError, match="definition_period"):
        draft.publish(valid_from=date(2027, 2, 1), valid_until=date(2027, 1, 1))


PINNED = {
    "sktm@1": "b7ba28e087cebae49e19d65addcbf5ea2e6688dcc5009330e75edd367e29ac8f",
    "sktm@2": "f0f8c204d637e04ec52f56b9bef4f4092405f7e8a0fba2b146a93469de1fdda1",
}


def test_a_published_version_does_not_change():
    """The digests of two published versions, as they were when they were published.

    The file in ``data`` was written under the first one; whoever edits a version
    instead of making a new one is told here.
    """
    assert {version.key: version.digest for version in (V1, V2)} == PINNED


class StricterForm(FormV1):
    """The same fields, one with a limit."""

    nama: str = Field(max_length=9)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Surat lain"},
        {"terms": {"statutory": {"length": 6}}},
        {"fee": {"amount": 1}},
        {"retention": {"years": 6}},
        {"legal_basis": ["Perda Contoh 9/2025"]},
        {"upcasters": {1: one_to_two}},
        {"valid_until": date(2026, 12, 31)},
        {"form": StricterForm},
        {"erase_roles": {"arsiparis", "lurah"}},
        {
            "workflow": {
                **V1.workflow.model_dump(),
                "labels": {"masuk": {"id": "Masuk"}},
            }
        },
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_is_noticed(change):
    """Rules, form, steps, days and words all stand in the digest."""
    form = change.pop("form", FormV1)
    assert changed(V1, form, **change).digest != V1.digest


def test_the_digest_does_not_depend_on_the_run():
    """Sets have no order of their own: another process gives the same digest."""
    program = "from stored_requests import V1; print(V1.digest)"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == V1.digest


def test_of_two_versions_in_force_the_higher_takes_requests():
    """Which day, which version: the bounds are both in."""
    first = changed(V1, FormV1, valid_until=date(2027, 1, 31))
    desk = make_desk(MemoryStore(), first, V2)
    found = desk.catalogue.in_force
    assert found("sktm", date(2025, 12, 31)) is None
    assert found("sktm", date(2026, 1, 1)).version == 1
    assert found("sktm", date(2026, 12, 31)).version == 1
    assert found("sktm", date(2027, 1, 1)).version == 2
    assert found("sktm", date(2027, 1, 31)).version == 2
    assert [d.version for d in desk.catalogue.versions("sktm")] == [1, 2]
