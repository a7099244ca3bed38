"""What a report on a PDF says: by whom, when, under whose trust, with which data."""

import io
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import SignatureObject

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    AT,
    AUTHORITY,
    CLERK,
    HEAD,
    append,
    name,
    number_of,
    revocation,
    signed,
    smallest,
    update,
    verify,
)

from egovkit.documents.pdf import (
    PdfReport,
    PdfSignature,
    _sign,
    _verify,
    add_fields,
    extend_pdf,
    sign_pdf,
)
from egovkit.errors import UsageError
from egovkit.signatures import (
    Assurance,
    Check,
    Outcome,
    RevocationData,
    TrustAnchors,
    VerificationReport,
    sign_cms,
)
from egovkit.testing import TestAuthority

STAMPER = AUTHORITY.timestamper(at=AT)
OTHER = TestAuthority()
NO_PATH = (Outcome.INVALID, "path_not_found")
TWO_FIELDS = add_fields(smallest(), ["Paraf", "Tanda Tangan"])


@cache
def once():
    """One page, signed once."""
    return signed(smallest())


@cache
def lasting():
    """One page at level B-LTA."""
    return signed(smallest(), level="B-LTA", timestamp=STAMPER, revocation=revocation())


def judged(pdf, **more):
    """Outcome and the code that decided."""
    report = verify(pdf, **more)
    return report.outcome, report.reason.code if report.reason else None


# --- the report ---------------------------------------------------------------


def test_a_report_begins_with_the_file_and_goes_on_by_signature():
    """First whether it was read; then each signature, its place in the file first."""
    checks = verify(lasting()).checks
    assert (checks[0].name, checks[0].code) == ("form", "pdf_read")
    places = [(c.code, c.facts["signature"]) for c in checks if c.name == "structure"]
    assert places == [("pdf_covers_revision", 1), ("pdf_covers_file", 2)]
    assert [c.facts["signature"] for c in checks[1:]] == sorted(
        c.facts["signature"] for c in checks[1:]
    )


def test_what_is_wrong_with_a_place_is_a_check_of_the_structure():
    """The one check that there is: nothing else was asked of that signature."""
    number = number_of(once(), "/Pages", "/Kids", 0, "/Contents")
    report = verify(append(once(), {number: b"<</Length 0>>\nstream\n\nendstream"}))
    (check,) = report.signatures[0].report.checks
    assert (check.name, check.code) == ("structure", "pdf_changed_after")


@pytest.mark.parametrize(
    ("pdf", "code"),
    [(b"%PDF-1.7", "pdf_unreadable"), (smallest(), "pdf_unsigned")],
    ids=["unreadable", "unsigned"],
)
def test_a_file_without_a_signature_has_one_check(pdf, code):
    """Of its form; it gives no document and no assurance."""
    report = verify(pdf)
    (check,) = report.checks
    assert (check.name, check.outcome, check.code) == ("form", Outcome.INVALID, code)
    assert report.signatures == ()
    assert report.assurance is Assurance.UNKNOWN


@pytest.mark.parametrize(
    "argument", ["anchors", "timestamp_anchors", "revocation", "policy"]
)
def test_a_mistake_of_the_caller_shows_with_the_first_file(argument):
    """Also where that file gives no occasion to use what was given."""
    for pdf in (b"%PDF-1.7", smallest()):
        with pytest.raises(UsageError) as refused:
            verify(pdf, **{argument: "x"})
        assert refused.value.facts == {"argument": argument}


def test_a_time_stamp_is_told_from_a_person():
    """It has a certificate and a time of its own, and no assurance."""
    person, stamp = verify(lasting()).signatures
    assert not person.is_timestamp
    assert stamp.is_timestamp
    assert person.certificate == HEAD.certificate
    assert stamp.certificate not in (None, HEAD.certificate)
    assert (stamp.claimed_time, stamp.proven_time) == (None, AT)
    assert stamp.assurance is Assurance.UNKNOWN


def test_time_stamps_alone_are_a_matter_of_the_form():
    """The last check of a file that nobody signed, though each stamp is true."""
    report = verify(_sign._add_document_stamp(smallest(), STAMPER))
    assert [s.report.outcome for s in report.signatures] == [Outcome.VALID]
    last = report.checks[-1]
    assert (last.name, last.code) == ("form", "pdf_only_timestamps")
    assert report.assurance is Assurance.UNKNOWN


