"""Provinces and renumbered regencies, line by line, as the decrees have them.

Sources: Kepmendagri 300.2.2-2138/2025 (provinces); ISO 3166-2:ID; Keppres
41/1987 (zones); UU 14, 15, 16 and 29 of 2022 (the four provinces of Papua whose
regencies were renumbered).
"""

import pytest

from egovkit.identity import NIK
from egovkit.regions import RegionStatus, children, lookup, search

PROVINCES = [
    ("11", "Aceh", "ID-AC", "WIB"),
    ("12", "Sumatera Utara", "ID-SU", "WIB"),
    ("13", "Sumatera Barat", "ID-SB", "WIB"),
    ("14", "Riau", "ID-RI", "WIB"),
    ("15", "Jambi", "ID-JA", "WIB"),
    ("16", "Sumatera Selatan", "ID-SS", "WIB"),
    ("17", "Bengkulu", "ID-BE", "WIB"),
    ("18", "Lampung", "ID-LA", "WIB"),
    ("19", "Kepulauan Bangka Belitung", "ID-BB", "WIB"),
    ("21", "Kepulauan Riau", "ID-KR", "WIB"),
    ("31", "Daerah Khusus Ibukota Jakarta", "ID-JK", "WIB"),
    ("32", "Jawa Barat", "ID-JB", "WIB"),
    ("33", "Jawa Tengah", "ID-JT", "WIB"),
    ("34", "Daerah Istimewa Yogyakarta", "ID-YO", "WIB"),
    ("35", "Jawa Timur", "ID-JI", "WIB"),
    ("36", "Banten", "ID-BT", "WIB"),
    ("51", "Bali", "ID-BA", "WITA"),
    ("52", "Nusa Tenggara Barat", "ID-NB", "WITA"),
    ("53", "Nusa Tenggara Timur", "ID-NT", "WITA"),
    ("61", "Kalimantan Barat", "ID-KB", "WIB"),
    ("62", "Kalimantan Tengah", "ID-KT", "WIB"),
    ("63", "Kalimantan Selatan", "ID-KS", "WITA"),
    ("64", "Kalimantan Timur", "ID-KI", "WITA"),
    ("65", "Kalimantan Utara", "ID-KU", "WITA"),
    ("71", "Sulawesi Utara", "ID-SA", "WITA"),
    ("72", "Sulawesi Tengah", "ID-ST", "WITA"),
    ("73", "Sulawesi Selatan", "ID-SN", "WITA"),
    ("74", "Sulawesi Tenggara", "ID-SG", "WITA"),
    ("75", "Gorontalo", "ID-GO", "WITA"),
    ("76", "Sulawesi Barat", "ID-SR", "WITA"),
    ("81", "Maluku", "ID-MA", "WIT"),
    ("82", "Maluku Utara", "ID-MU", "WIT"),
    ("91", "Papua", "ID-PA", "WIT"),
    ("92", "Papua Barat", "ID-PB", "WIT"),
    ("93", "Papua Selatan", "ID-PS", "WIT"),
    ("94", "Papua Tengah", "ID-PT", "WIT"),
    ("95", "Papua Pegunungan", "ID-PE", "WIT"),
    ("96", "Papua Barat Daya", "ID-PD", "WIT"),
]
RENUMBERED = [
    # Old code, its last edition, code of today, name then and now.
    ("91.01", "2021", "93.01", "Kabupaten Merauke"),
    ("91.02", "2021", "95.01", "Kabupaten Jayawijaya"),
    ("91.04", "2021", "94.01", "Kabupaten Nabire"),
    ("91.07", "2021", "94.02", "Kabupaten Puncak Jaya"),
    ("91.08", "2021", "94.03", "Kabupaten Paniai"),
    ("91.09", "2021", "94.04", "Kabupaten Mimika"),
    ("91.12", "2021", "95.02", "Kabupaten Pegunungan Bintang"),
    ("91.13", "2021", "95.03", "Kabupaten Yahukimo"),
    ("91.14", "2021", "95.04", "Kabupaten Tolikara"),
    ("91.16", "2021", "93.02", "Kabupaten Boven Digoel"),
    ("91.17", "2021", "93.03", "Kabupaten Mappi"),
    ("91.18", "2021", "93.04", "Kabupaten Asmat"),
    ("91.21", "2021", "95.05", "Kabupaten Mamberamo Tengah"),
    ("91.22", "2021", "95.06", "Kabupaten Yalimo"),
    ("91.23", "2021", "95.07", "Kabupaten Lanny Jaya"),
    ("91.24", "2021", "95.08", "Kabupaten Nduga"),
    ("91.25", "2021", "94.05", "Kabupaten Puncak"),
    ("91.26", "2021", "94.06", "Kabupaten Dogiyai"),
    ("91.27", "2021", "94.07", "Kabupaten Intan Jaya"),
    ("91.28", "2021", "94.08", "Kabupaten Deiyai"),
    ("92.01", "2022", "96.01", "Kabupaten Sorong"),
    ("92.04", "2022", "96.02", "Kabupaten Sorong Selatan"),
    ("92.05", "2022", "96.03", "Kabupaten Raja Ampat"),
    ("92.09", "2022", "96.04", "Kabupaten Tambrauw"),
    ("92.10", "2022", "96.05", "Kabupaten Maybrat"),
    ("92.71", "2022", "96.71", "Kota Sorong"),
]


def test_there_are_38_provinces_in_this_order():
    """By code, west to east."""
    assert [p.code for p in children()] == [code for code, *_ in PROVINCES]


@pytest.mark.parametrize(("code", "name", "iso", "zone"), PROVINCES)
def test_a_province(code, name, iso, zone):
    """Name, ISO 3166-2 and time zone; found by its name; a NIK may begin with it."""
    province = lookup(code)
    assert (province.name, province.iso_3166_2) == (name, iso)
    assert province.time_zone.tzname(None) == zone
    assert province.status is RegionStatus.CURRENT
    assert province.parent is None
    assert search(name, level=1)[0] is province
    assert search(name.upper())[0] is province
    assert NIK.is_valid(f"{code}01010101909001")


def test_no_other_two_digits_begin_a_nik():
    """Sixty-two of a hundred are no province."""
    known = {code for code, *_ in PROVINCES}
    for number in range(100):
        valid = NIK.is_valid(f"{number:02}01010101909001")
        assert valid == (f"{number:02}" in known)


@pytest.mark.parametrize(("old", "edition", "new", "name"), RENUMBERED)
def test_a_renumbered_regency(old, edition, new, name):
    """Retired with its last name and edition; today's name under today's code."""
    region = lookup(old)
    assert (region.name, region.edition) == (name, edition)
    assert region.status is RegionStatus.RETIRED
    (successor,) = region.successors
    assert (successor.code, successor.name) == (new, name)
    assert successor is lookup(new)
    assert region not in children(old[:2])
    assert search(name, level=2)[0] is successor


def test_all_renumbered_regencies_lie_in_papua():
    """Twenty of Papua and six of West Papua; elsewhere a split keeps the code."""
    provinces = [old[:2] for old, *_ in RENUMBERED]
    assert (provinces.count("91"), provinces.count("92")) == (20, 6)
    assert len(provinces) == 26
