"""Every number type of the house behaves the same in every channel."""

import copy
import json
import logging
import pickle
import traceback

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError, create_model

from egovkit.errors import EgovkitError
from egovkit.identity import Identifier, number_types
from egovkit.privacy import (
    Encrypted,
    FieldCipher,
    MaskPolicy,
    Pseudonymizer,
    RedactingFilter,
    mask,
    plain,
    redact_text,
    safe_dump,
    safe_errors,
)
from egovkit.testing import sample_citizen, sample_family_card

TYPES = list(number_types().values())
# An institution and a place are no persons: these two show themselves.
PUBLIC = {"NPSN", "PostalCode"}
SECRET = [kind for kind in TYPES if kind.__name__ not in PUBLIC]
KEY = bytes(range(32))


def sample(kind: type[Identifier]) -> Identifier:
    """The synthetic value that its documentation shows."""
    return kind(kind.EXAMPLE)


def model_of(kind: type[Identifier]) -> type[BaseModel]:
    """A model with one field of the type, and one of any type."""
    return create_model("Form", number=(kind, ...), other=(object, None))


def hidden(value: Identifier) -> str:
    """The longest part of a value that its mask does not show."""
    covered = zip(value.reveal(), value.masked, strict=True)
    parts = "".join(c if m == "*" else " " for c, m in covered).split()
    return max(parts, key=len)


@pytest.mark.parametrize("kind", TYPES)
def test_plain_gives_the_full_value_anywhere(kind):
    """Alone, in a model, in a list, as a key: the value that is read back."""
    value = sample(kind)
    form = model_of(kind)(number=value, other=[value])
    assert plain(value) == value.reveal()
    assert plain(form) == {"number": value.reveal(), "other": [value.reveal()]}
    assert plain({value: {value}}) == {value.reveal(): [value.reveal()]}
    assert TypeAdapter(kind).validate_python(plain(value)) == value


@pytest.mark.parametrize("kind", SECRET)
def test_nothing_but_plain_and_json_shows_what_the_mask_hides(kind, caplog):
    """repr, str, format, models, masks, logs and dumps with every field shown."""
    value = sample(kind)
    form = model_of(kind)(number=value, other={"a": [value], value: 1})
    policy = MaskPolicy(show={"number", "other", "a"})
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", value, form, [value])
    channels = {
        "repr": repr(value),
        "str": str(value),
        "format": f"{value:>40}",
        "model": f"{form} {form!r}",
        "mask": json.dumps(mask(form)),
        "safe_dump": json.dumps(safe_dump(form, policy)),
        "log": caplog.text,
    }
    part = hidden(value)
    assert {name for name, text in channels.items() if part in text} == set()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_refused_value_is_not_repeated(kind, lang):
    """Too long, with a letter, masked: our error and the form's hold no input."""
    value = sample(kind).reveal()
    for damaged in (value + value[-4:] + "0", f"Q{value}Q", "?" + value[1:], "*" * 9):
        with pytest.raises(EgovkitError) as refused:
            kind.parse(damaged)
        said = f"{refused.value} {refused.value!r} {refused.value.sentence(lang)}"
        said += "".join(traceback.format_exception_only(refused.value))
        with pytest.raises(ValidationError) as invalid:
            model_of(kind).model_validate({"number": damaged})
        (safe,) = safe_errors(invalid.value, lang)
        assert safe["loc"] == ("number",)
        assert safe["type"] == refused.value.code
        assert safe["msg"] == refused.value.sentence(lang)
        assert damaged not in said + json.dumps(safe)
        assert value not in said + json.dumps(safe)


@pytest.mark.parametrize("kind", TYPES)
def test_a_value_goes_through_encryption_and_pseudonyms(kind):
    """Encrypted as itself, and found by value or by text."""
    value = sample(kind)
    cipher = FieldCipher({"a": KEY}, table="t", column=kind.PREFIX)
    secret = Encrypted.encrypt(value, cipher, context="1")
    people = Pseudonymizer({"a": KEY}, purpose=kind.PREFIX)
    assert secret.decrypt(cipher, context="1") == value
    assert value.reveal() not in repr(secret)
    assert people.pseudonym(value) == people.pseudonym(value.reveal())


@pytest.mark.parametrize("kind", TYPES)
def test_copies_and_pickles_are_values(kind):
    """A pickle holds the value, because it must be one again; the docs say so."""
    value = sample(kind)
    assert copy.deepcopy(value) == copy.copy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


FOUND = ["NIK", "KKNumber", "NPWP", "NIP", "PhoneNumber"]


@pytest.mark.parametrize("name", FOUND)
def test_what_redaction_promises_to_find(name):
    """Bare and as it is printed, alone and in a sentence, and in a log."""
    value = sample(next(kind for kind in TYPES if kind.__name__ == name))
    for spelled in (value.reveal(), value.formatted()):
        assert redact_text(spelled) == value.masked
        assert redact_text(f"Nomor {spelled}, terima kasih.") == (
            f"Nomor {value.masked}, terima kasih."
        )
        record = logging.makeLogRecord({"msg": "x %s", "args": (spelled,)})
        RedactingFilter().filter(record)
        assert record.getMessage() == f"x {value.masked}"


@pytest.mark.parametrize("make", [sample_citizen, sample_family_card])
def test_a_masked_person_shows_no_value(make):
    """No text of a citizen or a family is in the masked form, initials aside."""
    person = make()

    def texts(value):
        if isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)
        elif isinstance(value, str) and len(value) > 3:
            yield value

    shown = json.dumps(safe_dump(person))
    values = list(texts(plain(person)))
    assert values
    assert [value for value in values if value in shown] == []
