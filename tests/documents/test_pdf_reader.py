"""Looking into a file comes to an end, whatever leads where in it.

Each file here is some kilobytes large and has more paths than anybody can walk: each
of 60 objects refers twice to the next one.
"""

import io
import sys
import zlib
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import AT, AUTHORITY, append, letter, number_of, signed, smallest, verify

from egovkit.documents.pdf import _reader, add_fields, extend_pdf, to_pdf
from egovkit.errors import SigningError
from egovkit.signatures import Outcome

STAMPER = AUTHORITY.timestamper(at=AT)
DEEP = 60


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """The bound as it is would take seconds to reach."""
    monkeypatch.setattr(_reader, "_MAX_VISITED", 20_000)


def doubled(body):
    """Objects from 100 on, each with the next one twice."""
    chain = {100 + n: body % (n, 101 + n, 101 + n) for n in range(DEEP)}
    return {**chain, 100 + DEEP: b"<</T(z)/FT/Sig>>"}


def with_catalog(pdf, entry, objects):
    """The file with a further entry of its catalog."""
    number = PdfFileReader(io.BytesIO(pdf)).trailer.raw_get("/Root").idnum
    start = pdf.rindex(b"%d 0 obj" % number)
    catalog = pdf[start : pdf.index(b"endobj", start)].split(b"obj", 1)[1]
    return append(pdf, {**objects, number: catalog.strip()[:-2] + entry + b">>"})


def many_ways():
    """A catalog from which 2**60 paths lead to one object."""
    chain = doubled(b"<</N %d/A %d 0 R/B %d 0 R>>")
    return with_catalog(smallest(), b"/PieceInfo<</X 100 0 R>>", chain)


def many_fields(pdf):
    """A form in which 2**60 names lead to one field."""
    fields = PdfFileReader(io.BytesIO(pdf)).root["/AcroForm"]["/Fields"]
    known = b" ".join(b"%d 0 R" % field.idnum for field in fields)
    form = b"<</Fields[%b 100 0 R]/SigFlags 3>>" % known
    chain = doubled(b"<</T(a%d)/FT/Sig/Kids[%d 0 R %d 0 R]>>")
    return append(pdf, {**chain, number_of(pdf, "/AcroForm"): form})


def judged(pdf):
    """Outcome and the code that decided."""
    report = verify(pdf)
    return report.outcome, report.reason.code if report.reason else None


def test_objects_that_many_paths_lead_to():
    """As it was signed it verifies; what follows is compared path by path."""
    pdf = signed(many_ways())
    assert judged(pdf) == (Outcome.VALID, None)
    kept = extend_pdf(pdf, timestamp=STAMPER)
    assert judged(kept) == (Outcome.INVALID, "pdf_signature_unreadable")


def test_fields_that_many_names_lead_to():
    """Neither judged nor signed: whoever looks for a field would look for ever."""
    assert judged(many_fields(signed(smallest()))) == (
        Outcome.INVALID, "pdf_unreadable",
    )  # fmt: skip
    for act in (
        lambda: signed(many_fields(smallest())),
        lambda: add_fields(many_fields(smallest()), ["A"]),
        lambda: extend_pdf(many_fields(signed(smallest())), timestamp=STAMPER),
    ):
        with pytest.raises(SigningError) as refused:
            act()
        assert refused.value.code == "pdf_unreadable"


def test_ordinary_files_are_far_from_the_bound(monkeypatch):
    """A letter of several pages, signed, stamped and signed again: a fortieth."""
    monkeypatch.setattr(_reader, "_MAX_VISITED", 50_000)
    pdf = add_fields(to_pdf(letter(isi=("Baris.\n" * 9,) * 20)), ["Paraf", "Lurah"])
    pdf = extend_pdf(signed(pdf), timestamp=STAMPER)
    assert judged(signed(pdf, field="Lurah")) == (Outcome.VALID, None)


def swollen(size, kind):
    """A file with a compressed stream of blanks between two statements."""
    blanks = XMP % (b" " * (size - len(XMP) + 2))
    data = zlib.compress(blanks, 9)
    head = b"<</Length %d/Filter/FlateDecode%b>>" % (len(data), kind)
    return {90: head + b"\nstream\n" + data + b"\nendstream"}


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/'
    b'02/22-rdf-syntax-ns#">%b<rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>'
)


@pytest.mark.parametrize(
    ("size", "read"), [(1 << 20, True), (16 << 20, True), ((16 << 20) + 1, False)]
)
def test_how_far_a_stream_may_swell(size, read):
    """16 MiB hold the longest revocation list; more is a bomb."""
    reader = _reader.open_pdf(append(smallest(), swollen(size, b"")))
    stream = reader.get_object(generic.Reference(90, 0, reader))
    if read:
        assert len(stream.data) == size
        return
    with pytest.raises(PdfDecodeLimitError):
        _ = stream.data


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (256 << 10, (Outcome.VALID, None)),
        ((256 << 10) + 1, (Outcome.INVALID, "pdf_changed_after")),
        (16 << 20, (Outcome.INVALID, "pdf_changed_after")),
    ],
)
def test_metadata_that_come_later_are_short(monkeypatch, size, expected):
    """They are read again in every comparison."""
    monkeypatch.setattr(_reader, "_MAX_VISITED", 200_000)
    added = swollen(size, b"/Type/Metadata/Subtype/XML")
    pdf = with_catalog(signed(smallest()), b"/Metadata 90 0 R", added)
    assert judged(pdf) == expected


def test_metadata_that_stay_are_not_read_again(monkeypatch):
    """A picture in them is no reason against the next signature."""
    monkeypatch.setattr(_reader, "_MAX_XMP", 100)
    pdf = add_fields(to_pdf(letter()), ["Paraf", "Lurah"])
    pdf = extend_pdf(signed(pdf), timestamp=STAMPER)
    assert judged(pdf) == (Outcome.VALID, None)
    assert judged(signed(pdf, field="Lurah")) == (Outcome.VALID, None)


def test_metadata_that_come_again_and_again_are_counted(monkeypatch):
    """Each reading costs as much as what it reads."""
    added = swollen(256 << 10, b"/Type/Metadata/Subtype/XML")
    pdf = with_catalog(signed(smallest()), b"/Metadata 90 0 R", added)
    monkeypatch.setattr(_reader, "_MAX_VISITED", (256 << 10) // 16)
    assert judged(pdf) == (Outcome.INVALID, "pdf_signature_unreadable")


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (5, 1),
        ([], 1),
        ([1, 2, 3], 4),
        ({"a": 1, "b": [1, 2]}, 5),
        ([[[[]]]], 4),
        ({"a": {"b": {"c": 1}}}, 4),
    ],
    ids=repr,
)
def test_a_visit_costs_what_the_object_holds(value, size):
    """Itself, and all that stands in it; references count as one and end there."""
    assert _reader._size(value) == size
    reference = generic.IndirectObject(1, 0, None)
    assert _reader._size([value, reference]) == size + 2


def test_visits_are_counted_in_every_revision():
    """The same reader gives the same revision twice, and one count for all."""
    reader = _reader.open_pdf(signed(smallest()))
    old = reader.get_historical_resolver(0)
    assert reader.get_historical_resolver(0) is old
    assert reader.get_historical_resolver(1) is not old
    before = reader._visited
    reference = generic.Reference(1, 0, reader)
    for get in (reader.get_object, old.get_object, old.get_object):
        get(reference)
        assert reader._visited > before
        before = reader._visited
