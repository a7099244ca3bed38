"""What comes after a signature shows nothing, runs nothing and hides nothing.

A time stamping authority stamps whatever it is sent, so whatever a time stamp's
field may hold, anybody may add to a signed file. A later person's signature may show
itself; what was signed before stays as it lay and as it was drawn.
"""

import io
import re
import sys
from itertools import count
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    AT,
    AUTHORITY,
    CLERK,
    append,
    letter,
    name,
    number_of,
    numbers,
    revocation,
    signed,
    smallest,
    update,
    verify,
)

from egovkit.documents.pdf import _additions, _sign, add_fields, extend_pdf, to_pdf
from egovkit.signatures import Outcome, TimestampRequest, TimestampToken

STAMPER = AUTHORITY.timestamper(at=AT)
DRAW = b"BT /F1 9 Tf 9 9 Td (Rp 9) Tj ET"  # the page says: Rp 1
ONCE = signed(smallest())
VALID = (Outcome.VALID, None)
CHANGED = (Outcome.INVALID, "pdf_changed_after")


def judged(pdf):
    """Outcome and the code that decided."""
    report = verify(pdf)
    return report.outcome, report.reason.code if report.reason else None


def stream(data, entries=b""):
    """A stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def text(value):
    """A PDF text string."""
    return generic.TextStringObject(value)


def names(**entries):
    """A PDF dictionary."""
    return generic.DictionaryObject({name("/" + k): v for k, v in entries.items()})


def script():
    """An action that runs JavaScript."""
    return names(S=name("/JavaScript"), JS=text("this.getField('Jumlah').value = 9"))


def field(called, **entries):
    """A signature field that shows nothing, as time stamps have it; with changes."""
    plain = {
        "FT": name("/Sig"),
        "T": text(called),
        "Type": name("/Annot"),
        "Subtype": name("/Widget"),
        "F": generic.NumberObject(132),
        "Rect": numbers(0, 0, 0, 0),
    }
    return names(**plain | entries)


def placed(writer, added, *, order=lambda notes, own: [*notes, own]):
    """Put a field into the form and onto the page."""
    own = writer.add_object(added)
    form = writer.root["/AcroForm"]
    form["/Fields"].append(own)
    writer.update_container(form["/Fields"])
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    added[name("/P")] = page
    notes = page.get_object()["/Annots"]
    page.get_object()[name("/Annots")] = generic.ArrayObject(order(list(notes), own))
    writer.mark_update(page.reference)


def stamped_in(writer, called):
    """A time stamp in a field that is there."""

    def stamp(content):
        request = TimestampRequest.over(content)
        answer = STAMPER(request.to_der())
        return TimestampToken.from_response(answer, request=request).data

    room = DocumentTimestamp(bytes_reserved=32 * 1024)
    return _sign._embed(writer, called, room, stamp)


def stamped(pdf, *, order=lambda notes, own: [*notes, own], **entries):
    """One revision more: a time stamp, its field with entries of the attacker's."""
    writer = _sign._writer(pdf)
    placed(writer, field("Cap", **entries), order=order)
    return stamped_in(writer, "Cap")


def with_field(pdf, *, order=lambda notes, own: [*notes, own], **entries):
    """An empty field for a second person, drawn as the update likes."""
    entries = {"Rect": numbers(0, 0, 50, 20)} | entries
    return update(
        pdf, lambda writer: placed(writer, field("Kedua", **entries), order=order)
    )


def signed_second(pdf):
    """The second person signs in that field."""
    return signed(pdf, CLERK, field="Kedua")


# --- a time stamp's field -----------------------------------------------------


def test_a_time_stamp_may_stand_on_a_page_and_have_a_name_in_words():
    """ISO 32000-2 12.7.5.5: its widget has no height and no width."""
    assert judged(stamped(ONCE)) == VALID
    assert judged(stamped(ONCE, TU=text("Cap waktu"))) == VALID


def existing_drawing():
    """What the page draws already, as the appearance of something else."""
    number = number_of(ONCE, "/Pages", "/Kids", 0, "/Contents")
    return names(N=generic.IndirectObject(number, 0, None))


def references():
    """The rectangle of a page's size, its numbers by reference."""
    number = generic.IndirectObject(1, 0, None)
    return generic.ArrayObject([*numbers(0, 0), number, number])


