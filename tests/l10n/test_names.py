"""Names of people: titles apart, nothing else taken apart; keys for searching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)
from egovkit.l10n import (
    PersonName,
    name_findings,
    recipient_line,
    salutation,
    search_key,
    title_case,
)

# text → (titles before, name, degrees after)
PARSED = {
    "Suharto": ((), "Suharto", ()),
    "Drs. Sutrisno": (("Drs.",), "Sutrisno", ()),
    "Budi Santoso": ((), "Budi Santoso", ()),
    "Dr. H. Ahmad Fauzi, S.H., M.H.": (("Dr.", "H."), "Ahmad Fauzi", ("S.H.", "M.H.")),
    "Prof. Dr. Ir. Bambang Sutrisno, M.Sc., Ph.D.": (
        ("Prof.", "Dr.", "Ir."),
        "Bambang Sutrisno",
        ("M.Sc.", "Ph.D."),
    ),
    "dr. Rina Wulandari, Sp.A.": (("dr.",), "Rina Wulandari", ("Sp.A.",)),
    "apt. Rina Contoh, S.Farm.": (("apt.",), "Rina Contoh", ("S.Farm.",)),
    "Ns. Rina Contoh, S.Kep.": (("Ns.",), "Rina Contoh", ("S.Kep.",)),
    "Hj. Siti Aminah, S.Pd.": (("Hj.",), "Siti Aminah", ("S.Pd.",)),
    "K.H. Abdurrahman": (("K.H.",), "Abdurrahman", ()),
    "KH. Abdurrahman": (("KH.",), "Abdurrahman", ()),
    "I Gusti Ngurah Contoh": ((), "I Gusti Ngurah Contoh", ()),
    "Ni Luh Putu Contoh": ((), "Ni Luh Putu Contoh", ()),
    "I Made Contoh, S.T.": ((), "I Made Contoh", ("S.T.",)),
    "Siti Fatimah binti Salim": ((), "Siti Fatimah binti Salim", ()),
    "Indani boru Contoh": ((), "Indani boru Contoh", ()),
    "R.A. Contoh": (("R.A.",), "Contoh", ()),
    "Tri Contoh": ((), "Tri Contoh", ()),
    "A. Rahman": ((), "A. Rahman", ()),
    "H Contoh": ((), "H Contoh", ()),
    "Ma'ruf Contoh": ((), "Ma'ruf Contoh", ()),
    "Nur-Aini": ((), "Nur-Aini", ()),
    "Budi Contoh SH": ((), "Budi Contoh", ("SH",)),
    "Budi Contoh, SH, MSi": ((), "Budi Contoh", ("SH", "MSi")),
    "Budi Contoh SH MH MM": ((), "Budi Contoh", ("SH", "MH", "MM")),
    "Budi Contoh S.H.": ((), "Budi Contoh", ("S.H.",)),
    "Budi Contoh S.H., M.H.": ((), "Budi Contoh", ("S.H.", "M.H.")),
    "Budi Contoh, S.H.,": ((), "Budi Contoh", ("S.H.",)),
    "Budi Contoh, IPU": ((), "Budi Contoh", ("IPU",)),
    "Budi Contoh, Sp.OG (K)": ((), "Budi Contoh", ("Sp.OG (K)",)),
    "  Dr.   Budi  Contoh ": (("Dr.",), "Budi Contoh", ()),
    "dr Rina": (("dr",), "Rina", ()),
    # A space is missing
    "Dr.Ir. Bambang": (("Dr.", "Ir."), "Bambang", ()),
    "Dr.H.Ahmad Fauzi": (("Dr.", "H."), "Ahmad Fauzi", ()),
    "K.H.Ahmad": (("K.H.",), "Ahmad", ()),
    "R.A.Contoh": (("R.A.",), "Contoh", ()),
    "M.H.Contoh": ((), "M.H.Contoh", ()),
    # Ranks, honorary degrees, candidates
    "Letjen TNI (Purn.) Budi Contoh": (("Letjen", "TNI", "(Purn.)"), "Budi Contoh", ()),
    "Brigjen Pol. Drs. Ahmad Contoh, M.H.": (
        ("Brigjen", "Pol.", "Drs."),
        "Ahmad Contoh",
        ("M.H.",),
    ),
    "Dr. (H.C.) Ir. Contoh": (("Dr.", "(H.C.)", "Ir."), "Contoh", ()),
    "AKBP Contoh": (("AKBP",), "Contoh", ()),
    f"Contoh S.Ag{30 * '.'}": ((), f"Contoh S.Ag{30 * '.'}", ()),
    "Bripka Budi Contoh": (("Bripka",), "Budi Contoh", ()),
    "Jenderal Polisi Budi Contoh": (("Jenderal", "Polisi"), "Budi Contoh", ()),
    "Dr. H.C. Budi Contoh": (("Dr.", "H.C."), "Budi Contoh", ()),
    "Dr. H. C. Contoh": (("Dr.", "H."), "C. Contoh", ()),
    "Alm. H. Budi Contoh": (("Alm.", "H."), "Budi Contoh", ()),
    "Rm. Budi Contoh": (("Rm.",), "Budi Contoh", ()),
    # A space too many, and degrees of two words
    "Budi Contoh, S. H., M. Kom.": ((), "Budi Contoh", ("S.H.", "M.Kom.")),
    "Budi Contoh, B.Sc. (Hons)": ((), "Budi Contoh", ("B.Sc. (Hons)",)),
    "Budi Contoh, IPU, ASEAN Eng.": ((), "Budi Contoh", ("IPU", "ASEAN Eng.")),
    "Ma\u2018ruf Contoh": ((), "Ma\u2018ruf Contoh", ()),
    # What looks like a rank or a title but stands where a name stands
    "Jenderal": ((), "Jenderal", ()),
    "Mar Contoh": ((), "Mar Contoh", ()),
}


@pytest.mark.parametrize(("text", "parts"), PARSED.items())
def test_titles_are_kept_apart(text, parts):
    """What stands before and after; the name itself in one piece."""
    name = PersonName.parse(text)
    assert (name.prefix, name.name, name.suffix) == parts


@pytest.mark.parametrize("text", PARSED)
def test_formatting_is_parsed_back(text):
    """EYD's form of a name says the same name."""
    name = PersonName.parse(text)
    assert PersonName.parse(name.formatted()) == name
    assert str(name) == name.formatted()


