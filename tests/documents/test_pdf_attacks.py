"""Attacks on signed PDF files, each by its name; none is VALID.

Published as "1 Trillion Dollar Refund" (signature wrapping, incremental saving,
universal forgery; CCS 2019), "Shadow Attacks" (hide, replace, hide and replace;
NDSS 2021) and "Breaking the Specification: PDF Certification" (evil annotation,
sneaky signature; S&P 2021). Every file is made here from a real signature.
"""

import io
import re
import sys
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.fields import MDPPerm

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    AT,
    AUTHORITY,
    CLERK,
    append,
    name,
    number_of,
    numbers,
    revocation,
    signed,
    smallest,
    update,
    verify,
)
from pdf_pyhanko import signed_by_pyhanko

from egovkit.documents.pdf import _sign, add_fields, extend_pdf
from egovkit.errors import UsageError
from egovkit.signatures import Outcome

STAMPER = AUTHORITY.timestamper(at=AT)
EVIL = b"<</Length 29>>\nstream\nBT /F1 9 Tf 9 9 Td (LUNAS) Tj \nendstream"


@pytest.fixture(scope="module")
def once():
    """One page, signed once."""
    return signed(smallest())


@pytest.fixture(scope="module")
def kept():
    """One page at level B-LT: the signature is not the last thing in the file."""
    return signed(smallest(), level="B-LT", timestamp=STAMPER, revocation=revocation())


def codes(pdf):
    """The outcome, and the code of every check."""
    report = verify(pdf)
    assert report.explain("id")
    assert report.explain("en")
    return report.outcome, {check.code for check in report.checks}


def refused(pdf, code):
    """INVALID, for this reason."""
    outcome, found = codes(pdf)
    assert outcome is Outcome.INVALID
    assert code in found


def spans(pdf):
    """The byte range of the first signature."""
    item = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    return [int(number) for number in item.byte_range]


def in_place(pdf, old, new):
    """Other text of the same length; nothing moves."""
    assert pdf.count(old) == 1
    assert len(new) <= len(old)
    return pdf.replace(old, new.ljust(len(old)))


# --- signature wrapping -------------------------------------------------------


