"""Filing: what a citizen, an officer or an attacker hands in.

Whatever it is, there is a receipt or a typed refusal with nothing written, and no
value of the form is repeated in it.
"""

import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services_office import (
    CITIZEN,
    LURAH,
    NIK,
    OFFICER,
    START,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import EgovkitError, Refused, UsageError
from egovkit.services import (
    Actor,
    Attachment,
    Delegation,
    MemoryStore,
    ServiceDefinition,
    Ticket,
    Workflow,
)

FORM = {"name": "Siti Aminah", "purpose": "sekolah"}
OTHER = Actor.citizen("9971015708459003")
ROW = {"from": "new", "action": "close", "to": "done", "roles": ["petugas"]}
FORMLESS = ServiceDefinition.from_mapping(
    {"id": "tamu", "title": "Buku tamu",
     "workflow": {"initial": "new", "transitions": [ROW]}}
)  # fmt: skip


def code_of(call, *args, **kwargs):
    """The code a call is refused with."""
    with pytest.raises(EgovkitError) as caught:
        call(*args, **kwargs)
    return caught.value.code


def count(desk):
    """How many requests there are."""
    rows = desk._store.read(lambda t: t.execute("SELECT count(*) FROM egk_request"))
    return rows[0][0]


@pytest.fixture
def formless():
    """A desk for a service without a form."""
    store = MemoryStore()
    yield make_desk(store, definition=FORMLESS)
    store.close()


def looped():
    """Data that contains itself."""
    data = {}
    data["a"] = data
    return data


def deep():
    """Data five thousand levels deep."""
    data = {}
    for _ in range(5000):
        data = {"a": data}
    return data


BAD_DATA = {
    "nothing": None,
    "a list": [1],
    "a text": "abc",
    "numbered": {1: 2},
    "mixed names": {1: 2, "a": 3},
    "not a number": {"a": float("nan")},
    "infinite": {"a": float("inf")},
    "decimal": {"a": Decimal(1)},
    "date": {"a": date(2027, 1, 1)},
    "bytes": {"a": b"x"},
    "set": {"a": {1}},
    "our own name": {"@applicant": "somebody"},
    "itself": looped(),
    "too deep": deep(),
    "endless number": {"a": 10**5000},
}


@pytest.mark.parametrize("data", BAD_DATA.values(), ids=BAD_DATA)
def test_what_json_cannot_hold_is_refused_and_not_stored(formless, data):
    """A service without a form takes names with JSON data, nothing else."""
    assert code_of(formless.submit, data, by=CITIZEN, at=START) == "form_invalid"
    saved = formless.save_draft
    assert code_of(saved, data, by=CITIZEN, at=START) == "form_invalid"
    assert count(formless) == 0


def test_a_service_without_a_form_keeps_json_as_it_is(formless):
    """What was handed in is what is read."""
    data = {"a": [1, {"b": None}], "c": 1.5, "d": "\u00e9", "e": True}
    ticket = formless.submit(data, by=CITIZEN, at=START).ticket
    assert formless.read(ticket, by=CITIZEN, at=START).values == data


@pytest.mark.parametrize(
    "data",
    [
        {int(NIK): 1},
        {f"nik_{NIK}": date(2027, 1, 1)},
        {NIK: 1},
        {"Siti_Aminah": {1}},
        {"a": {f"n{NIK}": {1}}},
    ],
    ids=["number as name", "number in a name", "text as name", "a person", "inside"],
)
def test_a_name_in_bad_data_is_not_repeated(formless, data):
    """Names nobody declared are the citizen's own words."""
    with pytest.raises(Refused) as caught:
        formless.submit(data, by=CITIZEN, at=START)
    told = f"{caught.value} {caught.value.refusal.to_problem()}"
    assert NIK not in told
    assert "Siti" not in told


@pytest.mark.property
@settings(max_examples=60)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.dates(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner)
        ),
        max_leaves=8,
    )
)
def test_any_data_gives_a_receipt_or_a_refusal(data):
    """With a form and without one."""
    with MemoryStore() as store:
        for service in (FORMLESS, definition()):
            desk = make_desk(store, definition=service)
            before = count(desk)
            try:
                desk.submit(data, by=CITIZEN, at=START)
            except Refused as refused:
                assert refused.code == "form_invalid"
                assert count(desk) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": None}, "actor_type"),
        ({"by": "u-1"}, "actor_type"),
        ({"by": OFFICER, "applicant": LURAH}, "applicant_no_citizen"),
        ({"by": OFFICER, "applicant": "x"}, "actor_type"),
        ({"applicant": OTHER}, "applicant_by_citizen"),
        ({"at": None}, "not_a_moment"),
        ({"at": 5}, "not_a_moment"),
        ({"idempotency_key": ""}, "idempotency_key_format"),
        ({"idempotency_key": "k" * 201}, "idempotency_key_format"),
        ({"idempotency_key": "a b"}, "idempotency_key_format"),
        ({"idempotency_key": "\ud800"}, "idempotency_key_format"),
        ({"idempotency_key": 5}, "idempotency_key_format"),
        ({"attachments": [object()]}, "attachment_type"),
        ({"place": 5}, "reference_format"),
        ({"place": "Jalan Contoh 9"}, "reference_format"),
        ({"parent": "zzz"}, "not_found"),
        ({"parent": Ticket.new()}, "not_found"),
        ({"links": {"repeats": "zzz"}}, "not_found"),
        ({"links": {"repeats": Ticket.new()}}, "not_found"),
        ({"service": "nope"}, "not_in_force"),
        ({"draft": "zzz"}, "not_found"),
    ],
)
def test_an_application_that_cannot_be_is_refused(desk, change, code):
    """Each with its code, and nothing is written."""
    wish = {"by": CITIZEN, "at": START, **change}
    assert code_of(desk.submit, FORM, **wish) == code
    assert count(desk) == 0


