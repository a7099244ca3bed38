"""PAdES: what is signed verifies here, in pyHanko and in OpenSSL; attacks do not."""

import io
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    AT,
    AUTHORITY,
    CLERK,
    HEAD,
    letter,
    prepared,
    revocation,
    signed,
    smallest,
    update,
    verify,
)
from pdf_pyhanko import context, signed_by_pyhanko

from egovkit.documents.pdf import (
    Level,
    _sign,
    _verify,
    add_fields,
    extend_pdf,
    sign_pdf,
    to_pdf,
    verify_pdf,
)
from egovkit.errors import SigningError, UsageError
from egovkit.signatures import (
    Assurance,
    CertificatePolicy,
    Outcome,
    RevocationPolicy,
    TrustAnchors,
)
from egovkit.testing import TestAuthority

LEVELS = list(Level)
STAMPER = AUTHORITY.timestamper(at=AT)


@pytest.fixture(scope="module")
def twice():
    """Two officers in order, the second at level B-T."""
    return signed(signed(prepared(), CLERK), level="B-T", timestamp=STAMPER)


def at_level(level):
    """One signature at a level."""
    return signed(prepared(), level=level, timestamp=STAMPER, revocation=revocation())


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_verifies(level):
    """B, T, LT and LTA are VALID and say when and by whom."""
    report = verify(at_level(level))
    assert report.outcome is Outcome.VALID
    first = report.signatures[0]
    assert first.claimed_time == AT
    assert (first.proven_time == AT) == (level is not Level.B)
    assert first.certificate == HEAD.certificate
    assert [s.is_timestamp for s in report.signatures] == (
        [False, True] if level is Level.LTA else [False]
    )


@pytest.mark.parametrize("level", [Level.LT, Level.LTA])
def test_the_file_carries_what_its_verification_needs(level):
    """From B-LT on no revocation data have to be supplied."""
    assert verify(at_level(level), revocation=None).outcome is Outcome.VALID
    assert verify(at_level(Level.T), revocation=None).outcome is Outcome.INDETERMINATE


def pyhanko_statuses(pdf):
    """What pyHanko's own validator says of each person's signature."""
    found = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    return [validate_pdf_signature(item, context()) for item in found]


@pytest.mark.parametrize("level", LEVELS)
def test_pyhanko_agrees(level):
    """Another verifier finds each signature intact, valid and trusted."""
    (status,) = pyhanko_statuses(at_level(level))
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.bottom_line


@pytest.mark.parametrize("level", LEVELS)
def test_three_officers_in_order_at_every_level(level):
    """Each at the same level, one after another: ours and pyHanko's answer agree."""
    names = ["Paraf Kasi", "Paraf Sekretaris", "Tanda Tangan Lurah"]
    pdf = add_fields(to_pdf(letter()), names)
    more = {"level": level, "timestamp": STAMPER, "revocation": revocation()}
    officers = [CLERK, AUTHORITY.officer("Sekretaris Contoh"), HEAD]
    for officer, field in zip(officers, names, strict=True):
        pdf = signed(pdf, officer, field=field, **more)
    report = verify(pdf)
    assert report.outcome is Outcome.VALID
    people = [s for s in report.signatures if not s.is_timestamp]
    assert [s.field for s in people] == names
    assert [s.certificate for s in people] == [o.certificate for o in officers]
    assert all(status.bottom_line for status in pyhanko_statuses(pdf))
    stamps = [s for s in report.signatures if s.is_timestamp]
    assert len(stamps) == (3 if level is Level.LTA else 0)


@pytest.mark.parametrize("level", LEVELS)
def test_what_pyhanko_signs_verifies_here(level):
    """Its files, whose dates of change move along, and two signers of them."""
    first = signed_by_pyhanko(to_pdf(letter()), CLERK, level=level)
    assert verify(first).outcome is Outcome.VALID
    second = signed_by_pyhanko(first, HEAD, field="Kedua", level=level)
    assert verify(second).outcome is Outcome.VALID
    mixed = signed(add_fields(to_pdf(letter()), ["A", "B"]), CLERK, field="A")
    mixed = signed_by_pyhanko(mixed, HEAD, field="B", level=level)
    assert verify(mixed).outcome is Outcome.VALID


