"""Branches, facts, delegation, extensions, versions, sub-requests, drafts."""

from datetime import date, timedelta
from typing import get_args

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    approved,
    code_of,
    definition,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit import documents
from egovkit.errors import DefinitionError, UsageError
from egovkit.services import (
    Actor,
    Capacity,
    Catalogue,
    Delegation,
    MemoryStore,
    ServiceDefinition,
    Workflow,
    verify_history,
)
from egovkit.signatures import Outcome
from egovkit.signatures._approval_step import Acting

LICENCE = {
    "id": "izin_kafe",
    "title": "Izin Kafe (contoh)",
    "prefix": "KAFE",
    "facts": {"paid": ["bank"], "waived": ["kepala"], "site_visited": ["dpmptsp"]},
    "fee": {"amount": 250_000},
    "workflow": {
        "initial": "received",
        "branches": [
            {"name": "kkpr", "state": "assessed", "roles": ["atr"],
             "reasons": ["zone"]},
            {"name": "fire", "state": "assessed", "roles": ["damkar"],
             "reasons": ["exits"], "waits": "damkar"},
        ],
        "transitions": [
            {"from": "received", "action": "assess", "to": "assessed",
             "roles": ["dpmptsp"]},
            {"from": "assessed", "action": "grant", "to": "granted",
             "roles": ["kepala"],
             "requires": ["branches", "fee", "subrequests", "site_visited"]},
            {"from": "assessed", "action": "reject", "to": "rejected",
             "roles": ["kepala"], "requires": ["rejection"]},
        ],
    },
    "terms": {
        "statutory": {"length": 10, "extension": 5, "extension_roles": ["kepala"]},
        "promise": {"length": 3, "pauses": ["applicant", "damkar"]},
    },
}  # fmt: skip
OFFICE = Actor.officer("p-1", "dpmptsp")
HEAD = Actor.officer("p-2", "kepala")
ATR = Actor.officer("atr:7", "atr")
FIRE = Actor.system("damkar-sistem", "damkar")
BANK = Actor.system("bank-contoh", "bank")


@pytest.fixture
def licences():
    """A desk for a licence that several agencies decide on."""
    store = MemoryStore()
    yield make_desk(store, definition=ServiceDefinition.from_mapping(LICENCE))
    store.close()


def assessed(desk, at=START):
    """A licence that waits for the other agencies."""
    ticket = desk.submit({"name": "x"}, by=CITIZEN, at=at).ticket
    desk.act(ticket, "assess", by=OFFICE, at=at)
    return ticket


def test_agencies_decide_in_parallel_and_all_must_accept(licences):
    """The join is a row's requirement: granting waits for every branch."""
    ticket = assessed(licences)
    assert licences.get(ticket).waiting_for == ("damkar",)
    refusal = licences.check(ticket, "grant", by=HEAD, at=START)
    assert refusal.code == "missing_requirement"
    assert refusal.facts["missing"] == ("branches", "fee", "site_visited")
    licences.answer(ticket, "fire", "accepted", by=FIRE, at=START, reference="DK-9/27")
    licences.answer(ticket, "kkpr", "accepted", by=ATR, at=START)
    licences.record(ticket, "paid", by=BANK, at=START, reference="TX.99")
    licences.record(ticket, "site_visited", by=OFFICE, at=START)
    assert licences.get(ticket).waiting_for == ()
    assert licences.act(ticket, "grant", by=HEAD, at=START).state == "granted"
    assert verify_history(licences._store).outcome is Outcome.VALID


def test_the_first_rejection_is_enough_to_reject(licences):
    """`rejection` holds as soon as one branch said no."""
    ticket = assessed(licences)
    assert code_of(licences.act, ticket, "reject", by=HEAD, at=START) == (
        "missing_requirement"
    )
    licences.answer(ticket, "kkpr", "rejected", by=ATR, at=START, reason="zone")
    assert licences.act(ticket, "reject", by=HEAD, at=START).state == "rejected"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("roof", "accepted", {"by": ATR}), "unknown_branch"),
        (("kkpr", "accepted", {"by": FIRE}), "wrong_role"),
        (("kkpr", "maybe", {"by": ATR}), "unknown_answer"),
        (("kkpr", None, {"by": ATR}), "unknown_answer"),
        (("kkpr", "rejected", {"by": ATR}), "reason_required"),
        (("kkpr", "rejected", {"by": ATR, "reason": "mood"}), "unknown_reason"),
        (
            ("kkpr", "accepted", {"by": ATR, "reference": "see letter of Mr X"}),
            "reference_format",
        ),
        (
            ("kkpr", "accepted", {"by": ATR, "reference": "9" * 129}),
            "reference_format",
        ),
    ],
    ids=[
        "unknown",
        "role",
        "maybe",
        "none",
        "no reason",
        "reason",
        "free text",
        "long",
    ],
)
def test_an_answer_that_cannot_be_is_refused(licences, arguments, code):
    """Unknown branch, wrong agency, missing reason: nothing is written."""
    branch, answer, more = arguments
    ticket = assessed(licences)
    before = licences.get(ticket).head
    assert code_of(licences.answer, ticket, branch, answer, at=START, **more) == code
    assert licences.get(ticket).head == before


