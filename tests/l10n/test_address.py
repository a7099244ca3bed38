"""Addresses in full and in short, and RT/RW in the forms in use."""

import pytest

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)
from egovkit.identity import Address
from egovkit.l10n import (
    RtRw,
    expand_address,
    format_address,
    letter_address,
    parse_rt_rw,
    recipient_line,
)

HOME = {
    "street": "Jl. Contoh Raya No. 100",
    "rt": "3",
    "rw": "5",
    "kelurahan": "Contoh Muka",
    "kecamatan": "Contoh",
    "kota": "Contoh",
    "provinsi": "Jawa Contoh",
    "kode_pos": "16423",
}


def test_full_and_short():
    """The same order; words in full for a letter, the usual ones for a list."""
    assert format_address(HOME) == (
        "Jalan Contoh Raya Nomor 100, RT 003/RW 005, Kelurahan Contoh Muka, "
        "Kecamatan Contoh, Kota Contoh, Jawa Contoh 16423"
    )
    assert format_address(HOME, "short") == (
        "Jl. Contoh Raya No. 100, RT 003/RW 005, Kel. Contoh Muka, "
        "Kec. Contoh, Kota Contoh, Jawa Contoh 16423"
    )


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {"nagari": "Contoh", "kabupaten": "Contoh"},
            "Nagari Contoh, Kabupaten Contoh",
        ),
        ({"gampong": "Contoh"}, "Gampong Contoh"),
        ({"kampung": "Contoh", "distrik": "Contoh"}, "Kampung Contoh, Distrik Contoh"),
        ({"pekon": "Contoh"}, "Pekon Contoh"),
        ({"lembang": "Contoh"}, "Lembang Contoh"),
        ({"banjar": "Contoh", "desa": "Contoh"}, "Banjar Contoh, Desa Contoh"),
    ],
    ids=str,
)
def test_local_words(parts, text):
    """UU 6/2014: desa or by another name; a distrik in Papua."""
    assert format_address(parts) == text


def test_missing_parts_leave_no_trace():
    """No empty commas, no word without its name."""
    assert format_address({}) == ""
    assert (
        format_address({"street": "", "desa": None, "kota": "Contoh"}) == "Kota Contoh"
    )
    assert format_address({"rt": "3"}) == "RT 003"
    assert format_address({"rw": "05"}) == "RW 005"
    assert format_address({"provinsi": "Bali", "kode_pos": ""}) == "Bali"


def test_a_word_is_not_doubled():
    """Forms often hold *Kelurahan Contoh* in the field for the name."""
    assert format_address({"kelurahan": "Kelurahan Contoh"}) == "Kelurahan Contoh"
    assert format_address({"kota": "KOTA CONTOH"}) == "KOTA CONTOH"
    assert format_address({"kota": "Kotabaru"}) == "Kota Kotabaru"


def test_the_address_of_a_citizen_is_written_too():
    """`egovkit.identity.Address` has the parts; this room does not import it."""
    address = Address.at("93.01.01.1001", street="Jl. Contoh No. 1", rt="1", rw="2")
    assert format_address(address).startswith("Jalan Contoh Nomor 1, RT 001/RW 002, ")
    assert "Distrik Merauke, Kabupaten Merauke, Papua Selatan" in format_address(
        address
    )
    assert "Kab. Merauke" in format_address(address, "short")


def test_a_postal_code_of_an_identity_is_written_in_full():
    """It is no secret: its own text shows all five digits."""
    address = Address(regency="Kota Contoh", province="Bali", postal_code="80111")
    assert format_address(address) == "Kota Contoh, Bali 80111"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ({"negara": "Indonesia"}, "address_key"),
        ({"desa": "A", "kelurahan": "B"}, "address_part_twice"),
        ({"kota": "A", "kabupaten": "B"}, "address_part_twice"),
        ({"rt": "3a"}, "rt_rw_format"),
        ({"rt": "0003"}, "rt_rw_format"),
        ({"rw": "\u0663"}, "rt_rw_format"),
        ({"street": "a" * 201}, "text_too_long"),
    ],
    ids=str,
)
def test_wrong_parts_are_refused(address, code):
    """An unknown key would vanish from a letter without a word."""
    with pytest.raises(EgovkitError) as caught:
        format_address(address)
    assert caught.value.code == code


def test_unknown_styles_are_refused():
    """A typing error does not pass as the default."""
    with pytest.raises(UsageError) as caught:
        format_address(HOME, "ringkas")
    assert caught.value.facts == {"option": "style"}


