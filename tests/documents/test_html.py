"""The letter as one HTML file."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.documents import Capacity, Facts, Kop, OfficialLetter, Signatory, to_html
from egovkit.documents.pdf import to_pdf
from egovkit.errors import UsageError

SIGNER = Signatory(
    jabatan="Lurah Contoh",
    nama="Budi Contoh, S.Sos.",
    nip="19800101 200501 1 900",
    pangkat="Penata (III/c)",
)


class FakeSeal:
    """A seal's two members, with a recognisable picture."""

    text = "https://v.contoh.example/s#0"

    def to_svg(self):
        """A drawing that the page must carry as it is."""
        return '<svg id="the-seal"></svg>'


def letter(**changes):
    """A letter in the form of a surat keterangan, with changes."""
    return OfficialLetter(
        **{
            "kop": Kop(
                baris=("Pemerintah Kota Contoh", "Kelurahan Contoh"),
                alamat="Jalan Contoh 1",
                kontak="surel@contoh.example",
            ),
            "nomor": "470/1/KEL-CTH/2026",
            "tempat": "Kota Contoh",
            "tanggal": date(2026, 11, 24),
            "isi": ("Menerangkan bahwa:", Facts(baris=(("Nama", "Siti Aminah"),))),
            "penandatangan": SIGNER,
            "judul": "Surat Keterangan Domisili",
        }
        | changes
    )


class Tags(HTMLParser):
    """Collects the tags and their attributes."""

    def __init__(self):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        """Note one tag."""
        self.tags.append((tag, dict(attrs)))


def tags(html):
    """All start tags of a page."""
    parser = Tags()
    parser.feed(html)
    return parser.tags


def text(html):
    """What a reader sees, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("</style>")[1]).split())


def test_a_titled_letter_reads_as_printed():
    """Title, number, facts, place and date, office, name, rank and NIP in order."""
    shown = text(to_html(letter(tembusan=("Camat Contoh",))))
    order = [
        "Pemerintah Kota Contoh",
        "Surat Keterangan Domisili",
        "Nomor: 470/1/KEL-CTH/2026",
        "Menerangkan bahwa:",
        "Nama : Siti Aminah",
        "Kota Contoh, 24 November 2026",
        "Lurah Contoh",
        "Budi Contoh, S.Sos.",
        "Penata (III/c)",
        "NIP 19800101 200501 1 900",
        "Tembusan:",
        "Camat Contoh",
    ]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_correspondence_has_no_kepada_after_yth():
    """An addressee stands after "Yth." alone (EYD), date at the top."""
    shown = text(
        to_html(
            letter(
                judul=None,
                hal="Undangan rapat",
                sifat="Biasa",
                tujuan=("Camat Contoh", "di Kota Contoh"),
            )
        )
    )
    assert "Yth. Camat Contoh" in shown
    assert "Kepada" not in shown
    assert shown.index("24 November 2026") < shown.index("Yth.")
    assert shown.count("24 November 2026") == 1


@pytest.mark.parametrize("contoh", [True, False], ids=["specimen", "real"])
def test_a_specimen_says_so(contoh):
    """CONTOH is printed exactly when the letter is a specimen."""
    assert ("CONTOH" in text(to_html(letter(contoh=contoh)))) == contoh


def test_the_seal_is_printed_with_the_official_host():
    """The code stands inline, with the host to compare beside it."""
    page = to_html(letter(), seal=FakeSeal(), host="v.contoh.example")
    assert '<svg id="the-seal"></svg>' in page
    assert "Alamat resmi: v.contoh.example" in text(page)
    assert "Kode verifikasi" in text(page)


def test_without_a_seal_nothing_claims_one():
    """A letter without seal mentions no code."""
    assert "verifikasi" not in to_html(letter())


def test_the_page_loads_nothing():
    """No script, link, image or other reference to outside, and a policy says so."""
    found = tags(to_html(letter(contoh=True), seal=FakeSeal()))
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(t for t, _ in found)
    assert not any({"src", "href", "style"} & attrs.keys() for _, attrs in found)
    policy = next(a["content"] for t, a in found if t == "meta" and "content" in a)
    assert policy.startswith("default-src 'none'")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></main></body></html>",
    "<!-- x",
    "]]>",
    "</style><style>*{display:none}",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp; &#60;",
    "' onmouseover='x",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "<\u00a0script>",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_letter_by_letter(hostile):
    """In every place, the host and the office included."""
    page = to_html(
        letter(
            kop=Kop(baris=(hostile,), alamat=hostile, kontak=hostile),
            judul=None,
            hal=hostile,
            sifat=hostile,
            lampiran=hostile,
            tujuan=(hostile,),
            nomor=hostile,
            tempat=hostile,
            isi=(hostile, Facts(baris=((hostile, hostile),))),
            tembusan=(hostile,),
            penandatangan=Signatory(
                jabatan=hostile, nama=hostile, nip=hostile, pangkat=hostile
            ),
        ),
        seal=FakeSeal(),
        host=hostile,
    )
    plain = to_html(
        letter(
            kop=Kop(baris=("x",), alamat="x", kontak="x"),
            judul=None,
            hal="x",
            sifat="x",
            lampiran="x",
            tujuan=("x",),
            isi=("x", Facts(baris=(("x", "x"),))),
            tembusan=("x",),
        ),
        seal=FakeSeal(),
        host="x",
    )
    assert tags(page) == tags(plain)
    shown = Shown()
    shown.feed(page.replace('<svg id="the-seal"></svg>', ""))
    found = "".join(shown.text)
    assert found.count(hostile) >= 16


class Shown(HTMLParser):
    """The text of a page as a browser would show it, entities resolved."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_data(self, data):
        """Note a piece."""
        self.text.append(data)


