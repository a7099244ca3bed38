"""Sealed documents: what a class may state, and what comes back from a seal."""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Annotated, Literal, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from egovkit._cbor import decode
from egovkit.errors import DefinitionError, EgovkitError, UsageError
from egovkit.identity import NIK, NIP, NITKU, NPWP, BPJSKesehatan, PlateNumber
from egovkit.qr import Masked, SealedDocument, sealed
from egovkit.qr._kinds import profile_reader
from egovkit.signatures import ProfileSpec

LABELS = {"id": "Surat", "en": "Letter"}
KTP = "3171015708459002"  # printed in no register: serial 9002


class Purpose(IntEnum):
    """Numbers are the wire."""

    SCHOOL = 1
    HEALTH_CARE = 2


def document(annotation, **options):
    """A class with one field of that type."""
    return type(SealedDocument)(
        "One",
        (SealedDocument,),
        {
            "__module__": __name__,
            "__annotations__": {"field": annotation},
            "field": sealed(id="Isian", en="Field", **options),
        },
        registry="kota-contoh",
        profile=1,
        labels=LABELS,
    )


def wire(instance):
    """The fields of a document as they stand on the wire."""
    return decode(type(instance).seal_plan().write(instance.__dict__, b"\xf6"))[2:]


CASES = [
    (str, {}, "Siti Aminah", "text", "Siti Aminah", "Siti Aminah"),
    (str, {}, "", "text", "", ""),
    (str, {}, "Kadék Añé 李", "text", "Kadék Añé 李", "Kadék Añé 李"),
    (int, {}, -7, "int", -7, "-7"),
    (int, {}, 2**63, "int", 2**63, str(2**63)),
    (bool, {}, True, "bool", True, {"id": "ya", "en": "yes"}),
    (bool, {}, False, "bool", False, {"id": "tidak", "en": "no"}),
    (
        date,
        {},
        date(1970, 1, 1),
        "date",
        0,
        {"id": "1 Januari 1970", "en": "1 January 1970"},
    ),
    (
        date,
        {},
        date(1945, 8, 17),
        "date",
        -8903,
        {"id": "17 Agustus 1945", "en": "17 August 1945"},
    ),
    (
        date,
        {},
        date(1, 1, 1),
        "date",
        -719_162,
        {"id": "1 Januari 1", "en": "1 January 1"},
    ),
    (
        date,
        {},
        date(9999, 12, 31),
        "date",
        2_932_896,
        {"id": "31 Desember 9999", "en": "31 December 9999"},
    ),
    (
        datetime,
        {},
        datetime(2026, 11, 24, 1, 0, tzinfo=UTC),
        "datetime",
        1_795_482_000,
        {"id": "24 November 2026 08.00 WIB", "en": "24 November 2026 08:00 WIB"},
    ),
    (
        datetime,
        {},
        datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
        "datetime",
        -1,
        {"id": "1 Januari 1970 06.59.59 WIB", "en": "1 January 1970 06:59:59 WIB"},
    ),
    (
        datetime,
        {},
        datetime(1, 1, 1, tzinfo=UTC),
        "datetime",
        -62_135_596_800,
        {"id": "1 Januari 1 00.00 UTC", "en": "1 January 1 00:00 UTC"},
    ),
    (Decimal, {}, Decimal(1_500_000), "rupiah", 1_500_000, "Rp1.500.000"),
    (
        Decimal,
        {},
        Decimal("1500000.50"),
        "rupiah",
        [1_500_000, 50],
        "Rp1.500.000,50",
    ),
    (Decimal, {}, Decimal("-1.50"), "rupiah", [-2, 50], "-Rp1,50"),
    (Decimal, {}, Decimal("0.01"), "rupiah", [0, 1], "Rp0,01"),
    (Decimal, {}, Decimal("2.00"), "rupiah", 2, "Rp2"),
    (int, {"rupiah": True}, 25_000, "rupiah", 25_000, "Rp25.000"),
    (
        Purpose,
        {},
        Purpose.HEALTH_CARE,
        "enum",
        2,
        {"id": "Health care", "en": "Health care"},
    ),
    (
        Purpose,
        {"values": {Purpose.SCHOOL: ("Sekolah", "School")}},
        Purpose.SCHOOL,
        "enum",
        1,
        {"id": "Sekolah", "en": "School"},
    ),
    (
        NIK,
        {"printed_in_full": True},
        NIK(KTP),
        "digits",
        3_171_015_708_459_002,
        KTP,
    ),
    (
        BPJSKesehatan,
        {"printed_in_full": True},
        BPJSKesehatan("0009000000019"),
        "digits",
        9_000_000_019,
        "0009000000019",
    ),
    (
        PlateNumber,
        {"printed_in_full": True},
        PlateNumber.parse("B 9001 XYZ"),
        "text",
        PlateNumber.parse("B 9001 XYZ").reveal(),
        PlateNumber.parse("B 9001 XYZ").reveal(),
    ),
    (list[str], {}, ["a", "b"], "list", ["a", "b"], "a; b"),
    (list[int], {}, [], "list", [], ""),
    (tuple[date, ...], {}, (date(1970, 1, 2),), "list", [1], None),
    (
        list[Purpose],
        {},
        [Purpose.SCHOOL],
        "list",
        [1],
        None,
    ),
    (
        list[NIK],
        {"printed_in_full": True},
        [NIK(KTP)],
        "list",
        [3_171_015_708_459_002],
        KTP,
    ),
    (str | None, {}, None, "text", None, None),
    (str | None, {"default": None}, "x", "text", "x", "x"),
    (Optional[int], {}, 4, "int", 4, "4"),  # noqa: UP045 - people write it
    (Annotated[str, Field(max_length=5)], {}, "abc", "text", "abc", "abc"),
    (list[Annotated[int, Field(gt=0)]], {}, [1], "list", [1], "1"),
]


