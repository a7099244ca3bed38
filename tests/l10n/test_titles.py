"""Every title and degree that is known, with what it stands for.

The list is written out here from the names of the titles; the module's own tables
are not asked.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError
from egovkit.l10n import PersonName

# As EYD writes it → what it stands for
TITLES = {
    "Prof.": "profesor",
    "Dr.": "doktor",
    "dr.": "dokter",
    "drg.": "dokter gigi",
    "drh.": "dokter hewan",
    "Drs.": "doktorandus",
    "Dra.": "doktoranda",
    "Ir.": "insinyur",
    "apt.": "apoteker",
    "Ns.": "ners",
    "H.": "haji",
    "Hj.": "hajah",
    "K.H.": "kiai haji",
    "Ky.": "kiai",
    "Ust.": "ustaz",
    "Tgk.": "teungku",
    "T.G.K.H.": "tuan guru kiai haji",
    "Pdt.": "pendeta",
    "Pr.": "praja",
    "R.M.": "raden mas",
    "Rm.": "romo",
    "R.": "raden",
    "R.A.": "raden ajeng",
    "Rr.": "raden roro",
    "R.Ngt.": "raden nganten",
    "K.R.T.": "kanjeng raden tumenggung",
    "K.R.A.": "kanjeng raden arya",
    "K.R.M.T.": "kanjeng raden mas tumenggung",
    "G.B.P.H.": "gusti bendara pangeran harya",
    "G.K.R.": "gusti kanjeng ratu",
    "K.G.P.A.A.": "kanjeng gusti pangeran adipati arya",
    "Alm.": "almarhum",
    "Almh.": "almarhumah",
    "Mgr.": "monsinyur",
}
# What people write without a dot, and nobody is called.
WITHOUT_DOT = ("Prof", "Dr", "dr", "drg", "drh", "Drs", "Dra", "Ir", "Hj", "KH", "Ust")
RANKS = {
    "Jenderal": "",
    "Jend.": "jenderal",
    "Letjen": "letnan jenderal",
    "Mayjen": "mayor jenderal",
    "Brigjen": "brigadir jenderal",
    "Kolonel": "",
    "Kol.": "kolonel",
    "Letkol": "letnan kolonel",
    "Mayor": "",
    "Kapten": "",
    "Kapt.": "kapten",
    "Lettu": "letnan satu",
    "Letda": "letnan dua",
    "Peltu": "pembantu letnan satu",
    "Pelda": "pembantu letnan dua",
    "Serma": "sersan mayor",
    "Serka": "sersan kepala",
    "Sertu": "sersan satu",
    "Serda": "sersan dua",
    "Kopka": "kopral kepala",
    "Koptu": "kopral satu",
    "Laksamana": "",
    "Laksdya": "laksamana madya",
    "Laksda": "laksamana muda",
    "Laksma": "laksamana pertama",
    "Marsekal": "",
    "Marsdya": "marsekal madya",
    "Marsda": "marsekal muda",
    "Marsma": "marsekal pertama",
    "Komjen": "komisaris jenderal",
    "Irjen": "inspektur jenderal",
    "Kombes": "komisaris besar",
    "AKBP": "ajun komisaris besar polisi",
    "Kompol": "komisaris polisi",
    "AKP": "ajun komisaris polisi",
    "Iptu": "inspektur polisi satu",
    "Ipda": "inspektur polisi dua",
    "Aiptu": "ajun inspektur polisi satu",
    "Aipda": "ajun inspektur polisi dua",
    "Bripka": "brigadir polisi kepala",
    "Brigpol": "brigadir polisi",
    "Briptu": "brigadir polisi satu",
    "Bripda": "brigadir polisi dua",
    "Bharaka": "bhayangkara kepala",
    "Bharatu": "bhayangkara satu",
    "Bharada": "bhayangkara dua",
}
# Corps and remarks behind a rank or a title
FOLLOWERS = (
    *("TNI", "Pol.", "Polisi", "Inf.", "Kav.", "Art.", "Arm.", "Czi.", "Cpl.", "Chb."),
    *("Mar.", "Pnb.", "Lek.", "Purn.", "(Purn.)", "(H.C.)", "H.C.", "(C)"),
    "(Cand.)",
)
# As EYD writes it → what people write without dots
DEGREES = {
    "S.H.": "SH",
    "S.E.": "SE",
    "S.T.": "ST",
    "S.Si.": "SSi",
    "S.Sos.": "SSos",
    "S.Pd.": "SPd",
    "S.Pd.I.": "SPdI",
    "S.Ag.": "SAg",
    "S.Kom.": "SKom",
    "S.Ked.": "SKed",
    "S.Kep.": "SKep",
    "S.K.M.": "SKM",
    "S.P.": "SP",
    "S.Pt.": "SPt",
    "S.Psi.": "SPsi",
    "S.Farm.": "SFarm",
    "S.IP.": "SIP",
    "S.A.P.": "SAP",
    "S.I.Kom.": "SIKom",
    "S.Hum.": "SHum",
    "S.S.": "SS",
    "S.Sn.": "SSn",
    "S.Tr.": "STr",
    "S.STP.": "SSTP",
    "S.Gz.": "SGz",
    "S.Hut.": "SHut",
    "S.T.P.": "STP",
    "S.Ars.": "SArs",
    "S.M.": "SM",
    "S.Ak.": "SAk",
    "S.Th.": "STh",
    "M.H.": "MH",
    "M.M.": "MM",
    "M.Si.": "MSi",
    "M.Pd.": "MPd",
    "M.T.": "MT",
    "M.Kom.": "MKom",
    "M.Kes.": "MKes",
    "M.Hum.": "MHum",
    "M.Sc.": "MSc",
    "M.A.": "MA",
    "M.Ag.": "MAg",
    "M.E.": "ME",
    "M.Eng.": "MEng",
    "M.P.": "MP",
    "M.A.P.": "MAP",
    "M.I.Kom.": "MIKom",
    "M.Kn.": "MKn",
    "M.Psi.": "MPsi",
    "M.P.H.": "MPH",
    "M.B.A.": "MBA",
    "M.Farm.": "MFarm",
    "M.Ak.": "MAk",
    "M.Sn.": "MSn",
    "M.Th.": "MTh",
    "Ph.D.": "PhD",
    "LL.M.": "LLM",
    "B.A.": "BA",
    "B.Sc.": "BSc",
    "Lc.": "Lc",
    "Ak.": "Ak",
    "C.A.": "CA",
    "C.P.A.": "CPA",
    "A.Md.": "AMd",
    "A.Md.Keb.": "AMdKeb",
    "A.Md.Kep.": "AMdKep",
    "A.Ma.": "AMa",
    "A.Ma.Pd.": "AMaPd",
    "Psi.": "Psi",
    "Sp.A.": "SpA",
    "Sp.B.": "SpB",
    "Sp.OG.": "SpOG",
    "Sp.PD.": "SpPD",
    "Sp.JP.": "SpJP",
    "Sp.M.": "SpM",
    "Sp.S.": "SpS",
    "Sp.KJ.": "SpKJ",
    "Sp.Rad.": "SpRad",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stands_apart(title):
    """As EYD writes it, with a space behind it or without."""
    for text in (f"{title} Siti Aminah", f"{title}Siti Aminah"):
        name = PersonName.parse(text)
        assert (name.prefix, name.name) == ((title,), "Siti Aminah")
        assert name.eyd().prefix == (title,)
        assert name.formatted() == f"{title} Siti Aminah"


@pytest.mark.parametrize("title", sorted(set(TITLES) - {"Dr.", "dr.", "R.M.", "Rm."}))
def test_a_title_in_capitals_or_with_one_dot_is_the_same(title):
    """As lists in capitals have it; *Dr.* and *Rm.* are told by their case only."""
    for written in (title.upper(), title.lower(), title.replace(".", "") + "."):
        name = PersonName.parse(f"{written} Siti Aminah")
        assert (name.prefix, name.name) == ((written,), "Siti Aminah")
        assert name.eyd().prefix == (title,)


@pytest.mark.parametrize("title", WITHOUT_DOT)
def test_a_title_that_nobody_is_called_needs_no_dot(title):
    """*Drs Siti* is no name of two words."""
    name = PersonName.parse(f"{title} Siti Aminah")
    assert (name.prefix, name.name) == ((title,), "Siti Aminah")


@pytest.mark.parametrize(
    "word", ["H", "R", "Pr", "Ns", "Apt", "Ky", "Tgk", "Alm", "Rr", "Ra", "Rm"]
)
def test_a_word_that_may_be_a_name_stays_in_it(word):
    """Without its dot it can be an initial or what somebody is called."""
    name = PersonName.parse(f"{word} Siti Aminah")
    assert (name.prefix, name.name) == ((), f"{word} Siti Aminah")


@pytest.mark.parametrize("rank", RANKS)
def test_a_rank_is_a_title(rank):
    """With its dot or without, in capitals too."""
    for written in (rank, rank.upper(), rank.rstrip(".")):
        name = PersonName.parse(f"{written} Siti Aminah")
        assert (name.prefix, name.name) == ((written,), "Siti Aminah")


@pytest.mark.parametrize("follower", FOLLOWERS)
def test_what_follows_a_rank_belongs_to_it(follower):
    """Behind a title it is none of the name; alone in front it is a name."""
    name = PersonName.parse(f"Letkol {follower} Siti Aminah")
    assert (name.prefix, name.name) == (("Letkol", follower), "Siti Aminah")
    if follower.isalpha():
        plain = PersonName.parse(f"{follower} Siti Aminah")
        assert plain.prefix == ()


@pytest.mark.parametrize("degree", DEGREES)
class TestDegrees:
    """After a comma, with dots or without; and put into its form by EYD."""

    def test_as_it_should_be(self, degree):
        """It stays as it is."""
        name = PersonName.parse(f"Siti Aminah, {degree}")
        assert (name.name, name.suffix) == ("Siti Aminah", (degree,))
        assert name.eyd() == name

    def test_without_its_dots(self, degree):
        """It gets them."""
        for written in (DEGREES[degree], degree.rstrip("."), degree.upper()):
            name = PersonName.parse(f"Siti Aminah, {written}")
            assert name.suffix == (written,)
            assert name.eyd().suffix == (degree,)

    def test_without_its_comma(self, degree):
        """With its dots it is known at the end of a name."""
        name = PersonName.parse(f"Siti Aminah {degree}")
        assert (name.name, name.suffix) == ("Siti Aminah", (degree,))
        assert name.formatted() == f"Siti Aminah, {degree}"


@pytest.mark.parametrize("word", ["Psikolog", "Ners"])
def test_a_profession_stands_behind_a_degree(word):
    """*M.Psi., Psikolog*: a word after a comma; without one it is a name."""
    for written in (word, word.upper(), word.lower()):
        name = PersonName.parse(f"Siti Aminah, S.Kep., {written}")
        assert name.suffix == ("S.Kep.", written)
        assert name.eyd().suffix == ("S.Kep.", word)
    assert PersonName.parse(f"Siti {word}").suffix == ()


@pytest.mark.parametrize("word", ["Petani", "Guru", "Lurah", "binti Ahmad", "5"])
def test_another_word_behind_a_comma_is_no_degree(word):
    """A list that was split wrongly is told, not taken for a title."""
    with pytest.raises(InvalidFormatError) as caught:
        PersonName.parse(f"Siti Aminah, {word}")
    assert caught.value.code == "name_suffix"


def test_two_degrees_of_the_same_letters_stay_two():
    """One that is written properly already is not made into the other."""
    name = PersonName.parse("Siti Aminah, S.I.P.")
    assert name.eyd().suffix == ("S.I.P.",)


@pytest.mark.property
@given(
    before=st.lists(st.sampled_from(sorted(TITLES)), max_size=4, unique=True),
    after=st.lists(st.sampled_from(sorted(DEGREES)), max_size=4, unique=True),
    words=st.lists(
        st.sampled_from(["Siti", "Aminah", "Ketut", "bin", "Nur'aini", "Ahmad"]),
        min_size=1,
        max_size=4,
    ),
)
def test_a_name_with_all_its_titles_is_read_back(before, after, words):
    """Whatever titles: what was put together comes apart again."""
    whole = PersonName(name=" ".join(words), prefix=before, suffix=after)
    read = PersonName.parse(whole.formatted())
    assert read == whole
    assert read.eyd() == whole
