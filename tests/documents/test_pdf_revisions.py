"""Updates of every form behind a signature: none may pass that shows another file.

The tables, streams and object streams are written here by hand: no writer makes
what these need.
"""

import io
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    CLERK,
    append,
    number_of,
    signed,
    smallest,
    verify,
)

from egovkit.documents.pdf import _structure, add_fields
from egovkit.signatures import Outcome

DRAW = b"BT /F1 9 Tf 9 9 Td (Rp 9) Tj ET"  # the page says: Rp 1
ONCE = signed(add_fields(smallest(), ["Tanda Tangan"]))
TWO_FIELDS = add_fields(smallest(), ["Paraf", "Tanda Tangan"])
READER = PdfFileReader(io.BytesIO(ONCE))
SIZE = int(READER.trailer["/Size"])
ROOT = READER.trailer.raw_get("/Root").idnum
PAGE = number_of(ONCE, "/Pages", "/Kids", 0, "/Contents")
TABLES = [int(at) for at in re.findall(rb"startxref\s+(\d+)", ONCE)]
VALID = (Outcome.VALID, None)


def judged(pdf):
    """Outcome and the code that decided."""
    report = verify(pdf)
    return report.outcome, report.reason.code if report.reason else None


def refused(code):
    """INVALID for this reason."""
    return Outcome.INVALID, code