@pytest.mark.parametrize(
    ("annotation", "options", "value", "kind", "on_wire", "shown"),
    CASES,
    ids=lambda value: repr(value)[:40],
)
def test_kinds(annotation, options, value, kind, on_wire, shown):
    """Every kind: its type in the profile, its wire form, its text, and back."""
    cls = document(annotation, **options)
    (spec,) = cls.profile_spec().fields
    assert spec.type == kind
    instance = cls(field=value)
    assert wire(instance) == [on_wire]
    assert cls.from_wire([on_wire]) == instance
    reader = profile_reader(cls.profile_spec()).fields[0]
    assert reader.fits(on_wire) is None
    if shown is not None:
        assert reader.show(on_wire) == shown


def test_the_profile_goes_through_the_trust_list():
    """What a class states survives the form that stands in the list."""
    spec = document(Purpose, values={Purpose.SCHOOL: ("Sekolah", "School")})
    stated = spec.profile_spec()
    assert ProfileSpec.from_dict(1, stated.to_dict()) == stated


def test_json_forms_are_accepted():
    """ISO dates, digit strings and numbers of enums come from forms and files."""

    class Form(SealedDocument, registry="kota-contoh", profile=2, labels=LABELS):
        day: date = sealed(id="Hari", en="Day")
        nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
        purpose: Purpose = sealed(id="Keperluan", en="Purpose")

    read = Form.model_validate_json(
        f'{{"day": "2027-05-24", "nik": "{KTP}", "purpose": 2}}'
    )
    assert read == Form(
        day=date(2027, 5, 24), nik=NIK(KTP), purpose=Purpose.HEALTH_CARE
    )
    assert Form.model_validate_json(read.model_dump_json()) == read
    Form.model_json_schema()


class TestMasked:
    """Without ``printed_in_full`` a seal holds the masked form only."""

    @pytest.mark.parametrize(
        "number",
        [NIK(KTP), NPWP(NPWP.EXAMPLE), NITKU(NITKU.EXAMPLE)],
        ids=lambda n: type(n).__name__,
    )
    def test_only_the_masked_form_is_sealed(self, number):
        """The number itself is nowhere in the bytes."""
        cls = document(type(number))
        instance = cls(field=number)
        assert wire(instance) == [number.masked]
        assert number.reveal().encode() not in cls.seal_plan().write(
            instance.__dict__, b"\xf6"
        )
        back = cls.from_wire([number.masked])
        assert isinstance(back.field, Masked)
        assert back.field.fits(number)
        assert not back.field.fits(NIK("3273015708459002"))
        assert number.masked in back.model_dump_json()

    def test_default_is_masked(self):
        """A field of that type is masked unless its author says otherwise."""
        assert document(NIP).profile_spec().fields[0].type == "masked"

    def test_masked_has_no_number(self):
        """It says so instead of giving the mask for the number."""
        masked = Masked("3171************")
        with pytest.raises(UsageError) as caught:
            masked.reveal()
        assert caught.value.code == "masked_value"
        assert str(masked) == masked.masked == "3171************"
        assert repr(masked) == "Masked('3171************')"
        assert pickle.loads(pickle.dumps(masked)) == masked
        assert len({masked, Masked("3171************")}) == 1
        with pytest.raises(AttributeError):
            masked.x = 1

    def test_masked_is_not_for_forms(self):
        """Only a verified seal brings masked values; a form cannot."""
        cls = document(NIK)
        with pytest.raises(ValidationError):
            cls(field=Masked("317101**********"))
        with pytest.raises(ValidationError):
            cls.model_validate(
                {"field": Masked("317101**********")}, context={"from": "seal"}
            )


