"""Profiles are append-only, and a lock file holds them to it."""

import hashlib
import json
from datetime import date
from enum import IntEnum

import pytest

from egovkit.errors import DefinitionError, InvalidFormatError
from egovkit.identity import NIK
from egovkit.qr import SealedDocument, check_profiles, lock_profiles, sealed
from egovkit.qr.profile_lock import documents_of, profile_digest
from egovkit.signatures import FieldSpec, ProfileSpec

LABELS = {"id": "Izin", "en": "Permit"}


class Purpose(IntEnum):
    """As published."""

    SCHOOL = 1
    HEALTH = 2


class MorePurposes(IntEnum):
    """A later edition."""

    SCHOOL = 1
    HEALTH = 2
    TRAVEL = 3


class OtherPurpose(IntEnum):
    """The same numbers, another meaning."""

    SCHOOL = 1
    HOUSING = 2


class SwappedPurpose(IntEnum):
    """The same numbers and words, the other way round."""

    HEALTH = 1
    SCHOOL = 2


class InsertedPurpose(IntEnum):
    """A member inserted: what follows was renumbered."""

    SCHOOL = 1
    HOUSING = 2
    HEALTH = 3


class AddedAlias(IntEnum):
    """A new number beside the old ones; nothing left its place."""

    SCHOOL = 1
    HEALTH = 2
    HOUSING = 0


def edition(labels=LABELS, profile=1, **fields):
    """A class with these fields: name → annotation or (annotation, options)."""
    stated = {
        name: field if isinstance(field, tuple) else (field, {})
        for name, field in fields.items()
    }
    return type(SealedDocument)(
        "Permit",
        (SealedDocument,),
        {
            "__module__": __name__,
            "__annotations__": {name: kind for name, (kind, _) in stated.items()},
        }
        | {
            name: sealed(**({"id": "Isian", "en": "Field"} | options))
            for name, (_, options) in stated.items()
        },
        registry="kota-contoh",
        profile=profile,
        labels=labels,
    )


FIRST = edition(number=str, nik=(NIK, {"printed_in_full": True}), purpose=Purpose)
LOCKED = lock_profiles([FIRST])
NIK_FULL = (NIK, {"printed_in_full": True})
OPTIONAL = (int, {"default": 0})


def test_the_same_class_passes():
    """Nothing changed, nothing to say; locking again gives the same file."""
    check_profiles([FIRST], LOCKED)
    assert lock_profiles([FIRST], locked=LOCKED) == LOCKED


@pytest.mark.parametrize(
    "later",
    [
        edition(number=str, nik=NIK_FULL, purpose=Purpose, more=OPTIONAL),
        edition(number=str, nik=NIK_FULL, purpose=Purpose, more=str | None),
        edition(number=str, nik=NIK_FULL, purpose=MorePurposes),
        edition(number=(str | None), nik=NIK_FULL, purpose=Purpose),
        edition(number=str, nik=NIK_FULL, purpose=OtherPurpose),
        edition(number=str, nik=NIK_FULL, purpose=AddedAlias),
    ],
    ids=[
        "appended",
        "appended nullable",
        "enum grown",
        "now optional",
        "enum reworded",
        "enum grown below",
    ],
)
def test_an_extension_must_be_locked(later):
    """It is allowed, but somebody must look at it and commit the new lock."""
    with pytest.raises(DefinitionError) as caught:
        check_profiles([later], LOCKED)
    assert caught.value.code == "profile_not_locked"
    check_profiles([later], lock_profiles([later], locked=LOCKED))


