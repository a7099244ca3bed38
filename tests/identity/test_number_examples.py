"""Every number type against published and hand-made examples, valid and not.

Where a number of an official sample or of another project's documentation
stands here, it belongs to nobody known; the others are made up.
"""

import pytest

from egovkit.errors import (
    EgovkitError,
    InvalidChecksumError,
    InvalidComponentError,
    InvalidFormatError,
    InvalidLengthError,
)
from egovkit.identity import (
    KPJ,
    NIB,
    NIK,
    NIP,
    NISN,
    NITKU,
    NOP,
    NPSN,
    NPWP,
    BPJSKesehatan,
    CivilDeedNumber,
    KKNumber,
    PassportNumber,
    PhoneNumber,
    PlateNumber,
    PostalCode,
    SIMNumber,
)

VALID = {
    NIK: [
        "3171011708450001",  # 17 August 1945, male
        "3171015708450002",  # the same day, female
        "3171012902000001",  # 29 February 2000
        "9101010101900001",  # Merauke before 2022
        "6473010101850001",  # Tarakan before 2012
        "9603010101230001",  # the newest province
    ],
    KKNumber: ["3171012301120001", "3276010506080012", "9301011503230005"],
    NPWP: [
        "01.312.166.0-091.000",
        "01.000.000.8-000.000",
        "02.123.456.2-000.000",
        "21.999.999.2-000.000",
        "0013121660091000",
        "0010000008000000",
        "3171011708450001",
        "1000000000000001",  # as Coretax may give them
    ],
    NITKU: [
        "0013121660091000000000",
        "0013121660091000000012",
        "3171011708450001000000",
    ],
    NIP: [
        "198609262015051001",
        "199608182022041001",
        "199001012010122001",
        "200012312024211001",  # PPPK from here on
        "199503152022222003",
        "198701012021211004",
    ],
    NIB: ["1234567890123", "0220000000001", "9120000000002"],
    NISN: ["0051234567", "9981234567", "0101234567"],
    NPSN: ["20100001", "P9900001", "K5660001", "001002"],
    BPJSKesehatan: ["0001234567890", "0000000000017", "0002000000003"],
    KPJ: ["12345678901", "20000000018", "00000000109"],
    PassportNumber: [
        "A1234567",
        "X0000001",
        "AB123456",
        "ab 123 4567",
        "A123456",  # of long ago
    ],
    SIMNumber: ["011340000001", "123456789012", "3171011708450001"],
    PlateNumber: ["B 1234 XYZ", "AB 1 A", "D 99 CP", "RI 1"],
    NOP: [
        "31.71.010.001.001-0001.0",
        "327601000100100017",
        "357801000500201239",
    ],
    CivilDeedNumber: [
        "3201-LT-12052018-0042",
        "3171-LU-01012020-0001",
        "9301-KM-15032023-0010",
        "3201 lt 12052018 0042",
    ],
    PhoneNumber: [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6285712345678",
        "+62 (0)812 3456 7890",
        "(021) 5550 9001",
        "0274 555901",
    ],
    PostalCode: ["10110", "16431", "99976"],
}