def test_a_letter_through_another_office_has_four_lines():
    """a.n., the office that holds the mandate, u.b., the signer's own."""
    signer = Signatory(
        jabatan="Kepala Bagian Umum",
        nama="Rina Contoh",
        dalam_kedudukan=Capacity.UNTUK_BELIAU,
        mewakili="Wali Kota Contoh",
        melalui="Sekretaris Daerah",
    )
    shown = text(to_html(letter(penandatangan=signer)))
    assert (
        "a.n. Wali Kota Contoh Sekretaris Daerah u.b. Kepala Bagian Umum Rina Contoh"
        in shown
    )


def test_one_caption_for_paper_and_page():
    """The words under the code stand in one place, the messages."""
    from egovkit._messages import sentence

    for host, name in ((None, "caption"), ("v.contoh.example", "caption_host")):
        expected = sentence(f"letter_seal_{name}", "id", host=host)
        assert expected in text(to_html(letter(), seal=FakeSeal(), host=host))


@pytest.mark.property
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Zl", "Zp"]),
        min_size=1,
        max_size=40,
    ).filter(str.strip)
)
def test_whatever_a_person_wrote_adds_no_tag(hostile):
    """Text is data: the page has the same tags whatever the text is."""

    def page(value):
        return to_html(
            letter(
                judul=value,
                tentang=value,
                nomor=value,
                tempat=value,
                isi=(value, Facts(baris=((value, value),))),
                tembusan=(value,),
                penandatangan=Signatory(jabatan=value, nama=value, nip=value),
            )
        )

    assert tags(page(hostile)) == tags(page("Biasa"))


@pytest.mark.parametrize("typeset", [to_html, to_pdf], ids=["HTML", "PDF"])
class TestArgumentsOfAnotherKind:
    """The same for both ways to typeset a letter: named, and not repeated."""

    def refused(self, typeset, *args, **kwargs):
        """The argument that is named."""
        with pytest.raises(UsageError) as caught:
            typeset(*args, **kwargs)
        assert caught.value.code == "argument_wrong"
        return caught.value.facts["argument"]

    def test_letter(self, typeset):
        """Its data as a mapping, its text, nothing."""
        good = letter()
        for wrong in (None, {}, good.model_dump(), "Surat", [good], OfficialLetter):
            assert self.refused(typeset, wrong) == "letter"

    def test_seal(self, typeset):
        """Its text and its picture are no seal."""
        for wrong in ("https://v.contoh.example/s#1", b"png", 1, [], True):
            assert self.refused(typeset, letter(), seal=wrong) == "seal"

    def test_host(self, typeset):
        """A number would be printed as one."""
        for wrong in (1, b"v.contoh.example", ["v.contoh.example"], True):
            assert self.refused(typeset, letter(), host=wrong) == "host"


def test_stamp_of_a_pdf():
    """What the page says of the signature is text."""
    for wrong in (1, b"x", [], True):
        with pytest.raises(UsageError) as caught:
            to_pdf(letter(), stamp=wrong)
        assert caught.value.facts == {"argument": "stamp"}