def test_a_branch_is_answered_once_and_only_when_requested(licences):
    """Before the state is entered, and after an answer, there is nothing to say."""
    ticket = licences.submit({}, by=CITIZEN, at=START).ticket
    answer = {"by": ATR, "at": START}
    code = "branch_not_requested"
    assert code_of(licences.answer, ticket, "kkpr", "accepted", **answer) == code
    licences.act(ticket, "assess", by=OFFICE, at=START)
    licences.answer(ticket, "kkpr", "accepted", **answer)
    assert code_of(licences.answer, ticket, "kkpr", "accepted", **answer) == code


def test_facts_come_from_a_closed_list_of_people(licences):
    """Paying is an external event, recorded by whoever may say so."""
    ticket = assessed(licences)
    assert code_of(licences.record, ticket, "paid", by=OFFICE, at=START) == "wrong_role"
    assert code_of(licences.record, ticket, "blessed", by=BANK, at=START) == (
        "unknown_fact"
    )
    assert code_of(licences.record, ticket, ["paid"], by=BANK, at=START) == (
        "unknown_fact"
    )
    assert not licences.get(ticket).inner.holds("fee")
    licences.record(ticket, "waived", by=HEAD, at=START)
    assert licences.get(ticket).inner.holds("fee")


def test_a_required_fact_that_nobody_can_record_is_a_mistake():
    """Found when the definition is stated, not when the first citizen waits."""
    with pytest.raises(DefinitionError, match="fact_unknown"):
        ServiceDefinition.from_mapping({**LICENCE, "facts": {}})


def test_the_promise_waits_for_the_fire_service_the_law_does_not(licences):
    """Two clocks of one request with different pause rules."""
    ticket = assessed(licences, at=wib(2027, 2, 22, 9))
    after = wib(2027, 2, 24, 9)
    request = licences.get(ticket)
    assert request.deadline("promise", at=after).due is None
    assert request.deadline("promise", at=after).paused_for == "damkar"
    # 23, 24, 25, 26 Feb; 1, 2, 3, 4, 5 Mar are nine; 8-12 and 15 Mar are holidays.
    assert request.deadline("statutory", at=after).due == date(2027, 3, 16)
    licences.answer(ticket, "fire", "accepted", by=FIRE, at=wib(2027, 2, 24, 15))
    assert licences.get(ticket).deadline("promise", at=after).due is None
    deadlines = licences.get(ticket).deadlines(at=wib(2027, 2, 24, 16))
    assert deadlines["promise"].due == date(2027, 3, 1)  # 25, 26 Feb, 1 Mar
    assert deadlines["statutory"].due == date(2027, 3, 16)


def test_a_term_is_extended_within_its_rule(licences):
    """At most five working days in all, by the head, with a reason code."""
    ticket = assessed(licences, at=wib(2027, 2, 22, 9))
    more = {"reason": "complex_case", "by": HEAD, "at": START}
    licences.extend(ticket, "statutory", 3, **more)
    deadline = licences.get(ticket).deadline("statutory", at=START)
    assert deadline.due == date(2027, 3, 19)
    for arguments, code in [
        (("statutory", 3, more), "extension_limit"),
        (("statutory", 0, more), "extension_limit"),
        (("statutory", -1, more), "extension_limit"),
        (("promise", 1, more), "wrong_role"),
        (("other", 1, more), "unknown_term"),
        ((["statutory"], 1, more), "unknown_term"),
        (("statutory", "1", more), "extension_limit"),
        (("statutory", 1, {**more, "by": OFFICE}), "wrong_role"),
        (("statutory", 1, {**more, "reason": "Pak X sakit"}), "reason_code"),
    ]:
        term, length, given = arguments
        assert code_of(licences.extend, ticket, term, length, **given) == code
    licences.extend(ticket, "statutory", 2, **more)