SHOWN = {
    "an action": lambda: {"A": script()},
    "an action of the page's": lambda: {"AA": names(PO=script())},
    "another kind of annotation": lambda: {
        "Subtype": name("/FreeText"),
        "Contents": text("LUNAS"),
    },
    "another kind alone": lambda: {"Subtype": name("/Link")},
    "a rectangle": lambda: {"Rect": numbers(0, 0, 99, 99)},
    "five numbers": lambda: {"Rect": numbers(0, 0, 99, 99, 0)},
    "three numbers": lambda: {"Rect": numbers(0, 0, 0)},
    "numbers by reference": lambda: {"Rect": references()},
    "numbers as text": lambda: {
        "Rect": generic.ArrayObject([text(n) for n in ("0", "0", "99", "99")])
    },
    "no array": lambda: {"Rect": text("0 0 99 99")},
    "a line": lambda: {"Rect": numbers(0, 50, 99, 50)},
    "a point elsewhere": lambda: {"Rect": numbers(5, 5, 5, 5)},
    "an appearance that is there": lambda: {"AP": existing_drawing()},
    "a background": lambda: {"MK": names(BG=numbers(1))},
    "a border": lambda: {"BS": names(W=generic.NumberObject(90))},
    "text of its own": lambda: {"Contents": text("LUNAS")},
    "widgets": lambda: {"Kids": generic.ArrayObject()},
    "a lock": lambda: {"Lock": names(Action=name("/All"))},
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_time_stamp_shows_nothing_and_runs_nothing(what):
    """Nobody answers for it, so its field has what a field needs and no more.

    The library takes a rectangle that it cannot compute for an empty one; readers
    take the first four numbers.
    """
    assert judged(stamped(ONCE, **SHOWN[what]())) == CHANGED


def test_a_time_stamp_does_not_fill_the_field_of_a_person():
    """Two officers were asked for: "Lurah" is not signed by an authority's stamp."""
    pdf = signed(add_fields(smallest(), ["Paraf", "Lurah"]), field="Paraf")
    assert judged(stamped_in(_sign._writer(pdf), "Lurah")) == CHANGED
    assert judged(signed(pdf, CLERK, field="Lurah")) == VALID
    # One that is there and full stays there, under the next stamp too.
    assert (
        judged(extend_pdf(extend_pdf(pdf, timestamp=STAMPER), timestamp=STAMPER))
        == VALID
    )


def test_a_time_stamp_between_two_persons_shows_nothing_either():
    """The second one answers for a signature, not for what a stamp brought along."""
    assert judged(signed_second(with_field(stamped(ONCE)))) == VALID
    for what in ("a rectangle", "five numbers", "a background", "an action"):
        between = stamped(ONCE, **SHOWN[what]())
        assert judged(signed_second(with_field(between))) == CHANGED


# --- what lies on a page ------------------------------------------------------


def with_notes():
    """Signed with two notes, one over the other: the page says "Rp 1"."""

    def change(writer):
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        for said in ("Rp 9", "Rp 1"):
            note = names(
                Type=name("/Annot"),
                Subtype=name("/FreeText"),
                Rect=numbers(0, 0, 99, 99),
                Contents=text(said),
            )
            page.get_object()["/Annots"].append(writer.add_object(note))
        writer.mark_update(page.reference)

    return signed(update(smallest(), change))


NOTES = with_notes()


@pytest.mark.parametrize("add", [stamped, with_field], ids=["stamp", "person"])
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (lambda notes, own: [*notes, own], VALID),
        (lambda notes, own: [own, *notes], CHANGED),
        (lambda notes, own: [*reversed(notes), own], CHANGED),
        (lambda notes, own: [*notes[:-1], own, notes[-1]], CHANGED),
        (lambda notes, own: [*notes, own, notes[-2]], CHANGED),
        (lambda notes, own: [*notes[:-1], own], CHANGED),
    ],
    ids=["behind", "before", "reversed", "between", "again", "one-less"],
)  # fmt: skip
def test_what_covered_another_note_still_covers_it(add, order, expected):
    """12.5.2: annotations are drawn in the order of the array, the last on top."""
    pdf = add(NOTES, order=order)
    if add is with_field:
        pdf = signed_second(pdf)
    assert judged(pdf) == expected


def test_pages_without_annotations_have_none_to_compare():
    """A letter of two pages and no annotations gets one of a time stamp."""
    pdf = add_fields(to_pdf(letter(isi=("Baris.\n" * 80,))), ["Lurah"])
    assert judged(extend_pdf(signed(pdf), timestamp=STAMPER)) == VALID


class Revision:
    """A revision whose page tree is as a test says."""

    def __init__(self, **pages):
        self.root = {"/Pages": {"/" + key: value for key, value in pages.items()}}