def stream(data, entries=b""):
    """A stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def catalog(**entries):
    """The catalog as it is, with further entries."""
    found = re.findall(rb"(?<!\d)%d 0 obj\s*(<<.*?>>)\s*endobj" % ROOT, ONCE, re.DOTALL)
    more = b"".join(b"/%b %b" % (key.encode(), text) for key, text in entries.items())
    return found[-1][:-2] + more + b">>"


def test_the_file_that_the_updates_follow():
    """Signed, valid, and with its catalog written once more still valid."""
    assert judged(ONCE) == VALID
    assert judged(append(ONCE, {ROOT: catalog()})) == VALID


CHANGES = {
    "AA": b"<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
    "AF": b"[]",
    "Collection": b"<<>>",
    "DPartRoot": b"<<>>",
    "Dests": b"<<>>",
    "Lang": b"(en)",
    "Legal": b"<<>>",
    "MarkInfo": b"<</Marked false>>",
    "Names": b"<</EmbeddedFiles<</Names[]>>>>",
    "NeedsRendering": b"true",
    "OCProperties": b"<</OCGs[]/D<<>>>>",
    "OpenAction": b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
    "Outlines": b"<</Count 0>>",
    "OutputIntents": b"[]",
    "PageLabels": b"<</Nums[0<</S/r>>]>>",
    "PageLayout": b"/OneColumn",
    "PageMode": b"/FullScreen",
    "Perms": b"<<>>",
    "PieceInfo": b"<<>>",
    "Requirements": b"[]",
    "SpiderInfo": b"<<>>",
    "StructTreeRoot": b"<</Type/StructTreeRoot>>",
    "Threads": b"[]",
    "URI": b"<</Base(http://lain.example)>>",
    "ViewerPreferences": b"<</HideToolbar true>>",
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_catalog_gets_no_new_entry(name):
    """ISO 32000-2 table 29: what runs, hides, attaches or relabels is a change."""
    update = append(ONCE, {ROOT: catalog(**{name: CHANGES[name]})})
    assert judged(update) == refused("pdf_changed_after")


def test_a_catalog_may_say_which_extensions_its_validation_data_need():
    """ETSI EN 319 142-1 5.4.2.1 asks for /Extensions; a later /Version is its like."""
    extensions = b"<</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>"
    for entries in ({"Extensions": extensions}, {"Version": b"/2.0"}):
        assert judged(append(ONCE, {ROOT: catalog(**entries)})) == VALID


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (stream(DRAW), {"DSS": b"<</Certs[%d 0 R]>>" % PAGE}),
        (stream(DRAW), {"DSS": b"<</CRLs[%d 0 R]>>" % PAGE}),
        (b"<</Certs[]>>", {"DSS": b"%d 0 R" % PAGE}),
        (stream(DRAW, b"/Type/Metadata/Subtype/XML"), {"Metadata": b"%d 0 R" % PAGE}),
        (b"<<>>", {"Extensions": b"%d 0 R" % PAGE}),
        (stream(DRAW, b"/Type/ObjStm/N 0/First 0"), {}),
        (stream(DRAW, b"/Type/XRef/W[1 1 1]/Size 1"), {}),
    ],
    ids=["certificate", "list", "store", "metadata", "extensions", "object-stream",
         "table-stream"],
)  # fmt: skip
def test_what_a_page_draws_is_not_taken_for_validation_data(content, entries):
    """An object in use stays what it was, whatever it is called afterwards."""
    update = append(ONCE, {PAGE: content, ROOT: catalog(**entries)})
    assert judged(update) == refused("pdf_changed_after")


def ended(body, start):
    """The end of a file whose table is there."""
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def placed(objects, pdf=ONCE):
    """A file with objects behind it, and where they stand."""
    body, places = pdf + b"\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return body, places


def table_stream(number, rows, entries):
    """A cross-reference stream (ISO 32000-2 7.5.8) of these rows."""
    order = sorted(rows)
    index = b" ".join(b"%d 1" % one for one in order)
    data = b"".join(rows[one] for one in order)
    head = b"/Type/XRef/W[1 4 1]/Index[%b]/Size %d/Root %d 0 R" % (
        index, number + 1, ROOT,
    )  # fmt: skip
    return b"%d 0 obj\n%b\nendobj\n" % (number, stream(data, head + entries))


def in_use(place):
    """The row of an object that stands there."""
    return b"\1" + place.to_bytes(4, "big") + b"\0"


def by_table_stream(objects):
    """An update whose table is a stream."""
    body, places = placed(objects)
    number, start = SIZE + 3, len(body)
    rows = {one: in_use(at) for one, at in places.items()} | {number: in_use(start)}
    body += table_stream(number, rows, b"/Prev %d" % TABLES[-1])
    return ended(body, start)


def by_object_stream(objects):
    """An update whose objects stand compressed in one stream (7.5.7)."""
    offsets, at = [], 0
    for content in objects.values():
        offsets.append(at)
        at += len(content) + 1
    pairs = zip(objects, offsets, strict=True)
    head = b"".join(b"%d %d " % pair for pair in pairs)
    inner = head + b" ".join(objects.values())
    holder = SIZE + 2
    held = stream(inner, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)))
    body, places = placed({holder: held})
    number, start = SIZE + 3, len(body)
    rows = {holder: in_use(places[holder]), number: in_use(start)}
    for index, one in enumerate(objects):
        rows[one] = b"\2" + holder.to_bytes(4, "big") + bytes((index,))
    body += table_stream(number, rows, b"/Prev %d" % TABLES[-1])
    return ended(body, start)


@pytest.mark.parametrize("way", [by_table_stream, by_object_stream])
def test_updates_in_the_compressed_forms(way):
    """Streams for tables and objects are read as tables are: no way round."""
    assert judged(way({ROOT: catalog()})) == VALID
    changed = way({ROOT: catalog(OpenAction=CHANGES["OpenAction"])})
    assert judged(changed) == refused("pdf_changed_after")
    assert judged(way({SIZE + 9: b"<<>>"})) == refused("pdf_changed_after")


def test_another_page_by_a_table_stream():
    """What draws, in the other form of update."""
    update = by_table_stream({PAGE: stream(DRAW)})
    assert judged(update) == refused("pdf_changed_after")


@pytest.mark.parametrize("objects", [{}, {PAGE: stream(DRAW)}], ids=["none", "page"])
def test_a_hybrid_update_shows_two_files(objects):
    """7.5.8.4: old readers see the table, new ones the stream; nobody signed both."""
    body, places = placed(objects)
    hidden = len(body)
    rows = {one: in_use(at) for one, at in places.items()}
    rows[SIZE + 3] = in_use(hidden)
    body += table_stream(SIZE + 3, rows, b"")
    start = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R" % (
        SIZE + 4, ROOT,
    )  # fmt: skip
    body += b"/Prev %d/XRefStm %d>>\n" % (TABLES[-1], hidden)
    assert judged(ended(body, start))[0] is Outcome.INVALID


def by_table(entries, objects=None, *, previous=TABLES[-1]):
    """An update by a plain table, with entries of the trailer."""
    body, places = placed(objects or {})
    start = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in places.items():
        body += b"%d 1\n%010d 00000 n \n" % (number, at)
    body += b"trailer\n<</Size %d/Root %d 0 R/Prev %d%b>>\n" % (
        SIZE, ROOT, start if previous is None else previous, entries,
    )  # fmt: skip
    return ended(body, start)


@pytest.mark.parametrize("objects", [{}, {PAGE: stream(DRAW)}], ids=["none", "page"])
def test_a_table_that_leaves_the_signed_one_out(objects):
    """/Prev goes past the signature's own revision: its field is gone with it."""
    update = by_table(b"", objects, previous=TABLES[0])
    assert judged(update)[0] is Outcome.INVALID


