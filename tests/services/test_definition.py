"""Catalogue, workflow, requirements and fees: what cannot work is refused early."""

import tomllib
from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError, computed_field
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SETUP,
    START,
    DomicileForm,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import DefinitionError, Refused, UsageError
from egovkit.services import (
    COMPONENTS,
    Actor,
    Attachment,
    Bracket,
    Catalogue,
    Component,
    Fee,
    MemoryStore,
    OfficeHours,
    Requirement,
    ServiceDefinition,
    Transition,
    When,
    Workflow,
)


def flow(*rows, initial="a", **more):
    """A workflow of rows ``source action target``, all by one role."""
    split = [row.split() for row in rows]
    return Workflow.from_rows(
        initial, [(source, action, target, {"x"}) for source, action, target in split],
        **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: flow("a go b", "a go c"), "workflow_ambiguous"),
        (lambda: flow("a go b", "c go d"), "workflow_unreachable"),
        (lambda: flow("a go b", "b go a"), "workflow_no_end"),
        (lambda: flow("a go b", "a stop c", "b turn b"), "workflow_dead_end"),
        (lambda: flow("a submit b"), "workflow_reserved"),
        (lambda: flow("draft go b", initial="draft"), "workflow_reserved"),
        (lambda: flow("a go b", waiting={"z": "applicant"}), "workflow_unknown_state"),
        (lambda: flow("a go b", labels={"z": {"id": "Z"}}), "workflow_unknown_state"),
        (
            lambda: flow("a go b", branches=[
                {"name": "n", "state": "z", "roles": ["x"]}]),
            "workflow_unknown_state",
        ),
        (
            lambda: flow("a go b", branches=[
                {"name": "n", "state": "a", "roles": ["x"]},
                {"name": "n", "state": "a", "roles": ["y"]}]),
            "workflow_branch_twice",
        ),
        (
            lambda: Workflow(initial="a", transitions=(
                Transition(source="a", action="go", target="b",
                           roles=frozenset("x"), not_by=frozenset({"fly"})),)),
            "workflow_unknown_action",
        ),
    ],
    ids=["ambiguous", "unreachable", "no end", "dead end", "reserved action",
         "reserved state", "waiting", "label", "branch state", "branch twice",
         "separation"],
)  # fmt: skip
def test_a_table_that_cannot_work_is_refused_when_built(make, code):
    """Before the first citizen meets it."""
    with pytest.raises(DefinitionError) as caught:
        make()
    assert caught.value.code == code
    assert caught.value.sentence("id") != code


def test_the_table_answers():
    """States, actions, ends, exits, who has work where."""
    table = definition().workflow
    assert table.final == {"issued", "rejected", "withdrawn"}
    assert table.sources("check") == ("submitted",)
    assert [row.action for row in table.exits("initialled")] == ["approve", "reject"]
    assert table.states_for("lurah") == ("approved", "initialled")
    assert table.row("submitted", "fly") is None
    assert table.label("checked") == "Sudah diperiksa"
    assert table.label("checked", "en") == "Checked"
    assert table.label("approved") == "approved"
    assert table.waiters() == {"applicant"}
    assert table.entry("issued") == {"closes": True}
    assert table.entry("returned") == {"waits": "applicant"}


def test_every_row_can_be_walked_and_everything_else_is_refused():
    """One desk per state: exactly the actions of the table are possible there."""
    table = definition().workflow
    everybody = Actor.officer("u-0", "petugas", "seklur", "lurah")
    desk = make_desk(MemoryStore())
    ticket = desk.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=START).ticket
    for action in sorted(table.actions):
        reasons = table.row("submitted", action)
        reason = min(reasons.reasons, default=None) if reasons else None
        by = CITIZEN if action in ("withdraw", "resubmit") else everybody
        refusal = desk.check(ticket, action, by=by, at=START, reason=reason)
        if ("submitted", action) in table.table:
            assert refusal is None
        else:
            assert refusal.code == "wrong_state"
            assert refusal.facts["allowed_from"] == table.sources(action)


