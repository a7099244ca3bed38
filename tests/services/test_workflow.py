"""A table answers about itself: each answer read off the rows a second time."""

import pickle
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from services_office import definition

from egovkit.errors import DefinitionError
from egovkit.services import (
    COMPONENTS,
    Branch,
    Capacity,
    Component,
    ServiceDefinition,
    Transition,
    Workflow,
)

STATES = [f"s{n}" for n in range(5)]
ACTIONS = ["check", "return", "approve", "issue"]
ROLES = ["petugas", "kasi", "lurah", "applicant", "dinsos"]


@st.composite
def tables(draw):
    """A chain from the first state to the last, more rows, branches and waiting."""
    last = draw(st.integers(1, 4))
    rows = {}
    for n in range(last):
        rows[f"s{n}", draw(st.sampled_from(ACTIONS))] = f"s{n + 1}"
    more = st.tuples(
        st.integers(0, last - 1), st.sampled_from(ACTIONS), st.integers(0, last)
    )
    for source, action, target in draw(st.lists(more, max_size=5)):
        rows.setdefault((f"s{source}", action), f"s{target}")
    states = [f"s{n}" for n in range(last + 1)]
    roles = st.sets(st.sampled_from(ROLES), min_size=1, max_size=2).map(sorted)
    agencies = st.sets(st.sampled_from(["fire", "land"]), max_size=2).map(sorted)
    branches = [
        {"name": name, "state": draw(st.sampled_from(states)), "roles": draw(roles),
         "waits": draw(st.sampled_from([None, "agency"]))}
        for name in draw(agencies)
    ]  # fmt: skip
    return {
        "initial": "s0",
        "transitions": [
            {"from": s, "action": a, "to": t, "roles": draw(roles)}
            for (s, a), t in rows.items()
        ],
        "branches": branches,
        "waiting": draw(
            st.dictionaries(
                st.sampled_from(states), st.sampled_from(["applicant", "bank"])
            )
        ),
    }


@pytest.mark.property
@given(tables())
def test_every_answer_is_read_off_the_rows(table):
    """States, ends, rows, exits in order, sources, work by role, whom it waits for."""
    flow = Workflow.model_validate(table)
    rows = table["transitions"]
    states = {"s0", *(r["from"] for r in rows), *(r["to"] for r in rows)}
    assert flow.states == states
    assert flow.actions == {r["action"] for r in rows}
    assert flow.final == {s for s in states if all(r["from"] != s for r in rows)}
    assert len(flow.table) == len(rows)
    for row in rows:
        found = flow.row(row["from"], row["action"])
        assert (found.target, sorted(found.roles)) == (row["to"], row["roles"])
        assert flow.table[row["from"], row["action"]] is found
    for state in states:
        assert [r.action for r in flow.exits(state)] == [
            r["action"] for r in rows if r["from"] == state
        ]
        assert flow.row(state, "fly") is None
        assert flow.entry(state) == entry(table, state)
    assert flow.exits("nowhere") == ()
    for action in ACTIONS:
        expected = sorted({r["from"] for r in rows if r["action"] == action})
        assert list(flow.sources(action)) == expected
    for role in ROLES:
        work = {r["from"] for r in rows if role in r["roles"]}
        work |= {b["state"] for b in table["branches"] if role in b["roles"]}
        assert list(flow.states_for(role)) == sorted(work)
    waited = {b["waits"] for b in table["branches"]} - {None}
    assert flow.waiters() == {"applicant", *table["waiting"].values(), *waited}


def entry(table, state):
    """What an event says of a state that it enters."""
    said = {}
    if all(row["from"] != state for row in table["transitions"]):
        said["closes"] = True
    if state in table["waiting"]:
        said["waits"] = table["waiting"][state]
    asked = {
        b["name"]: b["waits"] or "" for b in table["branches"] if b["state"] == state
    }
    if asked:
        said["branches"] = asked
    return said


