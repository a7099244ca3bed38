"""A field that is encrypted wherever its model goes."""

import json
import logging
import pickle
import re
from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from egovkit.errors import DecryptionError, UsageError
from egovkit.identity import NIK
from egovkit.privacy import Encrypted, FieldCipher, mask, plain, safe_errors

DIGITS = "3171015708459002"
KEY = bytes(range(32))
CIPHER = FieldCipher({"a": KEY}, table="warga", column="nik")


class Row(BaseModel):
    """A row of a table."""

    ticket: str
    nik: Encrypted[NIK]


def row() -> Row:
    """A row with an encrypted NIK."""
    secret = Encrypted.encrypt(NIK(DIGITS), CIPHER, context="t-1")
    return Row(ticket="t-1", nik=secret)


def test_the_value_is_there_with_the_cipher_and_the_row():
    """It comes back as the type that the model declares."""
    value = row().nik.decrypt(CIPHER, context="t-1")
    assert value == NIK(DIGITS)


@pytest.mark.parametrize("length", range(9))
@pytest.mark.parametrize("name", ["a", "ab", "abc"])
def test_text_of_any_length_travels_as_json(name, length):
    """Base64 without padding, whatever is left over at its end."""
    cipher = FieldCipher({name: KEY}, table="warga", column="nama")
    adapter = TypeAdapter(Encrypted[str])
    value = Encrypted.encrypt("x" * length, cipher, context="t-1")
    text = json.loads(adapter.dump_json(value))
    assert re.fullmatch("[A-Za-z0-9_-]+", text)
    read = adapter.validate_json(json.dumps(text))
    assert read.decrypt(cipher, context="t-1") == "x" * length
    for other in (f"{text}=", f"{text}==", text[:-1], f" {text}"):
        with pytest.raises((ValidationError, DecryptionError)):
            adapter.validate_json(json.dumps(other)).decrypt(cipher, context="t-1")


def test_no_channel_of_the_model_shows_the_value(caplog):
    """Dumps, repr, pickle, mask and log hold ciphertext only."""
    model = row()
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r", model, model.nik)
    channels = {
        "repr": repr(model),
        "str": str(model),
        "dump": repr(model.model_dump()),
        "json": model.model_dump_json(),
        "pickle": repr(pickle.dumps(model)),
        "plain": json.dumps(plain(model)),
        "mask": json.dumps(mask(model)),
        "log": caplog.text,
    }
    assert {name for name, text in channels.items() if DIGITS in text} == set()


def test_a_model_survives_json_and_pickle():
    """The ciphertext travels; the value is read at the other end."""
    model = row()
    assert Row.model_validate_json(model.model_dump_json()) == model
    assert pickle.loads(pickle.dumps(model)) == model
    copied = Row.model_validate(plain(model))
    assert copied.nik.decrypt(CIPHER, context="t-1") == NIK(DIGITS)