def test_openssl_agrees(tmp_path):
    """``openssl cms -cades`` verifies the CMS object over the signed bytes."""
    pdf = signed(prepared())
    item = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    _, first, second, length = map(int, item.byte_range)
    (tmp_path / "content").write_bytes(pdf[:first] + pdf[second : second + length])
    # A signature may end with the zero that the gap is filled with: cut by length.
    content = cms.ContentInfo.load(bytes(item.pkcs7_content))
    (tmp_path / "cms").write_bytes(content.dump())
    (tmp_path / "root.pem").write_bytes(AUTHORITY.root_pem)
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER",
         "-in", "cms", "-content", "content", "-CAfile", "root.pem",
         "-purpose", "any", "-attime", str(int(AT.timestamp())), "-out", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_two_officers_sign_in_order(twice):
    """Each signature covers its revision, the last one the file."""
    report = verify(twice)
    assert [s.field for s in report.signatures] == ["Paraf", "Tanda Tangan"]
    codes = [c.code for c in report.checks if c.name == "structure"]
    assert codes == ["pdf_covers_revision", "pdf_covers_file"]
    assert report.require(bytes) == twice


def test_metadata_tags_and_language_survive_signing(twice):
    """After signing the file still is what it claims: XMP unchanged, tags, /Lang."""
    with (
        pikepdf.open(io.BytesIO(to_pdf(letter()))) as before,
        pikepdf.open(io.BytesIO(twice)) as after,
    ):
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.Lang == before.Root.Lang
        assert after.Root.MarkInfo.Marked
        kids = after.Root.StructTreeRoot.K
        assert len(kids) == len(before.Root.StructTreeRoot.K)


def test_what_was_there_stays_byte_for_byte():
    """Signing appends; each file is the beginning of the next one."""
    plain = prepared()
    first = signed(plain, CLERK)
    assert first.startswith(plain)
    assert signed(first).startswith(first)


def test_a_letter_without_fields_gets_one():
    """An unsigned file needs no preparation for a single signature."""
    pdf = signed(to_pdf(letter()), reason="Persetujuan", location="Kota Contoh")
    assert verify(pdf).outcome is Outcome.VALID
    assert [s.field for s in verify(pdf).signatures] == ["Signature1"]


def test_assurance_is_never_more_than_the_path_proves(twice):
    """Another root: uncertified. The national root: certified. No root: unknown."""
    assert verify(twice).assurance is Assurance.UNCERTIFIED
    national = AUTHORITY.anchors(national=True)
    assert verify(twice, anchors=national).assurance is Assurance.CERTIFIED
    empty = verify(twice, anchors=TrustAnchors(()))
    assert (empty.outcome, empty.assurance) == (
        Outcome.INDETERMINATE,
        Assurance.UNKNOWN,
    )


def first_page(writer):
    """The reference of the first page."""
    return writer.root["/Pages"]["/Kids"].raw_get(0)


def rotate(writer):
    """Turn the page."""
    page = first_page(writer)
    page.get_object()["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(page.reference)


def annotate(writer):
    """Lay a note over the page."""
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 200, 200)]
            ),
            generic.pdf_name("/Contents"): generic.TextStringObject("LUNAS"),
        }
    )
    page_ref = first_page(writer)
    page = page_ref.get_object()
    annotations = page.get("/Annots", generic.ArrayObject())
    page["/Annots"] = generic.ArrayObject([*annotations, writer.add_object(note)])
    writer.mark_update(page_ref.reference)


def add_empty_field(writer):
    """Leave an empty signature field behind."""
    fields.append_signature_field(writer, fields.SigFieldSpec("Nanti", box=None))