def test_commas_stand_between_name_and_degrees():
    """EYD V: after the name and between the degrees."""
    name = PersonName(prefix=("Dr.",), name="Budi Contoh", suffix=("S.H.", "M.H."))
    assert name.formatted() == "Dr. Budi Contoh, S.H., M.H."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name_format"),
        (" ", "name_format"),
        (",", "name_format"),
        ("Dr.", "name_format"),
        ("Dr. H.", "name_format"),
        ("S.H.", "name_format"),
        ("123", "name_format"),
        ("Budi <b>", "name_format"),
        ("Budi_Contoh", "name_format"),
        ("Budi@contoh.example", "name_format"),
        ("Contoh, Budi", "name_suffix"),
        ("Budi,,S.H.", "name_suffix"),
        ("Budi, S.H., lahir 1990", "name_suffix"),
        ("Budi, Contoh Eng.", "name_suffix"),
    ],
)
def test_what_is_no_name_is_refused(text, code):
    """Only titles, other signs, or after the comma something else than a degree."""
    with pytest.raises(InvalidFormatError) as caught:
        PersonName.parse(text)
    assert caught.value.code == code


def test_names_are_bounded():
    """Sixty letters are registered; two hundred with titles are refused."""
    with pytest.raises(InvalidLengthError):
        PersonName.parse("a" * 201)
    with pytest.raises(InvalidLengthError):
        PersonName(name="a" * 201)
    for value in (None, 1, b"Budi"):
        with pytest.raises(InvalidFormatError):
            PersonName.parse(value)


@pytest.mark.property
@given(st.text("ABab .,'H(", max_size=20))
def test_whatever_is_accepted_keeps_its_letters(text):
    """Taking titles apart loses and invents no letter."""
    try:
        name = PersonName.parse(text)
    except EgovkitError:
        return
    letters = "".join(c for c in text if c.isalpha())
    assert "".join(c for c in name.formatted() if c.isalpha()) == letters


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("DRS. AHMAD BIN ABDULLAH, SH, MSi", "Drs. Ahmad bin Abdullah, S.H., M.Si."),
        ("prof budi contoh, phd", "Prof. budi contoh, Ph.D."),
        ("KH. Abdurrahman", "K.H. Abdurrahman"),
        ("dr. Rina, SpA", "dr. Rina, Sp.A."),
        ("Dr. Rina, M.Sc", "Dr. Rina, M.Sc."),
        ("Budi Contoh, A.Md", "Budi Contoh, A.Md."),
        ("Budi Contoh, XYZ", "Budi Contoh, XYZ"),
    ],
)
def test_eyd_puts_the_dots(text, formatted):
    """Known degrees get their dots, capitals their small letters, *dr.* stays."""
    assert PersonName.parse(text).eyd().formatted() == formatted