def test_what_is_beside_the_main_line_is_done_once_with_a_key(licences):
    """A call that is repeated after a lost answer: same receipt, one event.

    With the key used for anything else it is refused; without one, a term is
    lengthened twice.
    """
    ticket, other = assessed(licences), assessed(licences)
    extend = {"reason": "complex", "by": HEAD, "at": START}
    calls = [
        (licences.answer, ("fire", "accepted"), {"by": FIRE, "at": START}),
        (licences.record, ("paid",), {"by": BANK, "at": START, "reference": "TX-9"}),
        (licences.extend, ("statutory", 2), extend),
    ]
    for number, (call, words, more) in enumerate(calls):
        key = {"idempotency_key": f"k-{number}"}
        first = call(ticket, *words, **more, **key)
        late = {**more, "at": START + timedelta(hours=1)}
        assert call(ticket, *words, **late, **key) == first
        assert code_of(call, other, *words, **more, **key) == "idempotency_mismatch"
    assert licences.get(ticket).inner.extensions == {"statutory": 2}
    assert len(licences.timeline(ticket)) == 2 + 3
    longer = {**extend, "idempotency_key": "k-2"}
    assert code_of(licences.extend, ticket, "statutory", 3, **longer) == (
        "idempotency_mismatch"
    )
    for _ in range(2):
        licences.extend(other, "statutory", 2, **extend)
    assert licences.get(other).inner.extensions == {"statutory": 4}


def test_a_parent_waits_for_its_parts(licences):
    """Sub-requests are opened and closed in the parent's history too."""
    parent = licences.submit({}, by=CITIZEN, at=START).ticket
    child = licences.submit({}, by=CITIZEN, at=START, parent=parent).ticket
    inner = licences.get(parent).inner
    assert inner.subrequests == {child.key: ""}
    assert not inner.holds("subrequests")
    licences.act(child, "assess", by=OFFICE, at=START)
    licences.answer(child, "kkpr", "rejected", by=ATR, at=START, reason="zone")
    licences.act(child, "reject", by=HEAD, at=START)
    inner = licences.get(parent).inner
    assert inner.subrequests == {child.key: "rejected"}
    assert inner.holds("subrequests")
    assert [entry.kind for entry in licences.timeline(parent)] == [
        "submitted",
        "subrequest",
        "subrequest",
    ]
    assert code_of(licences.submit, {}, by=CITIZEN, at=START, parent=child) == "closed"


def test_requests_refer_to_each_other(desk):
    """A new request after a rejection is linked to the old one."""
    old, new = file_one(desk), file_one(desk)
    desk.link(new, "repeats", old, by=CITIZEN, at=START)
    assert desk.get(new).inner.links == {"repeats": old.key}
    desk.link(new, "objection_to", old, by=OFFICER, at=START)
    stranger = Actor.officer("x-1", "other")
    assert code_of(desk.link, new, "a", old, by=stranger, at=START) == "wrong_role"
    assert code_of(desk.link, new, "A b", old, by=OFFICER, at=START) == "reason_code"
    third = desk.submit(
        {"name": "S", "purpose": "x"}, by=CITIZEN, at=START, links={"repeats": old}
    ).ticket
    assert desk.get(third).inner.links == {"repeats": old.key}


def test_issuing_a_part_ends_it_for_the_parent_too(desk):
    """However a part ends, by an action or by its document, the parent hears."""
    parent = file_one(desk)
    form = {"name": "S", "purpose": "x"}
    child = desk.submit(form, by=CITIZEN, at=START, parent=parent).ticket
    desk.act(child, "check", by=OFFICER, at=START)
    desk.act(child, "paraf", by=SEKLUR, at=START)
    desk.act(child, "approve", by=LURAH, at=START)
    draft = desk.reserve(child, by=LURAH, at=START)
    desk.issue(draft, seal=Seal(), by=LURAH, at=START)
    assert desk.get(parent).inner.subrequests == {child.key: "issued"}
    assert verify_history(desk._store).outcome is Outcome.VALID


def test_no_free_text_reaches_the_history_by_a_side_door(desk):
    """Place, relation, assignment letter and job reference are codes, not sentences."""
    form = {"name": "S", "purpose": "x"}
    place = "rumah Bu Siti"
    assert code_of(desk.submit, form, by=CITIZEN, at=START, place=place) == (
        "reference_format"
    )
    links = {"Pak RT": file_one(desk)}
    assert code_of(desk.submit, form, by=CITIZEN, at=START, links=links) == (
        "reason_code"
    )
    with pytest.raises(UsageError, match="reference_format"):
        Delegation("a.n.", "lurah", "surat dari Pak Camat")
    stranger = Actor.officer("x-1", "Bu Siti")
    ticket = desk.submit(form, by=stranger, at=START).ticket
    assert desk.timeline(ticket)[0].role == ""