def test_the_diagram_is_made_from_the_table():
    """Mermaid, with every row and every end."""
    text = definition().workflow.to_mermaid()
    assert text.startswith("stateDiagram-v2\n    [*] --> submitted\n")
    assert "    checked --> initialled: paraf (seklur)\n" in text
    assert text.endswith("    withdrawn --> [*]\n")
    assert text.count("-->") == 8 + 1 + 3


def test_a_definition_stands_in_a_file():
    """TOML with ``from`` and ``to``, as in the example of the main job."""
    text = """
    id = "sktm"
    title = "Surat Keterangan Tidak Mampu"
    prefix = "SKTM"
    [workflow]
    initial = "submitted"
    transitions = [
      {from = "submitted", action = "check", to = "checked", roles = ["petugas"]},
      {from = "checked", action = "issue", to = "issued", roles = ["lurah"]},
    ]
    [terms.statutory]
    length = 5
    """
    found = ServiceDefinition.from_mapping(tomllib.loads(text))
    assert found.key == "sktm@1"
    assert found.terms["statutory"].unit == "working_days"
    with pytest.raises(ValidationError):
        ServiceDefinition.from_mapping({**tomllib.loads(text), "colour": "red"})


# the fourteen components


def test_the_fourteen_components_stand_in_the_order_of_the_statute():
    """UU 25/2009 art. 21, a to n."""
    assert list(COMPONENTS) == list(Component)
    assert [component.value for component in COMPONENTS] == [
        "dasar_hukum", "persyaratan", "sistem_mekanisme_prosedur",
        "jangka_waktu_penyelesaian", "biaya_tarif", "produk_pelayanan",
        "sarana_prasarana_fasilitas", "kompetensi_pelaksana", "pengawasan_internal",
        "penanganan_pengaduan_saran_masukan", "jumlah_pelaksana",
        "jaminan_pelayanan", "jaminan_keamanan_keselamatan",
        "evaluasi_kinerja_pelaksana",
    ]  # fmt: skip


def test_what_is_missing_is_named():
    """Fields that say the same answer for their component."""
    service = definition()
    missing = service.missing_components()
    answered = {
        "persyaratan", "sistem_mekanisme_prosedur", "jangka_waktu_penyelesaian",
        "biaya_tarif",
    }  # fmt: skip
    assert set(missing) == {c.value for c in COMPONENTS} - answered
    assert service.standard()[Component.FEE] == "Tidak dipungut biaya"
    assert service.standard()[Component.TIME] == "5 hari kerja; 1 hari kerja"
    more = definition(legal_basis=["UU 25/2009", "Perwal 9/2025"], output="Surat")
    assert more.standard()[Component.LEGAL_BASIS] == "UU 25/2009; Perwal 9/2025"
    assert set(missing) - set(more.missing_components()) == {
        "dasar_hukum", "produk_pelayanan",
    }  # fmt: skip
    texts = {c.value: "Ada." for c in COMPONENTS}
    assert definition(components=texts).missing_components() == ()


# versions


def test_the_catalogue_knows_which_version_is_in_force():
    """The highest published version whose days include the day."""
    versions = [
        definition(version=1, valid_from=date(2027, 1, 1)),
        definition(version=2, valid_from=date(2027, 4, 1),
                   valid_until=date(2027, 6, 30)),
        definition(version=3, valid_from=date(2027, 5, 1), published=False),
    ]  # fmt: skip
    catalogue = Catalogue(versions)

    def on(*day):
        found = catalogue.in_force("domisili", date(*day))
        return found and found.version

    assert [on(2026, 12, 31), on(2027, 1, 1), on(2027, 4, 1)] == [None, 1, 2]
    assert [on(2027, 5, 2), on(2027, 7, 1)] == [2, 1]
    assert catalogue.in_force("other", date(2027, 1, 1)) is None
    assert [d.version for d in catalogue.versions("domisili")] == [1, 2, 3]
    assert (len(catalogue), catalogue.services) == (3, ("domisili",))
    assert list(catalogue) == versions
    with pytest.raises(DefinitionError, match="catalogue_twice"):
        Catalogue([versions[0], versions[0]])
    with pytest.raises(DefinitionError, match="catalogue_unknown"):
        catalogue.get("domisili@9")


