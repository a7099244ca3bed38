"""A letter's parts at their bounds: how many, how long, in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.documents import Facts, Kop, OfficialLetter, Signatory, to_html
from egovkit.errors import DefinitionError

KOP = {"baris": ("Pemerintah Kota Contoh",), "alamat": "Jalan Contoh 1"}
SIGNER = {"jabatan": "Lurah Contoh", "nama": "Budi Contoh"}
LETTER = {
    "kop": KOP,
    "nomor": "470/9001",
    "tempat": "Kota Contoh",
    "tanggal": date(2026, 11, 24),
    "isi": ("Menerangkan:",),
    "penandatangan": SIGNER,
    "judul": "Surat Keterangan",
}
TO = {"judul": None, "hal": "Undangan", "tujuan": ("Camat Contoh",)}
ROW = ("Nama", "Siti Aminah")


def error_types(make):
    """The kinds of pydantic's errors."""
    with pytest.raises(ValidationError) as caught:
        make()
    return {error["type"] for error in caught.value.errors()}


class TestHowMany:
    """Lists have a least and a most; both are accepted, one beyond is not."""

    @pytest.mark.parametrize(
        ("make", "least", "most"),
        [
            (lambda n: Kop(**{**KOP, "baris": ("a",) * n}), 1, 6),
            (lambda n: Facts(baris=(ROW,) * n), 1, 60),
            (lambda n: OfficialLetter(**{**LETTER, "isi": ("a",) * n}), 1, 200),
            (
                lambda n: OfficialLetter(**{**LETTER, **TO, "tujuan": ("a",) * n}),
                None,
                8,
            ),
            (lambda n: OfficialLetter(**{**LETTER, "tembusan": ("a",) * n}), 0, 30),
        ],
        ids=["kop", "facts", "isi", "tujuan", "tembusan"],
    )
    def test_bounds(self, make, least, most):
        """From the first to the last."""
        assert make(most)
        assert error_types(lambda: make(most + 1)) == {"too_long"}
        if least is not None:
            assert make(least)
        if least:
            assert error_types(lambda: make(least - 1)) == {"too_short"}


class TestHowLong:
    """A line has 300 characters at most, a paragraph 10,000, and neither none."""

    @pytest.mark.parametrize(
        "name",
        ["nomor", "tempat", "judul", "tentang", "sifat", "lampiran"],
    )
    def test_lines(self, name):
        """White space around is taken away first."""
        for text in ("x", "x" * 300, f"  {'x' * 300}\t"):
            made = OfficialLetter(**{**LETTER, name: text})
            assert getattr(made, name) == text.strip()
        for text, kind in (
            ("", "too_short"),
            ("   ", "too_short"),
            ("x" * 301, "long"),
        ):
            (found,) = error_types(
                lambda text=text: OfficialLetter(**{**LETTER, name: text})
            )
            assert kind.removeprefix("too_") in found

    def test_paragraphs(self):
        """Ten thousand characters, line ends among them."""
        text = "a\n" * 4_999 + "bb"
        assert len(text) == 10_000
        made = OfficialLetter(**{**LETTER, "isi": (text,)})
        assert made.isi == (text,)
        assert "string_too_long" in error_types(
            lambda: OfficialLetter(**{**LETTER, "isi": (text + "b",)})
        )

    @pytest.mark.parametrize("name", ["jabatan", "nama", "nip", "pangkat"])
    def test_signatory(self, name):
        """The same for each line under the signature."""
        made = Signatory(**{**SIGNER, name: "x" * 300})
        assert getattr(made, name) == "x" * 300
        assert error_types(lambda: Signatory(**{**SIGNER, name: "x" * 301})) == {
            "string_too_long"
        }


class TestText:
    """Nothing that the eye does not see, and one spelling of every letter."""

    @pytest.mark.parametrize(
        "character",
        [
            "\x00",
            "\x1b",
            "\x7f",
            "\x9b",
            "\u200b",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\ue000",
        ],
        ids=ascii,
    )
    def test_refused(self, character):
        """In a line, in a paragraph, in a row of facts, in a copy."""
        text = f"a{character}b"
        for make in (
            lambda: OfficialLetter(**{**LETTER, "nomor": text}),
            lambda: OfficialLetter(**{**LETTER, "isi": (text,)}),
            lambda: OfficialLetter(**{**LETTER, "tembusan": (text,)}),
            lambda: OfficialLetter(**{**LETTER, **TO, "tujuan": (text,)}),
            lambda: Facts(baris=(("Nama", text),)),
            lambda: Facts(baris=((text, "Siti"),)),
            lambda: Kop(**{**KOP, "alamat": text}),
            lambda: Signatory(**{**SIGNER, "nama": text}),
        ):
            with pytest.raises(DefinitionError) as caught:
                make()
            assert caught.value.code == "letter_text"

    def test_a_line_holds_no_line_end(self):
        """What would look like two lines is not one."""
        with pytest.raises(DefinitionError):
            OfficialLetter(**{**LETTER, "nomor": "470\n9001"})

    @pytest.mark.parametrize(
        "end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"], ids=ascii
    )
    def test_line_ends_of_a_paragraph(self, end):
        """Whatever a form's text field sends becomes one kind."""
        made = OfficialLetter(**{**LETTER, "isi": (f"satu{end}dua",)})
        assert made.isi == ("satu\ndua",)

    @pytest.mark.property
    @given(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=50)
    )
    def test_one_spelling(self, text):
        """Composed and decomposed letters are the same letter afterwards."""
        from unicodedata import normalize

        spellings = (normalize("NFC", text), normalize("NFD", text))
        made = [OfficialLetter(**{**LETTER, "nomor": one}).nomor for one in spellings]
        assert made[0] == made[1] == spellings[0]