class TestHostileText:
    """Nothing invisible, nothing that turns the reading order."""

    @pytest.mark.parametrize(
        "char",
        [
            *"\x00\x07\t\n\r\x1b\x7f\x85",
            *"\u200b\u200c\u200d\u200e\u200f",  # zero width, direction
            *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
            *"\u2028\u2029\u00ad\ufeff\ue000\U000e0041\U000f0000",
        ],
        ids=lambda c: f"U+{ord(c):04X}",
    )
    def test_refused(self, char):
        """When the document is made, and again when it is written."""
        cls = document(str)
        with pytest.raises(ValidationError) as caught:
            cls(field=f"Siti{char}")
        assert caught.value.errors()[0]["type"] == "text_unclean"
        assert "Siti" not in str(caught.value)
        forced = cls.model_construct(field=f"Siti{char}")
        with pytest.raises(EgovkitError) as refused:
            wire(forced)
        assert refused.value.code == "text_unclean"

    def test_in_a_list_too(self):
        """A list of texts is text."""
        with pytest.raises(ValidationError):
            document(list[str])(field=["a", "b\u202e"])

    def test_lone_surrogate(self):
        """Half a character is none."""
        with pytest.raises(ValidationError):
            document(str)(field="\ud800")

    def test_spelling_is_nfc(self):
        """Two spellings of one letter are one text."""
        assert document(str)(field="e\u0301").field == "\u00e9"
        with pytest.raises(EgovkitError):
            wire(document(str).model_construct(field="e\u0301"))

    @pytest.mark.property
    @given(st.text(max_size=30))
    def test_what_is_accepted_comes_back(self, text):
        """Any text: refused, or the same after the wire, and shown as written."""
        cls = document(str)
        try:
            instance = cls(field=text)
        except ValidationError:
            return
        assert cls.from_wire(wire(instance)) == instance
        assert profile_reader(cls.profile_spec()).fields[0].fits(instance.field) is None


class TestWriting:
    """What cannot be said exactly is refused."""

    @pytest.mark.parametrize(
        ("annotation", "value", "code"),
        [
            (datetime, datetime(2026, 1, 1), "naive_datetime"),  # noqa: DTZ001
            (Decimal, Decimal("1.001"), "field_sen"),
            (Decimal, Decimal("NaN"), "field_sen"),
            (Decimal, Decimal("Infinity"), "field_sen"),
            (Decimal, Decimal(2**70), "cbor_integer"),
            (int, 2**64, "cbor_integer"),
            (list[int], [0] * 33, "field_items"),
        ],
        ids=repr,
    )
    def test_refused(self, annotation, value, code):
        """Each with its code; nothing is rounded or cut."""
        instance = document(annotation).model_construct(field=value)
        with pytest.raises(EgovkitError) as caught:
            wire(instance)
        assert caught.value.code == code

    def test_seconds_are_whole(self):
        """A moment is written in whole seconds, fractions dropped, also before 1970."""
        moment = datetime(2026, 1, 1, 0, 0, 0, 900_000, tzinfo=UTC)
        assert wire(document(datetime)(field=moment)) == [1_767_225_600]
        before = datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC)
        assert wire(document(datetime)(field=before)) == [-1]

    def test_another_zone_is_the_same_moment(self):
        """The zone is not kept, the moment is."""
        east = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
        cls = document(datetime)
        assert cls.from_wire(wire(cls(field=east))).field == east