# separation of duties and delegation


def test_who_checked_may_not_sign(desk):
    """Separation of duties looks at the account, whatever roles it holds."""
    both = Actor.officer("u-5", "petugas", "seklur")
    ticket = file_one(desk)
    desk.act(ticket, "check", by=both, at=START)
    refusal = desk.check(ticket, "paraf", by=both, at=START)
    assert (refusal.code, refusal.facts["done"]) == ("same_actor", "check")
    assert desk.check(ticket, "paraf", by=SEKLUR, at=START) is None


def test_acting_for_another_office_is_on_record(desk):
    """The capacity and its assignment letter stand in the event (UU 30/2014 14(4))."""
    given = Delegation("a.n.", "lurah", "ST-4/2027")
    deputy = Actor.officer("u-8", "kasi", delegations=[given])
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START)
    desk.act(ticket, "paraf", by=SEKLUR, at=START)
    desk.act(ticket, "approve", by=deputy, at=START)
    entry = desk.timeline(ticket)[-1]
    assert (entry.role, entry.capacity, entry.by) == ("lurah", "a.n.", "u-8")


def test_a_row_says_in_which_capacities_it_may_be_done(desk):
    """`delegable` of approving is a.n. and Plt.; Plh. is refused there."""
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START)
    desk.act(ticket, "paraf", by=SEKLUR, at=START)
    daily = Actor.officer("u-8", delegations=[Delegation("Plh.", "lurah", "x")])
    assert desk.check(ticket, "approve", by=daily, at=START).code == "wrong_role"
    acting = Actor.officer("u-8", delegations=[Delegation("Plt.", "lurah", "x")])
    assert desk.check(ticket, "approve", by=acting, at=START) is None


def test_who_answered_a_branch_may_not_decide_on_it():
    """Separation of duties holds for decisions beside the main line too."""
    flow = {
        "initial": "assessed",
        "branches": [
            {"name": "site_visit", "state": "assessed", "roles": ["surveyor"]},
        ],
        "transitions": [
            {"from": "assessed", "action": "grant", "to": "granted",
             "roles": ["kepala"], "requires": ["branches"], "not_by": ["site_visit"]},
        ],
    }  # fmt: skip
    service = definition(workflow=flow, number=None, terms={})
    with MemoryStore() as store:
        desk = make_desk(store, definition=service)
        ticket = file_one(desk)
        both = Actor.officer("p-9", "surveyor", "kepala")
        desk.answer(ticket, "site_visit", "accepted", by=both, at=START)
        refusal = desk.check(ticket, "grant", by=both, at=START)
        assert (refusal.code, refusal.facts["done"]) == ("same_actor", "site_visit")
        desk.act(ticket, "grant", by=HEAD, at=START)


def test_every_step_of_issuing_tells_the_capacity(desk):
    """Whatever a Plt. does to a paper, the history says that a Plt. did it."""
    acting = Actor.officer("u-8", delegations=[Delegation("Plt.", "lurah", "ST-9")])
    by = {"by": acting, "at": START}
    ticket = approved(desk)
    before = len(desk.timeline(ticket))
    desk.void(desk.reserve(ticket, **by), reason="seal_failed", **by)
    draft = desk.reserve(ticket, **by)
    desk.signing_unknown(draft, reference="J-1", **by)
    desk.reconcile(ticket, lambda _: "not_signed", **by)
    desk.issue(draft, seal=Seal(), **by)
    desk.suspend(ticket, reason="data_wrong", **by)
    desk.reinstate(ticket, **by)
    desk.revoke(ticket, reason="data_wrong", **by)
    told = desk.timeline(ticket)[before:]
    assert [entry.kind for entry in told] == [
        "number_reserved",
        "number_void",
        "number_reserved",
        "signing_unknown",
        "signing_resolved",
        "issued",
        "suspended",
        "reinstated",
        "revoked",
    ]
    assert {(e.by, e.role, e.capacity) for e in told} == {("u-8", "lurah", "Plt.")}