def replace_contents(writer):
    """Draw another page."""
    stream = generic.StreamObject(stream_data=b"BT ET")
    page_ref = first_page(writer)
    page_ref.get_object()["/Contents"] = writer.add_object(stream)
    writer.mark_update(page_ref.reference)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rotate, id="page-rotated"),
        pytest.param(annotate, id="annotation-added"),
        pytest.param(add_empty_field, id="empty-field-added"),
        pytest.param(replace_contents, id="contents-replaced"),
    ],
)
def test_a_change_after_the_last_signature_is_invalid(twice, change):
    """Whatever somebody appends without signing it."""
    report = verify(update(twice, change))
    assert report.outcome is Outcome.INVALID
    assert "pdf_changed_after" in [c.code for c in report.checks]
    assert report.assurance is Assurance.UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rotate, id="page-rotated"),
        pytest.param(annotate, id="annotation-added"),
        pytest.param(replace_contents, id="contents-replaced"),
    ],
)
def test_signing_a_change_does_not_make_it_the_first_signers(change):
    """A shadow attack: the second signer changes what the first one signed."""
    first = signed(prepared(), CLERK)
    report = verify(signed(update(first, change)))
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "pdf_changed_after"
    assert report.reason.facts["signature"] == 1


def test_a_signature_of_an_unknown_form_is_not_passed_over(twice):
    """A reader that skips what it does not know would call the rest complete."""
    foreign = twice.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detacheX", 1)
    report = verify(foreign)
    assert (report.outcome, report.reason.code) == (
        Outcome.INVALID,
        "pdf_foreign_signature",
    )


def test_bytes_behind_the_end_are_invalid(twice):
    """Junk after the last %%EOF is not covered by anybody."""
    for tail in (b"x", b"\n%%EOF\n", b"\nstartxref\n0\n%%EOF\n"):
        assert verify(twice + tail).outcome is Outcome.INVALID


def test_an_unsigned_file_is_invalid_never_valid():
    """Zero signatures: the answer names it."""
    report = verify(prepared())
    assert (report.outcome, report.reason.code) == (Outcome.INVALID, "pdf_unsigned")


def test_a_time_stamp_alone_is_nobodys_signature():
    """A document that is only stamped was signed by nobody."""
    from egovkit.documents.pdf._sign import _add_document_stamp

    report = verify(_add_document_stamp(to_pdf(letter()), STAMPER))
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "pdf_only_timestamps"


def test_a_flipped_byte_is_found_wherever_it_is(twice):
    """Any byte outside the signature containers: never VALID."""
    generator = random.Random(2026)
    gaps = [
        range(int(item.byte_range[1]), int(item.byte_range[2]))
        for item in PdfFileReader(io.BytesIO(twice)).embedded_signatures
    ]
    for _ in range(60):
        place = generator.randrange(len(twice))
        if any(place in gap for gap in gaps):
            continue
        damaged = bytearray(twice)
        damaged[place] ^= 1 << generator.randrange(8)
        assert verify(bytes(damaged)).outcome is not Outcome.VALID, place


def test_another_officers_certificate_is_refused():
    """The certificate must be the key's."""
    with pytest.raises(UsageError):
        sign_pdf(prepared(), key=HEAD.key, certificate=CLERK.certificate, at=AT)


def test_a_revoked_signer_is_invalid():
    """Revoked before signing: invalid by its own reason."""
    authority = TestAuthority()
    officer = authority.officer("Kasi Contoh")
    pdf = signed(prepared(), officer)
    authority.revoke(officer.certificate, at=AT)
    report = verify_pdf(
        pdf, anchors=authority.anchors(), at=AT, revocation=authority.revocation(at=AT)
    )
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "certificate_revoked"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7\n%%EOF", id="header-only"),
        pytest.param(b"not a pdf", id="text"),
        pytest.param(b"%PDF-1.7\n" + b"\xff" * 5000, id="noise"),
        pytest.param(b"startxref\n99999999999999999999\n%%EOF", id="far-xref"),
    ],
)
def test_what_is_no_pdf_is_an_answer(data):
    """Verifying reports; signing raises a typed error."""
    assert verify(data).reason.code in {"pdf_unreadable", "pdf_unsigned"}
    with pytest.raises(SigningError):
        signed(data)