def literal(data):
    """A PDF string in parentheses."""
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def wrapped(pdf):
    """The signed bytes as they were, another page in the gap between them.

    The signature moves into the gap with a byte range of its own, and so does the
    cross-reference table, to the place where the signed end of the file says it
    is. The gap is exactly as wide as hexadecimal digits would make it, because
    that is all that lengths can tell.
    """
    _, first, second, length = spans(pdf)
    head, tail = pdf[:first], pdf[second:]
    item = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    table_at = int(re.findall(rb"startxref\s+(\d+)", tail)[-1])
    width = table_at - first + 4000 + table_at % 2
    width += width % 2
    cms = bytes(item.pkcs7_content).ljust((width - 2) // 2, b"\0")
    sign_no = item.sig_field.raw_get("/V").reference.idnum
    page_no = number_of(pdf, "/Pages", "/Kids", 0, "/Contents")
    moved = {
        sign_no: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
        b"/ByteRange[0 %d %d %d]/Contents %b>>"
        % (first, first + width, length, literal(cms)),
        page_no: EVIL,
    }
    gap, places = b"\n", {}
    for match in re.finditer(rb"(?<!\d)(\d+) 0 obj", head):
        places[int(match[1])] = match.start()
    for match in re.finditer(rb"(?<!\d)(\d+) 0 obj", tail):
        places[int(match[1])] = first + width + match.start()
    for number, content in moved.items():
        places[number] = first + len(gap)
        gap += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    assert len(gap) < table_at - first
    gap = gap.ljust(table_at - first)
    size, root = max(places) + 1, number_of_root(pdf)
    gap += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        kind = b"n" if number in places else b"f"
        gap += b"%010d 00000 %b \n" % (places.get(number, 0), kind)
    gap += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (size, root)
    assert len(gap) <= width
    return head + gap.ljust(width) + tail


def number_of_root(pdf):
    """The number of the catalog."""
    return PdfFileReader(io.BytesIO(pdf)).trailer.raw_get("/Root").idnum


def test_signature_wrapping_in_a_gap_of_the_right_width(once):
    """Every signed byte is there and the page is another one."""
    forged = wrapped(once)
    page = PdfFileReader(io.BytesIO(forged)).root["/Pages"]["/Kids"][0]
    assert b"LUNAS" in page["/Contents"].data  # what a reader of the file sees
    refused(forged, "pdf_coverage")


def range_of(pdf, *values):
    """Another byte range, in the place of the one that is there."""
    found = re.search(rb"/ByteRange \[[^\]]*\] *", pdf)[0]
    return in_place(pdf, found, b"/ByteRange [%b]" % b" ".join(values))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda r: (1, r[0], r[1], r[2]), id="starts-later"),
        pytest.param(
            lambda r: (r[0], r[1] - 1, r[2], r[3] + 1), id="gap-starts-before"
        ),
        pytest.param(
            lambda r: (r[0], r[1] + 1, r[2], r[3] - 1), id="gap-starts-behind"
        ),
        pytest.param(lambda r: (r[0], r[1], r[2] - 1, r[3]), id="gap-ends-before"),
        pytest.param(lambda r: (r[0], r[1] + 1, r[2] + 1, r[3] - 1), id="shifted"),
        pytest.param(lambda r: (r[0], r[2], r[1], r[3]), id="overlapping"),
        pytest.param(lambda r: (r[0], r[1], r[2], r[3] + 1), id="past-the-end"),
        pytest.param(lambda r: (r[0], -r[1], r[2], r[3]), id="negative-length"),
        pytest.param(lambda r: (r[0], r[1], -r[2], r[3]), id="negative-offset"),
        pytest.param(lambda r: (r[0], 0, 0, r[1] + r[3]), id="no-first-span"),
        pytest.param(lambda r: (r[0], r[1]), id="one-span"),
        pytest.param(lambda r: (r[0], r[1], r[2], r[3], 1, 1), id="three-spans"),
        pytest.param(lambda _: (), id="empty"),
    ],
)
def test_a_byte_range_says_all_but_the_signature(once, change):
    """From 0, to the digits, from behind them to the end: no other form."""
    values = [b"%d" % n for n in change(spans(once))]
    refused(range_of(once, *values), "pdf_coverage")


def test_a_byte_range_ends_with_the_file(once):
    """One byte less: that byte is nobody's."""
    start, first, second, length = spans(once)
    values = [b"%d" % n for n in (start, first, second, length - 1)]
    refused(range_of(once, *values), "pdf_trailing_bytes")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(rb"/ByteRange \[[^\]]*\]", b"/ByteRonge [0 1 2 3]", id="missing"),
        pytest.param(rb"/ByteRange \[[^\]]*\]", b"/ByteRange null", id="null"),
        pytest.param(rb"/ByteRange \[[^\]]*\]", b"/ByteRange (0)", id="a-string"),
        pytest.param(rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 1.5 2 3]", id="real"),
        pytest.param(rb"/Contents <", b"/Contonts <", id="no-contents"),
        pytest.param(rb"/Contents <[0-9a-fA-F]+>", b"/Contents <>", id="no-digits"),
        pytest.param(rb"/Contents <[0-9a-fA-F]+>", b"/Contents <00>", id="zero"),
        pytest.param(rb"/Contents <[0-9a-fA-F]+>", b"/Contents null", id="nil"),
    ],
)
def test_universal_forgery_by_leaving_something_out(once, old, new):
    """A signature dictionary without its parts: some readers said "valid"."""
    outcome, _ = codes(in_place(once, re.search(old, once)[0], new))
    assert outcome is Outcome.INVALID


def test_a_second_contents_decides_nothing():
    """A key that stands twice is no PDF, whichever of the two counts."""
    pdf = signed(smallest(), reason="A" * 60)
    found = re.search(rb"/Reason \(A+\)", pdf)[0]
    outcome, _ = codes(in_place(pdf, found, b"/Contents <30030101ff>"))
    assert outcome is Outcome.INVALID