@pytest.mark.parametrize(
    "broken",
    [
        edition(number=str, nik=NIK_FULL),
        edition(nik=NIK_FULL, number=str, purpose=Purpose),
        edition(nomor=str, nik=NIK_FULL, purpose=Purpose),
        edition(number=int, nik=NIK_FULL, purpose=Purpose),
        edition(number=str, nik=NIK, purpose=Purpose),
        edition(number=str, nik=NIK_FULL, purpose=Purpose, more=str),
        edition(first=OPTIONAL, number=str, nik=NIK_FULL, purpose=Purpose),
        edition(number=str, nik=NIK_FULL, purpose=IntEnum("P", {"SCHOOL": 1})),
        edition(number=list[str], nik=NIK_FULL, purpose=Purpose),
        edition(number=str, nik=NIK_FULL, purpose=SwappedPurpose),
        edition(number=str, nik=NIK_FULL, purpose=InsertedPurpose),
    ],
    ids=[
        *("dropped", "moved", "renamed", "retyped", "masked", "appended required"),
        *("inserted", "enum shrunk", "made a list", "enum swapped", "enum renumbered"),
    ],
)
def test_a_break_is_refused(broken):
    """Printed seals would read as another document: no lock is written for it."""
    for call in (
        lambda: check_profiles([broken], LOCKED),
        lambda: lock_profiles([broken], locked=LOCKED),
    ):
        with pytest.raises(DefinitionError) as caught:
            call()
        assert caught.value.code == "profile_not_append_only"
        assert caught.value.facts == {"registry": "kota-contoh", "profile": 1}
        for lang in ("id", "en"):
            assert "{" not in caught.value.sentence(lang)


@pytest.mark.parametrize(
    ("later", "code"),
    [
        (MorePurposes, "profile_not_locked"),
        (OtherPurpose, "profile_not_locked"),
        (SwappedPurpose, "profile_not_append_only"),
        (IntEnum("Fewer", {"SCHOOL": 1}), "profile_not_append_only"),
        (int, "profile_not_append_only"),
    ],
)
def test_what_a_list_holds(later, code):
    """The items of a list follow the rules of a field."""
    locked = lock_profiles([edition(purposes=list[Purpose])])
    with pytest.raises(DefinitionError) as caught:
        check_profiles([edition(purposes=list[later])], locked)
    assert caught.value.code == code


def test_labels_may_be_reworded():
    """The wire does not change, so the digest does not."""
    reworded = edition(
        labels={"id": "Perizinan", "en": "Licence"},
        number=(str, {"id": "Nomor izin"}),
        nik=NIK_FULL,
        purpose=Purpose,
    )
    check_profiles([reworded], LOCKED)
    assert profile_digest(reworded.profile_spec()) == profile_digest(
        FIRST.profile_spec()
    )


def test_digest_covers_width_and_values():
    """Two profiles that differ anywhere on the wire have two digests."""
    classes = [
        FIRST,
        edition(number=str, nik=NIK_FULL, purpose=OtherPurpose),
        edition(number=str, nik=NIK, purpose=Purpose),
        edition(number=str | None, nik=NIK_FULL, purpose=Purpose),
        edition(profile=2, number=str, nik=NIK_FULL, purpose=Purpose),
    ]
    assert len({profile_digest(cls.profile_spec()) for cls in classes}) == len(classes)


def test_a_new_profile_must_be_locked():
    """A class that the file does not have."""
    new = edition(profile=2, day=date)
    with pytest.raises(DefinitionError) as caught:
        check_profiles([FIRST, new], LOCKED)
    assert caught.value.code == "profile_not_locked"
    assert caught.value.facts["profile"] == 2
    both = lock_profiles([new], locked=LOCKED)
    check_profiles([FIRST, new], both)


def test_what_no_class_states_stays():
    """A retired class's seals are still out there: its number is not free again."""
    both = lock_profiles([edition(profile=2, day=date)], locked=LOCKED)
    assert [entry["profile"] for entry in json.loads(both)["profiles"]] == [1, 2]
    with pytest.raises(DefinitionError):
        lock_profiles([edition(day=int)], locked=both)