INVALID = {
    NIK: [
        ("3171010101900000", InvalidComponentError, "nik_serial"),
        ("3171013002900001", InvalidComponentError, "nik_date"),  # 30 February
        ("3171012902010001", InvalidComponentError, "nik_date"),  # no leap year
        ("3171016902010001", InvalidComponentError, "nik_date"),  # nor for a woman
        ("3171017201900001", InvalidComponentError, "nik_date"),  # day 72
        ("3171014001900001", InvalidComponentError, "nik_date"),  # day 40
        ("3171010001900001", InvalidComponentError, "nik_date"),  # day 0
        ("3171018101900001", InvalidComponentError, "nik_date"),  # day 81
        ("3171010113900001", InvalidComponentError, "nik_date"),  # month 13
        ("9971010101900001", InvalidComponentError, "nik_province"),
        ("0071010101900001", InvalidComponentError, "nik_province"),
        ("317101170845001", InvalidLengthError, "nik_length"),
        ("31710117084500012", InvalidLengthError, "nik_length"),
        ("317101170845000A", InvalidFormatError, "nik_format"),
        ("", InvalidFormatError, "nik_format"),
    ],
    KKNumber: [
        ("3171015701120001", InvalidComponentError, "kk_date"),  # nobody adds 40
        ("3171010113120001", InvalidComponentError, "kk_date"),
        ("3171010101120000", InvalidComponentError, "kk_serial"),
        ("9971010101120001", InvalidComponentError, "kk_province"),
        ("31710101011200", InvalidLengthError, "kk_length"),
        ("317101010112000O", InvalidFormatError, "kk_format"),
    ],
    NPWP: [
        ("01.312.166.1-091.000", InvalidChecksumError, "npwp_checksum"),
        ("02.123.456.3-000.000", InvalidChecksumError, "npwp_checksum"),
        ("12.345.678.9", InvalidLengthError, "npwp_length"),
        ("00.000.000.0-000.000", InvalidComponentError, "npwp_zero"),
        ("0013121661091000", InvalidChecksumError, "npwp_checksum"),
        ("0000000000000000", InvalidComponentError, "npwp_zero"),
        ("9971010101900001", InvalidComponentError, "npwp_unknown"),
        ("00131216600910", InvalidLengthError, "npwp_length"),
        ("01.312.166.0-091.00A", InvalidFormatError, "npwp_format"),
    ],
    NITKU: [
        ("001312166009100000000", InvalidLengthError, "nitku_length"),
        ("0013121661091000000000", InvalidChecksumError, "npwp_checksum"),
        ("001312166009100000000A", InvalidFormatError, "nitku_format"),
    ],
    NIP: [
        ("198609312015051001", InvalidComponentError, "nip_birth_date"),
        ("188609262015051001", InvalidComponentError, "nip_birth_date"),
        ("198609262015131001", InvalidComponentError, "nip_appointment"),
        ("198609262115051001", InvalidComponentError, "nip_appointment"),
        ("198609262015053001", InvalidComponentError, "nip_sex"),
        ("198609262015050001", InvalidComponentError, "nip_sex"),
        ("198609262015051000", InvalidComponentError, "nip_serial"),
        ("198609261995051001", InvalidComponentError, "nip_age"),  # 9 years old
        ("200013312024211001", InvalidComponentError, "nip_birth_date"),
        ("200012312024213001", InvalidComponentError, "nip_sex"),
        ("199503152022202003", InvalidComponentError, "nip_appointment"),
        ("19860926201505100", InvalidLengthError, "nip_length"),
        ("19860926201505100X", InvalidFormatError, "nip_format"),
    ],
    NIB: [
        ("123456789012", InvalidLengthError, "nib_length"),
        ("12345678901234", InvalidLengthError, "nib_length"),
        ("12345A7890123", InvalidFormatError, "nib_format"),
    ],
    NISN: [
        ("51234567", InvalidLengthError, "nisn_length"),  # zeros lost
        ("00512345678", InvalidLengthError, "nisn_length"),
        ("A051234567", InvalidFormatError, "nisn_format"),
    ],
    NPSN: [
        ("2010000", InvalidFormatError, "npsn_format"),
        ("201000012", InvalidFormatError, "npsn_format"),
        ("X2010001", InvalidFormatError, "npsn_format"),
    ],
    BPJSKesehatan: [
        ("1234567890", InvalidLengthError, "bpjs_length"),  # zeros lost
        ("00012345678901", InvalidLengthError, "bpjs_length"),
        ("000123456789O", InvalidFormatError, "bpjs_format"),
    ],
    KPJ: [
        ("1234567890", InvalidLengthError, "kpj_length"),
        ("123456789012", InvalidLengthError, "kpj_length"),
        ("1234567890A", InvalidFormatError, "kpj_format"),
    ],
    PassportNumber: [
        ("1234567", InvalidFormatError, "passport_format"),
        ("A12345", InvalidFormatError, "passport_format"),
        ("AB12345", InvalidFormatError, "passport_format"),
        ("A12345678", InvalidFormatError, "passport_format"),
        ("ABC12345", InvalidFormatError, "passport_format"),
    ],
    SIMNumber: [
        ("01134000001", InvalidLengthError, "sim_length"),
        ("01134000000123456", InvalidLengthError, "sim_length"),
        ("01134000000X", InvalidFormatError, "sim_format"),
    ],
    PlateNumber: [
        ("B 12345 XY", InvalidFormatError, "plate_format"),
        ("1234 B", InvalidFormatError, "plate_format"),
        ("BQQ 12", InvalidFormatError, "plate_format"),
        ("B 0123 XY", InvalidFormatError, "plate_format"),
    ],
    NOP: [
        ("31.71.010.001.001-001.0", InvalidLengthError, "nop_length"),
        ("31.71.010.001.001-0001", InvalidLengthError, "nop_length"),  # no flag
        ("31.71.010.001.001-000A.0", InvalidFormatError, "nop_format"),
    ],
    CivilDeedNumber: [
        ("3171-LU-01010020-0001", InvalidComponentError, "deed_date"),  # year 20
        ("3171-LU-32012020-0001", InvalidComponentError, "deed_date"),
        ("3171-LU-29022021-0001", InvalidComponentError, "deed_date"),
        ("9971-LU-01012020-0001", InvalidComponentError, "deed_province"),
        ("317-LU-01012020-0001", InvalidFormatError, "deed_format"),
        ("3171-ZZ-01012020-0001", InvalidFormatError, "deed_format"),
    ],
    PhoneNumber: [
        ("0812345", InvalidFormatError, "phone_format"),
        ("08001234567", InvalidFormatError, "phone_format"),  # toll-free
        ("0999 123456", InvalidFormatError, "phone_format"),  # no such area
        ("0590 123456", InvalidFormatError, "phone_format"),
        ("024 123456", InvalidFormatError, "phone_format"),  # too short there
        ("1500 046", InvalidFormatError, "phone_format"),  # a call centre
        ("0062 812 3456 789", InvalidFormatError, "phone_format"),
        ("+63 812 3456 789", InvalidFormatError, "phone_format"),
        ("0803 1234 567", InvalidFormatError, "phone_format"),
        ("14045", InvalidFormatError, "phone_format"),
    ],
    PostalCode: [
        ("01110", InvalidComponentError, "postal_code_zero"),
        ("1011", InvalidLengthError, "postal_code_length"),
        ("101100", InvalidLengthError, "postal_code_length"),
        ("1011O", InvalidFormatError, "postal_code_format"),
    ],
}


