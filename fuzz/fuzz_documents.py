"""Signed PDF files: whatever is done to them, a report."""

import io
import logging
from datetime import UTC, datetime

from _fuzz import Input, Target, run
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from egovkit.documents.pdf import PdfReport, add_fields, sign_pdf, verify_pdf
from egovkit.signatures import Outcome
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
AUTHORITY = TestAuthority()
OFFICER = AUTHORITY.officer("Budi Contoh")
ANCHORS = AUTHORITY.anchors()
REVOCATION = AUTHORITY.revocation(at=AT)


def smallest() -> bytes:
    """One empty page: the typeset letter would spend its time on fonts."""
    writer = PdfFileWriter(stream_xrefs=False)
    content = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 100, 100)))
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def signed(pdf: bytes, **more: object) -> bytes:
    """Signed by the officer."""
    return sign_pdf(
        pdf,
        key=OFFICER.key,
        certificate=OFFICER.certificate,
        chain=OFFICER.chain,
        at=AT,
        **more,
    )


ONCE = signed(smallest())
TWICE = signed(signed(add_fields(smallest(), ["Paraf", "Lurah"])))


def check(data: Input) -> PdfReport:
    """A report whose sentences can be said; VALID only for what was signed."""
    report = verify_pdf(data, anchors=ANCHORS, at=AT, revocation=REVOCATION)
    assert report.explain("id")
    assert report.explain("en")
    if report.outcome is Outcome.VALID:
        assert len(report.signatures) in (1, 2)
    return report


logging.disable()  # the library's own log of what it skips
run(Target("pdf", check, seeds=[ONCE, TWICE], limit=5, one_in=25))