@pytest.mark.parametrize(
    "wrong", [None, "domisili", [SETUP]], ids=["none", "text", "list"]
)
def test_a_catalogue_holds_definitions_and_nothing_else(wrong):
    """Said when the desk is made, not at the first request."""
    with pytest.raises(UsageError) as caught:
        make_desk(MemoryStore(), definition=[wrong])
    assert caught.value.code == "catalogue_type"
    with pytest.raises(UsageError, match="catalogue_type"):
        Catalogue([wrong])


def test_a_service_that_is_not_in_force_takes_no_request():
    """A draft, or another day: refused; several services: name one."""
    desk = make_desk(MemoryStore(), definition=definition(published=False))
    with pytest.raises(Refused, match="not_in_force"):
        desk.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=START)
    both = Catalogue([definition(), definition(id="lain")])
    desk = make_desk(MemoryStore(), definition=both)
    with pytest.raises(UsageError, match="service_not_named"):
        desk.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=START)
    ticket = desk.submit(
        {"name": "S", "purpose": "x"}, by=CITIZEN, at=START, service="lain"
    ).ticket
    assert desk.get(ticket).definition.id == "lain"


# requirements and attachments


@pytest.mark.parametrize(
    ("when", "form", "holds"),
    [
        ({"field": "p", "one_of": ["a", "b"]}, {"p": "b"}, True),
        ({"field": "p", "one_of": ["a", "b"]}, {"p": "c"}, False),
        ({"field": "n", "at_least": 3}, {"n": 3}, True),
        ({"field": "n", "at_least": 3}, {"n": 2}, False),
        ({"field": "n", "at_most": 3}, {"n": 4}, False),
        ({"field": "n", "at_least": 1, "at_most": 3}, {"n": 2}, True),
        ({"field": "n", "at_least": 100}, {"n": 120.5}, True),
        ({"field": "n", "at_least": 100}, {"n": 99.5}, False),
        ({"field": "n", "at_least": 1}, {"n": True}, False),
        ({"field": "n", "at_least": 1}, {"n": "2"}, False),
        ({"field": "n", "at_least": 1}, {}, False),
        ({"field": "n", "filled": True}, {"n": ""}, False),
        ({"field": "n", "filled": True}, {"n": "x"}, True),
        ({"field": "n", "filled": False}, {}, True),
    ],
)  # fmt: skip
def test_conditions_are_data(when, form, holds):
    """All parts that are given must hold."""
    assert When(**when).holds(form) is holds
    requirement = Requirement(name="kk", title="KK", when=[when])
    assert requirement.applies(form) is holds


@pytest.mark.parametrize("media_types", [["pdf"], ["image/PNG"], [""], []])
def test_a_requirement_that_no_file_can_meet_is_a_mistake(media_types):
    """An attachment states its type as in RFC 6838, in lower case."""
    with pytest.raises(ValidationError):
        Requirement(name="kk", title="KK", media_types=media_types)
    assert Requirement(name="kk", title="KK", media_types=["image/heic"])


FORM = {"name": "S", "purpose": "pindah"}
KK = Attachment.of("kk", b"scan", "image/png")


def test_a_missing_document_is_asked_for_and_may_come_later(desk):
    """Required by the purpose; the file that comes with the action counts for it."""
    ticket = desk.submit(FORM, by=CITIZEN, at=START).ticket
    assert desk.get(ticket).missing == ("kk",)
    refusal = desk.check(ticket, "check", by=OFFICER, at=START)
    assert refusal.code == "missing_requirement"
    assert refusal.facts["documents"] == ("kk",)
    assert desk.check(ticket, "check", by=OFFICER, at=START, attachments=[KK]) is None
    desk.act(ticket, "check", by=OFFICER, at=START, attachments=[KK])
    assert desk.get(ticket).missing == ()
    assert set(desk.get(ticket).inner.attached) == {"kk"}
    other = desk.submit(FORM, by=CITIZEN, at=START, attachments=[KK]).ticket
    assert desk.get(other).missing == ()
    plain = desk.submit({**FORM, "purpose": "x"}, by=CITIZEN, at=START).ticket
    assert desk.get(plain).missing == ()


