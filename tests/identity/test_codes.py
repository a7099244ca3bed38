"""Code lists: every value keeps the system its code belongs to."""

import pytest

from egovkit.errors import InvalidComponentError, InvalidFormatError, UsageError
from egovkit.identity import (
    BloodType,
    CardMaritalStatus,
    Citizenship,
    DeedKind,
    Education,
    FamilyRelation,
    MaritalStatus,
    PNSGrade,
    PPPKGrade,
    Religion,
    Sex,
    code_table,
    code_tables,
)

ENUMS = [
    BloodType,
    CardMaritalStatus,
    Citizenship,
    DeedKind,
    Education,
    FamilyRelation,
    MaritalStatus,
    PNSGrade,
    PPPKGrade,
    Religion,
    Sex,
]
every_list = pytest.mark.parametrize("cls", ENUMS, ids=lambda cls: cls.__name__)


@pytest.mark.parametrize(
    ("cls", "count"),
    [
        (Religion, 7),
        (BloodType, 13),
        (CardMaritalStatus, 4),
        (MaritalStatus, 6),
        (FamilyRelation, 11),
        (Education, 10),
        (Citizenship, 3),
        (Sex, 2),
        (PNSGrade, 17),
        (PPPKGrade, 17),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_the_lists_are_complete(cls, count):
    """As many values as the register has."""
    assert len(cls) == count


@every_list
def test_values_are_found_by_value_label_and_spelling(cls):
    """In any case, and each name leads to one member only."""
    for member in cls:
        for name in (member.value, member.label(), member.label().upper()):
            assert cls(name) is member
        for spelling in member.spellings:
            assert cls(spelling) is member
        assert member.label("en")
    for stranger in ("Tidak ada dalam daftar", "", "x" * 101, 7, None):
        with pytest.raises(ValueError):
            cls(stranger)


@pytest.mark.parametrize(
    ("cls", "printed", "value"),
    [
        (Sex, "LAKI LAKI", "L"),
        (Sex, "wanita", "P"),
        (Education, "STRATA-II", "s2"),
        (Education, "DIPLOMA IV / STRATA I", "s1"),
        (BloodType, "O +", "O+"),
        (BloodType, "ab-", "AB-"),
        (BloodType, " - ", "-"),
        (Religion, "KHONG HU CU", "khonghucu"),
    ],
)
def test_hyphens_and_spaces_do_not_matter_and_signs_do(cls, printed, value):
    """A card, a form and a register write the same word differently."""
    assert cls(printed).value == value


@every_list
def test_codes_lead_back_within_their_system(cls):
    """A system gives a code to one member only."""
    for member in cls:
        for system, code in member.codes.items():
            assert cls.from_code(system, code) is member
            assert member.code(system) == code
        assert member.code("no such system") is None
    with pytest.raises(InvalidComponentError) as caught:
        cls.from_code("SIAK", "999")
    assert caught.value.code == "code_unknown"


def test_siak_and_siasn_number_marital_status_differently():
    """1 is never married in one and married in the other."""
    assert CardMaritalStatus.from_code("KTP", 1) is CardMaritalStatus.BELUM_KAWIN
    assert CardMaritalStatus.from_code("SIASN", 1) is CardMaritalStatus.KAWIN


def test_six_states_of_the_family_card_are_four_on_the_ktp():
    """Every state of the KK has one on the KTP, every one of the KTP some of the KK."""
    for status in MaritalStatus:
        assert status in status.on_card.on_family_card
    assert CardMaritalStatus.KAWIN.on_family_card == (
        MaritalStatus.KAWIN_TERCATAT,
        MaritalStatus.KAWIN_BELUM_TERCATAT,
    )
    assert sum(len(s.on_family_card) for s in CardMaritalStatus) == 6


@pytest.mark.parametrize(
    ("name", "system", "count"),
    [
        ("pekerjaan", "SIAK", 89),
        ("jenis_jabatan", "SIASN", 4),
        ("jenis_pegawai", "SIASN", 19),
        ("kedudukan_hukum", "SIASN", 31),
        ("jenis_pengadaan", "SIASN", 20),
        ("jenis_kenaikan_pangkat", "SIASN", 12),
        ("jenis_pemberhentian", "SIASN", 16),
        ("jenis_penugasan", "SIASN", 5),
        ("eselon", "SIASN", 13),
        ("tingkat_pendidikan", "SIASN", 16),
        ("jenjang_fungsional", "SIASN", 9),
        ("disabilitas", "SIAK", 7),
        ("status_dasar", "OpenSID", 6),
        ("alasan_pindah", "SIAK", 7),
        ("klasifikasi_pindah", "SIAK", 5),
    ],
)
def test_code_tables(name, system, count):
    """System, number of lines, and the way back from a label."""
    table = code_table(name)
    assert (table.system, len(table)) == (system, count)
    for code in table:
        assert table[code.code] is code
        assert table.find(code.label().lower()) is code
        assert code.label("en")
        assert (code.system, code.table) == (system, name)
    assert name in code_tables()


def test_a_code_that_is_not_there():
    """Asking raises, finding answers None; the code is not in the message."""
    with pytest.raises(InvalidComponentError) as caught:
        code_table("pekerjaan")["900"]
    assert "900" not in str(caught.value)
    assert code_table("pekerjaan").find("Pembuat Contoh") is None
    with pytest.raises(UsageError):
        code_table("no_such_list")


@pytest.mark.parametrize("value", [None, 11, ["11"], {"11": 1}, b"11"], ids=repr)
def test_lists_are_asked_with_text(value):
    """Another type is in no list, whatever Python thinks of it as a key."""
    with pytest.raises(UsageError) as unknown:
        code_table(value)
    assert unknown.value.code == "code_table_unknown"
    with pytest.raises(InvalidComponentError) as missing:
        code_table("pekerjaan")[value]
    assert missing.value.code == "code_unknown"
    with pytest.raises(InvalidFormatError) as refused:
        code_table("pekerjaan").find(value)
    assert refused.value.code == "not_text"
