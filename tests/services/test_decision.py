"""A reasoned decision: its text is erasable, its digest stands in the history."""

import copy
import json
import pickle
import string
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    OFFICER,
    START,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit.errors import DefinitionError, Refused, UsageError
from egovkit.services import (
    MemoryStore,
    ReasonedDecision,
    RuleTest,
    verify_history,
)
from egovkit.signatures import Outcome

FLOW = {
    "initial": "submitted",
    "transitions": [
        {"from": "submitted", "action": "check", "to": "checked",
         "roles": ["petugas"]},
        {"from": "checked", "action": "reject", "to": "rejected", "roles": ["lurah"],
         "reasons": ["not_resident"], "reasoned": True},
        {"from": "checked", "action": "issue", "to": "issued", "roles": ["lurah"]},
    ],
}  # fmt: skip
DECISION = ReasonedDecision(
    pertimbangan=[
        "bahwa penghasilan pemohon Rp3.400.000 sebulan",
        "bahwa desil kesejahteraan pemohon 6",
    ],
    dasar_hukum=["Perwali Contoh 9/2025 Pasal 4"],
    diktum=["Permohonan ditolak.", "Pemohon dapat mengajukan keberatan."],
    tests=[RuleTest.of("sktm", 1, {"desil": 6}, {"desil": False, "lantai": True})],
    salt="ab" * 32,
)
REJECT = {"by": LURAH, "reason": "not_resident", "at": START}


@pytest.fixture
def desk():
    """A desk where turning down takes a reasoned decision."""
    store = MemoryStore()
    yield make_desk(store, definition=definition(workflow=FLOW))
    store.close()


@pytest.fixture
def ticket(desk):
    """A request that was checked."""
    found = file_one(desk)
    desk.act(found, "check", by=OFFICER, at=START)
    return found


def test_the_digest_is_stated_by_its_definition():
    """SHA-256 over the domain, a line feed, and JSON with sorted names, no spaces."""
    plain = {
        "dasar_hukum": ["Perwali Contoh 9/2025 Pasal 4"],
        "diktum": ["Permohonan ditolak.", "Pemohon dapat mengajukan keberatan."],
        "pertimbangan": [
            "bahwa penghasilan pemohon Rp3.400.000 sebulan",
            "bahwa desil kesejahteraan pemohon 6",
        ],
        "salt": "ab" * 32,
        "tests": [
            {
                "failed": ["desil"],
                "inputs": {"desil": 6},
                "rule": "sktm",
                "satisfied": ["lantai"],
                "version": 1,
            }
        ],
    }
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    expected = sha256(b"egovkit.decision.v1\n" + text.encode("ascii")).hexdigest()
    assert DECISION.digest == expected


def test_the_same_text_has_another_digest_each_time():
    """Nobody finds a decision by trying texts: 32 random bytes are a part of it."""
    parts = {"pertimbangan": ["a"], "dasar_hukum": ["b"], "diktum": ["c"]}
    one, two = ReasonedDecision(**parts), ReasonedDecision(**parts)
    assert one.digest != two.digest
    assert len({one.salt, two.salt}) == 2
    assert len(bytes.fromhex(one.salt)) == 32


@pytest.mark.property
@given(
    changed=st.sampled_from(["pertimbangan", "dasar_hukum", "diktum"]),
    text=st.text(min_size=1, max_size=20).filter(str.strip),
)
def test_any_other_word_is_another_digest(changed, text):
    """What was weighed, the law and the ruling are all bound."""
    other = DECISION.model_copy(update={changed: (text.strip(),)})
    assert other.digest != DECISION.digest
    again = ReasonedDecision.model_validate(json.loads(other.canonical()))
    assert again.digest == other.digest