def test_an_encrypted_file_is_refused_both_ways():
    """Neither signed nor judged: its content cannot be seen."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(to_pdf(letter()))) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert verify(output.getvalue()).reason.code == "pdf_encrypted"
    with pytest.raises(SigningError) as refused:
        signed(output.getvalue())
    assert refused.value.code == "pdf_encrypted"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        pytest.param([], "pdf_field_names", id="none"),
        pytest.param(["A", "A"], "pdf_field_names", id="twice"),
        pytest.param([""], "pdf_field_names", id="empty"),
        pytest.param(["a.b"], "pdf_field_names", id="full-stop"),
        pytest.param([5], "pdf_field_names", id="number"),
        pytest.param(["\ud800"], "pdf_field_names", id="half-a-character"),
        pytest.param([str(n) for n in range(33)], "pdf_field_names", id="33"),
    ],
)
def test_field_names_are_checked(names, code):
    """Names differ, are not empty, hold no full stop, and are at most 32."""
    with pytest.raises(UsageError) as refused:
        add_fields(to_pdf(letter()), names)
    assert refused.value.code == code


def test_fields_come_before_the_first_signature(twice):
    """A signed file takes no further field, by name or by itself."""
    with pytest.raises(UsageError) as refused:
        add_fields(twice, ["Nanti"])
    assert refused.value.code == "pdf_signed_already"
    with pytest.raises(UsageError) as refused:
        signed(twice)
    assert refused.value.code == "pdf_no_free_field"
    with pytest.raises(UsageError):
        signed(prepared(), field="Lain")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param({"level": "B-X"}, "pdf_level", id="unknown"),
        pytest.param({"level": "B-T"}, "pdf_level_timestamp", id="no-stamper"),
        pytest.param(
            {"level": "B-LT", "timestamp": STAMPER}, "pdf_level_revocation", id="no-crl"
        ),
    ],
)
def test_a_level_needs_its_parts(more, code):
    """B-T wants a time stamping authority, B-LT revocation data as well."""
    with pytest.raises(UsageError) as refused:
        signed(prepared(), **more)
    assert refused.value.code == code


def test_a_refused_time_stamp_makes_no_signature():
    """An authority that answers nonsense: a typed error, no half-signed file."""
    with pytest.raises(SigningError):
        signed(prepared(), level="B-T", timestamp=lambda _: b"nonsense")


@pytest.mark.parametrize(
    "odd", [None, "teks", 5, io.BytesIO()], ids=lambda o: str(type(o))
)
def test_a_file_is_bytes(odd):
    """A name of a file or an open one is a mistake of the caller's, and told so."""
    for act in (verify, signed, lambda pdf: add_fields(pdf, ["A"])):
        with pytest.raises(UsageError) as refused:
            act(odd)
        assert refused.value.code == "argument_wrong"


def test_a_buffer_is_copied_before_it_is_judged():
    """What was verified is what `require` gives, whatever becomes of the buffer."""
    buffer = bytearray(signed(smallest()))
    report = verify(buffer)
    buffer[:] = b"%PDF-LAIN"
    assert verify(report.require(bytes)).outcome is Outcome.VALID


@pytest.mark.parametrize("name", ["field", "reason", "location"])
@pytest.mark.parametrize("odd", ["\ud800", 5, b"x"], ids=["half", "number", "bytes"])
def test_what_is_no_text_is_refused(name, odd):
    """PDF has no form for half a character."""
    with pytest.raises(UsageError) as refused:
        signed(smallest(), **{name: odd})
    assert refused.value.code == "argument_wrong"


