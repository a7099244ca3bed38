"""An agency's own number type, from a package outside this tree."""

import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from egovkit import _messages
from egovkit.errors import DefinitionError, InvalidChecksumError, InvalidLengthError
from egovkit.identity import NIK, Identifier, number_types, register
from egovkit.identity import _registry as registry

PACKAGE = '''
"""Numbers of the library of Kota Contoh."""

from egovkit.errors import InvalidChecksumError
from egovkit.identity import Identifier, register


@register(
    sentences={
        "contoh_member_checksum": (
            "Angka pemeriksa nomor anggota tidak sesuai.",
            "The check digit of the member number does not fit.",
        )
    }
)
class MemberNumber(Identifier):
    """Eight digits, the last one the sum of the others modulo 10."""

    __slots__ = ()
    NAME = "Nomor anggota perpustakaan"
    PREFIX = "contoh_member"
    LENGTHS = (8,)
    MASK = (0, 2)
    EXAMPLE = "90000009"

    @classmethod
    def check(cls, value):
        super().check(value)
        if sum(map(int, value[:7])) % 10 != int(value[7]):
            raise InvalidChecksumError("contoh_member_checksum")
'''


@pytest.fixture
def clean_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers is forgotten after it."""
    monkeypatch.setattr(registry, "_types", dict(registry._types))
    added = dict(_messages._ADDED)
    yield
    _messages._ADDED.clear()
    _messages.add(added)


@pytest.fixture
def member(tmp_path: Path, monkeypatch, clean_registry) -> Iterator[type[Identifier]]:  # noqa: ARG001 - only its clean-up is wanted
    """The type of another package, which is imported from elsewhere."""
    package = tmp_path / "contoh_library"
    package.mkdir()
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("contoh_library").MemberNumber
    sys.modules.pop("contoh_library")


def test_it_has_the_verbs_of_every_number(member):
    """Read, mask, reveal, compare, pickle, JSON: nothing was written for it."""
    number = member.parse("9000-0009")
    assert repr(number) == "MemberNumber('******09')"
    assert number.reveal() == "90000009"
    assert number == member("90000009")
    assert pickle.loads(pickle.dumps(number)) == number
    assert not member.is_valid("90000008")
    assert not member.is_valid(number.masked)
    adapter = TypeAdapter(member)
    assert adapter.dump_json(number) == b'"90000009"'
    assert adapter.json_schema()["title"] == member.NAME


def test_its_errors_have_sentences(member):
    """Its own where it states them, plain ones for length and characters."""
    with pytest.raises(InvalidChecksumError) as caught:
        member("90000008")
    assert caught.value.sentence("id") == "Angka pemeriksa nomor anggota tidak sesuai."
    with pytest.raises(InvalidLengthError) as caught:
        member("9000000")
    assert caught.value.sentence("id") == (
        "Nomor anggota perpustakaan harus terdiri atas 8 karakter, bukan 7."
    )
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(member).validate_python("9000000A")
    assert refused.value.errors()[0]["type"] == "contoh_member_format"


def test_a_module_can_be_loaded_again(member):
    """A reload makes the class anew; the same name in the same place is the same."""
    again = importlib.reload(sys.modules["contoh_library"]).MemberNumber
    assert again is not member
    assert number_types()["contoh_member"] is again


def test_it_is_listed(member):
    """After ours, by its prefix; the list cannot be changed from outside."""
    assert next(iter(number_types())) == "nik"
    assert number_types()["contoh_member"] is member
    with pytest.raises(TypeError):
        number_types()["nik"] = member


@pytest.mark.usefixtures("clean_registry")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"PREFIX": "nik"}, "number_type_prefix"),
        ({"PREFIX": "two words"}, "number_type_prefix"),
        ({"EXAMPLE": "9000"}, "number_type_example"),
        ({"EXAMPLE": "9000 0001"}, "number_type_example"),
        ({"MASK": (8, 0)}, "number_type_example"),
        ({"NAME": None}, "number_type_attribute"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value),
)
def test_a_wrong_definition_is_refused_as_it_is_made(change, code):
    """A taken prefix, an example that does not fit, a mask that hides nothing."""
    attributes = {
        "__slots__": (),
        "NAME": "Nomor contoh",
        "PREFIX": "contoh",
        "LENGTHS": (8,),
        "EXAMPLE": "90000001",
        **change,
    }
    known = {name: value for name, value in attributes.items() if value is not None}
    with pytest.raises(DefinitionError) as caught:
        register()(type("Sample", (Identifier,), known))
    assert caught.value.code == code
    assert "contoh" not in number_types()


@pytest.mark.usefixtures("clean_registry")
def test_a_name_with_braces_is_no_template():
    """Sentences are templates, names are not."""
    attributes = {
        "__slots__": (),
        "NAME": "Nomor {contoh}",
        "PREFIX": "contoh",
        "LENGTHS": (8,),
        "EXAMPLE": "90000001",
    }
    cls = register()(type("Sample", (Identifier,), attributes))
    with pytest.raises(InvalidLengthError) as caught:
        cls("1")
    assert caught.value.sentence("en") == (
        "Nomor contoh: 8 characters are expected, not 1."
    )


def test_ours_are_listed_once():
    """Seventeen types, each under its own prefix."""
    ours = list(number_types().values())[:17]
    assert ours == list(registry._OURS)
    assert len(set(ours)) == 17
    assert number_types()["nik"] is NIK
    for prefix, cls in number_types().items():
        assert prefix == cls.PREFIX
