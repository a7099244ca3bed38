"""Addresses: the parts that forms ask for, in the words of the place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.errors import InvalidFormatError
from egovkit.identity import Address
from egovkit.regions import RegionStatus, active, children, lookup


@pytest.mark.parametrize(
    ("code", "village", "district"),
    [
        ("31.71.01.1001", "kelurahan", "kecamatan"),
        ("11.01.01.2001", "gampong", "kecamatan"),
        ("13.01.01.2001", "nagari", "kecamatan"),
        ("93.01.01.2008", "kampung", "distrik"),
        ("32.01.02.2001", "desa", "kecamatan"),
    ],
)
def test_the_words_follow_the_place(code, village, district):
    """UU 6/2014, article 1; UU 21/2001: a village and a district by its own name."""
    address = Address.at(code)
    assert (address.village_term, address.district_term) == (village, district)
    assert address.village
    assert address.region.status is RegionStatus.CURRENT


def test_every_part_can_be_stated_otherwise():
    """The usual words are a default, never forced."""
    address = Address.at("11.01.01.2001", village_term="desa", village="Lain")
    assert (address.village_term, address.village) == ("desa", "Lain")


def test_rt_and_rw_are_padded_as_on_the_card():
    """Three digits; other things are refused."""
    address = Address(street="Jalan Contoh 1", rt=" 1 ", rw="12")
    assert (address.rt, address.rw) == ("001", "012")
    for wrong in ("1a", "1234", "\u0661", 7):
        with pytest.raises(ValidationError):
            Address(rt=wrong)


def test_a_region_code_is_normalised_or_refused():
    """Dots are put in; text that is no code gives our code and no input."""
    assert Address(region_code="3171011001").region_code == "31.71.01.1001"
    with pytest.raises(ValidationError) as caught:
        Address(region_code="31.7")
    assert caught.value.errors()[0]["type"] == "region_code_format"


def test_one_line():
    """In the usual order, what is missing is left out."""
    address = Address.at(
        "93.01.01.2008", street="Jalan Contoh 1", rt="1", rw="2", postal_code="99611"
    )
    assert address.one_line() == (
        "Jalan Contoh 1, RT 001/RW 002, "
        "Kampung Wasur, Distrik Merauke, Kabupaten Merauke, "
        "Papua Selatan, 99611"
    )
    assert Address(rw="3", dusun="Dusun Contoh").one_line() == "RW 003, Dusun Contoh"
    assert Address().one_line() == ""


def test_findings_need_a_code():
    """Without a region code there is nothing to compare."""
    assert Address(regency="Kabupaten Merauke").findings() == []
    assert Address().region is None


CODES = sorted(active().data.current)
VILLAGES = [
    village.code for code in CODES[5000::500] for village in children(code)[:3] or ()
]
codes = st.sampled_from(CODES) | st.sampled_from(VILLAGES)
lines = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" .-/'"), max_size=30
).map(lambda text: unicodedata.normalize("NFC", text).strip())


@pytest.mark.property
class TestPlaces:
    """An address in a region has the region's names, and its words for the parts."""

    @given(code=codes)
    def test_names_come_from_the_table(self, code):
        """Each level in its own field; what lies below the code stays open."""
        region = lookup(code)
        address = Address.at(code)
        named = {r.level: r for r in region.lineage}
        fields = {
            1: address.province,
            2: address.regency,
            3: address.district,
            4: address.village,
        }
        for level, text in fields.items():
            assert text == (named[level].name if level in named else "")
        if 3 in named:
            assert address.district_term == named[3].term
        if 4 in named:
            assert address.village_term == named[4].term
        assert address.region is region or address.region == region
        assert address.findings() == []

    @given(code=codes)
    def test_a_line_goes_up_from_the_smallest_part(self, code):
        """As the region's own full name."""
        assert Address.at(code).one_line() == lookup(code).full_name

    @given(code=codes, dotted=st.booleans())
    def test_a_code_with_dots_or_without_is_one_address(self, code, dotted):
        """And it is kept with them."""
        written = code if dotted else code.replace(".", "")
        assert Address.at(written) == Address.at(lookup(code).code)
        assert Address.at(written).region_code == lookup(code).code

    @given(
        code=codes,
        street=lines,
        dusun=lines,
        rt=st.none() | st.integers(0, 999),
        rw=st.none() | st.integers(0, 999),
    )
    def test_every_part_stands_in_the_line_once(self, code, street, dusun, rt, rw):
        """Street, RT and RW, dusun, then the region; empty ones leave no comma."""
        address = Address.at(
            code,
            street=street,
            dusun=dusun,
            rt=None if rt is None else str(rt),
            rw=None if rw is None else str(rw),
        )
        numbers = [
            f"{word} {number:03}"
            for word, number in (("RT", rt), ("RW", rw))
            if number is not None
        ]
        pieces = [street, "/".join(numbers), dusun, lookup(code).full_name]
        assert address.one_line() == ", ".join(piece for piece in pieces if piece)
        assert Address.model_validate_json(address.model_dump_json()) == address

    @given(code=codes, other=codes)
    def test_what_is_stated_wins_over_the_table(self, code, other):
        """A part that is given is kept, and the code with it."""
        given_names = {"province": lookup(other).lineage[0].name, "regency": "Lain"}
        address = Address.at(code, **given_names)
        assert (address.province, address.regency) == (
            given_names["province"],
            "Lain",
        )
        assert address.region_code == lookup(code).code


@pytest.mark.parametrize(
    ("value", "kept"),
    [("1", "001"), (" 12 ", "012"), ("000", "000"), ("999", "999")],
)
@pytest.mark.parametrize("field", ["rt", "rw"])
def test_a_neighbourhood_has_three_digits(field, value, kept):
    """As the card pads it."""
    assert getattr(Address(**{field: value}), field) == kept


@pytest.mark.parametrize(
    "value", ["", "1000", "+1", "-1", "1.0", "1a", "\u0661", "\u00b2", " ", "1 2", 1]
)
@pytest.mark.parametrize("field", ["rt", "rw"])
def test_another_neighbourhood_is_refused(field, value):
    """No sign, no other script, no number that lost its zeros as an int."""
    with pytest.raises(ValidationError):
        Address(**{field: value})


@pytest.mark.parametrize(
    "code", ["", "3", "31.", "31-71", "31.71.01.1001.1", "\u0663\u0661", "3171010", 31]
)
def test_a_text_that_is_no_region_code(code):
    """Neither as a field nor as the start of an address."""
    with pytest.raises((InvalidFormatError, ValidationError)):
        Address.at(code)
    with pytest.raises(ValidationError):
        Address(region_code=code)