def test_nobody_holds_up_another_citizens_request(desk):
    """A ticket is no access token: knowing it does not let anybody add a part."""
    whole = file_one(desk)
    head = desk.get(whole).head
    stranger = {"by": OTHER, "at": START, "parent": whole}
    assert code_of(desk.submit, FORM, **stranger) == "not_applicant"
    assert (desk.get(whole).head, count(desk)) == (head, 1)
    passer_by = Actor.officer("x-1", "petugas_taman")
    assert code_of(desk.submit, FORM, by=passer_by, at=START, parent=whole) == (
        "wrong_role"
    )
    assert (desk.get(whole).head, count(desk)) == (head, 1)
    own = desk.submit(FORM, by=CITIZEN, at=START, parent=whole).ticket
    filed = {"by": OFFICER, "at": START, "parent": whole, "applicant": OTHER}
    by_officer = desk.submit(FORM, **filed).ticket
    assert [event.role for event in desk.timeline(whole)[1:]] == [
        "applicant",
        "petugas",
    ]
    assert desk.get(whole).inner.subrequests == {own.key: "", by_officer.key: ""}


def test_a_link_must_lead_somewhere_and_have_a_name(desk):
    """The other request exists, and the relation is a code."""
    first = file_one(desk)
    by = {"by": CITIZEN, "at": START}
    bad = desk.submit
    assert code_of(bad, FORM, links={"see that": first}, **by) == "reason_code"
    second = desk.submit(FORM, links={"repeats": first.lower()}, **by).ticket
    assert desk.get(second).inner.links == {"repeats": first.key}