def test_the_lines_of_a_letter():
    """Recipient, street, village and district, town."""
    lines = letter_address(recipient_line(name="Siti Aminah", sex="P"), HOME)
    assert lines == (
        "Yth. Ibu Siti Aminah",
        "Jalan Contoh Raya Nomor 100, RT 003/RW 005",
        "Kelurahan Contoh Muka, Kecamatan Contoh",
        "Kota Contoh, Jawa Contoh 16423",
    )
    assert letter_address("Yth. Lurah Contoh", {}) == ("Yth. Lurah Contoh",)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Jl. Contoh", "Jalan Contoh"),
        ("Jln. Contoh", "Jalan Contoh"),
        ("JL. CONTOH", "Jalan CONTOH"),
        ("Jl Contoh", "Jalan Contoh"),
        ("Jl.Contoh No.9", "Jalan Contoh Nomor 9"),
        ("Jalan Contoh No 9", "Jalan Contoh Nomor 9"),
        ("Jalan Contoh no. 9A", "Jalan Contoh Nomor 9A"),
        ("Gg. II", "Gang II"),
        ("Blk. C", "Blok C"),
        ("Komp. Contoh Kav. 3", "Kompleks Contoh Kaveling 3"),
        ("Kompl. Contoh Ged. II", "Kompleks Contoh Gedung II"),
        ("Lr. Contoh Psr. Tmn. Contoh", "Lorong Contoh Pasar Taman Contoh"),
        ("Link. II, Prop. Contoh", "Lingkungan II, Provinsi Contoh"),
        ("Jalan Contoh Lr. 5, Lrg. 6", "Jalan Contoh Lorong 5, Lorong 6"),
        ("Perum. Contoh", "Perumahan Contoh"),
        ("Gd. Contoh Lt. 3", "Gedung Contoh Lantai 3"),
        ("Kp. Contoh", "Kampung Contoh"),
        ("Ds. Contoh Dsn. Contoh", "Desa Contoh Dusun Contoh"),
        ("Kel. Contoh Kec. Contoh", "Kelurahan Contoh Kecamatan Contoh"),
        ("Kab. Contoh Prov. Contoh", "Kabupaten Contoh Provinsi Contoh"),
        ("Jl. Jend. Contoh Km. 9", "Jalan Jenderal Contoh Kilometer 9"),
        ("RT.005 RW.003", "RT 005 RW 003"),
        ("Jalan Norma", "Jalan Norma"),
        ("Jalan No Contoh", "Jalan No Contoh"),
        ("Jalan Dr. Contoh", "Jalan Dr. Contoh"),
        ("Jalan H. Kelik", "Jalan H. Kelik"),
        ("Kelapa Gading", "Kelapa Gading"),
        ("  Jl.  Contoh ", "Jalan Contoh"),
        ("", ""),
    ],
)
def test_abbreviations_are_written_in_full(text, full):
    """Badan Bahasa: none in a formal address; words that only look so stay."""
    assert expand_address(text) == full
    assert expand_address(full) == full