def test_handing_in_again_replaces_the_form(desk):
    """A row that amends takes the form again; others refuse one."""
    ticket = desk.submit({**FORM, "purpose": "x"}, by=CITIZEN, at=START).ticket
    act = {"at": START}
    with pytest.raises(Refused, match="form_not_expected"):
        desk.act(ticket, "check", by=OFFICER, form=FORM, **act)
    desk.act(ticket, "return", by=OFFICER, reason="wrong_address", **act)
    with pytest.raises(Refused, match="form_invalid"):
        desk.act(ticket, "resubmit", by=CITIZEN, form={"name": ""}, **act)
    desk.act(ticket, "resubmit", by=CITIZEN, form=FORM, attachments=[KK], **act)
    assert desk.get(ticket).missing == ()
    assert desk.read(ticket, by=OFFICER, **act).values["purpose"] == "pindah"
    assert desk.verify_data(ticket)


def test_a_repeated_action_with_another_file_is_not_the_same(desk):
    """The idempotency key stands for form, files and note too, not for the time."""
    ticket = desk.submit({**FORM, "purpose": "x"}, by=CITIZEN, at=START).ticket
    desk.act(ticket, "return", by=OFFICER, reason="wrong_address", at=START)
    act = {"by": CITIZEN, "idempotency_key": "k"}
    done = desk.act(ticket, "resubmit", at=START, form=FORM, attachments=[KK], **act)
    later = wib(2027, 3, 6, 9)
    again = desk.act(ticket, "resubmit", at=later, form=FORM, attachments=[KK], **act)
    assert again == done
    other = Attachment.of("kk", b"another scan", "image/png")
    for change in (
        {"form": FORM, "attachments": [other]},
        {"form": {**FORM, "name": "T"}, "attachments": [KK]},
        {"form": FORM, "attachments": [KK], "note": "x"},
    ):
        with pytest.raises(Refused, match="idempotency_mismatch"):
            desk.act(ticket, "resubmit", at=START, **change, **act)


@pytest.mark.parametrize(
    ("attachment", "code"),
    [
        (Attachment.of("ktp", b"x", "image/png"), "attachment_unknown"),
        (Attachment.of("kk", b"x" * 1001, "image/png"), "attachment_too_large"),
        (Attachment.of("kk", b"x", "text/html"), "attachment_media_type"),
    ],
    ids=["unknown", "large", "type"],
)
def test_an_attachment_that_does_not_fit_is_refused(desk, attachment, code):
    """Unknown, too large, of another type; nothing is written."""
    with pytest.raises(Refused) as caught:
        desk.submit(FORM, by=CITIZEN, at=START, attachments=[attachment])
    assert caught.value.code == code
    assert caught.value.refusal.to_problem()["status"] in (413, 415, 422)


@pytest.mark.parametrize(
    ("dated", "code"),
    [(date(2027, 2, 3), None), (date(2027, 2, 2), "attachment_age"),
     (date(2027, 3, 6), "attachment_age"), (None, "attachment_age")],
    ids=["30 days", "31 days", "tomorrow", "undated"],
)  # fmt: skip
def test_a_document_may_be_too_old(dated, code):
    """At most thirty days on 5 March 2027, and not from the future."""
    letter = {"name": "rt", "title": "Pengantar RT", "max_age_days": 30}
    desk = make_desk(MemoryStore(), definition=definition(requirements=[letter]))
    item = Attachment.of("rt", b"x", "application/pdf", dated=dated)
    if code is None:
        desk.submit(FORM, by=CITIZEN, at=START, attachments=[item])
        return
    with pytest.raises(Refused, match=code):
        desk.submit(FORM, by=CITIZEN, at=START, attachments=[item])


def test_an_attachment_is_a_digest_and_a_type():
    """Nothing else gets into an event."""
    for digest, kind in [("x" * 64, "image/png"), ("0" * 64, "no type")]:
        with pytest.raises(UsageError, match="attachment_form"):
            Attachment("kk", digest, kind, 1)


def test_a_requirement_is_named_once():
    """Two requirements of one name could not be told apart."""
    twice = [{"name": "kk", "title": "KK"}, {"name": "kk", "title": "KK lagi"}]
    with pytest.raises(DefinitionError, match="requirement_twice"):
        definition(requirements=twice)