class Kid:
    """A reference to a node of a page tree."""

    def __init__(self, reference, node):
        self.reference, self.node = reference, node

    def get_object(self):
        """The node."""
        return self.node


def test_a_page_tree_that_is_none_is_not_walked_for_ever():
    """A node that is its own kid."""
    node = {}
    node["/Kids"] = [Kid(1, node)]
    with pytest.raises(ValueError):
        list(_additions._annotations(Revision(Kids=[Kid(1, node)])))


def test_every_page_is_looked_at():
    """7.7.3: pages hang under nodes, and nodes under nodes."""
    leaves = [Kid(n, {"/Annots": [n]}) for n in (1, 2, 3)]
    branch = Kid(9, {"/Kids": leaves[1:]})
    found = list(_additions._annotations(Revision(Kids=[leaves[0], branch])))
    assert sorted(notes[0] for notes in found if notes) == [1, 2, 3]


def test_a_page_more_or_less_is_no_same_order():
    """Two trees of another size are not compared as far as they go."""
    one = Revision(Kids=[Kid(1, {})])
    two = Revision(Kids=[Kid(1, {}), Kid(2, {})])
    for old, new in ((one, two), (two, one)):
        with pytest.raises(ValueError):
            _additions._covers_nothing(old, new)


# --- a later person's field, and the form around it ---------------------------


def test_a_later_person_signs_in_a_field_that_is_seen():
    """That signature is the person's; the first one stays VALID."""
    assert judged(signed_second(with_field(ONCE))) == VALID


@pytest.mark.parametrize(
    "what", ["an action", "an action of the page's", "another kind of annotation"]
)
def test_a_later_persons_field_runs_nothing(what):
    """12.6.3: what runs when the page opens could draw over what others signed."""
    assert judged(signed_second(with_field(ONCE, **SHOWN[what]()))) == CHANGED


@pytest.mark.parametrize(
    ("entries", "expected"),
    [({}, VALID), ({"AA": names(PO=script())}, CHANGED),
     ({"Subtype": name("/FreeText")}, CHANGED)],
    ids=["plain", "runs", "another-kind"],
)  # fmt: skip
def test_the_widgets_of_a_later_persons_field_are_its_own(entries, expected):
    """12.7.4: a field and its widget may be two dictionaries."""
    widget = names(
        Type=name("/Annot"), Subtype=name("/Widget"), Rect=numbers(0, 0, 9, 9)
    )
    widget.update({name("/" + key): value for key, value in entries.items()})

    def change(writer):
        own = writer.add_object(widget)
        called = names(
            FT=name("/Sig"), T=text("Kedua"), Kids=generic.ArrayObject([own])
        )
        reference = writer.add_object(called)
        widget[name("/Parent")] = reference
        form = writer.root["/AcroForm"]
        form["/Fields"].append(reference)
        writer.update_container(form["/Fields"])
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        page.get_object()["/Annots"].append(own)
        writer.mark_update(page.reference)

    assert judged(signed_second(update(ONCE, change))) == expected


FORM = {
    "/DR": lambda: names(Font=names(F1=names(Type=name("/Font")))),
    "/DA": lambda: text("/F1 9 Tf"),
    "/Q": lambda: generic.NumberObject(2),
    "/NeedAppearances": lambda: generic.BooleanObject(value=True),
}


def with_form(pdf, key):
    """Other resources of the form, and a field for a second person."""

    def change(writer):
        form = writer.root["/AcroForm"]
        form[name(key)] = FORM[key]()
        writer.update_container(form)

    return update(pdf, change)


@pytest.mark.parametrize("key", FORM)
def test_what_draws_a_value_stays(key):
    """12.7.3: a 1 in another font is a 9, whoever signs afterwards."""
    assert judged(with_form(ONCE, key)) == CHANGED
    assert judged(signed_second(with_form(with_field(ONCE), key))) == CHANGED


@pytest.fixture(scope="module")
def form_of_signatures():
    """A letter as we prepare it, signed by the first of two."""
    return signed(add_fields(to_pdf(letter()), ["Paraf", "Kedua"]), field="Paraf")


@pytest.mark.parametrize("key", FORM)
def test_a_form_of_signatures_alone_may_get_fonts_for_the_next_one(
    form_of_signatures, key
):
    """Common programs put their own font into the form when they sign."""
    pdf = form_of_signatures
    assert judged(signed_second(with_form(pdf, key))) == VALID
    assert judged(with_form(pdf, key)) == CHANGED


