"""Digests of a definition against the bytes that they are said to cover.

Both are compared with canonical JSON written out here by hand: what a definition
says and no usual value, names in order, sets sorted, days as ISO 8601 writes them.
"""

import json
import random
from datetime import date
from hashlib import sha256

import pytest
from pydantic import BaseModel, ConfigDict, Field
from services_office import DomicileForm, definition

from egovkit.services import ServiceDefinition
from egovkit.services._digest import rules_digest

FLOW = {
    "initial": "masuk",
    "transitions": [
        {"from": "masuk", "action": "tutup", "to": "selesai",
         "roles": ["petugas", "lurah"]},
    ],
}  # fmt: skip
PLAIN = {"id": "surat", "title": "Surat Contoh", "prefix": "SRT", "workflow": FLOW}
FLOW_TEXT = (
    b'"workflow":{"initial":"masuk","transitions":[{"action":"tutup",'
    b'"roles":["lurah","petugas"],"source":"masuk","target":"selesai"}]}'
)
REST_TEXT = b'"id":"surat","prefix":"SRT","title":"Surat Contoh",'


def plain(**changes):
    """The smallest definition, with changes."""
    return ServiceDefinition.from_mapping({**PLAIN, **changes})


def whole(text):
    """The digest of all that a definition says."""
    return sha256(b"egovkit.definition.v1\n{" + text + b"}").hexdigest()


def rules(text):
    """The digest of what requests rely on."""
    return sha256(b"egovkit.rules.v1\n{" + text + b"}").digest()


def rules_of(made):
    """The digest of what requests under a definition rely on."""
    return rules_digest(made, made.form)


def test_a_digest_covers_what_is_said_and_no_usual_value():
    """A field that a later release adds is not said here, and changes nothing."""
    assert plain().digest == whole(b'"form":"None",' + REST_TEXT + FLOW_TEXT)
    assert rules_of(plain()) == rules(b'"form":[],' + REST_TEXT + FLOW_TEXT)


def test_days_and_terms_as_they_are_written():
    """ISO 8601 for a day; a term says its length and what differs from the usual."""
    made = plain(valid_from=date(2027, 1, 2), terms={"janji": {"length": 3}})
    said = b'"terms":{"janji":{"length":3}},"title":"Surat Contoh",'
    said += b'"valid_from":"2027-01-02",' + FLOW_TEXT
    text = b'"id":"surat","prefix":"SRT",' + said
    assert rules_of(made) == rules(b'"form":[],' + text)


class Pair(BaseModel):
    """A form of two fields."""

    b: str
    a: int = Field(ge=1)


def test_a_form_counts_by_its_schema_and_for_rules_by_its_fields():
    """Names of a schema in order, whatever order pydantic writes them in."""
    made = ServiceDefinition.from_mapping(PLAIN, form=Pair)
    ordered = json.loads(json.dumps(Pair.model_json_schema(), sort_keys=True))
    assert list(ordered["properties"]) == ["a", "b"]
    form = f'"form":{json.dumps(repr(ordered))},'.encode()
    assert made.digest == whole(form + REST_TEXT + FLOW_TEXT)
    assert rules_of(made) == rules(b'"form":["a","b"],' + REST_TEXT + FLOW_TEXT)


class Wider(BaseModel):
    """Another limit of the same fields."""

    model_config = ConfigDict(title="Pair")
    __doc__ = "A form of two fields."

    b: str
    a: int = Field(ge=0)


def test_another_limit_of_the_form_is_another_definition_under_the_same_rules():
    """The whole digest is for a test of the office's; rules hold what is stored."""
    one = ServiceDefinition.from_mapping(PLAIN, form=Pair)
    other = ServiceDefinition.from_mapping(PLAIN, form=Wider)
    assert one.digest != other.digest
    assert rules_of(one) == rules_of(other)


LABELS = {"masuk": {"id": "Masuk"}}
FREE = {
    "labels": {"labels": {"petugas": {"id": "Petugas Loket"}}},
    "labels of the workflow": {"workflow": {**FLOW, "labels": LABELS}},
    "last day": {"valid_from": date(2027, 1, 2), "valid_until": date(2028, 1, 1)},
}


@pytest.mark.parametrize("what", FREE)
def test_what_may_change_while_a_version_is_in_force(what):
    """How names are read, and when it ends: no rule, but told to whoever pins it."""
    changes = FREE[what]
    fixed = {k: v for k, v in changes.items() if k == "valid_from"}
    assert plain(**changes).digest != plain(**fixed).digest
    assert rules_of(plain(**changes)) == rules_of(plain(**fixed))


def lift(data):
    """A function that lifts the data of an old form."""
    return data


def lift_otherwise(data):
    """Another one."""
    return {**data}


def test_a_function_counts_by_the_version_that_it_lifts():
    """Code has no spelling of its own; that there is an upcaster has."""

    def lifting(function, version=1):
        return definition(form_version=2, upcasters={version: function})

    assert lifting(lift).digest == lifting(lift_otherwise).digest
    assert lifting(lift).digest != definition(form_version=2).digest
    assert rules_of(lifting(lift)) == rules_of(lifting(lift_otherwise))


def test_a_set_has_one_order_whatever_its_hashes():
    """Roles of a row are a set: in order of their names, and of nothing else."""
    roles = [f"peran{n}" for n in range(20)]
    digests = set()
    for seed in range(5):
        random.Random(seed).shuffle(roles)
        row = {**FLOW["transitions"][0], "roles": list(roles)}
        made = plain(workflow={**FLOW, "transitions": [row]})
        digests |= {made.digest, rules_of(made).hex()}
    assert len(digests) == 2  # one of each kind


def test_the_order_of_rows_and_of_laws_counts():
    """They are lists: read and printed in the order in which they stand."""
    laws = ["UU 1/2020", "Perda Contoh 9/2025"]
    one, other = plain(legal_basis=laws), plain(legal_basis=laws[::-1])
    assert one.digest != other.digest
    assert rules_of(one) != rules_of(other)


def test_the_two_digests_are_of_two_kinds():
    """One never stands for the other, though they may cover the same text."""
    made = definition()
    assert made.digest != rules_of(made).hex()
    assert len(made.digest) == 64
    assert len(rules_of(made)) == 32
    assert made.form is DomicileForm