def test_bytes_in_the_padding_are_not_padding(once):
    """Behind the CMS object only zeros fill the room."""
    _, _, second, _ = spans(once)
    damaged = once[: second - 3] + b"41" + once[second - 1 :]
    refused(damaged, "pdf_signature_unreadable")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        pytest.param(b"/PBAD.PAdES", "pdf_subfilter", id="another-countrys"),
        pytest.param(b"/ETSI.RFC3161", "timestamp_unreadable", id="not-a-stamp"),
        pytest.param(b"/None", "pdf_foreign_signature", id="unknown"),
    ],
)
def test_a_signature_of_another_form_is_not_guessed_at(once, form, code):
    """The form that the file names is the form that is checked."""
    outcome, found = codes(in_place(once, b"/ETSI.CAdES.detached", form))
    assert outcome is Outcome.INVALID
    assert code in found


# --- incremental saving -------------------------------------------------------


def page_object(pdf):
    """Number of what the page draws."""
    return number_of(pdf, "/Pages", "/Kids", 0, "/Contents")


def test_incremental_saving_replaces_a_page(once):
    """A new body with a table of its own: the ordinary way to edit a PDF."""
    refused(append(once, {page_object(once): EVIL}), "pdf_changed_after")


def test_incremental_saving_behind_the_validation_data(kept):
    """The same behind a file whose last revision nobody signed."""
    refused(append(kept, {page_object(kept): EVIL}), "pdf_changed_after")


def without_table(pdf):
    """A new body that no table knows; lenient readers rebuild the table."""
    return pdf + b"\n%d 0 obj\n%b\nendobj\n" % (page_object(pdf), EVIL)


def without_end(pdf):
    """The same with a trailer, but no start of a table."""
    root = number_of_root(pdf)
    return without_table(pdf) + b"trailer\n<</Size 20/Root %d 0 R>>\n%%%%EOF\n" % root


def with_the_old_table(pdf):
    """The same; its end repeats the old table's place."""
    start = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    return without_end(pdf) + b"startxref\n%b\n%%%%EOF\n" % start