def test_text_of_every_script_is_kept():
    """Reason, place and the names of fields."""
    pdf = add_fields(smallest(), ["Paraf \u1e62idd\u012bq \u4e2d"])
    pdf = signed(pdf, reason="\u00d1" * 3000, location="\u0633\u064a\u062a\u064a")
    assert verify(pdf).signatures[0].field == "Paraf \u1e62idd\u012bq \u4e2d"
    item = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0].sig_object
    assert (item["/Reason"], item["/Location"]) == (
        "\u00d1" * 3000,
        "\u0633\u064a\u062a\u064a",
    )


def test_the_name_of_another_field_is_taken():
    """A text field of that name is not filled with a signature."""
    with pytest.raises(UsageError) as refused:
        signed(smallest(), field="Jumlah")
    assert refused.value.code == "pdf_no_free_field"
    with pytest.raises(UsageError) as refused:
        add_fields(smallest(), ["Jumlah"])
    assert refused.value.code == "pdf_field_names"


def without(pdf, old, new):
    """Other text of the same length."""
    assert old in pdf
    return pdf.replace(old, new.ljust(len(old)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"/AcroForm 6 0 R", b"/AcroForm (x)", id="no-dictionary"),
        pytest.param(b"/AcroForm 6 0 R", b"/AcroForm 7 0 R", id="nowhere"),
        pytest.param(b"/Fields [ 5 0 R ]", b"/Fields (x)", id="no-fields"),
        pytest.param(b"/Fields [ 5 0 R ]", b"/Fields [ 5 ]", id="no-reference"),
        pytest.param(b"/T (Jumlah)", b"/T 5", id="no-name"),
        pytest.param(b"/Pages 2 0 R", b"/Pages 99 0 R", id="no-pages"),
    ],
)
def test_a_form_that_is_none_is_unreadable(old, new):
    """Signing a broken file fails with a typed error or gives a file that verifies."""
    pdf = without(smallest(), old, new)
    for act in (signed, lambda pdf: add_fields(pdf, ["A"])):
        try:
            verify(act(pdf))
        except SigningError as error:
            assert error.code == "pdf_unreadable"


def test_a_certification_that_cannot_be_read_closes_the_file():
    """Whether others may sign is not guessed."""

    def change(writer):
        writer.root["/Perms"] = generic.DictionaryObject(
            {generic.pdf_name("/DocMDP"): generic.TextStringObject("x")}
        )
        writer.update_root()

    with pytest.raises(SigningError) as refused:
        signed(update(smallest(), change))
    assert refused.value.code == "pdf_unreadable"


def test_bounds_of_size_and_room(monkeypatch):
    """A file above the bound, and a signature longer than its room."""
    pdf = smallest()
    monkeypatch.setattr(_sign, "_BASE_ROOM", -2000)
    with pytest.raises(SigningError) as refused:
        signed(pdf)
    assert refused.value.code == "pdf_signature_too_long"
    monkeypatch.setattr(_sign, "MAX_PDF", 10)
    monkeypatch.setattr(_verify, "MAX_PDF", 10)
    with pytest.raises(SigningError) as refused:
        signed(pdf)
    assert refused.value.code == "pdf_too_large"
    assert verify(pdf).reason.code == "pdf_unreadable"


def test_a_file_is_made_to_last_step_by_step():
    """From B-T to B-LT to B-LTA, and a further time stamp: no signature is made."""
    first = signed(prepared(), CLERK, level="B-T", timestamp=STAMPER)
    assert verify(first, revocation=None).outcome is Outcome.INDETERMINATE
    kept = extend_pdf(first, revocation=revocation(), certificates=CLERK.chain)
    assert kept.startswith(first)
    assert verify(kept, revocation=None).outcome is Outcome.VALID
    for number in (1, 2, 3):
        kept = extend_pdf(kept, revocation=revocation(), timestamp=STAMPER)
        report = verify(kept, revocation=None)
        assert report.outcome is Outcome.VALID
        assert [s.is_timestamp for s in report.signatures] == [False] + [True] * number
    names = [s.field for s in report.signatures]
    assert names == ["Paraf", "Timestamp1", "Timestamp2", "Timestamp3"]
    assert all(status.bottom_line for status in pyhanko_statuses(kept))
    # The second officer signs a file that was stamped already.
    assert verify(signed(kept), revocation=None).outcome is Outcome.VALID


