"""Search: case, abbreviations, former names and old spelling do not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)
from egovkit.regions import active, lookup, search


def first(text: str, level: int | None = None) -> str:
    """The name of the best match with its kind; empty without one."""
    found = search(text, level=level)
    return found[0].titled if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jawa barat", "Jawa Barat"),
        ("JAWA BARAT", "Jawa Barat"),
        ("  jawa   barat ", "Jawa Barat"),
        ("Prov. Jawa Barat", "Jawa Barat"),
        ("propinsi jawa barat", "Jawa Barat"),
        ("Kab. Bogor", "Kabupaten Bogor"),
        ("kab bogor", "Kabupaten Bogor"),
        ("Kabupaten Bogor", "Kabupaten Bogor"),
        ("Kota Bogor", "Kota Bogor"),
        ("kotamadya bogor", "Kota Bogor"),
        ("Kodya Bogor", "Kota Bogor"),
        ("Kota Adm. Jakarta Pusat", "Kota Administrasi Jakarta Pusat"),
        ("kota jakarta pst", "Kota Administrasi Jakarta Pusat"),
        ("Kab. Adm. Kep. Seribu", "Kabupaten Administrasi Kepulauan Seribu"),
        ("Kab. Kepulauan Seribu", "Kabupaten Administrasi Kepulauan Seribu"),
        ("DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("D.K.I. Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("DIY", "Daerah Istimewa Yogyakarta"),
        ("D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("NTB", "Nusa Tenggara Barat"),
        ("Prop. Bali", "Bali"),
        ("NAD", "Aceh"),
        ("Jabar", "Jawa Barat"),
        ("prov. jateng", "Jawa Tengah"),
        ("SULSEL", "Sulawesi Selatan"),
        ("Kaltara", "Kalimantan Utara"),
        ("Kepri", "Kepulauan Riau"),
        ("Babel", "Kepulauan Bangka Belitung"),
        ("Jaksel", "Kota Administrasi Jakarta Selatan"),
        ("tanjungpinang", "Kota Tanjung Pinang"),
        ("Kec. Gambir", "Kecamatan Gambir"),
        ("kecamatan gambir", "Kecamatan Gambir"),
        ("Distrik Heram", "Distrik Heram"),
    ],
)
def test_case_spaces_and_abbreviations(text, expected):
    """As people write it in forms and letters."""
    assert first(text) == expected


def test_short_names_of_provinces_do_not_hide_other_places():
    """A word that only begins like one is a word of its own."""
    assert first("Babelan") == "Kecamatan Babelan"
    assert first("Boronadu") == "Kecamatan Boronadu"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soerabaja", "Kota Surabaya"),
        ("Tjirebon", "Kabupaten Cirebon"),
        ("Djakarta", "Daerah Khusus Ibukota Jakarta"),
        ("Jogjakarta", "Daerah Istimewa Yogyakarta"),
        ("Atjeh", "Aceh"),
        ("Djambi", "Jambi"),
        ("Soekaboemi", "Kabupaten Sukabumi"),
        ("Tjiandjoer", "Kabupaten Cianjur"),
        ("Poerwokerto", "Kecamatan Purwokerto Selatan"),
    ],
)
def test_the_spelling_before_1972(text, expected):
    """Keppres 57/1972: tj, dj, oe, j, sj and ch became c, j, u, y, sy and kh."""
    assert first(text) == expected


def test_a_bare_name_finds_both_kinds_the_regency_first():
    """Kabupaten and kota share names; the kind narrows."""
    assert [r.name for r in search("bogor", level=2)] == [
        "Kabupaten Bogor",
        "Kota Bogor",
    ]


def test_a_former_name_leads_to_the_region_of_today():
    """11.01.10 was Pasi Raja until the edition of 2022."""
    now = lookup("11.01.10")
    assert now.name != "Pasi Raja"
    assert search("Pasi Raja", level=3)[0] == now


def test_a_level_narrows():
    """Only that level, exact matches before beginnings before the rest."""
    for level in (1, 2, 3):
        found = search("bandung", level=level)
        assert all(region.level == level for region in found)
    districts = [r.name for r in search("gambir", level=3)]
    assert districts[0] == "Gambir"
    assert set(districts) >= {"Gambir", "Gambiran"}


def test_villages_are_searched_when_asked_for():
    """Level 4, or not at all; with the word for it or without."""
    assert all(region.level < 4 for region in search("airputih"))
    for text in ("Airputih", "kel. air putih", "Kelurahan Airputih"):
        found = search(text, level=4, limit=200)
        assert lookup("14.71.13.1005") in found
        assert all(region.level == 4 for region in found)


def test_the_limit_and_nothing():
    """At most so many; a name nobody has, or no letters, finds nothing."""
    assert len(search("a", limit=7)) == 7
    assert search("Kota Contoh Yang Tidak Ada") == ()
    assert search("") == search(" .-") == ()


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"level": 0}, "level"),
        ({"level": 5}, "level"),
        ({"level": "3"}, "level"),
        ({"level": [1]}, "level"),
        ({"limit": -1}, "limit"),
        ({"limit": "5"}, "limit"),
        ({"limit": 1.5}, "limit"),
        ({"limit": None}, "limit"),
        ({"limit": True}, "limit"),
    ],
    ids=repr,
)
def test_a_level_or_a_limit_that_cannot_be_is_refused(options, option):
    """Nothing found would look like an answer."""
    with pytest.raises(UsageError) as caught:
        search("bogor", **options)
    assert (caught.value.code, caught.value.facts) == (
        "unknown_option",
        {"option": option},
    )


def test_a_limit_of_none_at_all():
    """Nought regions at most are none; the first so many are the same ones."""
    assert search("bogor", limit=0) == ()
    assert search("bogor", limit=1) == search("bogor")[:1] != ()


@pytest.mark.parametrize("text", [None, 3, b"bogor", ["bogor"]], ids=repr)
def test_only_text_is_searched(text):
    """Other things are our error."""
    with pytest.raises(InvalidFormatError):
        search(text)


def test_a_long_text_is_refused():
    """100 characters hold every name."""
    with pytest.raises(InvalidLengthError):
        search("x" * 101)


def test_every_name_finds_its_region():
    """Every twentieth region of levels 1 to 3, by its own titled name."""
    for code in sorted(active().data.current)[::20]:
        region = lookup(code)
        assert region in search(region.titled, level=region.level, limit=500)


@pytest.mark.property
@given(text=st.text(max_size=110), level=st.sampled_from([None, 1, 2, 3]))
def test_any_text_has_an_answer_or_our_error(text, level):
    """A search is total, and keeps to its level."""
    try:
        found = search(text, level=level)
    except EgovkitError:
        assert len(text) > 100
        return
    assert len(found) <= 20
    assert all(region.level == level for region in found if level)
