"""Every abbreviation that a search knows, and every word a place has for itself.

The tables are written out here once more, from what people write and from the
provinces' own names; the module's are not asked.
"""

import pytest

from egovkit.regions import children, lookup, search

# What people write → the province it stands for
PROVINCES = {
    "NAD": "Aceh",
    "Sumut": "Sumatera Utara",
    "Sumbar": "Sumatera Barat",
    "Sumsel": "Sumatera Selatan",
    "Kepri": "Kepulauan Riau",
    "Babel": "Kepulauan Bangka Belitung",
    "DKI": "Daerah Khusus Ibukota Jakarta",
    "Jabar": "Jawa Barat",
    "Jateng": "Jawa Tengah",
    "DIY": "Daerah Istimewa Yogyakarta",
    "Jatim": "Jawa Timur",
    "NTB": "Nusa Tenggara Barat",
    "NTT": "Nusa Tenggara Timur",
    "Kalbar": "Kalimantan Barat",
    "Kalteng": "Kalimantan Tengah",
    "Kalsel": "Kalimantan Selatan",
    "Kaltim": "Kalimantan Timur",
    "Kaltara": "Kalimantan Utara",
    "Sulut": "Sulawesi Utara",
    "Sulteng": "Sulawesi Tengah",
    "Sulsel": "Sulawesi Selatan",
    "Sultra": "Sulawesi Tenggara",
    "Sulbar": "Sulawesi Barat",
    "Malut": "Maluku Utara",
}
# What people write → code and name of a region of level 2 or 3
PLACES = {
    "Jakpus": ("31.71", "Kota Administrasi Jakarta Pusat"),
    "Jakut": ("31.72", "Kota Administrasi Jakarta Utara"),
    "Jakbar": ("31.73", "Kota Administrasi Jakarta Barat"),
    "Jaksel": ("31.74", "Kota Administrasi Jakarta Selatan"),
    "Jaktim": ("31.75", "Kota Administrasi Jakarta Timur"),
    "Kotip Bogor": ("32.71", "Kota Bogor"),
    "Kodya Bogor": ("32.71", "Kota Bogor"),
    "Kotamadya Bogor": ("32.71", "Kota Bogor"),
    "Kab. Bogor": ("32.01", "Kabupaten Bogor"),
    "Kota Administratif Jakarta Utara": ("31.72", "Kota Administrasi Jakarta Utara"),
    "Kota Adm. Jakarta Utara": ("31.72", "Kota Administrasi Jakarta Utara"),
    "Distr. Heram": ("91.71.05", "Heram"),
    "Kota Tj. Balai": ("12.74", "Kota Tanjungbalai"),
    "Kota Tg. Balai": ("12.74", "Kota Tanjungbalai"),
    "Kota Sei Penuh": ("15.72", "Kota Sungai Penuh"),
    "Kab. Kep. Sula": ("82.05", "Kabupaten Kepulauan Sula"),
    "Kab. P. Morotai": ("82.07", "Kabupaten Pulau Morotai"),
}


@pytest.mark.parametrize("written", PROVINCES)
def test_a_province_by_its_short_name(written):
    """In any case, with the word for it or without, first of all answers."""
    for text in (written, written.upper(), written.lower(), f"Prov. {written}"):
        assert search(text)[0].name == PROVINCES[written]
        assert search(text, level=1)[0].level == 1


def test_short_names_lead_to_provinces_that_are_there():
    """None of them is the name of a province that was renamed."""
    assert set(PROVINCES.values()) <= {region.name for region in children()}


@pytest.mark.parametrize("written", PLACES)
def test_a_place_by_what_people_write(written):
    """The code is of the table, not of the search."""
    code, name = PLACES[written]
    assert lookup(code).name == name
    assert search(written)[0].code == code


@pytest.mark.parametrize("word", ["Provinsi", "Propinsi", "Prov.", "Prop.", "PROV"])
def test_a_word_for_a_province(word):
    """Narrows to level 1."""
    assert [region.code for region in search(f"{word} Bali")] == ["51"]