class TestReading:
    """The class may refuse what the profile allows."""

    @pytest.mark.parametrize(
        ("annotation", "options", "value"),
        [
            (Purpose, {}, 3),
            (NIK, {"printed_in_full": True}, 0),
            (PlateNumber, {"printed_in_full": True}, "?"),
            (Annotated[str, Field(max_length=3)], {}, "long"),
            (int, {"rupiah": True}, [1, 50]),
            (list[Purpose], {}, [1, 9]),
        ],
        ids=repr,
    )
    def test_not_readable(self, annotation, options, value):
        """One error with one code, and nothing of the value in it."""
        with pytest.raises(EgovkitError) as caught:
            document(annotation, **options).from_wire([value])
        assert caught.value.code == "document_not_readable"
        assert caught.value.__cause__ is None

    def test_absent_and_null_take_the_default(self):
        """A seal that lacks an appended field, or holds null, reads the default."""
        cls = document(int, default=5)
        assert cls.from_wire([]).field == cls.from_wire([None]).field == 5


class TestDefinition:
    """A class that is stated wrongly does not come to be."""

    def define(self, code, **line):
        """Try a class line."""
        with pytest.raises(DefinitionError) as caught:

            class Wrong(SealedDocument, **line):
                number: str = sealed(id="Nomor", en="Number")

        assert caught.value.code == code
        for lang in ("id", "en"):
            assert "Wrong" in caught.value.sentence(lang)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ({}, "profile_registry"),
            ({"registry": "x", "labels": LABELS}, "profile_number"),
            ({"registry": "x", "profile": 0, "labels": LABELS}, "profile_number"),
            ({"registry": "x", "profile": 65536, "labels": LABELS}, "profile_number"),
            ({"registry": "x", "profile": "1", "labels": LABELS}, "profile_number"),
            ({"registry": "x", "profile": True, "labels": LABELS}, "profile_number"),
            ({"profile": 1, "labels": LABELS}, "profile_registry"),
            (
                {"registry": "Kota", "profile": 1, "labels": LABELS},
                "profile_registry",
            ),
            ({"registry": "x", "profile": 1}, "profile_labels"),
            (
                {"registry": "x", "profile": 1, "labels": {"id": "Surat"}},
                "profile_labels",
            ),
            (
                {"registry": "x", "profile": 1, "labels": {"id": "Surat", "en": ""}},
                "profile_labels",
            ),
            (
                {"registry": "x", "profile": 1, "labels": {"id": "a\u202e", "en": "b"}},
                "profile_labels",
            ),
        ],
        ids=str,
    )
    def test_class_line(self, line, code):
        """Registry, a profile number of its own, labels in both languages."""
        self.define(code, **line)

    @pytest.mark.parametrize(
        "name",
        [
            *("registry", "profile", "labels", "issuer", "issued_at", "expires_at"),
            *("status_index", "digest", "token", "kid", "profile_spec", "from_wire"),
            *("model_dump", "json", "copy", "seal_plan"),
        ],
    )
    def test_reserved_names(self, name):
        """What a report states beside the fields, and the class's own verbs."""
        with pytest.raises(DefinitionError) as caught:
            type(SealedDocument)(
                "Wrong",
                (SealedDocument,),
                {
                    "__module__": __name__,
                    "__annotations__": {name: str},
                    name: sealed(id="a", en="b"),
                },
                registry="x",
                profile=1,
                labels=LABELS,
            )
        assert caught.value.code == "field_reserved"
        assert caught.value.facts["field"] == name

    def test_names_are_lower_case(self):
        """A field's name goes into the trust list, whose names are lower case."""
        with pytest.raises(DefinitionError) as caught:

            class Wrong(SealedDocument, registry="x", profile=1, labels=LABELS):
                nomorSurat: str = sealed(id="a", en="b")  # noqa: N815

        assert caught.value.code == "field_name"

    def test_every_field_is_sealed(self):
        """A field outside the seal would be lost without a word."""
        with pytest.raises(DefinitionError) as caught:

            class Wrong(SealedDocument, registry="x", profile=1, labels=LABELS):
                number: str

        assert caught.value.code == "field_not_sealed"

    @pytest.mark.parametrize(
        ("annotation", "options"),
        [
            (bytes, {}),
            (float, {}),
            (dict[str, int], {}),
            (set[int], {}),
            (Enum("E", "A"), {}),
            (StrEnum("S", "A"), {}),
            (Literal["a"], {}),
            (int | str, {}),
            (int | str | None, {}),
            (list[list[int]], {}),
            (list[bytes], {}),
            (tuple[int, str], {}),
            (timedelta, {}),
            (str, {"printed_in_full": True}),
            (str, {"rupiah": True}),
            (int, {"values": {1: ("a", "b")}}),
        ],
        ids=repr,
    )
    def test_kinds_a_seal_cannot_hold(self, annotation, options):
        """The types are a short list, and an option belongs to its type."""
        with pytest.raises(DefinitionError) as caught:
            document(annotation, **options)
        assert caught.value.code == "field_kind"

    def test_a_nullable_field_defaults_to_none(self):
        """Null on the wire must read back as what was meant."""
        with pytest.raises(DefinitionError) as caught:
            document(int | None, default=5)
        assert caught.value.code == "field_default"

    def test_field_labels(self):
        """A label is text in both languages."""
        with pytest.raises(DefinitionError) as caught:

            class Wrong(SealedDocument, registry="x", profile=1, labels=LABELS):
                number: str = sealed(id="", en="Number")

        assert caught.value.code == "profile_labels"

    def test_too_many_fields(self):
        """A seal has room for far fewer than 64."""
        names = [f"f{number}" for number in range(65)]
        with pytest.raises(DefinitionError) as caught:
            type(SealedDocument)(
                "Wrong",
                (SealedDocument,),
                {
                    "__module__": __name__,
                    "__annotations__": dict.fromkeys(names, str),
                }
                | {name: sealed(id="a", en="b") for name in names},
                registry="x",
                profile=1,
                labels=LABELS,
            )
        assert caught.value.code == "profile_fields"

    def test_the_base_is_no_document(self):
        """It has no profile."""
        with pytest.raises(DefinitionError):
            SealedDocument.profile_spec()