def test_work_beside_the_main_line_tells_the_capacity(licences):
    """Answers, facts, extensions, links and readings too."""
    at = {"at": START}
    first, second = (licences.submit({}, by=CITIZEN, **at).ticket for _ in "ab")
    daily = Actor.officer(
        "u-8",
        delegations=[
            Delegation("Plh.", role, "ST-9") for role in ("kepala", "atr", "dpmptsp")
        ],
    )
    licences.act(first, "assess", by=OFFICE, **at)
    before = len(licences.timeline(first))
    licences.answer(first, "kkpr", "accepted", by=daily, **at)
    licences.record(first, "waived", by=daily, **at)
    licences.extend(first, "statutory", 2, reason="complex", by=daily, **at)
    licences.link(first, "see_also", second, by=daily, **at)
    licences.read(first, by=daily, **at)
    told = [(e.kind, e.capacity) for e in licences.timeline(first)[before:]]
    kinds = ["branch_answered", "recorded", "extended", "linked", "data_read"]
    assert told == [(kind, "Plh.") for kind in kinds]


def test_letters_approvals_and_requests_speak_of_the_same_capacities():
    """One list: a deputy in a history is a deputy under a letter."""
    assert documents.Capacity is Capacity
    assert set(get_args(Acting)) == set(Capacity)


@pytest.mark.parametrize(
    ("delegable", "works"),
    [(["a.n.", "u.b."], True), (["u.b."], False), (["u.b.", "Plt."], False)],
)
def test_ub_stands_only_where_an_stands(delegable, works):
    """*u.b.* is one step below *a.n.*, never without it (Perka BKN 16/2020)."""
    row = {"from": "new", "action": "close", "to": "done", "roles": ["lurah"]}
    flow = {"initial": "new", "transitions": [{**row, "delegable": delegable}]}
    if not works:
        with pytest.raises(DefinitionError) as caught:
            Workflow.model_validate(flow)
        assert caught.value.code == "workflow_ub_without_an"
        return
    service = definition(workflow=flow, number=None, terms={})
    desk = make_desk(MemoryStore(), definition=service)
    ticket = file_one(desk)
    below = Actor.officer("u-8", delegations=[Delegation("u.b.", "lurah", "ST-9")])
    desk.act(ticket, "close", by=below, at=START)
    assert desk.timeline(ticket)[-1].capacity == "u.b."


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Actor.officer("198508172010011001", "lurah"), "actor_id_personal"),
        (lambda: Actor.officer("9971.0157.0845.9002", "lurah"), "actor_id_personal"),
        (lambda: Actor.officer("1985-0817-2010", "lurah"), None),
        (lambda: Actor.system("hp 081234567890"), "actor_id_personal"),
        (lambda: Actor.officer("Bu Lurah", "lurah"), "actor_id_format"),
        (lambda: Actor.officer("u-1", "applicant"), "actor_role_reserved"),
        (lambda: Actor("u-1", "lurah"), "actor_roles_text"),
    ],
    ids=["NIP", "dotted NIK", "a date", "telephone", "name", "reserved", "text"],
)
def test_an_account_reference_is_no_personal_number(make, code):
    """Officers stand in the history by account: never by NIP or telephone."""
    if code is None:
        make()
        return
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.code == code


def test_a_citizen_is_not_shown():
    """The repr of a citizen holds no identifier."""
    assert "99710" not in repr(CITIZEN)
    assert repr(LURAH) == "Actor('u-3', ['lurah'], 'officer')"
    assert LURAH.may("lurah")


# overdue, versions, drafts


def test_an_overdue_term_is_written_once_and_issues_nothing(desk):
    """Silence grants by law (UU 30/2014 art. 53): a flag, never a document."""
    ticket = file_one(desk)
    clock = Actor.system("jam", "system")
    assert desk.mark_overdue(by=clock, at=START) == []
    # promise: 1 working day, 16 March; statutory: 22 March.
    assert desk.mark_overdue(by=clock, at=wib(2027, 3, 17, 1)) == [ticket]
    assert desk.get(ticket).inner.overdue == ("promise",)
    assert desk.mark_overdue(by=clock, at=wib(2027, 3, 22, 23)) == []
    assert desk.mark_overdue(by=clock, at=wib(2027, 3, 23, 0)) == [ticket]
    assert desk.mark_overdue(by=clock, at=wib(2027, 3, 24, 0)) == []
    request = desk.get(ticket)
    assert request.inner.overdue == ("promise", "statutory")
    assert request.state == "submitted"
    deadline = request.deadline(at=wib(2027, 3, 24, 0))
    assert deadline.overdue
    assert deadline.deemed_granted
    kinds = [e.kind for e in desk.timeline(ticket)]
    assert kinds == ["submitted", "overdue", "overdue"]
    assert request.version == 1