def test_a_file_of_others_is_made_to_last():
    """It need not be signed by us, and a closed one may be kept as well."""
    pdf = signed_by_pyhanko(smallest(), certify=MDPPerm.NO_CHANGES, level="B-T")
    kept = extend_pdf(pdf, revocation=revocation(), timestamp=STAMPER)
    assert verify(kept, revocation=None).outcome is Outcome.VALID


WRONG = (1, 1.5, True, "x", b"x", [], {}, object())


@pytest.mark.parametrize("odd", WRONG, ids=lambda odd: type(odd).__name__)
def test_a_stamper_is_asked_for_before_anybody_signs(odd):
    """A remote signature costs, and one that is thrown away is still a signature."""

    class Key:
        """A key that must not be asked."""

        public = HEAD.key.public

        def sign(self, _message):
            """Nobody may come here."""
            raise AssertionError("signed")

    officer = SimpleNamespace(key=Key(), certificate=HEAD.certificate, chain=HEAD.chain)
    for act in (
        lambda: signed(smallest(), officer, level="B-T", timestamp=odd),
        lambda: signed(smallest(), officer, timestamp=odd),
        lambda: extend_pdf(signed(smallest()), timestamp=odd),
    ):
        with pytest.raises(UsageError) as refused:
            act()
        assert refused.value.facts == {"argument": "timestamp"}


@pytest.mark.parametrize(
    "name", ["anchors", "timestamp_anchors", "revocation", "policy"]
)
def test_what_a_verifier_trusts_is_of_its_kind(name):
    """An empty list is no "nothing", and a certificate alone no anchor."""
    pdf = signed(smallest())
    for odd in WRONG:
        with pytest.raises(UsageError) as refused:
            verify(pdf, **{name: odd})
        assert refused.value.facts == {"argument": name}


def test_one_field_in_place_of_several():
    """Python would make a field of each letter."""
    for odd in ("Tanda Tangan", b"x", None, 5):
        with pytest.raises(UsageError) as refused:
            add_fields(smallest(), odd)
        assert refused.value.facts == {"argument": "names"}


def test_the_name_of_a_time_stamp_is_free():
    """Somebody may have called a field like ours."""
    pdf = signed(add_fields(smallest(), ["Timestamp1"]), field="Timestamp1")
    kept = extend_pdf(pdf, timestamp=STAMPER)
    assert [s.field for s in verify(kept).signatures] == ["Timestamp1", "Timestamp2"]


@pytest.mark.parametrize(
    ("pdf", "more", "code"),
    [
        pytest.param(b"", {}, "pdf_nothing_to_add", id="nothing"),
        pytest.param(smallest(), {"timestamp": STAMPER}, "pdf_unsigned", id="unsigned"),
        pytest.param("x", {"timestamp": STAMPER}, "argument_wrong", id="no-bytes"),
    ],
)
def test_only_what_is_signed_is_made_to_last(pdf, more, code):
    """A time stamp alone is nobody's signature."""
    with pytest.raises(UsageError) as refused:
        extend_pdf(pdf, **more)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "subfilter", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED]
)
def test_both_forms_of_signature_are_known(subfilter):
    """PAdES, and the older form of ISO 32000-1 that many programs still write."""
    pdf = signed_by_pyhanko(smallest(), subfilter=subfilter)
    # pyHanko writes the machine's time into the older form.
    at = max(AT, datetime.now(UTC) + timedelta(minutes=1))
    policy = CertificatePolicy(revocation=RevocationPolicy.SKIP)
    assert verify(pdf, at=at, policy=policy).outcome is Outcome.VALID