# fees


def test_a_tariff_by_brackets():
    """The line whose limit is the first not below the value."""
    tariff = Fee(
        field="area",
        brackets=[Bracket(up_to=100, base=150_000), Bracket(base=50_000, rate=1_500)],
    )
    due = {area: tariff.due({"area": area}) for area in (0, 100, 101, 240)}
    assert due == {0: 150_000, 100: 150_000, 101: 201_500, 240: 410_000}
    with pytest.raises(DefinitionError, match="fee_field"):
        tariff.due({"area": "240"})
    assert tariff.describe() == "Menurut tarif (area)"
    assert tariff.describe("en") == "By tariff (area)"
    assert Fee.fixed(25_000).describe() == "Rp25.000"
    assert Fee.free().describe("en") == "Free of charge"


@pytest.mark.parametrize(
    "fee",
    [
        {"brackets": [{"base": 1}]},
        {"field": "area"},
        {"field": "area", "amount": 5, "brackets": [{"base": 1}]},
        {"field": "area", "brackets": [{"up_to": 5}]},
        {"field": "area", "brackets": [{"up_to": 5}, {"up_to": 5}, {}]},
        {"field": "area", "brackets": [{}, {}]},
    ],
    ids=["no field", "no brackets", "both", "closed", "not rising", "open early"],
)
def test_a_tariff_with_holes_is_refused(fee):
    """Rising limits, an open end, one kind of tariff."""
    with pytest.raises(DefinitionError, match="fee_brackets"):
        Fee(**fee)


@pytest.mark.parametrize("area", [None, -1, "many"])
def test_a_fee_needs_a_number_of_the_applicant(area):
    """Without one, or below 0, the form is refused; no fee is guessed."""

    class Open(BaseModel):
        name: str
        purpose: str
        area: int | str | None

    fee = {"field": "area", "brackets": [{"base": 1000, "rate": 10}]}
    service = ServiceDefinition.from_mapping({**SETUP, "fee": fee}, form=Open)
    with MemoryStore() as store:
        desk = make_desk(store, definition=service)
        form = {"name": "Siti", "purpose": "x", "area": area}
        with pytest.raises(Refused) as caught:
            desk.submit(form, by=CITIZEN, at=START)
        assert caught.value.refusal.facts["fields"] == ("area: whole_number",)
        desk.submit({**form, "area": 0}, by=CITIZEN, at=START)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fee": {"field": "luas", "brackets": [{"base": 1}]}}, "field_unknown"),
        (
            {"requirements": [{"name": "kk", "title": "KK",
                               "when": [{"field": "keperluan", "filled": True}]}]},
            "field_unknown",
        ),
        (
            {"valid_from": date(2027, 2, 1), "valid_until": date(2027, 1, 31)},
            "definition_period",
        ),
    ],
    ids=["fee", "condition", "period"],
)  # fmt: skip
def test_a_rule_that_would_fail_at_the_counter_is_found_before(change, code):
    """A field the form has not; a period without a day."""
    with pytest.raises(DefinitionError) as caught:
        definition(**change)
    assert caught.value.code == code
    one_day = {"valid_from": date(2027, 2, 1), "valid_until": date(2027, 2, 1)}
    assert definition(**one_day).in_force(date(2027, 2, 1))


@pytest.mark.parametrize("fact", ["branches", "rejection"])
def test_answers_are_required_only_where_somebody_is_asked(fact):
    """All of no answers are acceptances: the row would hold by itself, or never."""
    row = {"from": "a", "action": "go", "to": "b", "roles": ["x"], "requires": [fact]}
    table = {"initial": "a", "transitions": [row]}
    with pytest.raises(DefinitionError, match="workflow_no_branch"):
        Workflow.model_validate(table)
    branch = {"name": "fire", "state": "a", "roles": ["damkar"]}
    Workflow.model_validate({**table, "branches": [branch]})


@pytest.mark.parametrize("fact", ["documents", "fee", "subrequests"])
def test_what_is_computed_is_recorded_by_nobody(fact):
    """A record under that name would look like one and count for nothing."""
    with pytest.raises(DefinitionError, match="fact_reserved"):
        definition(facts={fact: ["petugas"]})