@pytest.mark.parametrize(
    ("levels", "assurance"),
    [
        ([Assurance.CERTIFIED], Assurance.CERTIFIED),
        ([Assurance.CERTIFIED, Assurance.CERTIFIED], Assurance.CERTIFIED),
        ([Assurance.CERTIFIED, Assurance.UNCERTIFIED], Assurance.UNCERTIFIED),
        ([Assurance.CERTIFIED, Assurance.UNKNOWN], Assurance.UNKNOWN),
        ([Assurance.UNCERTIFIED, Assurance.UNKNOWN], Assurance.UNKNOWN),
    ],
    ids=["one", "two", "mixed", "unknown", "neither"],
)
def test_an_assurance_is_the_least_of_all_persons(levels, assurance):
    """And unknown unless everything is valid."""
    checks = (Check("form", Outcome.VALID, "pdf_read"),)
    found = tuple(
        PdfSignature("A", VerificationReport(checks), assurance=level)
        for level in levels
    )
    stamp = PdfSignature("B", VerificationReport(checks), is_timestamp=True)
    assert PdfReport(checks, (*found, stamp)).assurance is assurance
    wrong = Check("form", Outcome.INVALID, "pdf_only_timestamps")
    assert PdfReport((*checks, wrong), found).assurance is Assurance.UNKNOWN


def test_a_time_stamp_takes_no_assurance_away():
    """Only the signatures of persons are asked for it."""
    national = AUTHORITY.anchors(national=True)
    assert verify(lasting(), anchors=national).assurance is Assurance.CERTIFIED
    assert verify(lasting()).assurance is Assurance.UNCERTIFIED


@pytest.mark.parametrize("first", ["certified", "uncertified"])
def test_one_uncertified_signature_makes_the_file_uncertified(first):
    """Certified is the file only if the signatures of all persons are."""
    other = OTHER.officer("Kasi Lain")
    officers = [HEAD, other] if first == "certified" else [other, HEAD]
    pdf = TWO_FIELDS
    for officer in officers:
        pdf = signed(pdf, officer)
    lists = OTHER.revocation(at=AT)
    report = verify(
        pdf,
        anchors=TrustAnchors([*AUTHORITY.anchors(national=True), *OTHER.anchors()]),
        revocation=RevocationData((*revocation().crls, *lists.crls)),
    )
    assert report.outcome is Outcome.VALID
    levels = {s.field: s.assurance for s in report.signatures}
    certified = "Paraf" if first == "certified" else "Tanda Tangan"
    assert levels.pop(certified) is Assurance.CERTIFIED
    assert set(levels.values()) == {Assurance.UNCERTIFIED}
    assert report.assurance is Assurance.UNCERTIFIED


# --- whom and what is trusted -------------------------------------------------


def test_stamps_are_trusted_by_their_own_anchors():
    """An authority for time is none for persons, and the other way round."""
    own, other = AUTHORITY.anchors(), OTHER.anchors()
    assert judged(lasting(), timestamp_anchors=own) == (Outcome.VALID, None)
    persons, stamps = verify(lasting(), timestamp_anchors=other).signatures
    assert persons.certificate == HEAD.certificate
    assert stamps.report.outcome is not Outcome.VALID
    assert judged(lasting(), timestamp_anchors=other)[0] is not Outcome.VALID
    assert judged(lasting(), anchors=other, timestamp_anchors=own)[0] is not (
        Outcome.VALID
    )


def test_no_anchors_for_stamps_are_not_the_same_anchors():
    """Whoever trusts nobody to stamp time says so with an empty list."""
    outcome, _ = judged(lasting(), timestamp_anchors=TrustAnchors(()))
    assert outcome is Outcome.INDETERMINATE


def bare():
    """Signed without the certificates between."""
    return sign_pdf(smallest(), key=HEAD.key, certificate=HEAD.certificate, at=AT)


def test_certificates_in_the_file_complete_a_path():
    """ETSI EN 319 142-1 5.4.2: /Certs of the DSS are there for that."""
    assert judged(bare()) == NO_PATH
    kept = extend_pdf(bare(), certificates=HEAD.chain)
    assert judged(kept) == (Outcome.VALID, None)


def with_certificates(pdf, *contents):
    """Validation data of a stream for each content."""

    def change(writer):
        streams = [
            writer.add_object(generic.StreamObject(stream_data=content))
            for content in contents
        ]
        certificates = generic.ArrayObject(streams)
        writer.root["/DSS"] = writer.add_object(
            generic.DictionaryObject({name("/Certs"): certificates})
        )
        writer.update_root()

    return update(pdf, change)


def unnumbered(certificate):
    """The certificate with the serial number 0, which RFC 5280 forbids."""
    data = certificate.public_bytes(Encoding.DER)
    changed = asn1_x509.Certificate.load(data)
    changed["tbs_certificate"]["serial_number"] = 0
    return changed.dump(force=True)