@pytest.mark.parametrize(
    "change",
    [
        {"applicant": OTHER},
        {"place": "99.71.01"},
        {"attachments": []},
        {
            "attachments": [
                Attachment.of("photo", b"1", "image/png"),
                Attachment.of("kk", b"2", "image/png"),
            ]
        },
        {"links": {"repeats": "first"}},
        {"parent": "first"},
    ],
    ids=["applicant", "place", "no files", "files swapped", "link", "parent"],
)
def test_a_key_used_for_another_application_is_a_mismatch(change):
    """Whose it is, where, with which files and beside which requests: all count."""
    wanted = [
        {"name": "kk", "title": "Kartu Keluarga"},
        {"name": "photo", "title": "Foto"},
    ]
    store = MemoryStore()
    desk = make_desk(store, definition=definition(requirements=wanted))
    first = file_one(desk)
    files = [
        Attachment.of("kk", b"1", "image/png"),
        Attachment.of("photo", b"2", "image/png"),
    ]
    wish = {
        "by": OFFICER,
        "at": START,
        "applicant": CITIZEN,
        "attachments": files,
        "idempotency_key": "k-1",
    }
    receipt = desk.submit(FORM, **wish)
    assert desk.submit(FORM, **{**wish, "at": wib(2027, 3, 8, 9)}) == receipt
    if "links" in change:
        change = {"links": {"repeats": first}}
    if "parent" in change:
        change = {"parent": first}
    assert code_of(desk.submit, FORM, **{**wish, **change}) == "idempotency_mismatch"
    assert count(desk) == 2
    store.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"action": None}, "not_text"),
        ({"action": ["return"]}, "not_text"),
        ({"action": "\ud800"}, "unknown_action"),
        ({"reason": 5}, "not_text"),
        ({"reason": ["kk_unreadable"]}, "not_text"),
        ({"note": 5}, "not_text"),
        ({"note": "x" * 2001}, "note_too_long"),
        ({"form": looped(), "idempotency_key": "a"}, "form_invalid"),
        ({"form": {1: 2, "a": 3}, "idempotency_key": "a"}, "form_invalid"),
        ({"form": FORM}, "form_not_expected"),
        ({"by": None}, "actor_type"),
        ({"expected_version": 7}, "version_conflict"),
        ({"attachments": ["kk"]}, "attachment_type"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_action_that_cannot_be_is_refused(desk, change, code):
    """Each with its code, and nothing is written."""
    ticket = file_one(desk)
    head = desk.get(ticket).head
    wish = {"action": "return", "by": OFFICER, "at": START, "reason": "kk_unreadable"}
    assert code_of(desk.act, ticket, **{**wish, **change}) == code
    assert desk.get(ticket).head == head


@pytest.mark.parametrize("identifier", ["", None, 5, "\ud800", "a\nb", "a\0"])
def test_an_identifier_is_printable_text(identifier):
    """A citizen's or officer's; anything else is found when it is stated."""
    assert code_of(Actor.citizen, identifier) == "actor_id_text"
    assert code_of(Actor.officer, identifier, "lurah") == "actor_id_text"


@pytest.mark.parametrize("ticket", [None, 5, "", "\0", b"x", "A" * 10**6, "\ud800"])
def test_what_is_no_ticket_is_not_found(desk, ticket):
    """Whatever somebody types."""
    assert code_of(desk.get, ticket) == "not_found"
    assert desk.check(ticket, "check", by=OFFICER, at=START).code == "not_found"


def test_a_request_is_taken_at_the_end_of_time(desk):
    """Nobody knows the due date in the year 9999, and nothing overflows."""
    ticket = desk.submit(FORM, by=CITIZEN, at=wib(9999, 12, 31, 23, 59)).ticket
    assert desk.get(ticket).state == "submitted"
    terms = {"calendar": {"length": 5, "unit": "calendar_days"}}
    with MemoryStore() as store:
        late = make_desk(store, definition=definition(terms=terms))
        ticket = late.submit(FORM, by=CITIZEN, at=wib(9999, 12, 31, 9)).ticket
        request = late.get(ticket)
        at = wib(9999, 12, 31, 10)
        assert code_of(request.deadline, at=at) == "deadline_no_date"


def test_values_are_copied_and_sent_between_processes(desk):
    """Definitions, requests and refusals, also after use."""
    ticket = file_one(desk)
    request = desk.get(ticket)
    refusal = desk.check(ticket, "paraf", by=OFFICER, at=START)
    for value in (request.inner, refusal, ticket, request.deadline(at=START)):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value
    for again in (pickle.loads(pickle.dumps(request)), copy.deepcopy(request)):
        assert again.deadline(at=START) == request.deadline(at=START)
    service = request.definition
    assert pickle.loads(pickle.dumps(service)).workflow == service.workflow


def test_the_table_cannot_be_changed_from_outside():
    """It is shown, not handed over."""
    flow = Workflow.from_rows("new", [("new", "close", "done", {"petugas"})])
    with pytest.raises(TypeError):
        flow.table[("done", "reopen")] = flow.transitions[0]
    assert flow.row("done", "reopen") is None


def test_a_delegation_names_its_letter():
    """A capacity that does not exist or a letter with spaces is a mistake."""
    with pytest.raises(UsageError, match="reference_format"):
        Delegation("Plt.", "lurah", "surat tugas 4")
    for capacity in ("Pjs.", None, 5):
        with pytest.raises(UsageError, match="delegation_capacity"):
            Delegation(capacity, "lurah", "ST-4")
