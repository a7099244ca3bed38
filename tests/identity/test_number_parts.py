"""What numbers other than the NIK say, and how they are printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.identity import (
    NIP,
    NISN,
    NITKU,
    NOP,
    NPSN,
    NPWP,
    CivilDeedNumber,
    DeedKind,
    NIPKind,
    NPSNKind,
    NPWPKind,
    PhoneNumber,
    PlateNumber,
    Sex,
)
from egovkit.identity._npwp import luhn
from egovkit.regions import RegionTable, use


class TestNPWP:
    """PMK 112/PMK.03/2022: fifteen digits, sixteen digits, and what Coretax gives."""

    def test_an_old_number_and_its_parts(self):
        """Office and branch, printed with dots and a dash."""
        npwp = NPWP.parse("01.312.166.0-091.007")
        assert npwp.kind is NPWPKind.OLD
        assert npwp.formatted() == "01.312.166.0-091.007"
        assert (npwp.tax_office, npwp.branch, npwp.nik) == ("091", "007", None)
        assert npwp.to_16() == NPWP("0013121660091007")
        assert npwp != npwp.to_16()

    def test_the_new_form_of_an_entity(self):
        """0 in front; the old number can be read out of it."""
        npwp = NPWP("0013121660091000")
        assert npwp.kind is NPWPKind.ENTITY
        assert npwp.old == "013121660091000"
        assert npwp.to_16() is npwp
        assert npwp.formatted() == "0013 1216 6009 1000"

    def test_a_resident_has_the_nik(self):
        """And no office."""
        npwp = NPWP("3171015708459002")
        assert npwp.kind is NPWPKind.NIK
        assert npwp.nik.sex is Sex.FEMALE
        assert (npwp.old, npwp.tax_office, npwp.branch) == (None, None, None)

    def test_a_number_without_a_rule_is_unverified(self):
        """Begins with 1 and is no NIK; one of Aceh that is a NIK is one."""
        assert NPWP("1000000000000001").kind is NPWPKind.UNVERIFIED
        assert NPWP("1101010101909001").kind is NPWPKind.NIK

    def test_it_stays_readable_when_a_province_goes(self, tmp_path):
        """Under a table without its province a NIK can no longer be told."""
        npwp = NPWP("3171015708459002")
        path = tmp_path / "small.csv"
        path.write_text("code,name\n11,Aceh\n", encoding="utf-8")
        small = RegionTable.from_csv(path, edition="2027", decree="x")
        small.names.pop("31")  # `from_csv` itself would keep it, as retired
        before = use(small)
        try:
            assert npwp.kind is NPWPKind.UNVERIFIED
            assert npwp.nik is None
        finally:
            use(before)

    @pytest.mark.property
    @given(digits=st.text(alphabet="0123456789", min_size=8, max_size=8))
    def test_one_check_digit_fits(self, digits):
        """Luhn: exactly one ninth digit, found here by doubling from the right."""
        total = 0
        for position, digit in enumerate(map(int, reversed(digits))):
            total += sum(divmod(digit * 2, 10)) if position % 2 == 0 else digit
        expected = (-total) % 10
        fitting = [d for d in range(10) if luhn(f"{digits}{d}") == 0]
        assert fitting == [expected]
        if digits.strip("0"):
            assert NPWP.is_valid(f"{digits}{expected}091000")
            assert not NPWP.is_valid(f"{digits}{(expected + 1) % 10}091000")


def test_a_place_of_business():
    """NITKU: the number, the place, the head office."""
    head = NITKU("3171015708459002000000")
    assert head.is_head_office
    assert head.npwp.kind is NPWPKind.NIK
    branch = NITKU("0013121660091000000012")
    assert (branch.place, branch.is_head_office) == ("000012", False)
    assert branch.formatted() == "0013 1216 6009 1000 000012"


class TestNIP:
    """Perka BKN 22/2007, and the practice for PPPK."""

    def test_pns(self):
        """Birth date, year and month of appointment, sex, serial."""
        nip = NIP("198609262015051001")
        assert nip.kind is NIPKind.PNS
        assert nip.birth_date == date(1986, 9, 26)
        assert (nip.appointment_year, nip.appointment_month) == (2015, 5)
        assert (nip.contract, nip.sex, nip.serial) == (None, Sex.MALE, 1)
        assert nip.formatted() == "19860926 201505 1 001"

    def test_pppk(self):
        """The digit 2 and the number of the contract instead of a month."""
        nip = NIP("199503152022222003")
        assert nip.kind is NIPKind.PPPK
        assert nip.birth_date == date(1995, 3, 15)
        assert (nip.appointment_year, nip.appointment_month) == (2022, None)
        assert (nip.contract, nip.sex, nip.serial) == (2, Sex.FEMALE, 3)

    @pytest.mark.parametrize("month", range(100))
    def test_a_month_or_a_contract_and_nothing_else(self, month):
        """01 to 12 is a PNS, 21 to 29 a PPPK."""
        text = f"198609262015{month:02}1001"
        assert NIP.is_valid(text) == (1 <= month <= 12 or 21 <= month <= 29)

    @pytest.mark.parametrize(
        ("appointed", "valid"), [(2000, False), (2001, True), (1999, False)]
    )
    def test_nobody_is_appointed_as_a_child(self, appointed, valid):
        """Below 15 years a number is misread; the law asks for 18."""
        assert NIP.is_valid(f"19860926{appointed}051001") is valid


def test_school_numbers():
    """NISN holds the birth year, NPSN the kind of institution."""
    assert [NISN(n).birth_year for n in ("0051234567", "9981234567", "0101234567")] == [
        2005,
        1998,
        2010,
    ]
    kinds = [NPSN(n).kind for n in ("20100001", "P9900001", "K5660001", "001002")]
    assert kinds == list(NPSNKind)


def test_the_parts_of_a_tax_object():
    """PER-12/PJ/2010: region in the numbering of BPS, block, serial, flag."""
    nop = NOP("317601000100100017")
    assert (nop.village, nop.block, nop.serial, nop.flag) == (
        "3176010001",
        "001",
        "0001",
        "7",
    )
    assert nop.formatted() == "31.76.010.001.001-0001.7"


def test_the_parts_of_a_deed_number():
    """Regency, kind, day of registration."""
    deed = CivilDeedNumber.parse("9301km150320230010")
    assert deed.reveal() == "9301-KM-15032023-0010"
    assert deed.kind is DeedKind.DEATH
    assert deed.registered_on == date(2023, 3, 15)
    assert deed.region.name == "Kabupaten Merauke"


@pytest.mark.parametrize(
    ("text", "value", "kind", "formatted", "national"),
    [
        ("0812-3456-7890", "+6281234567890", "mobile", "+62 812-3456-7890", None),
        (
            "(021) 5550 9001",
            "+622155509001",
            "landline",
            "+62 21 55509001",
            "(021) 55509001",
        ),
        ("0274-555901", "+62274555901", "landline", "+62 274 555901", "(0274) 555901"),
        # 9 digits go 3-3-3 and 12 go 3-4-5, as libphonenumber prints them.
        ("0812-345-678", "+62812345678", "mobile", "+62 812-345-678", None),
        ("0812-3456-78901", "+62812345678901", "mobile", "+62 812-3456-78901", None),
        # The shortest there are, and the area code of three digits of Papua.
        ("031 12345", "+623112345", "landline", "+62 31 12345", "(031) 12345"),
        ("0967 123456", "+62967123456", "landline", "+62 967 123456", "(0967) 123456"),
    ],
)
def test_telephone_numbers(text, value, kind, formatted, national):
    """E.164 inside, groups outside."""
    phone = PhoneNumber.parse(text)
    assert (phone.reveal(), phone.kind, phone.formatted()) == (value, kind, formatted)
    assert phone.national() == (national or text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("b1234xyz", "B 1234 XYZ"), ("ri1", "RI 1"), ("AB 1 A", "AB 1 A")],
)
def test_plates_are_printed_with_spaces(text, printed):
    """Area, number, series."""
    assert PlateNumber.parse(text).formatted() == printed


@pytest.mark.parametrize(("year", "known"), [(1899, False), (1900, True), (2026, True)])
def test_a_deed_of_todays_form_is_of_1900_or_later(year, known):
    """An earlier year is misread: deeds of this form are of this century."""
    assert CivilDeedNumber.is_valid(f"3201-LT-1205{year}-9042") is known