def test_a_table_that_refers_to_itself():
    """An endless chain of tables is no file."""
    assert judged(by_table(b"", previous=None)) == refused("pdf_unreadable")


@pytest.mark.parametrize(
    "entries",
    [b"/Info<</Title(Surat lain)>>", b"/Encrypt null", b"/Encrypt<<>>"],
    ids=["title", "no-encryption", "encryption"],
)
def test_a_trailer_says_nothing_new(entries):
    """A title shows in every window; encryption would replace what is read."""
    assert judged(by_table(entries))[0] is Outcome.INVALID


@pytest.mark.parametrize("prefix", [b"junk\n", b"%PDF-1.4\n", b"\n", b"\xef\xbb\xbf"])
def test_bytes_before_the_file_move_what_is_signed(prefix):
    """Readers forgive them; byte ranges do not."""
    assert judged(prefix + ONCE)[0] is Outcome.INVALID


@pytest.mark.parametrize("tail", [b"\r\n", b" ", b"\0", b"%%EOF\n", b"%comment\n"])
def test_bytes_behind_the_file_are_signed_by_nobody(tail):
    """Not even a blank."""
    assert judged(ONCE + tail)[0] is Outcome.INVALID


def test_the_second_signer_does_not_heal_what_came_between():
    """A page that changed between two signatures: the first person never saw it."""
    first = signed(TWO_FIELDS, CLERK, field="Paraf")
    page = number_of(first, "/Pages", "/Kids", 0, "/Contents")
    between = append(first, {page: stream(DRAW)})
    both = signed(between, field="Tanda Tangan")
    outcome, _ = judged(both)
    report = verify(both)
    assert outcome is Outcome.INVALID
    assert report.signatures[0].report.reason.code == "pdf_changed_after"
    assert report.signatures[1].report.outcome is Outcome.VALID
    honest = signed(first, field="Tanda Tangan")
    assert judged(honest) == VALID