@pytest.mark.parametrize(
    ("text", "lineage"),
    [
        ("Ahmad bin Abdullah", ("bin", "Abdullah")),
        ("SITI BINTI HAJI SALIM", ("binti", "HAJI SALIM")),
        ("Indani boru Contoh", ("boru", "Contoh")),
        ("Bin Contoh", None),
        ("Ahmad bin", None),
        ("Ahmad Binsar", None),
    ],
)
def test_lineage(text, lineage):
    """*bin*, *binti* or *boru* between two names."""
    assert PersonName.parse(text).lineage == lineage


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("AHMAD BIN ABDULLAH", "Ahmad bin Abdullah"),
        ("SITI FATIMAH BINTI SALIM", "Siti Fatimah binti Salim"),
        ("INDANI BORU SITANGGANG", "Indani boru Sitanggang"),
        ("CHARLES ADRIAAN VAN OPHUIJSEN", "Charles Adriaan van Ophuijsen"),
        ("I GUSTI NGURAH RAI", "I Gusti Ngurah Rai"),
        ("NI LUH PUTU", "Ni Luh Putu"),
        ("MA'RUF", "Ma'ruf"),
        ("NUR-AINI", "Nur-Aini"),
        ("R.A. KARTINI", "R.A. Kartini"),
        ("PAKU ALAM IX", "Paku Alam IX"),
        ("IX", "Ix"),
        ("BIN SALIM", "Bin Salim"),
        ("  siti   aminah ", "Siti Aminah"),
        ("", ""),
    ],
)
def test_capitals_of_a_name(text, cased):
    """EYD V; a particle is small only between names, a numeral stays a numeral."""
    assert title_case(text) == cased


@pytest.mark.parametrize("text", ["Jakarta", "Joko", "Christina", "Djakarta"])
def test_capitals_change_no_spelling(text):
    """Old and new spelling are different names on paper."""
    assert title_case(text) == text


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Budi Santoso", []),
        ("Suharto", ["name_min_words"]),
        ("A" * 61 + " B", ["name_max_length"]),
        ("A" * 58 + " B", []),
        ("Budi 2", ["name_digit"]),
        ("Budi Santoso.", ["name_punctuation"]),
        ("Ma'ruf Contoh", ["name_punctuation"]),
        ("Буди Контох", ["name_not_latin"]),
        ("José Contoh", []),
        ("Jose\u0301 Contoh", []),
        ("", ["name_min_words"]),
        ("\u0662 x", ["name_digit"]),
    ],
)
def test_findings_of_the_registration_rule(name, codes):
    """Permendagri 73/2022: what it would say, and nothing is refused."""
    assert [finding.code for finding in name_findings(name)] == codes


def test_only_the_grounds_of_article_7_are_refusable():
    """Sixty letters, digits and marks, titles on deeds; not the two-word rule."""
    found = {f.code: f.refusable for f in name_findings("\u0416" * 61 + "1.")}
    assert found == {
        "name_max_length": True,
        "name_min_words": False,
        "name_digit": True,
        "name_punctuation": True,
        "name_not_latin": False,
    }


def test_a_title_is_a_finding_of_its_own():
    """Titles are allowed on KK and KTP-el, barred on deeds."""
    (finding,) = PersonName.parse("Dr. Budi Santoso").findings()
    assert (finding.code, finding.clause, finding.refusable) == (
        "name_with_title",
        "5(3)",
        True,
    )
    assert "Pasal 5(3)" in finding.sentence()
    assert "article 5(3)" in finding.sentence("en")
    assert PersonName.parse("Budi Santoso").findings() == ()