# --- names and copies ---------------------------------------------------------


@pytest.mark.parametrize("front", [True, False])
def test_a_second_field_of_a_signed_ones_name_hides_it_from_nobody(front):
    """Names tell fields apart: two of one name are no form."""

    def change(writer):
        twin = writer.add_object(field("Signature1", Rect=numbers(0, 0, 99, 99)))
        form = writer.root["/AcroForm"]
        form["/Fields"].insert(0 if front else 9, twin)
        writer.update_container(form["/Fields"])

    pdf = update(ONCE, change)
    assert judged(pdf)[0] is Outcome.INVALID
    assert judged(extend_pdf(pdf, timestamp=STAMPER))[0] is Outcome.INVALID


def test_a_copy_of_a_signature_is_not_a_second_signer():
    """The same bytes in another field: "both officers have signed"."""
    item = PdfFileReader(io.BytesIO(ONCE)).embedded_signatures[0].sig_object

    def change(writer):
        copied = generic.DictionaryObject({key: item.raw_get(key) for key in item})
        placed(writer, field("Kedua", V=writer.add_object(copied)))

    pdf = update(ONCE, change)
    for forged in (pdf, extend_pdf(pdf, timestamp=STAMPER)):
        assert judged(forged) == (Outcome.INVALID, "pdf_coverage")


# --- objects that are not there yet, and objects that no table lists ----------


def with_promise():
    """Signed with a page that also draws an object which does not exist."""
    plain = smallest()
    number = PdfFileReader(io.BytesIO(plain)).root["/Pages"]["/Kids"].raw_get(0).idnum
    page = re.search(
        rb"(?<!\d)%d 0 obj\s*(<<.*?>>)\s*endobj" % number, plain, re.DOTALL
    )
    drawn = b"/Contents %d 0 R" % number_of(plain, "/Pages", "/Kids", 0, "/Contents")
    both = drawn.replace(b" ", b" [", 1) + b" 95 0 R]"
    return signed(append(plain, {number: page[1].replace(drawn, both)}))


PROMISE = with_promise()


def root_of(pdf):
    """Number and text of the catalog."""
    number = PdfFileReader(io.BytesIO(pdf)).trailer.raw_get("/Root").idnum
    found = re.findall(
        rb"(?<!\d)%d 0 obj\s*(<<.*?>>)\s*endobj" % number, pdf, re.DOTALL
    )
    return number, found[-1]


def as_certificate(pdf):
    """The object comes as validation data."""
    number, catalog = root_of(pdf)
    store = catalog[:-2] + b"/DSS<</Certs[95 0 R]>>>>"
    return append(pdf, {95: stream(DRAW), number: store})


def as_object_stream(pdf):
    """The object comes as a stream of objects that draws: 7.5.7 lets both be."""
    number, catalog = root_of(pdf)
    head = b"%d 0 " % number + DRAW + b" "
    body = pdf + b"\n"
    held = len(body)
    entries = b"/Type/ObjStm/N 1/First %d" % len(head)
    body += b"95 0 obj\n%b\nendobj\n" % stream(head + catalog, entries)
    start = len(body)
    rows = b"\2" + (95).to_bytes(4, "big") + b"\0"
    rows += b"".join(b"\1" + at.to_bytes(4, "big") + b"\0" for at in (held, start))
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    entries = b"/Type/XRef/W[1 4 1]/Index[%d 1 95 1 97 1]/Size 98" % number
    entries += b"/Root %d 0 R/Prev %d" % (number, previous)
    body += b"97 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream(rows, entries),
        start,
    )
    return body


@pytest.mark.parametrize(
    "forge",
    [lambda pdf: append(pdf, {95: stream(DRAW)}), as_certificate, as_object_stream],
    ids=["object", "certificate", "object-stream"],
)
def test_an_object_that_a_page_waited_for_does_not_come_later(forge):
    """7.3.10: it counted as null when it was signed, and draws nothing."""
    assert judged(PROMISE) == VALID
    forged = forge(PROMISE)
    assert judged(forged)[0] is Outcome.INVALID
    assert judged(extend_pdf(forged, timestamp=STAMPER))[0] is Outcome.INVALID
    both = signed_second(with_field(forged))
    assert verify(both).signatures[0].report.outcome is Outcome.INVALID


