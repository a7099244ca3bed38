"""Updates of every form behind a signature: none may pass that shows another file.

The tables, streams and object streams are written here by hand: no writer makes
what these need.
"""

import io
import re
import sys
from pathlib import Path

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

from egovkit.documents.pdf import add_fields
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