@pytest.mark.parametrize("word", ["Kecamatan", "Kec.", "kec", "Distrik", "Distr."])
def test_a_word_for_a_district(word):
    """Narrows to level 3."""
    found = search(f"{word} Bogor", limit=100)
    assert found
    assert {region.level for region in found} == {3}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Desa Pasirmukti", "32.01.03.2014"),
        ("Ds. Pasirmukti", "32.01.03.2014"),
        ("Kelurahan Gambir", "31.71.01.1001"),
        ("Kel. Gambir", "31.71.01.1001"),
    ],
)
def test_a_word_for_a_village(text, code):
    """Where villages are asked for it is none of the name."""
    village = lookup(code)
    assert village.level == 4
    assert village in search(text, level=4, limit=100)


@pytest.mark.parametrize("word", ["Gampong", "Nagari", "Pekon"])
def test_a_villages_own_word_is_none_of_its_name(word):
    """With it and without it the same villages are found."""
    names = {"Gampong": "Lhok Bengkuang", "Nagari": "Surantih", "Pekon": "Sukarame"}
    plain = {r.code for r in search(names[word], level=4, limit=500)}
    worded = {r.code for r in search(f"{word} {names[word]}", level=4, limit=500)}
    assert plain
    assert worded == plain


# Regency → the word for its villages other than kelurahan, where it is not desa
TERMS = {
    "11.01": "gampong",
    "11.04": "kampung",
    "11.17": "kampung",
    "11.71": "gampong",
    "13.01": "nagari",
    "13.09": "desa",
    "13.73": "desa",
    "13.77": "desa",
    "18.04": "pekon",
    "18.06": "pekon",
    "18.10": "pekon",
    "18.13": "pekon",
    "64.07": "kampung",
    "73.18": "lembang",
    "73.26": "lembang",
    **{f"{province}.01": "kampung" for province in range(91, 97)},
}
NAMES = {
    "11.04": "Kabupaten Aceh Tengah",
    "11.17": "Kabupaten Bener Meriah",
    "13.09": "Kabupaten Kepulauan Mentawai",
    "13.73": "Kota Sawahlunto",
    "13.77": "Kota Pariaman",
    "18.04": "Kabupaten Lampung Barat",
    "18.06": "Kabupaten Tanggamus",
    "18.10": "Kabupaten Pringsewu",
    "18.13": "Kabupaten Pesisir Barat",
    "64.07": "Kabupaten Kutai Barat",
    "73.18": "Kabupaten Tana Toraja",
    "73.26": "Kabupaten Toraja Utara",
}


@pytest.mark.parametrize("regency", NAMES)
def test_the_regencies_with_a_word_of_their_own_are_those_meant(regency):
    """A code that was renumbered would carry the word to another place."""
    assert lookup(regency).name == NAMES[regency]


@pytest.mark.parametrize("regency", TERMS)
def test_a_village_is_called_what_its_place_calls_it(regency):
    """The first digit of its number decides between kelurahan and desa."""
    district = f"{regency}.01"
    assert lookup(f"{district}.2001").term == TERMS[regency]
    assert lookup(f"{district}.1001").term == "kelurahan"
    assert lookup(f"{district}.3001").term == "desa adat"


@pytest.mark.parametrize("regency", [region.code for region in children("18")])
def test_neighbours_keep_the_usual_word(regency):
    """In one province some say pekon and some say desa."""
    expected = TERMS.get(regency, "desa")
    assert lookup(f"{regency}.01.2001").term == expected


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("31.01", "kabupaten administrasi"),
        ("31.71", "kota administrasi"),
        ("32.01", "kabupaten"),
        ("32.71", "kota"),
        ("99.69", "kabupaten"),
        ("99.71", "kota"),
        ("99.01", "kabupaten"),
        ("99.99", "kota"),
    ],
)
def test_a_regency_or_a_city(code, term):
    """By its name; by its number where the name is not known (01–69, 71–99)."""
    assert lookup(code).term == term