def test_names_sort_without_titles_and_accents():
    """Indonesian lists are sorted by the given name."""
    names = ["Dr. Zainal", "H. Ahmad", "Émile Contoh", "budi", "Prof. Citra, M.Si."]
    ordered = sorted(names, key=lambda text: PersonName.parse(text).sort_key())
    assert ordered == [
        "H. Ahmad",
        "budi",
        "Prof. Citra, M.Si.",
        "Émile Contoh",
        "Dr. Zainal",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Djakarta", "Jakarta"),
        ("Soerabaja", "Surabaya"),
        ("Tjokroaminoto", "Cokroaminoto"),
        ("Sjahrir", "Syahrir"),
        ("Soekarno", "Sukarno"),
        ("Bandjarmasin", "Banjarmasin"),
        ("Djogjakarta", "Yogyakarta"),
        ("Njoman", "Nyoman"),
        ("Chairil", "Khairil"),
        ("Koentjaraningrat", "Kuncaraningrat"),
        ("Tjiandjoer", "Cianjur"),
        ("Jum'at", "Jumat"),
        ("JOSÉ", "jose"),
        ("Siti  Aminah", "siti-aminah"),
    ],
)
def test_old_and_new_spelling_share_a_key(old, new):
    """dj, tj, nj, sj, ch, oe and j, on both sides."""
    assert search_key(old) == search_key(new)


@pytest.mark.parametrize(
    ("left", "right"), [("Budi", "Rudi"), ("Ahmad", "Achmad"), ("Siti", "Siti A")]
)
def test_other_names_have_other_keys(left, right):
    """The key folds spelling, not sound."""
    assert search_key(left) != search_key(right)


def test_a_fuzzy_key_folds_kh_too():
    """Achmad, Akhmad and Ahmad."""
    assert len({search_key(n, fuzzy=True) for n in ("Achmad", "Akhmad", "Ahmad")}) == 1


@pytest.mark.property
@given(st.text(max_size=30))
def test_a_key_ignores_case_and_spaces(text):
    """The key of a text is that of its capitals, with more space around."""
    assert search_key(f"  {text} ") == search_key(text)
    assert search_key(search_key(text).upper()) == search_key(search_key(text))


def test_lines_are_bounded():
    """A thousand characters are no name of a person or place."""
    for function in (search_key, title_case, name_findings):
        function("a" * 1000)
        with pytest.raises(InvalidLengthError):
            function("a" * 1001)
        with pytest.raises(InvalidFormatError):
            function(None)


@pytest.mark.parametrize(
    ("sex", "word"),
    [("L", "Bapak"), ("M", "Bapak"), ("P", "Ibu"), ("F", "Ibu"), (None, "Bapak/Ibu")],
)
def test_salutations(sex, word):
    """In full and without a dot; both where the sex is not known."""
    assert salutation(sex) == word


@pytest.mark.parametrize(
    "name", ["Dr. Budi Contoh", "Budi Contoh, S.H.", "Kolonel Budi Contoh"]
)
def test_no_salutation_before_a_title_or_rank(name):
    """*Yth. Dr. …*, not *Yth. Bapak Dr. …*"""
    assert salutation("L", name=name) == ""
    assert recipient_line(name=name, sex="L") == f"Yth. {name}"


def test_no_salutation_before_a_position():
    """*Yth. Kepala Dinas …*; the office is addressed, whoever holds it."""
    assert salutation("L", position="Lurah Contoh") == ""
    line = recipient_line(position="Lurah  Contoh", name="Budi Contoh", sex="L")
    assert line == "Yth. Lurah Contoh"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"name": "Ahmad Fauzi", "sex": "L"}, "Yth. Bapak Ahmad Fauzi"),
        ({"name": "Siti Aminah", "sex": "P"}, "Yth. Ibu Siti Aminah"),
        ({"name": "Siti Aminah"}, "Yth. Bapak/Ibu Siti Aminah"),
        ({"name": "Budi Contoh", "sdr": True}, "Yth. Sdr. Budi Contoh"),
        ({"name": PersonName(name="Suharto"), "sex": "L"}, "Yth. Bapak Suharto"),
    ],
    ids=str,
)
def test_the_first_line_of_an_address(given, line):
    """*Yth.* without *Kepada*."""
    assert recipient_line(**given) == line


def test_a_letter_needs_a_recipient():
    """Neither name nor position is no address."""
    with pytest.raises(UsageError) as caught:
        recipient_line(sex="L")
    assert caught.value.code == "recipient_missing"


def test_other_codes_for_the_sex_are_refused():
    """L and P of the registry, M and F of passports; nothing is guessed."""
    for code in ("l", "X", "laki-laki", ""):
        with pytest.raises(UsageError) as caught:
            salutation(code)
        assert caught.value.code == "sex_code"


def test_positions_are_bounded_text():
    """Three hundred characters are enough for any office."""
    with pytest.raises(InvalidLengthError):
        recipient_line(position="a" * 301)