class TestForms:
    """Either titled, or with a subject and an addressee."""

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({}, None),
            ({"tentang": "Domisili"}, None),
            (TO, None),
            ({**TO, "sifat": "Biasa", "lampiran": "-"}, None),
            ({"judul": None}, "letter_form"),
            ({"hal": "Undangan"}, "letter_form"),
            ({**TO, "tujuan": ()}, "letter_addressee"),
            ({"tujuan": ("Camat",)}, "letter_addressee"),
            ({**TO, "tujuan": ("Yth. Camat",)}, "letter_greeting"),
            ({**TO, "tujuan": ("yth Camat",)}, "letter_greeting"),
            ({**TO, "tujuan": ("KEPADA Camat",)}, "letter_greeting"),
            ({**TO, "tujuan": ("Camat", "Yth. Sekretaris")}, None),
        ],
        ids=str,
    )
    def test_table(self, changes, code):
        """Each by its own code."""
        if code is None:
            assert OfficialLetter(**{**LETTER, **changes})
        else:
            with pytest.raises(DefinitionError) as caught:
                OfficialLetter(**{**LETTER, **changes})
            assert caught.value.code == code

    def test_reference_rows(self):
        """Nomor, sifat, lampiran, hal: in this order, as far as they are stated."""
        for changes, labels in (
            ({}, ["Nomor", "Hal"]),
            ({"sifat": "Biasa"}, ["Nomor", "Sifat", "Hal"]),
            ({"lampiran": "-"}, ["Nomor", "Lampiran", "Hal"]),
            (
                {"sifat": "Biasa", "lampiran": "-"},
                ["Nomor", "Sifat", "Lampiran", "Hal"],
            ),
        ):
            made = OfficialLetter(**{**LETTER, **TO, **changes})
            assert [label for label, _ in made.reference] == labels

    def test_footing(self):
        """Rank above the number, each only where it is stated."""
        for changes, lines in (
            ({}, ()),
            ({"nip": "19860926"}, ("NIP 19860926",)),
            ({"pangkat": "Penata (III/c)"}, ("Penata (III/c)",)),
            ({"nip": "1", "pangkat": "Penata"}, ("Penata", "NIP 1")),
        ):
            assert Signatory(**{**SIGNER, **changes}).footing == lines


class TestPrinted:
    """What stands in the page for each part, and what does not."""

    def html(self, **changes):
        """The letter as HTML."""
        return to_html(OfficialLetter(**{**LETTER, **changes}))

    @pytest.mark.parametrize(
        ("changes", "there", "not_there"),
        [
            ({}, "<h1>Surat Keterangan</h1>", "Yth."),
            (TO, "<p>Yth. Camat Contoh</p>", "<h1>"),
            ({"tentang": "Domisili"}, "<p>TENTANG<br>Domisili</p>", "Yth."),
            ({}, "<main>", "TENTANG"),
            ({"contoh": True}, ">CONTOH</div>", "Yth."),
            ({}, "<main>", "CONTOH"),
            ({"tembusan": ("Camat",)}, "Tembusan:</p><ol><li>Camat</li></ol>", "Yth."),
            ({}, "<main>", "Tembusan"),
            ({"kop": {**KOP, "kontak": "t"}}, '<p class="address">t</p>', "Yth."),
        ],
        ids=str,
    )
    def test_parts(self, changes, there, not_there):
        """Present where it is stated, and no empty frame of it otherwise."""
        page = self.html(**changes)
        assert there in page
        assert not_there not in page

    def test_the_date_stands_once(self):
        """Above the signature of a titled letter, at the top of correspondence."""
        day = "Kota Contoh, 24 November 2026"
        titled, correspondence = self.html(), self.html(**TO)
        assert titled.count(day) == correspondence.count(day) == 1
        assert titled.index(day) > titled.index("</main>")
        assert correspondence.index(day) < correspondence.index("Yth.")

    def test_no_empty_line(self):
        """Parts that are absent leave no trace."""
        assert "\n\n" not in self.html()