def test_a_certificate_that_cannot_be_read_does_not_hide_the_next_one():
    """What is odd is passed over, wherever in the list it stands."""
    chain = [certificate.public_bytes(Encoding.DER) for certificate in HEAD.chain]
    odd = [b"", b"odd", b"\x30\x80", unnumbered(HEAD.chain[0])]
    for contents in ([*odd, *chain], [*chain, *odd]):
        assert judged(with_certificates(bare(), *contents)) == (Outcome.VALID, None)
    assert judged(with_certificates(bare(), *odd)) == NO_PATH


def test_data_of_the_caller_and_of_the_file_count_together():
    """One list here, the other one there: neither alone is enough."""
    lists = revocation().crls
    assert len(lists) == 2
    for inside, beside in (lists, reversed(lists)):
        kept = extend_pdf(once(), revocation=RevocationData((inside,)))
        alone = [RevocationData((inside,)), None]
        assert all(
            judged(kept, revocation=r)[0] is Outcome.INDETERMINATE for r in alone
        )
        both = judged(kept, revocation=RevocationData((beside,)))
        assert both == (Outcome.VALID, None)


def test_so_much_validation_data_is_read_and_no_more():
    """512 entries: eight for each of 64 signatures."""
    for count, outcome in ((512, Outcome.VALID), (513, Outcome.INVALID)):
        store = b"<</Certs[%b]>>" % (b"90 0 R " * count)
        number = PdfFileReader(io.BytesIO(once())).trailer.raw_get("/Root").idnum
        start = once().rindex(b"%d 0 obj" % number)
        catalog = once()[start : once().index(b"endobj", start)].split(b"obj", 1)[1]
        catalog = catalog.strip()[:-2] + b"/DSS 91 0 R>>"
        data = {90: b"<</Length 3>>\nstream\nabc\nendstream", 91: store}
        assert judged(append(once(), {**data, number: catalog}))[0] is outcome


def test_so_many_signatures_are_judged_and_no_more(monkeypatch):
    """The bound itself is allowed."""
    both = signed(signed(TWO_FIELDS, CLERK))
    monkeypatch.setattr(_verify, "_MAX_SIGNATURES", 2)
    assert judged(both) == (Outcome.VALID, None)
    monkeypatch.setattr(_verify, "_MAX_SIGNATURES", 1)
    assert judged(both) == (Outcome.INVALID, "pdf_foreign_signature")
    assert judged(once()) == (Outcome.VALID, None)


def updated(pdf, times):
    """The catalog written again and again: what changes nothing costs as much."""
    for _ in range(times):
        number = PdfFileReader(io.BytesIO(pdf)).trailer.raw_get("/Root").idnum
        start = pdf.rindex(b"\n%d 0 obj" % number)
        catalog = pdf[start : pdf.index(b"endobj", start)].split(b"obj", 1)[1]
        pdf = append(pdf, {number: catalog.strip()})
    return pdf


def test_so_many_revisions_follow_a_signature_and_no_more(monkeypatch):
    """Each is compared with each signature before it: a small file could cost hours.

    What was saved before the first signature is no matter: nothing is compared there.
    """
    assert _verify._MAX_REVISIONS == 4 * 64
    monkeypatch.setattr(_verify, "_MAX_REVISIONS", 3)
    before = signed(updated(smallest(), 5))
    for base in (once(), before):
        assert judged(updated(base, 2)) == (Outcome.VALID, None)
        assert judged(updated(base, 3)) == (Outcome.INVALID, "pdf_unreadable")
    assert judged(updated(smallest(), 5)) == (Outcome.INVALID, "pdf_unsigned")


def test_a_file_of_the_largest_size_is_read(monkeypatch):
    """The bound itself is allowed, here and where it is signed."""
    monkeypatch.setattr(_verify, "MAX_PDF", len(once()))
    assert judged(once()) == (Outcome.VALID, None)
    monkeypatch.setattr(_verify, "MAX_PDF", len(once()) - 1)
    assert judged(once()) == (Outcome.INVALID, "pdf_unreadable")


# --- when it says that it was signed ------------------------------------------


def claiming(moment, *, signing_time):
    """The older form of signature, with ``/M`` and a time in the CMS object."""
    writer = _sign._writer(smallest())
    form = SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    holder = SignatureObject(timestamp=AT, subfilter=form, bytes_reserved=16384)
    if moment is None:
        del holder["/M"]
    else:
        holder[name("/M")] = generic.TextStringObject(moment)
    return _sign._embed(
        writer,
        "Tanda Tangan",
        holder,
        lambda content: sign_cms(
            content,
            key=HEAD.key,
            certificate=HEAD.certificate,
            chain=HEAD.chain,
            at=AT,
            signing_time=signing_time,
        ),
    )