@pytest.mark.parametrize(
    "spans",
    [
        [("16:00", "07:30")],
        [("07:30", "07:30")],
        [("07:30", "12:00"), ("11:00", "16:00")],
        [("13:00", "16:00"), ("07:30", "12:00")],
    ],
    ids=["backwards", "empty", "overlapping", "out of order"],
)
@pytest.mark.parametrize("day", ["monday_to_thursday", "friday", "saturday"])
def test_office_hours_follow_each_other(day, spans):
    """A clock in office time would count minutes twice, or backwards."""
    with pytest.raises(DefinitionError, match="office_hours_order"):
        OfficeHours(**{day: spans})
    OfficeHours(**{day: [("07:30", "12:00"), ("12:00", "16:00")]})


def test_a_rule_may_ask_a_computed_field():
    """What the form computes is as good as what is filled in."""

    class Computed(DomicileForm):
        @computed_field
        @property
        def doubled(self) -> int:
            return self.area * 2

    fee = {"field": "doubled", "brackets": [{"rate": 100}]}
    service = ServiceDefinition.from_mapping({**SETUP, "fee": fee}, form=Computed)
    with MemoryStore() as store:
        desk = make_desk(store, definition=service)
        assert desk.get(file_one(desk)).fee == 4000  # 20 twice, at 100 rupiah


@pytest.mark.parametrize("name", ["@applicant", "@note", "@decision"])
def test_a_form_that_takes_any_field_brings_none_of_ours(name):
    """Who filed, notes and decisions stand beside the form's fields."""

    class Anything(BaseModel):
        model_config = ConfigDict(extra="allow")

    service = ServiceDefinition.from_mapping(SETUP, form=Anything)
    with MemoryStore() as store:
        desk = make_desk(store, definition=service)
        with pytest.raises(Refused, match="form_invalid"):
            desk.submit({"purpose": "x", name: "y"}, by=CITIZEN, at=START)


@pytest.mark.parametrize("component", COMPONENTS)
def test_each_of_the_fourteen_is_missed_alone(component):
    """All but one are stated in words: that one is what is missing."""
    words = {part: "ada" for part in COMPONENTS if part is not component}
    bare = {
        "id": "bare",
        "title": "Layanan Contoh",
        "workflow": {
            "initial": "new",
            "transitions": [
                {"from": "new", "action": "close", "to": "done", "roles": ["petugas"]}
            ],
        },
    }
    service = ServiceDefinition.from_mapping({**bare, "components": words})
    assert service.missing_components() == (component.value,)
    whole = {**words, component: "ada"}
    service = ServiceDefinition.from_mapping({**bare, "components": whole})
    assert service.missing_components() == ()
    assert list(service.standard()) == list(COMPONENTS)


@pytest.mark.parametrize(
    "change",
    [
        {"requirement": "Kartu Keluarga"},
        {"requirement": None},
        {"digest": "A" * 64},
        {"digest": None},
        {"media_type": "png"},
        {"size": -1},
        {"size": True},
        {"size": "3"},
        {"dated": wib(2027, 3, 1, 9)},
        {"dated": "2027-03-01"},
    ],
    ids=str,
)
def test_an_attachment_has_five_sound_parts(change):
    """Whatever an application passes on from a request of the web."""
    good = {"requirement": "kk", "digest": "a" * 64, "media_type": "image/png"}
    Attachment(**good, size=0, dated=date(2027, 3, 1))
    with pytest.raises(UsageError, match="attachment_form"):
        Attachment(**{**good, "size": 3, **change})
    with pytest.raises(UsageError, match="not_bytes"):
        Attachment.of("kk", "text", "image/png")


def test_a_fee_is_due_until_paid_or_waived():
    """`fee` holds for a free service at once, else after the event."""
    paying = definition(
        fee={"amount": 25_000}, facts={"paid": ["petugas"], "waived": ["lurah"]}
    )
    desk = make_desk(MemoryStore(), definition=paying)
    ticket = desk.submit({**FORM, "purpose": "x"}, by=CITIZEN, at=START).ticket
    assert desk.get(ticket).fee == 25_000
    assert desk.check(ticket, "check", by=OFFICER, at=START).facts["missing"] == (
        "fee",
    )
    desk.record(ticket, "waived", by=LURAH, at=START)
    assert desk.check(ticket, "check", by=OFFICER, at=START) is None