@pytest.mark.parametrize(
    ("text", "formatted"),
    [("Rm. BUDI", "Rm. Budi"), ("R.M. BUDI", "R.M. Budi"), ("ALM. BUDI", "Alm. Budi")],
)
def test_a_priest_is_no_raden_mas(text, formatted):
    """*Rm.* is Romo and *R.M.* Raden Mas: what only the case tells apart stays."""
    assert PersonName.parse(text).eyd().formatted() == formatted


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("RINA BR GINTING", "Rina br Ginting"),
        ("RINA BR. GINTING", "Rina br. Ginting"),
        ("RINA BORU GINTING", "Rina boru Ginting"),
        ("BR GINTING", "Br Ginting"),
    ],
)
def test_boru_may_be_short(text, titled):
    """A KTP has no dots: *br* is the Batak *boru*, small inside a name."""
    assert title_case(text) == titled
    lineage = PersonName.parse(text).lineage
    assert lineage == (None if text.startswith("BR") else ("boru", "GINTING"))


@pytest.mark.parametrize(
    "titles",
    [
        *("Dr.", 5, None, ("",), ("Dr.\n",), ("Dr., H.",), ("1",), (" Dr.",)),
        *(("\u202eDr.",), ("D" * 60,)),
    ],
    ids=repr,
)
@pytest.mark.parametrize("place", ["prefix", "suffix"])
def test_titles_are_a_sequence_of_short_texts(place, titles):
    """One text would be taken letter by letter, a comma would make two degrees."""
    with pytest.raises(InvalidFormatError) as caught:
        PersonName(name="Budi", **{place: titles})
    assert caught.value.code == "name_titles"


def test_a_title_that_is_no_text_is_refused():
    """As every other text is."""
    with pytest.raises(InvalidFormatError) as caught:
        PersonName(name="Budi", prefix=(5,))
    assert caught.value.code == "not_text"


def test_an_accent_typed_apart_is_the_same_name():
    """NFC and NFD are one name: equal, and found by one key."""
    apart, together = "Jose\u0301 Contoh", "Jos\u00e9 Contoh"
    assert PersonName.parse(apart) == PersonName.parse(together)
    assert PersonName(name=apart).name == together
    assert search_key(apart) == search_key(together)


def test_titles_from_json_are_a_list():
    """The name stays a value: equal, hashable, and of 200 characters in all."""
    name = PersonName(name="Budi", prefix=["Dr."], suffix=["S.H."])
    assert name == PersonName.parse("Dr. Budi, S.H.")
    assert len({name, PersonName.parse("Dr. Budi, S.H.")}) == 1
    with pytest.raises(InvalidLengthError):
        PersonName(name="Budi", suffix=["S.H."] * 40)


@pytest.mark.parametrize(
    "numeral", ["II", "III", "IV", "VII", "VIII", "IX", "XI", "XII"]
)
def test_a_numeral_behind_a_name_stays_one(numeral):
    """*Pakubuwana XII*; in front it is somebody's name, and so is one letter."""
    assert title_case(f"PAKUBUWANA {numeral}") == f"Pakubuwana {numeral}"
    assert title_case(f"{numeral} SITI") == f"{numeral.capitalize()} Siti"


@pytest.mark.parametrize("word", ["VI", "XL", "DI", "MI", "LI"])
def test_a_word_of_the_same_letters_is_a_name(word):
    """*Vi* and *Li* are what people are called."""
    assert title_case(f"SITI {word}") == f"Siti {word.capitalize()}"


def test_sixty_letters_are_counted_with_their_spaces():
    """Permendagri 73/2022 Pasal 4(2)b: at most 60, spaces among them."""
    fits, longer = "A" * 29 + " " + "B" * 30, "A" * 30 + " " + "B" * 30
    assert (len(fits), len(longer)) == (60, 61)
    assert name_findings(fits) == ()
    assert [finding.code for finding in name_findings(longer)] == ["name_max_length"]


def test_each_finding_names_its_article():
    """As Pasal 4(2), 5(1), 5(3) are quoted; 7(1) leaves out the two-word rule."""
    found = {f.code: f.clause for f in name_findings("\u0416" * 61 + "1.")}
    assert found == {
        "name_max_length": "4(2)b",
        "name_min_words": "4(2)c",
        "name_digit": "5(3)",
        "name_punctuation": "5(3)",
        "name_not_latin": "5(1)",
    }