@pytest.mark.parametrize(
    "forge", [without_table, without_end, with_the_old_table], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("which", ["once", "kept"])
def test_incremental_saving_that_hides_its_update(request, which, forge):
    """What strict readers do not see, lenient ones show: bytes behind the end."""
    outcome, _ = codes(forge(request.getfixturevalue(which)))
    assert outcome is Outcome.INVALID


@pytest.mark.parametrize(
    "tail",
    [b" x", b"\n%comment", b"\n%PDF-1.7\n", b"\n1 0 obj\n()\nendobj"],
)
def test_nothing_stands_behind_the_last_revision(once, kept, tail):
    """Not behind the signature, and not behind its validation data either."""
    refused(once + tail, "pdf_trailing_bytes")
    refused(kept + tail, "pdf_trailing_bytes")


def test_an_object_that_nothing_refers_to_is_not_left_behind(once):
    """Unseen today, and at hand for whoever makes a table that refers to it."""
    refused(append(once, {90: EVIL}), "pdf_changed_after")


def test_another_catalog_is_another_file(once):
    """A trailer that points to a catalog of the attacker's."""
    forged = append(
        once,
        {
            90: b"<</Type/Catalog/Pages 91 0 R>>",
            91: b"<</Type/Pages/Count 0/Kids[]>>",
        },
        root=90,
    )
    outcome, _ = codes(forged)
    assert outcome is Outcome.INVALID


def test_a_copied_signature_vouches_for_nothing_new(once):
    """The signature's object written once more, behind another page."""
    item = PdfFileReader(io.BytesIO(once)).embedded_signatures[0]
    number = item.sig_field.raw_get("/V").reference.idnum
    start = once.index(b"%d 0 obj" % number)
    body = once[start : once.index(b"endobj", start)].split(b"obj", 1)[1]
    forged = append(once, {number: body.strip(), page_object(once): EVIL})
    refused(forged, "pdf_coverage")


# --- shadow attacks -----------------------------------------------------------


def shadowed():
    """Signed with a second object of one number that no table shows yet.

    It stands in a comment's place between two objects: signed, and invisible.
    """
    plain = smallest()
    number = page_object(plain)
    hidden = b"%d 0 obj\n%b\nendobj\n" % (number, EVIL)
    start = int(re.findall(rb"startxref\s+(\d+)", plain)[-1])
    moved = plain[:start] + hidden + plain[start:]
    old, new = b"startxref\n%d" % start, b"startxref\n%d" % (start + len(hidden))
    return signed(moved.replace(old, new)), number, start


def test_shadow_hide_and_replace():
    """A table alone brings up the object that everybody signed unseen."""
    pdf, number, offset = shadowed()
    assert codes(pdf)[0] is Outcome.VALID  # what was signed shows "Rp 1"
    forged = append(pdf, {}, offsets={number: offset})
    page = PdfFileReader(io.BytesIO(forged)).root["/Pages"]["/Kids"][0]
    assert b"LUNAS" in page["/Contents"].data
    refused(forged, "pdf_changed_after")


def test_shadow_hide(once):
    """An overlay is taken away by freeing its object."""
    refused(append(once, {}, free=(page_object(once),)), "pdf_changed_after")


def with_value(pdf, value):
    """Another value, and appearance, of the text field."""

    def change(writer):
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = generic.TextStringObject(value)
        writer.update_container(field)

    return update(pdf, change)


def test_shadow_replace_by_a_form_value(once):
    """An overlaid field says something else: form values count as content."""
    refused(with_value(once, "1.000.000"), "pdf_changed_after")
    refused(signed_again(with_value(once, "1.000.000")), "pdf_changed_after")


def signed_again(pdf):
    """With a second person's signature, in a field of its own."""
    return signed_by_pyhanko(pdf, CLERK, field="Kedua")


def test_shadow_replace_by_fonts_of_the_form(once):
    """Other resources of the form would draw its values with other glyphs."""

    def change(writer):
        form = writer.root["/AcroForm"]
        font = generic.DictionaryObject({name("/Type"): name("/Font")})
        fonts = generic.DictionaryObject({name("/F1"): writer.add_object(font)})
        form["/DR"] = generic.DictionaryObject({name("/Font"): fonts})
        form["/NeedAppearances"] = generic.BooleanObject(value=True)
        writer.update_container(form)

    refused(update(once, change), "pdf_changed_after")


@pytest.mark.parametrize("subtype", ["/FreeText", "/Stamp", "/Redact", "/Link"])
def test_evil_annotation(once, subtype):
    """Comments show: a stamp over the page is a change of the page."""

    def change(writer):
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        note = generic.DictionaryObject(
            {
                name("/Type"): name("/Annot"),
                name("/Subtype"): name(subtype),
                name("/Rect"): numbers(0, 0, 99, 99),
            }
        )
        page.get_object()["/Annots"].append(writer.add_object(note))
        writer.mark_update(page.reference)

    refused(update(once, change), "pdf_changed_after")
    refused(extend_pdf(update(once, change), timestamp=STAMPER), "pdf_changed_after")


def sneaky(writer):
    """A signature field over the whole page, empty, that shows what it likes."""
    place = fields.SigFieldSpec("Lunas", on_page=0, box=(0, 0, 100, 100))
    fields.append_signature_field(writer, place)
    drawing = generic.StreamObject(
        dict_data={
            name("/Type"): name("/XObject"),
            name("/Subtype"): name("/Form"),
            name("/BBox"): numbers(0, 0, 100, 100),
        },
        stream_data=b"BT /F1 9 Tf (LUNAS) Tj ET",
    )
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field["/AP"] = generic.DictionaryObject({name("/N"): writer.add_object(drawing)})


def invisible(writer):
    """An empty field that shows nothing."""
    fields.append_signature_field(writer, fields.SigFieldSpec("Nanti", box=None))


@pytest.mark.parametrize("change", [sneaky, invisible], ids=["visible", "invisible"])
def test_sneaky_signature_field_under_a_time_stamp(once, change):
    """Nobody vouches for what was drawn: an authority stamps what it is sent."""
    refused(extend_pdf(update(once, change), timestamp=STAMPER), "pdf_changed_after")
    refused(update(once, change), "pdf_changed_after")


def test_a_field_that_stays_empty_is_no_signature(once):
    """Not even if somebody signs elsewhere afterwards: nobody answers for it."""
    pdf = signed_by_pyhanko(update(once, sneaky), CLERK, field="Kedua")
    refused(pdf, "pdf_changed_after")


def test_a_later_persons_signature_may_show_itself(once):
    """A visible signature of a second person is that person's, and VALID."""
    pdf = signed(update(once, sneaky), CLERK, field="Lunas")
    assert codes(pdf)[0] is Outcome.VALID
    fields_ = [s.field for s in verify(pdf).signatures]
    assert fields_ == ["Signature1", "Lunas"]


def test_the_appearance_of_a_signature_stays(once):
    """A field that is signed already gets no drawing afterwards."""

    def change(writer):
        field = writer.root["/AcroForm"]["/Fields"][-1]
        field["/AP"] = generic.DictionaryObject()
        field["/F"] = generic.NumberObject(4)
        writer.update_container(field)

    refused(update(once, change), "pdf_changed_after")


def test_one_signature_in_two_fields_is_one_signature():
    """Two officers were asked for; one signed, and two fields show it."""
    pdf = signed(add_fields(smallest(), ["Paraf", "Lurah"]), field="Paraf")
    item = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]

    def change(writer):
        other = writer.root["/AcroForm"]["/Fields"][-1]
        other["/V"] = generic.IndirectObject(
            item.sig_field.raw_get("/V").idnum, 0, writer
        )
        writer.update_container(other)

    refused(update(pdf, change), "pdf_foreign_signature")