def test_a_closed_request_is_never_overdue(desk):
    """The clock stops with the decision."""
    ticket = issued(desk)
    clock = Actor.system("jam")
    assert desk.mark_overdue(by=clock, at=START + timedelta(days=90)) == []
    assert not desk.get(ticket).deadline(at=START + timedelta(days=90)).overdue


def test_requests_stay_with_their_version_until_moved(desk):
    """Old requests run under the old workflow; moving is an event."""
    rows = [dict(row) for row in definition().model_dump()["workflow"]["transitions"]]
    renamed = [
        {k: ("registered" if v == "submitted" else v) for k, v in row.items()}
        for row in rows
    ]
    flow = {"initial": "registered", "transitions": renamed,
            "waiting": {"returned": "applicant"}}  # fmt: skip
    newer = definition(version=2, workflow=flow, valid_from=date(2027, 4, 1))
    old = file_one(desk)
    both = make_desk(desk._store, definition=Catalogue([definition(), newer]))
    later = wib(2027, 4, 2, 9)
    new = both.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=later).ticket
    assert both.get(new).state == "registered"
    assert both.get(old).definition.key == "domisili@1"
    move = {"by": OFFICER, "at": later}
    assert code_of(both.move_version, old, 2, **move) == "no_such_state"
    both.move_version(old, 2, states={"submitted": "registered"}, **move)
    assert both.get(old).definition.key == "domisili@2"
    assert both.act(old, "check", by=OFFICER, at=later).state == "checked"
    with pytest.raises(DefinitionError, match="catalogue_unknown"):
        both.move_version(new, 3, **move)


def test_a_draft_starts_no_clock_until_it_is_handed_in(desk):
    """Drafts are kept unvalidated and completed by the same citizen."""
    draft = desk.save_draft({"name": "Siti", "colour": "red"}, by=CITIZEN, at=START)
    assert draft.state == "draft"
    assert desk.get(draft.ticket).deadline(at=START).due is None
    assert "belum dimulai" in desk.get(draft.ticket).deadline(at=START).explain()
    again = desk.save_draft(
        {"purpose": "sekolah"}, by=CITIZEN, at=START, draft=draft.ticket
    )
    assert again.ticket == draft.ticket
    form = {"name": "Siti", "purpose": "sekolah"}
    other = Actor.citizen("somebody else")
    for by in (other, OFFICER):
        assert code_of(desk.submit, form, by=by, at=START, draft=draft.ticket) == (
            "not_applicant"
        )
    done = desk.submit(form, by=CITIZEN, at=START, draft=draft.ticket)
    assert (done.ticket, done.state, done.seq) == (draft.ticket, "submitted", 3)
    assert desk.get(draft.ticket).deadline(at=START).due == date(2027, 3, 22)
    values = desk.read(draft.ticket, by=OFFICER, at=START).values
    assert values == {"name": "Siti", "purpose": "sekolah", "area": 20}
    assert code_of(
        desk.save_draft, {}, by=CITIZEN, at=START, draft=draft.ticket
    ) == "no_draft"  # fmt: skip
    with pytest.raises(UsageError, match="applicant_no_citizen"):
        desk.save_draft({}, by=OFFICER, at=START)


def test_after_closing_nothing_changes_the_state(desk):
    """No answer, fact or action after the end; `closed` says so."""
    ticket = approved(desk)
    draft = desk.reserve(ticket, by=LURAH, at=START)
    desk.issue(draft, seal=Seal(), by=LURAH, at=START)
    assert desk.check(ticket, "approve", by=LURAH, at=START).code == "closed"
    assert code_of(desk.record, ticket, "paid", by=LURAH, at=START) == "closed"
    assert desk.get(ticket).allowed(by=LURAH) == ()


@pytest.mark.parametrize(
    "person", [CITIZEN, OFFICER, LURAH], ids=["citizen", "officer", "lurah"]
)
def test_no_person_marks_a_term_as_overdue(desk, person):
    """That a term has ended follows from the clock; nobody decides it."""
    ticket = file_one(desk)
    with pytest.raises(UsageError) as caught:
        desk.mark_overdue(by=person, at=START + timedelta(days=90))
    assert caught.value.code == "actor_not_system"
    assert [entry.kind for entry in desk.timeline(ticket)] == ["submitted"]