def test_it_reads_as_a_decision_does():
    """Menimbang with letters, mengingat with figures, kesatu and kedua."""
    assert DECISION.to_text().splitlines() == [
        "Menimbang:",
        "a. bahwa penghasilan pemohon Rp3.400.000 sebulan",
        "b. bahwa desil kesejahteraan pemohon 6",
        "Mengingat:",
        "1. Perwali Contoh 9/2025 Pasal 4",
        "MEMUTUSKAN:",
        "KESATU: Permohonan ditolak.",
        "KEDUA: Pemohon dapat mengajukan keberatan.",
    ]


def test_long_lists_go_on():
    """After z comes aa; the eleventh and twenty-first rulings are single words."""
    many = DECISION.model_copy(
        update={"pertimbangan": ("x",) * 53, "diktum": ("y",) * 21}
    )
    lines = many.to_text().splitlines()
    letters = [line.partition(".")[0] for line in lines[1:54]]
    assert letters == [
        *string.ascii_lowercase,
        *(f"a{letter}" for letter in string.ascii_lowercase),
        "ba",
    ]
    assert lines[-11].startswith("KESEBELAS: ")
    assert lines[-1].startswith("KEDUAPULUHSATU: ")


@pytest.mark.parametrize(
    "change",
    [
        {"pertimbangan": []},
        {"dasar_hukum": []},
        {"diktum": []},
        {"diktum": ["  "]},
        {"diktum": ["x" * 5001]},
        {"salt": "short"},
        {"tests": [{"rule": "sktm", "version": 0}]},
        {"tests": [{"rule": "sktm", "version": 1, "inputs": {"luas": 7.5}}]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_decision_without_one_of_its_parts_is_none(change):
    """Reasons, law and ruling are all there; no fraction enters a digest."""
    parts = {"pertimbangan": ["a"], "dasar_hukum": ["b"], "diktum": ["c"]}
    with pytest.raises(ValidationError):
        ReasonedDecision(**{**parts, **change})


@pytest.mark.parametrize("part", ["pertimbangan", "dasar_hukum", "diktum"])
def test_a_decision_has_an_end(part):
    """A hundred paragraphs of five thousand characters, and neither one more."""
    parts = {"pertimbangan": ["a"], "dasar_hukum": ["b"], "diktum": ["c"]}
    whole = ReasonedDecision(**{**parts, part: ["x" * 5000] * 100})
    assert len(getattr(whole, part)) == 100
    for more in (["x"] * 101, ["x" * 5001]):
        with pytest.raises(ValidationError):
            ReasonedDecision(**{**parts, part: more})
    spaced = ReasonedDecision(**{**parts, part: ["  x\n"]})
    assert getattr(spaced, part) == ("x",)


@pytest.mark.parametrize("held", ["tidak", "", None, 0, 1, [], 1.0], ids=repr)
def test_a_test_is_met_or_not(held):
    """Anything else would be met, or not, by how Python reads it."""
    with pytest.raises(UsageError, match="rule_outcome"):
        RuleTest.of("sktm", 1, {}, {"lantai": True, "desil": held})


@pytest.mark.property
@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), st.booleans()
    )
)
def test_every_test_is_on_one_side(tests):
    """In the order they were made; together they are all."""
    found = RuleTest.of("sktm", 1, {}, tests)
    assert found.satisfied == tuple(name for name in tests if tests[name] is True)
    assert found.failed == tuple(name for name in tests if tests[name] is False)
    again = RuleTest.model_validate_json(found.model_dump_json())
    assert again == found


def test_inputs_keep_their_kind():
    """True is not 1 and "6" is not 6, in the digest and after reading it again."""
    inputs = {"a": True, "b": 1, "c": "6", "d": 6, "e": 0, "f": False}
    found = RuleTest.of("sktm", 1, inputs, {})
    again = RuleTest.model_validate_json(found.model_dump_json()).inputs
    for kept in (found.inputs, again):
        assert {n: (type(v), v) for n, v in kept.items()} == {
            n: (type(v), v) for n, v in inputs.items()
        }


