"""A letter, two officers and a time: what the PDF tests share."""

import io
import re
from datetime import UTC, date, datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from egovkit.documents import Facts, Kop, OfficialLetter, Signatory
from egovkit.documents.pdf import add_fields, sign_pdf, to_pdf, verify_pdf
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
AUTHORITY = TestAuthority()
HEAD = AUTHORITY.officer("Lurah Contoh")
CLERK = AUTHORITY.officer("Kasi Contoh")


def letter(**changes):
    """A titled letter, with changes."""
    return OfficialLetter(
        **{
            "kop": Kop(baris=("Pemerintah Kota Contoh",), alamat="Jalan Contoh 1"),
            "judul": "Surat Keterangan Usaha",
            "nomor": "500/9001/KEL-CTH/2026",
            "tempat": "Kota Contoh",
            "tanggal": date(2026, 11, 24),
            "isi": ("Menerangkan bahwa:", Facts(baris=(("Nama", "Siti Aminah"),))),
            "penandatangan": Signatory(jabatan="Lurah Contoh", nama="Budi Contoh"),
        }
        | changes
    )


def prepared():
    """The letter with two empty fields."""
    return add_fields(to_pdf(letter()), ["Paraf", "Tanda Tangan"])


def signed(pdf, officer=HEAD, **more):
    """Signed by an officer at the case's time."""
    return sign_pdf(
        pdf,
        key=officer.key,
        certificate=officer.certificate,
        chain=officer.chain,
        at=AT,
        **more,
    )


def revocation():
    """The lists of both authorities, made at the case's time."""
    return AUTHORITY.revocation(at=AT)


def smallest():
    """One page that says what it owes, with a text field; no fonts to carry."""
    writer = PdfFileWriter(stream_xrefs=False)
    text = generic.StreamObject(stream_data=b"BT /F1 9 Tf 9 9 Td (Rp 1) Tj ET")
    page = PageObject(contents=writer.add_object(text), media_box=(0, 0, 100, 100))
    page_ref = writer.insert_page(page)
    field = writer.add_object(
        generic.DictionaryObject(
            {
                name("/Type"): name("/Annot"),
                name("/Subtype"): name("/Widget"),
                name("/FT"): name("/Tx"),
                name("/T"): generic.TextStringObject("Jumlah"),
                name("/V"): generic.TextStringObject("1"),
                name("/Rect"): numbers(0, 0, 50, 20),
            }
        )
    )
    page_ref.get_object()["/Annots"] = generic.ArrayObject([field])
    form = {
        name("/Fields"): generic.ArrayObject([field]),
        name("/DR"): generic.DictionaryObject(),
    }
    writer.root["/AcroForm"] = writer.add_object(generic.DictionaryObject(form))
    return written(writer)


name = generic.pdf_name


def numbers(*values):
    """A PDF array of numbers."""
    return generic.ArrayObject(generic.NumberObject(value) for value in values)


def written(writer):
    """The file that a writer of pyHanko holds."""
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def update(pdf, change):
    """An incremental update of somebody who signs nothing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    return written(writer)


def append(pdf, objects, *, root=None, offsets=None, free=()):
    """An update by hand: objects by number, or offsets of what is there already."""
    reader = PdfFileReader(io.BytesIO(pdf))
    body, table = pdf + b"\n", dict(offsets or {})
    for number, content in objects.items():
        table[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \n"
    for number in free:
        body += b"%d 1\n0000000000 00001 f \n" % number
    for number, offset in table.items():
        body += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max([int(reader.trailer["/Size"]), *(n + 1 for n in table)])
    catalog = root or reader.trailer.raw_get("/Root").idnum
    body += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        size,
        catalog,
        int(re.findall(rb"startxref\s+(\d+)", pdf)[-1]),
    )
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def number_of(pdf, *path):
    """The number of the object that a path from the catalog leads to."""
    here = PdfFileReader(io.BytesIO(pdf)).root
    for step in path[:-1]:
        here = here[step]
    return here.raw_get(path[-1]).idnum


def verify(pdf, **more):
    """Verify at the case's time under the case's root."""
    return verify_pdf(
        pdf,
        **{"anchors": AUTHORITY.anchors(), "at": AT, "revocation": revocation()} | more,
    )