@pytest.mark.parametrize(
    ("cls", "text"),
    [pytest.param(c, t, id=f"{c.__name__} {t}") for c, ts in VALID.items() for t in ts],
)
def test_a_valid_example_is_read(cls, text):
    """What the register or the documentation prints is accepted, as it prints it."""
    value = cls.parse(text)
    assert cls(value.reveal()) == value
    assert cls.is_valid(text)


@pytest.mark.parametrize(
    ("cls", "text", "error", "code"),
    [
        pytest.param(c, *row, id=f"{c.__name__} {row[0] or 'empty'}")
        for c, rows in INVALID.items()
        for row in rows
    ],
)
def test_an_invalid_example_is_refused_for_its_reason(cls, text, error, code):
    """The refusal says which rule is broken, and is a sentence in both languages."""
    with pytest.raises(EgovkitError) as caught:
        cls.parse(text)
    assert type(caught.value) is error
    assert caught.value.code == code
    assert not cls.is_valid(text)
    for lang in ("id", "en"):
        sentence = caught.value.sentence(lang)
        assert sentence.endswith(".")
        assert "…" not in sentence
        assert sentence != code


def test_an_unknown_district_is_refused_only_when_asked():
    """31.71.99 is in no edition: a finding by default, an error with ``strict``."""
    text = "3171990101900001"
    assert [finding.code for finding in NIK.parse(text).findings()] == [
        "region_unknown"
    ]
    assert NIK.is_valid(text)
    assert not NIK.is_valid(text, strict=True)
    with pytest.raises(InvalidComponentError) as caught:
        NIK.parse(text, strict=True)
    assert caught.value.code == "nik_region_unknown"
