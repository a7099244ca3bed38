"""The pure core against a plain simulation, over workflows nobody has thought of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovkit.errors import DefinitionError
from egovkit.services import Actor, Refusal, ServiceDefinition
from egovkit.services._core import Command, decide, fold, fold_all
from egovkit.services._events import Event, decode_event
from egovkit.services._state import State

STATES = [f"s{n}" for n in range(6)]
ACTIONS = [f"a{n}" for n in range(4)]
ROLES = ["petugas", "kasi", "lurah", "applicant"]
FACTS = ["paid", "visited"]
REASONS = ["late", "blurred"]

ROW = st.fixed_dictionaries(
    {
        "from": st.sampled_from(STATES),
        "action": st.sampled_from(ACTIONS),
        "to": st.sampled_from(STATES),
        "roles": st.sets(st.sampled_from(ROLES), min_size=1, max_size=2).map(sorted),
        "requires": st.sets(st.sampled_from(FACTS), max_size=1).map(sorted),
        "reasons": st.sets(st.sampled_from(REASONS), max_size=2).map(sorted),
        "not_by": st.sets(st.sampled_from(ACTIONS), max_size=1).map(sorted),
        "reasoned": st.booleans(),
    }
)
TABLES = st.lists(
    ROW, min_size=3, max_size=10, unique_by=lambda r: (r["from"], r["action"])
)
ACTORS = {
    "u-1": Actor.officer("u-1", "petugas"),
    "u-2": Actor.officer("u-2", "kasi", "lurah"),
    "u-3": Actor.officer("u-3", "lurah"),
    "applicant": Actor.citizen("9971015708459002"),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from(sorted(ACTORS)),
        st.sampled_from([None, *REASONS, "nonsense"]),
        st.booleans(),
        st.sampled_from([*FACTS, None, None]),
    ),
    max_size=12,
)


def service(rows):
    """A definition of the rows that can be reached and left; none where none can."""
    try:
        return ServiceDefinition.from_mapping(
            {
                "id": "any",
                "title": "Apa saja",
                "facts": {fact: ["petugas"] for fact in FACTS},
                "workflow": {"initial": "s0", "transitions": rows},
            }
        )
    except DefinitionError:
        return None


def submitted(definition):
    """The first event of a request."""
    data = {
        "definition": definition.key,
        "form_version": 1,
        "to": "s0",
        **definition.workflow.entry("s0"),
    }
    return Event("0" * 10, 1, "submitted", 0, "applicant", "citizen", "applicant", data)


def why_not(row, rows, state, step, done, facts):
    """The refusal code a reader of the table would give; the order is the desk's."""
    action, who, reason, reasoned, _ = step
    if row is None:
        ended = all(r["from"] != state for r in rows)
        known = any(r["action"] == action for r in rows)
        return "closed" if ended else "wrong_state" if known else "unknown_action"
    roles = {"applicant"} if who == "applicant" else set(ACTORS[who].roles)
    faults = {
        "wrong_role": not roles & set(row["roles"]),
        "same_actor": any(who in done.get(other, ()) for other in row["not_by"]),
        "reason_required": row["reasons"] and reason is None,
        "unknown_reason": reason is not None and reason not in row["reasons"],
        "missing_requirement": set(row["requires"]) - facts,
        "decision_required": row["reasoned"] and not reasoned,
    }
    return next((code for code, holds in faults.items() if holds), None)


@st.composite
def sound_tables(draw):
    """A way from the first state to the last, and more rows among the others."""
    last = draw(st.integers(1, 5))
    rows = {}
    for n in range(last):
        row = {**draw(ROW), "from": f"s{n}", "to": f"s{n + 1}"}
        rows[row["from"], row["action"]] = row
    for row in draw(st.lists(ROW, max_size=8)):
        inside = {**row, "to": f"s{int(row['to'][1]) % (last + 1)}"}
        if int(row["from"][1]) < last:
            rows.setdefault((row["from"], row["action"]), inside)
    named = {action for _, action in rows}
    for row in rows.values():
        row["not_by"] = sorted(named.intersection(row["not_by"]))
    return list(rows.values())


@pytest.mark.property
@settings(max_examples=300)
@given(rows=sound_tables(), steps=STEPS)
def test_decide_says_what_the_table_says(rows, steps):
    """State by state: the same refusal as a plain reading, or the row's event."""
    definition = service(rows)
    table = {(r["from"], r["action"]): r for r in rows}
    events = [submitted(definition)]
    state = fold_all(events)
    at, done, facts = "s0", {"submit": {"applicant"}}, set()
    for number, step in enumerate(steps, 1):
        action, who, reason, reasoned, fact = step
        if fact and not state.closed:
            facts.add(fact)
            noted = Event(
                "0" * 10, state.seq + 1, "recorded", number, "u-1", "officer",
                "petugas", {"fact": fact},
            )  # fmt: skip
            events.append(noted)
            state = fold(state, noted)
        row = table.get((at, action))
        expected = why_not(row, rows, at, step, done, facts)
        command = Command(
            action,
            ACTORS[who],
            number,
            reason=reason,
            applicant=who == "applicant",
            data={"decision": "d"} if reasoned else {},
        )
        answer = decide(definition, state, command)
        if isinstance(answer, Refusal):
            assert answer.code == expected
            continue
        assert expected is None
        events.append(answer)
        state = fold(state, answer)
        at = row["to"]
        done.setdefault(action, set()).add(who)
        assert (state.state, state.version) == (at, state.seq)
        assert state.closed == all(r["from"] != at for r in rows)
    again = fold_all(decode_event(event.body()) for event in events)
    assert again == state
    assert State.from_plain(state.to_plain()) == state


@pytest.mark.property
@settings(max_examples=300)
@given(rows=TABLES)
def test_a_table_is_refused_for_one_of_its_own_faults(rows):
    """Unreachable, without an end, or stuck: found by walking from each state."""
    out = {}
    for row in rows:
        out.setdefault(row["from"], set()).add(row["to"])
    states = {"s0", *out, *(to for ends in out.values() for to in ends)}

    def reach(start):
        seen, left = set(), [start]
        while left:
            here = left.pop()
            if here not in seen:
                seen.add(here)
                left += out.get(here, ())
        return seen

    ends = states - set(out)
    named = {row["action"] for row in rows}
    strangers = any(set(row["not_by"]) - named for row in rows)
    faulty = (
        strangers
        or reach("s0") != states
        or not ends
        or any(not reach(state) & ends for state in states)
    )
    assert (service(rows) is None) == faulty