def hexed(pdf):
    """Where the digits of the last signature stand."""
    found = list(re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", pdf))[-1]
    return found.start(1), found.end(1)


@pytest.mark.parametrize(
    "change",
    [
        lambda digits: digits.upper(),
        lambda digits: digits.lower(),
    ],
    ids=["capitals", "small"],
)
def test_the_case_of_the_digits_is_free(change):
    """ISO 32000-2 7.3.4.3: both are the same string."""
    start, end = hexed(ONCE)
    assert judged(ONCE[:start] + change(ONCE[start:end]) + ONCE[end:]) == VALID


@pytest.mark.parametrize(
    "change",
    [
        lambda digits: b" " + digits[1:],
        lambda digits: digits[:-2] + b"  ",
        lambda digits: digits[:-1] + b" ",
        lambda digits: b"\n" + digits[:-1],
        lambda digits: digits[:40] + b"%" + digits[41:],
        lambda digits: digits[:40] + b">" + digits[41:],
        lambda digits: digits[:40] + b"<" + digits[41:],
        lambda digits: b"0" * len(digits),
        lambda digits: digits[:-2] + b"01",
    ],
    ids=["blank-first", "blanks-last", "odd", "newline", "comment", "ends", "begins",
         "zeros", "padding"],
)  # fmt: skip
def test_the_gap_holds_digits_and_nothing_else(change):
    """What is not signed is the hexadecimal string: no blank, no comment, no end."""
    start, end = hexed(ONCE)
    digits = change(ONCE[start:end])
    assert len(digits) == end - start
    assert judged(ONCE[:start] + digits + ONCE[end:])[0] is Outcome.INVALID


# The byte range and the padding, without a file around them


def item(byte_range, content=b"\x30\x00"):
    """A signature as far as its place is concerned."""
    return SimpleNamespace(byte_range=byte_range, pkcs7_content=content)


FILE = b"0123456789<3000>abcdef"  # ten bytes, the digits in brackets, six bytes


@pytest.mark.parametrize(
    ("byte_range", "covers"),
    [
        ([0, 10, 16, 6], True),
        ([0, 10, 16, 5], True),  # where it ends is another question
        ([0, 10, 16, 7], False),
        ([0, 10, 16, 0], False),
        ([0, 10, 16, -1], False),
        ([1, 9, 16, 6], False),
        ([-1, 10, 16, 6], False),
        ([0, 9, 16, 6], False),
        ([0, 11, 16, 6], False),
        ([0, 10, 15, 7], False),
        ([0, 10, 17, 5], False),
        ([0, 16, 10, 12], False),
        ([0, 10, 10, 12], False),
        ([0, 0, 16, 6], False),
        ([0, -10, 16, 6], False),
        ([0, 10, 16], False),
        ([0, 10, 16, 6, 0], False),
        ([0, 10, 16, 6, None], False),
        ([None, 0, 10, 16, 6], False),
        ([0, 10, 16, None], False),
        ([0, 10, 16, 6.0], False),
        ([0, 10, 16, "6"], False),
        ([], False),
        ([0, 10, 16, 6, 0, 0], False),
    ],
    ids=str,
)
def test_which_ranges_leave_out_the_digits_alone(byte_range, covers):
    """ISO 32000-2 12.8.1: from the start, to the bracket, from behind it."""
    assert _structure._covers_all_but_itself(FILE, item(byte_range)) is covers


@pytest.mark.parametrize(
    ("gap", "covers"),
    [
        (b"<3000>", True),
        (b"<30aB>", True),
        (b"<30 0>", False),
        (b"(3000)", False),
        (b"<30AC>", False),
        (b"<<300>", False),
        (b"<300>>", False),
        (b"<3000 ", False),
    ],
    ids=["digits", "case", "blank", "literal", "others", "dictionary", "end", "no-end"],
)
def test_what_stands_in_the_gap(gap, covers):
    """The hexadecimal string of the signature that was read, in either case."""
    content = b"\x30\xab" if gap in (b"<30aB>", b"<30AC>") else b"\x30\x00"
    file = b"0123456789" + gap + b"abcdef"
    found = _structure._covers_all_but_itself(file, item([0, 10, 16, 6], content))
    assert found is covers


def test_a_file_does_not_begin_with_its_signature():
    """Nothing would be signed before it, not even that it is a PDF."""
    file = b"<3000>abcdef"
    assert not _structure._covers_all_but_itself(file, item([0, 0, 6, 6]))


@pytest.mark.parametrize(
    ("start", "length"),
    [
        ("", 2),
        ("30", 2),
        ("3000", 2),
        ("3005", 7),
        ("307f", 129),
        ("308180", 131),
        ("3081ff", 258),
        ("30820100", 260),
        ("3083010000", 65541),
        ("3080", 2),
    ],
)
def test_how_long_a_der_value_says_it_is(start, length):
    """X.690 8.1.3: the short form, and the long one of any width."""
    assert _structure._der_length(bytes.fromhex(start)) == length


@pytest.mark.parametrize(
    ("content", "passes"),
    [
        ("30020500", True),
        ("3002050000000000", True),
        ("30020500000001", False),
        ("3002050001", False),
        ("300205002000", False),
    ],
    ids=["alone", "zeros", "one-last", "one-first", "blank"],
)
def test_padding_is_zeros(content, passes):
    """What stands behind the value is nobody's."""
    raw = bytes.fromhex(content)
    whole = item([0, 10, 16, 6], raw)
    if passes:
        signed_bytes, value = _structure.signed_parts(FILE, whole)
        assert (signed_bytes, value) == (b"0123456789abcdef", raw[:4])
        return
    with pytest.raises(ValueError):
        _structure.signed_parts(FILE, whole)


@pytest.mark.parametrize(
    ("tail", "clean"),
    [
        (b"startxref\n9\n%%EOF", True),
        (b"\n<</Size 3>>\nstartxref\n9\n%%EOF\n", True),
        (b"\nendstream\nendobj\nstartxref\n9\n%%EOF\r\n", True),
        (b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n\0", False),
        (b"startxref\n9\n%%EOF\n7 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF", False),
        (b"<</A(7 0 obj)>>\nstartxref\n9\n%%EOF", False),
        (b"<<>>\nstartxref\n9\n%%EOF\n<<>>\nstartxref\n9\n%%EOF", False),
        (b"<<>>stream\nx\nendstream>>\nstartxref\n9\n%%EOF", False),
        (b"startxref\n%%EOF", False),
        (b"startxref\n9\n", False),
        (b"", False),
    ],
    ids=["bare", "trailer", "stream", "nul", "object", "object-in-text", "twice",
         "stream-in-trailer", "no-number", "no-end", "nothing"],
)  # fmt: skip
def test_how_a_file_ends(tail, clean):
    """Behind the last table: its trailer, its place, the end, once."""
    info = SimpleNamespace(end_location=3)
    xrefs = SimpleNamespace(
        total_revisions=1, get_xref_container_info=lambda _number: info
    )
    reader = SimpleNamespace(xrefs=xrefs)
    assert _structure._ends_cleanly(b"123" + tail, reader) is clean