def test_the_database_takes_bytes_or_text():
    """`stored` for a BLOB, `text` for a JSON column; both are read back."""
    secret = row().nik
    assert Row(ticket="t-1", nik=secret.stored) == row().model_copy(
        update={"nik": secret}
    )
    read = TypeAdapter(Encrypted[NIK]).validate_python
    assert read(secret.text) == read(memoryview(secret.stored)) == secret


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(DIGITS, id="plain-number"),
        pytest.param(NIK(DIGITS), id="plain-identifier"),
        pytest.param("Siti Aminah", id="plain-text"),
        pytest.param("AQ==", id="padded"),
        pytest.param("\u0130", id="not-ascii"),
        pytest.param(b"\x01\x01a", id="short"),
        pytest.param(None, id="none"),
        pytest.param(7, id="int"),
    ],
)
def test_a_value_that_is_not_encrypted_is_refused(value):
    """Nobody stores a plain number by mistake, and the error does not show it."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Encrypted[NIK]).validate_python(value)
    (safe,) = safe_errors(refused.value)
    assert safe["type"] == "field_malformed"


@pytest.mark.parametrize(
    "respell",
    [
        pytest.param(lambda text: text + "=", id="padded"),
        pytest.param(lambda text: text[:5] + "*" + text[5:], id="mark"),
        pytest.param(lambda text: text + "\n", id="line-end"),
        pytest.param(lambda text: text.translate({45: 43, 95: 47}), id="alphabet"),
    ],
)
def test_one_ciphertext_has_one_text(respell):
    """Other spellings that a lenient decoder takes for the same are refused."""
    texts = (row().nik.text for _ in range(50))
    text = next(text for text in texts if "-" in text or "_" in text)
    with pytest.raises(ValidationError):
        TypeAdapter(Encrypted[NIK]).validate_python(respell(text))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        pytest.param("Siti Aminah", str, id="text"),
        pytest.param(date(1945, 8, 17), date, id="date"),
        pytest.param([NIK(DIGITS)], list[NIK], id="list"),
        pytest.param({"a": 1}, dict[str, int], id="dict"),
        pytest.param(None, type(None), id="none"),
        pytest.param("x", Annotated[str, Field(max_length=3)], id="annotated"),
    ],
)
def test_any_type_that_json_can_carry(value, kind):
    """The field's type says how the value is read back."""
    secret = Encrypted.encrypt(value, CIPHER, context="t-1")
    declared = TypeAdapter(Encrypted[kind]).validate_python(secret)
    assert declared.decrypt(CIPHER, context="t-1") == value


def test_without_a_declared_type_a_value_comes_back_as_json():
    """Bytes alone do not say what they were."""
    secret = Encrypted[Any](row().nik.stored)
    assert secret.decrypt(CIPHER, context="t-1") == DIGITS


def test_a_value_of_another_type_says_so_without_showing_it():
    """A text in a column of NIKs is a typed error."""
    text = Encrypted.encrypt("Siti Aminah", CIPHER, context="t-1")
    declared = TypeAdapter(Encrypted[NIK]).validate_python(text)
    with pytest.raises(DecryptionError) as refused:
        declared.decrypt(CIPHER, context="t-1")
    assert refused.value.code == "encrypted_kind"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


class Reading:
    """Pydantic has no schema for it, `plain` has a form."""

    def get_secret_value(self) -> str:
        """Pretend to be a secret."""
        return "x"


class Aliased(BaseModel):
    """Cannot be read back by the names of its fields."""

    number: int = Field(alias="nomor")


@pytest.mark.parametrize(
    "value",
    [object(), Aliased(nomor=1), Reading(), "\ud800"],
    ids=["object", "alias", "no-schema", "surrogate"],
)
def test_what_could_not_be_read_back_is_not_encrypted(value):
    """The error comes while the value is still there."""
    with pytest.raises(UsageError) as refused:
        Encrypted.encrypt(value, CIPHER, context="t-1")
    assert refused.value.code == "no_plain_form"


def test_another_row_does_not_open():
    """A value copied to another row stays closed."""
    with pytest.raises(DecryptionError) as refused:
        row().nik.decrypt(CIPHER, context="t-2")
    assert refused.value.code == "field_not_opened"


def test_rotation_keeps_the_value_and_its_type():
    """Under a new key it opens without the old one."""
    new = {"b": bytes(32)}
    both = FieldCipher(new | {"a": KEY}, table="warga", column="nik")
    moved = row().nik.rotate(both, context="t-1")
    only = FieldCipher(new, table="warga", column="nik")
    assert moved.decrypt(only, context="t-1") == NIK(DIGITS)


def test_equality_is_that_of_the_ciphertext():
    """Two encryptions of one value are not equal: nothing is told by comparing."""
    secret = row().nik
    same = Encrypted[NIK](secret.stored)
    assert secret == same
    assert hash(secret) == hash(same)
    assert secret != row().nik
    assert secret != secret.stored


def test_the_schema_says_that_text_is_expected():
    """A client is told about base64url, not about a NIK."""
    schema = TypeAdapter(Encrypted[NIK]).json_schema()
    assert schema["type"] == "string"
    assert schema["contentEncoding"] == "base64url"
