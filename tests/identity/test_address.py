"""Addresses: the parts that forms ask for, in the words of the place."""

import pytest
from pydantic import ValidationError

from egovkit.identity import Address
from egovkit.regions import RegionStatus


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