class TestInheritance:
    """A subclass states a profile of its own."""

    def test_needs_its_own_number(self):
        """The parent's number is not inherited."""
        base = document(str)
        with pytest.raises(DefinitionError) as caught:

            class Child(base, labels=LABELS):
                more: int = sealed(id="Lagi", en="More")

        assert caught.value.code == "profile_number"

    def test_fields_come_first_from_the_parent(self):
        """Inherited fields keep their places."""
        base = document(str)

        class Child(base, profile=2, labels={"id": "Anak", "en": "Child"}):
            more: int = sealed(id="Lagi", en="More")

        assert (Child.registry, Child.profile) == ("kota-contoh", 2)
        assert [f.name for f in Child.profile_spec().fields] == ["field", "more"]
        assert base.profile_spec().profile == 1
        assert [f.name for f in base.profile_spec().fields] == ["field"]

    def test_the_same_number_is_a_later_edition(self):
        """Then it may only append, with a default."""
        base = document(str)

        class Later(base, profile=1, labels=LABELS):
            more: int = sealed(id="Lagi", en="More", default=0)

        assert Later.profile_spec().extends(base.profile_spec())
        with pytest.raises(DefinitionError) as caught:

            class Wrong(base, profile=1, labels=LABELS):
                more: int = sealed(id="Lagi", en="More")

        assert caught.value.code == "profile_taken"


class TestForwardReferences:
    """Checks run when the class is complete, else at first use."""

    def test_resolved_at_first_use(self):
        """A type that is named before it exists is resolved when it is needed."""

        class Early(SealedDocument, registry="x", profile=1, labels=LABELS):
            kind: "LaterKind" = sealed(id="Jenis", en="Kind")  # noqa: F821

        with pytest.raises(DefinitionError) as caught:
            Early.profile_spec()
        assert caught.value.code == "class_incomplete"
        globals()["LaterKind"] = Purpose
        try:
            assert Early.profile_spec().fields[0].type == "enum"
            assert Early(kind=1).kind is Purpose.SCHOOL
        finally:
            del globals()["LaterKind"]

    def test_checked_when_resolved(self):
        """A wrong type is found then, not later."""

        class Early(SealedDocument, registry="x", profile=1, labels=LABELS):
            kind: "LaterType" = sealed(id="Jenis", en="Kind")  # noqa: F821

        globals()["LaterType"] = bytes
        try:
            with pytest.raises(DefinitionError) as caught:
                Early.profile_spec()
            assert caught.value.code == "field_kind"
        finally:
            del globals()["LaterType"]


@pytest.mark.property
@given(
    st.integers(-(2**63), 2**63 - 1),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.decimals(min_value=-(10**15), max_value=10**15, places=2, allow_nan=False),
    st.lists(st.booleans(), max_size=32),
)
def test_values_come_back(number, day, moment, amount, flags):
    """Any value that a field accepts is the same after the wire."""
    for annotation, value in (
        (int, number),
        (date, day),
        (datetime, moment.replace(microsecond=0)),
        (Decimal, amount),
        (list[bool], flags),
    ):
        cls = document(annotation)
        instance = cls(field=value)
        assert cls.from_wire(wire(instance)).field == value