@pytest.mark.property
@given(tables())
def test_the_diagram_holds_each_row_once(table):
    """One arrow in, one for each row with its roles, one out of each end; notes."""
    flow = Workflow.model_validate(table)
    head, *lines = flow.to_mermaid().splitlines()
    assert (head, lines[0]) == ("stateDiagram-v2", "    [*] --> s0")
    arrow = re.compile(r"    (\w+) --> (\w+): (\w+) \(([\w, ]+)\)")
    drawn = [arrow.fullmatch(line) for line in lines[1:]]
    rows = [m.groups() for m in drawn if m]
    assert rows == [
        (r["from"], r["to"], r["action"], ", ".join(r["roles"]))
        for r in table["transitions"]
    ]
    rest = [line for line, m in zip(lines[1:], drawn, strict=True) if not m]
    ends, notes = rest[: len(flow.final)], rest[len(flow.final) :]
    assert ends == [f"    {state} --> [*]" for state in sorted(flow.final)]
    asked = {}
    for b in table["branches"]:
        who = f"{b['name']} ({', '.join(b['roles'])})"
        asked.setdefault(b["state"], []).append(who)
    assert notes == [
        f"    note right of {state}: {', '.join(all_)}" for state, all_ in asked.items()
    ]


def test_a_table_survives_a_file_and_another_process():
    """Pickled, and written as JSON and read again: equal, and answers the same."""
    flow = definition().workflow
    flow.states  # noqa: B018 - what is kept for speed must not be in the way
    flow.row("submitted", "check")
    again = pickle.loads(pickle.dumps(flow))
    assert again == flow == Workflow.model_validate_json(flow.model_dump_json())
    assert again.to_mermaid() == flow.to_mermaid()
    with pytest.raises(TypeError):
        again.table["s0", "check"] = None


def test_steps_are_the_actions_in_their_order():
    """Each once, by its label, underscores as spaces; issuing has its own words."""
    flow = Workflow.model_validate(
        {
            "initial": "a",
            "labels": {
                "look_at": {"id": "Periksa", "en": "Look at"},
                "b": {"id": "Be"},
            },
            "transitions": [
                {"from": "a", "action": "look_at", "to": "b", "roles": ["x"]},
                {"from": "b", "action": "send_back", "to": "a", "roles": ["x"]},
                {"from": "b", "action": "issue", "to": "c", "roles": ["x"]},
            ],
        }
    )
    assert flow.steps() == ("Periksa", "send back", "Penerbitan dokumen")
    assert flow.steps("en") == ("Look at", "send back", "Issuing the document")
    assert (flow.label("b"), flow.label("b", "en"), flow.label("a")) == ("Be", "b", "a")


def one_row(**more):
    """A workflow of one row."""
    row = {"from": "a", "action": "go", "to": "b", "roles": ["x"], **more}
    return Workflow.model_validate({"initial": "a", "transitions": [row]})


def test_what_a_row_is_unless_stated():
    """No facts, no reasons, nobody kept apart; Plt. and Plh. hold the whole office."""
    (row,) = one_row().transitions
    assert (row.requires, row.reasons, row.not_by) == (frozenset(),) * 3
    assert (row.amends, row.reasoned) == (False, False)
    assert {str(c) for c in row.delegable} == {"Plt.", "Plh."}
    assert row == Transition(source="a", action="go", target="b", roles=frozenset("x"))


@pytest.mark.parametrize("name", ["submit", "reserve", "void", "revoke"])
def test_four_actions_are_the_desks_own(name):
    """A row of that name could not be told from them."""
    with pytest.raises(DefinitionError, match="workflow_reserved") as caught:
        one_row(action=name)
    assert caught.value.facts == {"name": name}
    assert one_row(action=name + "s")