def test_a_decision_does_not_change_and_shows_nothing():
    """Frozen, and its repr holds no word of it."""
    with pytest.raises(ValidationError):
        DECISION.diktum = ("Dikabulkan.",)
    for shown in (repr(DECISION), str(DECISION), f"{DECISION}"):
        assert "3.400.000" not in shown
        assert DECISION.digest[:16] in shown
    assert "6" not in repr(RuleTest.of("sktm", 1, {"desil": 6}, {})).replace("16", "")
    assert pickle.loads(pickle.dumps(DECISION)).digest == DECISION.digest
    assert copy.deepcopy(DECISION) == DECISION


def test_turning_down_takes_a_decision(desk, ticket):
    """Without one it is refused, and nothing is written."""
    before = desk.get(ticket).head
    with pytest.raises(Refused) as caught:
        desk.act(ticket, "reject", **REJECT)
    assert caught.value.code == "decision_required"
    assert desk.check(ticket, "reject", **REJECT).code == "decision_required"
    assert desk.check(ticket, "reject", decision=DECISION, **REJECT) is None
    assert "reject" in desk.allowed(ticket, by=LURAH)
    assert desk.get(ticket).head == before


def test_something_else_is_no_decision(desk, ticket):
    """A dictionary is not taken for one."""
    with pytest.raises(UsageError, match="decision_type"):
        desk.act(ticket, "reject", decision=DECISION.plain(), **REJECT)


def test_the_history_binds_the_decision_and_tells_none_of_it(desk, ticket, tmp_path):
    """The digest stands in the event; the text stays with the personal data."""
    desk.act(ticket, "reject", decision=DECISION, **REJECT)
    assert desk.timeline(ticket)[-1].decision == DECISION.digest
    desk.export(tmp_path / "h.jsonl")
    exported = (tmp_path / "h.jsonl").read_text()
    assert DECISION.digest in exported
    for word in ("penghasilan", "3.400.000", "desil", "Perwali", DECISION.salt):
        assert word not in exported
    read = desk.read(ticket, by=CITIZEN, at=START)
    assert list(read.decisions.values()) == [DECISION]
    assert list(read.decisions) == [desk.timeline(ticket)[-2].seq]
    assert read.values == {"name": "Siti Aminah", "purpose": "sekolah", "area": 20}
    assert desk.verify_data(ticket)


def test_erasing_takes_the_decision_with_it(desk, ticket):
    """What stays is a digest that nobody can guess; the chain still verifies."""
    desk.act(ticket, "reject", decision=DECISION, **REJECT)
    desk.erase(ticket, by=ARCHIVIST, at=START + timedelta(days=800))
    with pytest.raises(Refused, match="erased"):
        desk.read(ticket, by=LURAH, at=START + timedelta(days=801))
    assert DECISION.digest in {entry.decision for entry in desk.timeline(ticket)}
    assert verify_history(desk._store).outcome is Outcome.VALID


def test_a_repeated_key_with_another_decision_is_another_wish(desk, ticket):
    """The same key and decision give the same receipt, another is a mismatch."""
    key = {"idempotency_key": "tolak-1"}
    first = desk.act(ticket, "reject", decision=DECISION, **REJECT, **key)
    later = {**REJECT, "at": wib(2027, 3, 8, 9)}
    assert desk.act(ticket, "reject", decision=DECISION, **later, **key) == first
    other = DECISION.model_copy(update={"diktum": ("Dikabulkan.",)})
    with pytest.raises(Refused, match="idempotency_mismatch"):
        desk.act(ticket, "reject", decision=other, **later, **key)


def test_a_decision_may_come_with_any_action(desk):
    """It is only demanded where the row says so."""
    ticket = file_one(desk)
    desk.act(ticket, "check", by=OFFICER, at=START, decision=DECISION)
    assert desk.timeline(ticket)[-1].decision == DECISION.digest


def test_issuing_itself_takes_no_decision():
    """The document is made in three steps; what it rests on was decided before."""
    rows = [{**FLOW["transitions"][2], "reasoned": True}, *FLOW["transitions"][:2]]
    with pytest.raises(DefinitionError, match="workflow_reasoned_issue"):
        definition(workflow={**FLOW, "transitions": rows})