def test_two_classes_of_one_profile():
    """Which one would be locked?"""
    with pytest.raises(DefinitionError) as caught:
        lock_profiles([FIRST, edition(number=str)])
    assert caught.value.code == "profile_twice"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"format": 2, "profiles": []}',
        '{"format": 1, "profiles": [{}]}',
        '{"format": 1, "profiles": [7]}',
        LOCKED.replace('"text"', '"int"'),
        LOCKED.replace('"width": 16', '"width": 15'),
        LOCKED.replace('"digest": "', '"digest": "0'),
    ],
    ids=[
        *("empty", "array", "no format", "null", "other format", "no entry"),
        *("number", "type edited", "width edited", "digest edited"),
    ],
)
def test_no_lock_file(text):
    """Not a lock file, or one that was edited by hand."""
    with pytest.raises(InvalidFormatError) as caught:
        check_profiles([FIRST], text)
    assert caught.value.code == "profile_lock_format"


class TestDocumentsOf:
    """Finding the classes of a module."""

    SOURCE = """
from egovkit.qr import SealedDocument, sealed
class B(SealedDocument, registry="x", profile=2, labels={"id": "B", "en": "B"}):
    n: str = sealed(id="n", en="n")
class A(SealedDocument, registry="x", profile=1, labels={"id": "A", "en": "A"}):
    n: str = sealed(id="n", en="n")
"""

    def test_classes_it_defines(self, tmp_path, monkeypatch):
        """Those defined there, by name; imported ones are another module's."""
        (tmp_path / "letters_of_a_test.py").write_text(self.SOURCE)
        (tmp_path / "imports_of_a_test.py").write_text(
            "from letters_of_a_test import *\nimport missing_in_a_test\n"
        )
        monkeypatch.syspath_prepend(tmp_path)
        found = documents_of("letters_of_a_test")
        assert [document.__name__ for document in found] == ["A", "B"]
        with pytest.raises(ModuleNotFoundError):
            documents_of("imports_of_a_test")

    @pytest.mark.parametrize("module", ["json", "no_such_module.at_all", "egovkit.qr"])
    def test_none(self, module):
        """No module, or none in it."""
        with pytest.raises(DefinitionError) as caught:
            documents_of(module)
        assert caught.value.code == "profile_module"


def test_the_digest_is_over_one_text():
    """SHA-256 over JSON in one form: keys sorted, no spaces, letters as they are.

    Worked out here from the text itself: lock files outlive the versions of this
    package that wrote them, so the text may never change.
    """
    spec = ProfileSpec(
        7,
        {"id": "Surat", "en": "Letter"},
        (
            FieldSpec("nomor", {"id": "Nomor", "en": "Number"}, "text"),
            FieldSpec(
                "kota",
                {"id": "Kota", "en": "City"},
                "enum",
                optional=True,
                values={2: {"id": "Kadék", "en": "李"}, 1: {"id": "a", "en": "b"}},
            ),
            FieldSpec("nik", {"id": "NIK", "en": "NIK"}, "digits", width=16),
        ),
    )
    text = (
        '{"fields":[{"name":"nomor","type":"text"},'
        '{"name":"kota","optional":true,"type":"enum",'
        '"values":{"1":{"en":"b","id":"a"},"2":{"en":"李","id":"Kadék"}}},'
        '{"name":"nik","type":"digits","width":16}],"profile":7}'
    )
    assert profile_digest(spec) == hashlib.sha256(text.encode()).hexdigest()


def test_the_file_is_for_people_too():
    """Two spaces a level, letters as they are, a line end at the end."""
    text = lock_profiles([documented("Kadék")])
    assert text.endswith("}\n")
    assert '\n  "profiles": [\n    {\n      "registry": "kota-contoh",' in text
    assert "Kadék" in text
    assert "\\u" not in text


def documented(label):
    """A class with this label."""

    class Document(
        SealedDocument,
        registry="kota-contoh",
        profile=61,
        labels={"id": label, "en": "Letter"},
    ):
        number: str = sealed(id="Nomor", en="Number")

    return Document