# --- metadata, certification, validation data ---------------------------------


def retitle(writer):
    """Another title in the document information."""
    info = generic.DictionaryObject({name("/Title"): generic.TextStringObject("LUNAS")})
    writer.set_info(writer.add_object(info))


def test_another_title_is_a_change(once, kept):
    """The window of every reader shows it; program and date alone may differ."""
    refused(update(once, retitle), "pdf_changed_after")
    refused(update(kept, retitle), "pdf_changed_after")


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/'
    b'02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.'
    b'com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">%b</rdf:Description>'
    b"</rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            b"<xmp:ModifyDate>2026-11-24T08:00:00Z</xmp:ModifyDate>",
            Outcome.VALID,
            id="date",
        ),
        pytest.param(b"<dc:format>LUNAS</dc:format>", Outcome.INVALID, id="statement"),
        pytest.param(b"<unclosed>", Outcome.INVALID, id="no-xml"),
    ],
)
def test_metadata_may_tell_the_date_and_no_more(once, statement, expected):
    """XMP that is added later: the moment of writing, and nothing of the content."""
    content = XMP % statement
    head = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(content)
    forged = catalog_with(
        once,
        b"/Metadata 90 0 R",
        {90: head + b"\nstream\n" + content + b"\nendstream"},
    )
    assert codes(forged)[0] is expected


@pytest.mark.parametrize(
    "permission", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE], ids=lambda p: p.name
)
def test_a_certification_may_let_others_sign(permission):
    """P=2 and P=3 allow a second signature; a form value is still a change."""
    certified = signed_by_pyhanko(smallest(), certify=permission)
    assert codes(certified)[0] is Outcome.VALID
    assert codes(signed_again(certified))[0] is Outcome.VALID
    refused(with_value(certified, "2"), "pdf_changed_after")


def test_a_certification_may_close_the_file(monkeypatch):
    """P=1: we sign no further, and who does so nevertheless is told."""
    prepared = add_fields(smallest(), ["Kedua"])
    certified = signed_by_pyhanko(prepared, certify=MDPPerm.NO_CHANGES)
    assert codes(certified)[0] is Outcome.VALID
    with pytest.raises(UsageError) as told:
        signed(certified, CLERK)
    assert told.value.code == "pdf_locked"
    monkeypatch.setattr(_sign, "_refuse_locked", lambda *_: None)
    refused(signed(certified, CLERK), "pdf_changed_against_rule")