@pytest.mark.parametrize(
    ("moment", "signing_time", "claimed"),
    [
        ("D:20261124100000Z", False, AT + timedelta(hours=2)),
        ("D:20261124170000+07'00'", False, AT + timedelta(hours=2)),
        ("D:20261124100000Z", True, AT),
        (None, True, AT),
        (None, False, None),
        ("D:20261124100000", False, None),
    ],
    ids=["file", "zone", "both", "signature", "neither", "no-zone"],
)
def test_a_signature_claims_the_time_in_it_before_that_of_the_file(
    moment, signing_time, claimed
):
    """ISO 32000-2 table 255: /M where the signature itself says none; with a zone."""
    (found,) = verify(claiming(moment, signing_time=signing_time)).signatures
    assert found.claimed_time == claimed
    assert found.proven_time is None


# --- metadata -----------------------------------------------------------------


STATEMENT = b"<dc:format>application/pdf</dc:format>"
IDENTIFIER = b"<dc:identifier>Surat</dc:identifier>"
PART = b"<rdf:Description "
AGAIN = (
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    + IDENTIFIER
    + b"</rdf:Description>"
)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/'
    b'02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.'
    b'com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    + IDENTIFIER
    + STATEMENT
    + b"<pdf:Producer>Contoh"
    b"</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def titled():
    """Signed, with XMP of three statements and without document information."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(smallest())) as pdf:
        kind = {"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML}
        pdf.Root.Metadata = pikepdf.Stream(pdf, XMP, **kind)
        del pdf.trailer["/Info"]
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return signed(output.getvalue())


TITLED = titled()


def restated(*changes):
    """Other statements in the metadata, nobody's signature."""

    def change(writer):
        metadata = writer.root["/Metadata"]
        data = metadata.data
        for old, new in changes:
            assert old in data
            data = data.replace(old, new)
        reference = writer.add_object(
            generic.StreamObject(
                dict_data={
                    name("/Type"): name("/Metadata"),
                    name("/Subtype"): name("/XML"),
                },
                stream_data=data,
            )
        )
        writer.root[name("/Metadata")] = reference
        writer.update_root()

    return update_bare(TITLED, change)


def update_bare(pdf, change):
    """An update that leaves the metadata alone where it is not told otherwise."""
    writer = _sign._writer(pdf)
    change(writer)
    return _sign._written(writer)


def test_a_file_without_document_information_is_made_to_last():
    """PDF 2.0 deprecates /Info: nothing there is nothing changed."""
    assert "/Info" not in PdfFileReader(io.BytesIO(TITLED)).trailer
    assert judged(extend_pdf(TITLED, timestamp=STAMPER)) == (Outcome.VALID, None)


@pytest.mark.parametrize(
    ("changes", "valid"),
    [
        ([], True),
        ([(b"Contoh", b"Program lain")], True),
        ([(b"Surat", b"LUNAS")], False),
        ([(b"application/pdf", b"text/plain")], False),
        ([(STATEMENT, b"")], False),
        ([(STATEMENT, STATEMENT + b"<dc:source>x</dc:source>")], False),
        ([(b"<dc:format>", b"<dc:source>"), (b"</dc:format>", b"</dc:source>")], False),
        ([(STATEMENT, b""), (IDENTIFIER, IDENTIFIER + STATEMENT)], True),
        ([(STATEMENT, b""), (PART, AGAIN + PART)], False),
        ([(PART, AGAIN + PART)], False),
    ],
    ids=["same", "program", "title", "format", "one-less", "one-more", "another-name",
         "another-order", "one-for-another", "once-more"],
)  # fmt: skip
def test_a_title_stays_and_a_program_may_change(changes, valid):
    """What every window shows is what was signed; the statements count one by one."""
    assert (judged(restated(*changes))[0] is Outcome.VALID) is valid
    if not valid:
        assert judged(restated(*changes))[1] == "pdf_changed_after"


@pytest.mark.parametrize("key", ["/Producer", "/ModDate"])
def test_document_information_may_tell_program_and_moment(key):
    """And nothing else: /Author and /Keywords show beside the title."""

    def with_info(entry):
        def change(writer):
            info = generic.DictionaryObject(
                {name(entry): generic.TextStringObject("x")}
            )
            writer.set_info(writer.add_object(info))

        return update_bare(TITLED, change)

    assert judged(with_info(key)) == (Outcome.VALID, None)
    for other in ("/Author", "/Keywords", "/Creator", "/CreationDate", "/Title"):
        assert judged(with_info(other)) == (Outcome.INVALID, "pdf_changed_after")