# forms


def test_a_form_is_refused_by_field_and_code_never_by_value(desk):
    """What was typed is in no message; an undeclared name is a value too."""
    wrong = {"name": "", "area": "9971015708459002", "9971015708459002": 1}
    with pytest.raises(Refused) as caught:
        desk.submit(wrong, by=CITIZEN, at=START)
    refusal = caught.value.refusal
    assert refusal.facts["count"] == 2
    assert refusal.facts["fields"] == ("name: string_too_short", "purpose: missing")
    for text in (str(caught.value), refusal.sentence("id"), repr(refusal)):
        assert "99710" not in text


def test_a_name_nobody_declared_is_not_repeated():
    """Closed forms: the unknown field's name came from outside, so it is left out."""
    from pydantic import BaseModel, ConfigDict

    class Closed(BaseModel):
        """A form without further fields."""

        model_config = ConfigDict(extra="forbid")
        lines: list[int]

    setup = {**SETUP, "requirements": []}
    closed = ServiceDefinition.from_mapping(setup, form=Closed)
    desk = make_desk(MemoryStore(), definition=closed)
    with pytest.raises(Refused) as caught:
        desk.submit({"lines": [1, "x"], "9971015708459002": 1}, by=CITIZEN, at=START)
    fields = caught.value.refusal.facts["fields"]
    assert fields == ("lines.1: int_parsing", "-: extra_forbidden")


def test_a_form_of_another_class_is_refused(desk):
    """An instance of the form, or a mapping of its fields; nothing else."""
    from pydantic import BaseModel

    class Other(BaseModel):
        """Another form."""

        name: str = "x"

    with pytest.raises(Refused, match="form_other"):
        desk.submit(Other(), by=CITIZEN, at=START)
    with pytest.raises(Refused, match="form_invalid"):
        desk.submit(None, by=CITIZEN, at=START)
    open_form = ServiceDefinition.from_mapping({**SETUP, "form": None})
    free = make_desk(MemoryStore(), definition=open_form)
    ticket = free.submit(Other(), by=CITIZEN, at=START).ticket
    assert free.read(ticket, by=OFFICER, at=START).values == {"name": "x"}
    with pytest.raises(UsageError, match="service_without_form"):
        free.read_form(ticket, by=OFFICER, at=START)


def test_an_officer_files_for_a_citizen(desk):
    """At the counter: the officer acts, the citizen is the applicant."""
    form = {"name": "S", "purpose": "x"}
    ticket = desk.submit(form, by=OFFICER, at=START, applicant=CITIZEN).ticket
    assert desk.timeline(ticket)[0].by == "u-1"
    assert desk.act(ticket, "withdraw", by=CITIZEN, at=START).state == "withdrawn"
    nobody = desk.submit(form, by=OFFICER, at=START).ticket
    assert desk.check(nobody, "withdraw", by=CITIZEN, at=START).code == "not_applicant"
    with pytest.raises(UsageError, match="applicant_no_citizen"):
        desk.submit(form, by=OFFICER, at=START, applicant=LURAH)


def test_each_component_has_the_words_of_the_statute():
    """UU 25/2009 Pasal 21, a to n; "penyelesaian" in d, where 2014 says "pelayanan"."""
    assert list(COMPONENTS.values()) == [
        "Dasar hukum",
        "Persyaratan",
        "Sistem, mekanisme, dan prosedur",
        "Jangka waktu penyelesaian",
        "Biaya/tarif",
        "Produk pelayanan",
        "Sarana, prasarana, dan/atau fasilitas",
        "Kompetensi pelaksana",
        "Pengawasan internal",
        "Penanganan pengaduan, saran, dan masukan",
        "Jumlah pelaksana",
        "Jaminan pelayanan",
        "Jaminan keamanan dan keselamatan pelayanan",
        "Evaluasi kinerja pelaksana",
    ]