@pytest.mark.parametrize(
    ("delegable", "sound"),
    [
        ([], True), (["a.n."], True), (["a.n.", "u.b."], True), (["u.b."], False),
        (["u.b.", "Plt."], False), (["Plt.", "Plh.", "a.n.", "u.b."], True),
    ],
    ids=str,
)  # fmt: skip
def test_ub_comes_after_an(delegable, sound):
    """Perka BKN 16/2020: *u.b.* only after *a.n.*, as quoted on the facts page."""
    if sound:
        (row,) = one_row(delegable=delegable).transitions
        assert row.delegable == {Capacity(word) for word in delegable}
    else:
        with pytest.raises(DefinitionError, match="workflow_ub_without_an"):
            one_row(delegable=delegable)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": []}, {"roles": ["Lurah"]}, {"to": "B"}, {"from": ""},
        {"action": "go!"}, {"action": "g" * 65}, {"reasons": ["salah alamat"]},
        {"requires": ["@x"]},
        {"delegable": ["wakil"]}, {"who": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_names_in_a_table_are_plain(change):
    """Lower case, digits, underscore, up to 64; a row without a role does nobody."""
    with pytest.raises(ValidationError):
        one_row(**change)
    assert one_row(action="g" * 64, roles=["r" * 64])


def test_who_acts_may_be_kept_from_a_branchs_answer_too():
    """``not_by`` names actions, branches and ``submit``, and nothing else."""
    branch = {"name": "fire", "state": "a", "roles": ["damkar"]}
    row = {"from": "a", "action": "go", "to": "b", "roles": ["x"]}

    def table(*names, branches=(branch,)):
        return {"initial": "a", "transitions": [{**row, "not_by": names}],
                "branches": branches}  # fmt: skip

    for names in [("fire",), ("submit",), ("go", "fire", "submit")]:
        (found,) = Workflow.model_validate(table(*names)).transitions
        assert found.not_by == set(names)
    for names in [("land",), ("a",), ("fire", "x")]:
        with pytest.raises(DefinitionError, match="workflow_unknown_action"):
            Workflow.model_validate(table(*names))
    with pytest.raises(DefinitionError, match="workflow_unknown_action"):
        Workflow.model_validate(table("fire", branches=()))
    with pytest.raises(ValidationError):
        Branch(name="fire", state="a", roles=[])


# the fourteen components


@pytest.mark.parametrize("blank", ["", " ", "\n\t "])
@pytest.mark.parametrize("part", COMPONENTS)
def test_blank_text_states_nothing(part, blank):
    """A space in the catalogue's form answers no component of the standard."""
    said = {c: "Ada." for c in COMPONENTS if c is not part}
    silent = definition(terms={}, requirements=[], fee=None, output=blank,
                        components={**said, part: blank})  # fmt: skip
    missing = () if part is Component.PROCEDURE else (part.value,)
    assert silent.missing_components() == missing


@pytest.mark.parametrize(
    ("actions", "words"),
    [(["issue"], ""), (["check", "issue"], "check → Penerbitan dokumen"),
     (["check", "sign", "issue"], "check → sign → Penerbitan dokumen")],
    ids=["one", "two", "three"],
)  # fmt: skip
def test_a_procedure_is_more_than_one_step(actions, words):
    """A service of one action has not said how it goes on."""
    rows = [
        {"from": f"s{n}", "action": action, "to": f"s{n + 1}", "roles": ["x"]}
        for n, action in enumerate(actions)
    ]
    service = definition(workflow={"initial": "s0", "transitions": rows})
    assert service.standard()[Component.PROCEDURE] == words
    missing = Component.PROCEDURE.value in service.missing_components()
    assert missing is (words == "")


def test_what_a_service_is_unless_stated():
    """Kept for five years, erased by the archive, in force at any time."""
    rows = [{"from": "a", "action": "go", "to": "b", "roles": ["x", "applicant"]}]
    bare = ServiceDefinition.from_mapping(
        {
            "id": "bare",
            "title": " Bare ",
            "workflow": {"initial": "a", "transitions": rows},
        }
    )
    assert (bare.version, bare.form_version, bare.published) == (1, 1, True)
    assert (bare.retention.years, bare.erase_roles) == (5, {"arsiparis"})
    assert (bare.form, bare.fee, bare.number, dict(bare.terms)) == (None,) * 3 + ({},)
    assert (bare.key, bare.title, bare.prefix) == ("bare@1", "Bare", "")
    assert bare.in_force(date.min)
    assert bare.in_force(date.max)
    assert bare.readers() == {"x"}
    assert bare.void_reasons == {
        "seal_failed", "signing_failed", "typesetting_failed", "data_wrong",
        "withdrawn",
    }  # fmt: skip
    assert bare.revoke_reasons == {
        "data_wrong", "issued_in_error", "by_court", "replaced",
    }  # fmt: skip


def test_what_is_stated_in_words_comes_before_what_is_reckoned():
    """An agency's own text for the fee or the time is the one that is shown."""
    words = {"biaya_tarif": " Gratis ", "jangka_waktu_penyelesaian": "Sepuluh menit"}
    shown = definition(components=words).standard()
    assert shown[Component.FEE] == "Gratis"
    assert shown[Component.TIME] == "Sepuluh menit"
    assert definition().standard()[Component.FEE] == "Tidak dipungut biaya"