@pytest.mark.parametrize("permission", list(MDPPerm), ids=lambda p: p.name)
def test_validation_data_may_follow_any_certification(permission):
    """Even P=1 lets the file be kept: DSS and time stamps are no change."""
    pdf = signed_by_pyhanko(smallest(), certify=permission, level="B-LTA")
    assert codes(pdf)[0] is Outcome.VALID


def test_validation_data_that_cannot_be_read_help_nobody(once):
    """Odd certificates and lists in the file are passed over, never believed."""

    def change(writer):
        def odd():
            stream = generic.StreamObject(stream_data=b"odd")
            return generic.ArrayObject([writer.add_object(stream)])

        writer.root["/DSS"] = writer.add_object(
            generic.DictionaryObject(
                {name(key): odd() for key in ("/Certs", "/CRLs", "/OCSPs")}
            )
        )
        writer.update_root()

    pdf = update(once, change)
    assert codes(pdf)[0] is Outcome.VALID
    assert verify(pdf, revocation=None).outcome is Outcome.INDETERMINATE


def catalog_with(pdf, entry, objects):
    """An update whose catalog has a further entry."""
    number = number_of_root(pdf)
    catalog = re.search(rb"%d 0 obj(.*?)>>\s*endobj" % number, pdf, re.DOTALL)[1]
    return append(pdf, {**objects, number: catalog + entry + b">>"})


BOMB = zlib.compress(b"\0" * 200 * 2**20, 9)


@pytest.mark.parametrize("kind", [b"Certs", b"CRLs", b"OCSPs"])
def test_a_decompression_bomb_among_the_validation_data(once, kind):
    """200 kB that become 200 MB are no certificate: unread, and soon."""
    bomb = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (
        len(BOMB),
        BOMB,
    )
    data = {90: bomb, 91: b"<</%b[90 0 R]>>" % kind}
    refused(catalog_with(once, b"/DSS 91 0 R", data), "pdf_unreadable")


def test_endless_validation_data_are_not_read(once):
    """More than any letter needs: each would cost a certificate's reading."""
    data = {
        90: b"<</Length 3>>\nstream\nabc\nendstream",
        91: b"<</Certs[%b]>>" % (b"90 0 R " * 513),
    }
    refused(catalog_with(once, b"/DSS 91 0 R", data), "pdf_unreadable")


def test_entities_in_metadata_are_not_expanded(once):
    """A billion laughs in XMP."""
    names = b"abcdefgh"
    laughs = b"".join(
        b'<!ENTITY %c "%b">' % (b, b"&%c;" % a * 10) for a, b in pairwise(names)
    )
    xmp = b'<!DOCTYPE x [<!ENTITY a "ha">%b]><x:xmpmeta xmlns:x="adobe:ns:meta/">' % (
        laughs
    )
    xmp += b"&h;</x:xmpmeta>"
    head = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(xmp)
    data = {90: head + b"\nstream\n" + xmp + b"\nendstream"}
    refused(catalog_with(once, b"/Metadata 90 0 R", data), "pdf_changed_after")


def test_arrays_without_end_are_unreadable(once):
    """Nesting is no way to exhaust the reader."""
    data = {90: b"[" * 100_000 + b"]" * 100_000}
    refused(catalog_with(once, b"/DSS 90 0 R", data), "pdf_unreadable")


def test_validation_data_are_a_dictionary(once):
    """Something else under that name is no validation data."""

    def change(writer):
        writer.root["/DSS"] = generic.TextStringObject("LUNAS")
        writer.update_root()

    assert codes(update(once, change))[0] is Outcome.INVALID


def test_too_many_signatures_are_not_judged(once, monkeypatch):
    """Each costs a comparison with every revision: 64 are enough for any letter."""
    from egovkit.documents.pdf import _verify

    monkeypatch.setattr(_verify, "_MAX_SIGNATURES", 0)
    refused(once, "pdf_foreign_signature")