def behind(hidden, *, blank=b""):
    """An honest update, something hidden before its object."""
    number, catalog = root_of(ONCE)
    body = ONCE + b"\n" + hidden
    at = len(body)
    body += blank + b"%d 0 obj\n%b\nendobj\n" % (number, catalog)
    start = len(body)
    reader = PdfFileReader(io.BytesIO(ONCE))
    previous = int(re.findall(rb"startxref\s+(\d+)", ONCE)[-1])
    body += b"xref\n0 1\n0000000000 65535 f \n%d 1\n%010d 00000 n \n" % (number, at)
    body += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        int(reader.trailer["/Size"]), number, previous,
    )  # fmt: skip
    return body + b"startxref\n%d\n%%%%EOF\n" % start


PAGE = number_of(ONCE, "/Pages", "/Kids", 0, "/Contents")


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        (b"", VALID),
        (b"%comment\n", VALID),
        (b"\n%d 0 obj\n%b\nendobj\n" % (PAGE, stream(DRAW)), CHANGED),
        (b"%d\0\t0\0\nobj<<>>endobj\n" % PAGE, CHANGED),
        (b"%%%d 0 obj<<>>endobj\n" % PAGE, CHANGED),
        (b"%d 00001 obj<<>>endobj\n" % PAGE, CHANGED),
        (b"0 objects, 1 0 object\n", VALID),
    ],
    ids=["none", "comment", "object", "blanks", "in-comment", "generation", "words"],
)
def test_no_object_stands_where_no_table_says(hidden, expected):
    """7.5.4: readers that rebuild a broken table would take it for the page's."""
    assert judged(behind(hidden)) == expected


def test_a_table_may_point_to_the_blanks_before_an_object():
    """Some programs count the line's end to what follows."""
    assert judged(behind(b"", blank=b"\r\n ")) == VALID


def test_no_object_stands_within_validation_data():
    """Whoever looks for objects by their words finds them in a stream as well."""
    number, catalog = root_of(ONCE)
    store = {number: catalog[:-2] + b"/DSS<</Certs[90 0 R]>>>>"}
    hidden = b"%d 0 obj\n%b\nendobj\n" % (PAGE, stream(DRAW))
    assert judged(append(ONCE, {90: stream(b"any"), **store})) == VALID
    assert judged(append(ONCE, {90: stream(hidden), **store})) == CHANGED


def test_no_object_stands_under_a_second_persons_signature():
    """The first one did not sign it, whoever signs afterwards."""
    hidden = b"\n%d 0 obj\n%b\nendobj\n" % (PAGE, stream(DRAW))
    assert judged(signed_second(with_field(behind(hidden)))) == CHANGED
    assert judged(signed_second(with_field(behind(b"")))) == VALID


def test_a_table_stream_need_not_list_itself():
    """7.5.8: where it stands is what startxref says."""
    number, catalog = root_of(ONCE)
    body = ONCE + b"\n"
    at = len(body)
    body += b"%d 0 obj\n%b\nendobj\n" % (number, catalog)
    start = len(body)
    previous = int(re.findall(rb"startxref\s+(\d+)", ONCE)[-1])
    entries = b"/Type/XRef/W[1 4 1]/Index[%d 1]/Size 98/Root %d 0 R/Prev %d" % (
        number, number, previous,
    )  # fmt: skip
    row = b"\1" + at.to_bytes(4, "big") + b"\0"
    body += b"97 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream(row, entries),
        start,
    )
    assert judged(body) == VALID


def compressed():
    """The same page, its small objects in a stream (7.5.7); signed."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(smallest())) as pdf:
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return signed(output.getvalue())


def test_a_stream_of_signed_objects_is_not_replaced():
    """No table changes for the objects in it, and all of them would."""
    pdf = compressed()
    assert judged(pdf) == VALID
    found = next(
        number
        for number in count(1)
        if re.search(rb"(?<!\d)%d 0 obj\s*<<[^>]*/ObjStm" % number, pdf)
    )
    reader = PdfFileReader(io.BytesIO(pdf))
    held = reader.get_object(generic.Reference(found, 0, reader))
    assert b"(1)" in held.data  # the value of the text field
    entries = b"/Type/ObjStm/N %d/First %d" % (held["/N"], held["/First"])
    other = stream(held.data.replace(b"(1)", b"(9)"), entries)
    forged = append(pdf, {found: other})
    shown = PdfFileReader(io.BytesIO(forged)).root["/AcroForm"]["/Fields"][0]
    assert shown["/V"] == "9"  # what a reader of the file sees
    assert judged(forged) == CHANGED
    assert judged(extend_pdf(pdf, revocation=revocation(), timestamp=STAMPER)) == VALID