@pytest.mark.parametrize(
    "text",
    [
        "RT 003/RW 005",
        "RT.003/RW.005",
        "RT. 003 / RW. 005",
        "rt 3 rw 5",
        "RT03 RW05",
        "RT-003/RW-005",
        "RT03/RW05",
        "RT: 3, RW: 5",
        "RT 003, RW 005",
        "RT 3/5",
        "RT/RW 003/005",
        "RT/RW: 003/005",
        "RT / RW 3 / 5",
        "003/005",
        "3/5",
        "RW 5 RT 3",
        "RW.005/RT.003",
    ],
)
def test_rt_and_rw(text):
    """One neighbourhood in the forms in use, three digits each."""
    assert parse_rt_rw(text) == RtRw("003", "005")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "RT",
            "RT 3",
            "RW 5",
            "3",
            "3-5",
            "RT 3A/RW 5",
            "RT 0003/RW 005",
            "3/5/7",
        ),
        *("RT \u0663/RW \u0665", "RW 3/5", "RT 003/RT 005", "KM 3/5", "RT 3 RW"),
    ],
)
def test_other_forms_are_refused(text):
    """Half a neighbourhood, letters, other scripts."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_rt_rw(text)
    assert caught.value.code == "rt_rw_format"


def test_lengths_are_bounded():
    """Before any pattern is tried."""
    with pytest.raises(InvalidLengthError):
        parse_rt_rw("3/5" + " " * 40)
    with pytest.raises(InvalidLengthError):
        expand_address("a" * 201)
    for function in (parse_rt_rw, expand_address):
        with pytest.raises(InvalidFormatError):
            function(None)


# Abbreviation → the word it stands for, as Badan Bahasa and the forces write it
WORDS = {
    "Jl.": "Jalan",
    "Jln.": "Jalan",
    "Gg.": "Gang",
    "Lr.": "Lorong",
    "Lrg.": "Lorong",
    "No.": "Nomor",
    "Kav.": "Kaveling",
    "Komp.": "Kompleks",
    "Kompl.": "Kompleks",
    "Perum.": "Perumahan",
    "Tmn.": "Taman",
    "Psr.": "Pasar",
    "Gd.": "Gedung",
    "Ged.": "Gedung",
    "Lt.": "Lantai",
    "Blk.": "Blok",
    "Km.": "Kilometer",
    "Jend.": "Jenderal",
    "Letjen.": "Letnan Jenderal",
    "Mayjen.": "Mayor Jenderal",
    "Brigjen.": "Brigadir Jenderal",
    "Kol.": "Kolonel",
    "Kapt.": "Kapten",
    "Lk.": "Lingkungan",
    "Link.": "Lingkungan",
    "Dk.": "Dukuh",
    "Kp.": "Kampung",
    "Dsn.": "Dusun",
    "Ds.": "Desa",
    "Kel.": "Kelurahan",
    "Kec.": "Kecamatan",
    "Kab.": "Kabupaten",
    "Prov.": "Provinsi",
    "Prop.": "Provinsi",
    "Rt.": "RT",
    "Rw.": "RW",
}


@pytest.mark.parametrize("short", WORDS)
def test_every_abbreviation_with_its_dot_is_a_word(short):
    """In any case, in front of a name, with a space or without."""
    for written in (short, short.upper(), short.lower()):
        assert expand_address(written) == WORDS[short]
        assert expand_address(f"{written} Contoh 5") == f"{WORDS[short]} Contoh 5"
        assert expand_address(f"{written}Contoh 5") == f"{WORDS[short]} Contoh 5"
        assert expand_address(f"Contoh, {written} Lain") == (
            f"Contoh, {WORDS[short]} Lain"
        )
    # inside another word it is none
    assert expand_address(f"Contoh{short.lower()}") == f"Contoh{short.lower()}"


# Key of a mapping → the word before the name
PARTS = {
    "dusun": "Dusun ",
    "lingkungan": "Lingkungan ",
    "jorong": "Jorong ",
    "banjar": "Banjar ",
    "kelurahan": "Kelurahan ",
    "desa": "Desa ",
    "gampong": "Gampong ",
    "nagari": "Nagari ",
    "kampung": "Kampung ",
    "pekon": "Pekon ",
    "lembang": "Lembang ",
    "kecamatan": "Kecamatan ",
    "distrik": "Distrik ",
    "kota": "Kota ",
    "kabupaten": "Kabupaten ",
    "regency": "",
    "provinsi": "",
    "province": "",
    "jalan": "",
    "street": "",
}


@pytest.mark.parametrize("key", PARTS)
def test_every_part_has_its_word(key):
    """UU 6/2014: a village is called what its place calls it."""
    assert format_address({key: "Contoh"}) == f"{PARTS[key]}Contoh"


def test_rt_and_rw_fill_forty_characters_at_most():
    """Forty with all its spaces, and no more."""
    assert parse_rt_rw("3/5" + " " * 37) == RtRw("003", "005")
    with pytest.raises(InvalidLengthError):
        parse_rt_rw("3/5" + " " * 38)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ({"kabupaten": "Kab. Contoh"}, "Kabupaten Contoh"),
        ({"kecamatan": "Kec. Contoh"}, "Kecamatan Contoh"),
        ({"kelurahan": "Kel. Contoh"}, "Kelurahan Contoh"),
        ({"desa": "Ds. Contoh"}, "Desa Contoh"),
        ({"dusun": "Dsn. Contoh"}, "Dusun Contoh"),
        ({"kampung": "Kp. Contoh"}, "Kampung Contoh"),
        ({"provinsi": "Prov. Contoh"}, "Provinsi Contoh"),
        ({"kota": "Kotamaju"}, "Kota Kotamaju"),
    ],
)
def test_a_part_that_brings_its_word_keeps_it_once(part, text):
    """Not *Kabupaten Kab. Contoh*; a name that only begins so keeps its word."""
    assert format_address(part) == text
    assert format_address({next(iter(part)): text}) == text


@pytest.mark.parametrize(
    ("part", "value", "printed"),
    [
        ("street", "Jalan Contoh 5", "Jalan Contoh 5"),
        ("dusun", "Contoh", "Dusun Contoh"),
        ("village", "Contoh", "Nagari Contoh"),
        ("district", "Contoh", "Distrik Contoh"),
        ("regency", "Kabupaten Contoh", "Kabupaten Contoh"),
        ("province", "Contoh", "Contoh"),
        ("postal_code", "16431", "16431"),
        ("rt", "1", "RT 001"),
        ("rw", "2", "RW 002"),
    ],
)
def test_every_part_of_an_address_object_is_printed(part, value, printed):
    """The parts of `egovkit.identity.Address`, one alone and all together."""
    terms = {"village_term": "nagari", "district_term": "distrik"}
    assert format_address(Address(**{part: value}, **terms)) == printed
    whole = Address(
        street="S",
        rt="1",
        rw="2",
        dusun="D",
        village="V",
        district="K",
        regency="Kota R",
        province="P",
        postal_code="16431",
        **terms,
    )
    assert format_address(whole) == (
        "S, RT 001/RW 002, Dusun D, Nagari V, Distrik K, Kota R, P 16431"
    )
