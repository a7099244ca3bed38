"""What signing a PDF puts into it, and what it refuses to sign."""

import io
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
)

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import (
    AT,
    AUTHORITY,
    CLERK,
    HEAD,
    name,
    revocation,
    signed,
    smallest,
    update,
    verify,
)
from pdf_pyhanko import signed_by_pyhanko

from egovkit.documents.pdf import Level, _sign, add_fields, extend_pdf, sign_pdf
from egovkit.errors import SigningError, UsageError
from egovkit.signatures import Outcome, TimestampToken

STAMPER = AUTHORITY.timestamper(at=AT)


def read(pdf):
    """The file, by the library."""
    return PdfFileReader(io.BytesIO(pdf))


def signature(pdf, number=0):
    """A signature of the file."""
    return read(pdf).embedded_signatures[number]


@cache
def at_level(level):
    """One page at a level."""
    return signed(smallest(), level=level, timestamp=STAMPER, revocation=revocation())


def attributes(pdf):
    """Names of the signed and of the unsigned attributes of the CMS object."""
    content = cms.ContentInfo.load(bytes(signature(pdf).pkcs7_content))
    (signer,) = content["content"]["signer_infos"]
    found = (signer["signed_attrs"], signer["unsigned_attrs"])
    return [
        {one["type"].native for one in (part if part.native else ())} for part in found
    ]


# --- levels -------------------------------------------------------------------


def test_the_levels_are_those_of_the_standard():
    """ETSI EN 319 142-1 6.1: B-B, B-T, B-LT and B-LTA, as callers write them."""
    assert [str(level) for level in Level] == ["B-B", "B-T", "B-LT", "B-LTA"]
    assert signed(smallest(), level="B-B")


@pytest.mark.parametrize("level", list(Level))
def test_a_signature_has_the_attributes_of_a_baseline_one(level):
    """6.3: content type, digest and certificate are signed; no signing time is."""
    inside, outside = attributes(at_level(level))
    assert inside == {"content_type", "message_digest", "signing_certificate_v2"}
    stamped = level is not Level.B
    assert outside == ({"signature_time_stamp_token"} if stamped else set())


def test_a_stamper_that_is_not_needed_is_not_asked():
    """Each stamp costs: at B-B nobody ordered one."""

    def stamp(_request):
        raise AssertionError

    _, outside = attributes(signed(smallest(), level="B-B", timestamp=stamp))
    assert outside == set()


def test_each_level_asks_for_as_many_stamps_as_it_has():
    """One over the signature, and at B-LTA one over the file."""
    asked = []

    def stamp(request):
        asked.append(request)
        return STAMPER(request)

    for level, stamps in (("B-T", 1), ("B-LT", 1), ("B-LTA", 2)):
        asked.clear()
        signed(smallest(), level=level, timestamp=stamp, revocation=revocation())
        assert len(asked) == stamps


@pytest.mark.parametrize("level", list(Level))
def test_validation_data_come_with_the_long_term_levels(level):
    """5.4.2: the signer's certificate, those above it, and both lists, once each."""
    root = read(at_level(level)).root
    assert ("/DSS" in root) == (level in {Level.LT, Level.LTA})
    if "/DSS" in root:
        store = root["/DSS"]
        certificates = {item.get_object().data for item in store["/Certs"]}
        officers = (HEAD.certificate, *HEAD.chain)
        assert certificates == {_sign.to_der(one) for one in officers}
        assert len(store["/Certs"]) == len(officers)
        assert len(store["/CRLs"]) == len(revocation().crls) == 2


def test_data_that_are_not_needed_are_not_put_in():
    """B-T is B-T, whatever else is at hand."""
    pdf = signed(smallest(), level="B-T", timestamp=STAMPER, revocation=revocation())
    assert "/DSS" not in read(pdf).root


# --- what the file says -------------------------------------------------------


def test_the_dictionary_says_form_moment_reason_and_place():
    """ISO 32000-2 table 255, as they were given."""
    pdf = signed(smallest(), reason="Persetujuan", location="Kota Contoh")
    found = signature(pdf).sig_object
    assert found["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found["/Type"] == "/Sig"
    assert found["/Reason"] == "Persetujuan"
    assert found["/Location"] == "Kota Contoh"
    assert signature(pdf).self_reported_timestamp == AT
    plain = signature(signed(smallest())).sig_object
    assert "/Reason" not in plain
    assert "/Location" not in plain


def test_the_moment_is_written_in_utc():
    """Whatever zone the caller's clock has, the file says one moment."""
    from zoneinfo import ZoneInfo

    local = AT.astimezone(ZoneInfo("Asia/Jayapura"))
    pdf = sign_pdf(smallest(), key=HEAD.key, certificate=HEAD.certificate, at=local)
    said = signature(pdf).self_reported_timestamp
    assert said == AT
    assert said.utcoffset() == timedelta(0)


def test_a_field_without_a_place_on_the_page():
    """12.7.5.5: a signature that is not seen has no height and no width."""
    for pdf in (signed(smallest()), add_fields(smallest(), ["Signature1"])):
        field = read(pdf).root["/AcroForm"]["/Fields"][-1]
        assert field["/T"] == "Signature1"
        assert list(field["/Rect"]) == [0, 0, 0, 0]
        assert "/AP" not in field


def test_a_stamp_over_the_file_is_over_all_of_it():
    """The last thing in the file: RFC 3161, over every byte but its own digits."""
    pdf = at_level(Level.LTA)
    stamp = signature(pdf, 1)
    assert stamp.sig_object["/Type"] == "/DocTimeStamp"
    assert stamp.sig_object["/SubFilter"] == "/ETSI.RFC3161"
    _, first, second, length = map(int, stamp.byte_range)
    assert second + length == len(pdf)
    token = TimestampToken.from_der(
        cms.ContentInfo.load(bytes(stamp.pkcs7_content)).dump()
    )
    content = pdf[:first] + pdf[second:]
    checked = token.verify(
        content, anchors=AUTHORITY.anchors(), at=AT, revocation=revocation()
    )
    assert checked.outcome is Outcome.VALID


def test_document_metadata_stay_as_they_are():
    """The library would write its clock and its name."""
    plain = smallest()
    more = {"timestamp": STAMPER, "revocation": revocation()}
    before, after = read(plain), read(signed(plain, level="B-LTA", **more))
    assert dict(after.trailer["/Info"]) == dict(before.trailer["/Info"])


# --- fields -------------------------------------------------------------------


def test_the_first_empty_field_is_the_one_that_is_filled():
    """In the order in which they were made, unless one is named."""
    pdf = add_fields(smallest(), ["C", "A", "B"])
    for expected in ("C", "A", "B"):
        pdf = signed(pdf)
        assert verify(pdf).signatures[-1].field == expected
    named = signed(add_fields(smallest(), ["C", "A"]), field="A")
    assert [s.field for s in verify(named).signatures] == ["A"]


def test_an_unsigned_file_gets_a_field_of_the_name_that_is_wanted():
    """Where it has none that waits for somebody."""
    pdf = signed(smallest(), field="Lurah")
    assert [s.field for s in verify(pdf).signatures] == ["Lurah"]


@pytest.mark.parametrize(
    ("pdf", "field"),
    [
        (add_fields(smallest(), ["Paraf"]), "Lurah"),
        (signed(smallest()), "Lurah"),
        (signed(smallest()), None),
        (signed(smallest()), "Signature1"),
        (smallest(), "a.b"),
        (smallest(), "Jumlah"),
    ],
    ids=["another-waits", "signed", "no-empty", "filled", "full-stop", "text-field"],
)
def test_no_field_of_ones_own_beside_others(pdf, field):
    """A new field changes what others signed, or stands beside those prepared."""
    with pytest.raises(UsageError) as refused:
        signed(pdf, CLERK, field=field)
    assert refused.value.code == "pdf_no_free_field"


def test_32_fields_are_enough_for_any_letter():
    """The bound itself is allowed; so is one alone."""
    names = [f"Paraf {n}" for n in range(32)]
    for wanted in (names, names[:1]):
        added = read(add_fields(smallest(), wanted)).root["/AcroForm"]["/Fields"]
        assert [field.get_object()["/T"] for field in added][1:] == wanted


def test_a_field_without_a_name_takes_no_name():
    """12.7.4.2: a widget among the fields may have none."""

    def change(writer):
        nameless = generic.DictionaryObject({name("/FT"): name("/Tx")})
        form = writer.root["/AcroForm"]
        form["/Fields"].append(writer.add_object(nameless))
        writer.update_container(form["/Fields"])

    pdf = update(smallest(), change)
    assert verify(signed(add_fields(pdf, ["A"]))).outcome is Outcome.VALID


def locking(action, permission, named=None):
    """Signed by a first officer whose field locks others once it is filled."""

    def change(writer):
        lock = FieldMDPSpec(action, fields=named)
        first = SigFieldSpec(
            "Pertama", box=None, field_mdp_spec=lock, doc_mdp_update_value=permission
        )
        for spec in (first, SigFieldSpec("Kedua", box=None)):
            append_signature_field(writer, spec)

    return signed_by_pyhanko(update(smallest(), change), HEAD, field="Pertama")


@pytest.mark.parametrize("permission", [None, MDPPerm.FILL_FORMS, MDPPerm.NO_CHANGES])
@pytest.mark.parametrize(
    ("action", "named", "locked"),
    [
        (FieldMDPAction.ALL, None, True),
        (FieldMDPAction.INCLUDE, ["Kedua"], True),
        (FieldMDPAction.EXCLUDE, ["Jumlah"], True),
        (FieldMDPAction.INCLUDE, ["Jumlah"], False),
        (FieldMDPAction.EXCLUDE, ["Kedua"], False),
    ],
    ids=["all", "this-one", "all-but-another", "another", "all-but-this-one"],
)
def test_a_lock_is_respected_before_anybody_signs(
    monkeypatch, action, named, locked, permission
):
    """ISO 32000-2 12.7.5.5 tables 236 and 12.8.2.4: fields and changes are locked.

    What is refused here is what the verifier would call a change of the first
    signature; what is not refused stays VALID.
    """
    pdf = locking(action, permission, named)
    if not (locked or permission is MDPPerm.NO_CHANGES):
        assert verify(signed(pdf, CLERK, field="Kedua")).outcome is Outcome.VALID
        return
    with pytest.raises(UsageError) as refused:
        signed(pdf, CLERK, field="Kedua")
    assert refused.value.code == "pdf_locked"
    monkeypatch.setattr(_sign, "_refuse_locked", lambda *_: None)
    report = verify(signed(pdf, CLERK, field="Kedua"))
    assert report.signatures[0].report.outcome is Outcome.INVALID
    assert report.signatures[1].report.outcome is Outcome.VALID


def test_what_is_locked_may_still_be_made_to_last():
    """Validation data and a stamp are no change of a field."""
    pdf = locking(FieldMDPAction.ALL, MDPPerm.NO_CHANGES)
    kept = extend_pdf(pdf, revocation=revocation(), timestamp=STAMPER)
    assert verify(kept, revocation=None).outcome is Outcome.VALID


# --- what is refused ----------------------------------------------------------


@pytest.mark.parametrize("argument", ["field", "reason", "location"])
def test_what_is_no_text_is_told_by_name(argument):
    """The caller learns which of three texts it was."""
    with pytest.raises(UsageError) as refused:
        signed(smallest(), **{argument: 5})
    assert refused.value.facts == {"argument": argument}


def test_what_makes_a_file_last_is_of_its_kind():
    """A list of bytes is no revocation data, and one certificate no several."""
    for argument, odd in (("revocation", [b""]), ("timestamp", b"x")):
        with pytest.raises(UsageError) as refused:
            extend_pdf(signed(smallest()), **{argument: odd})
        assert refused.value.facts == {"argument": argument}
    with pytest.raises(UsageError):
        extend_pdf(signed(smallest()), certificates=b"x")


def test_how_large_a_file_may_be():
    """64 MiB, said in the refusal; the bound itself is looked into."""
    for size, code, facts in (
        (64 * 2**20 + 1, "pdf_too_large", {"limit": 64}),
        (64 * 2**20, "pdf_unreadable", {}),
    ):
        with pytest.raises(SigningError) as refused:
            add_fields(bytes(size), ["A"])
        assert (refused.value.code, refused.value.facts) == (code, facts)


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_long_term_levels_need_a_stamper_and_lists(level):
    """Both are asked for before anybody signs, and the level is said."""
    for more, code in (
        ({"revocation": revocation()}, "pdf_level_timestamp"),
        ({"timestamp": STAMPER}, "pdf_level_revocation"),
        ({"timestamp": STAMPER, "revocation": [b"x"]}, "pdf_level_revocation"),
    ):
        with pytest.raises(UsageError) as refused:
            signed(smallest(), level=level, **more)
        assert (refused.value.code, refused.value.facts) == (code, {"level": level})


def test_a_chain_of_any_length_has_its_room():
    """The gap is made for the certificates that will stand in it."""
    chain = [*HEAD.chain * 20]
    pdf = sign_pdf(
        smallest(), key=HEAD.key, certificate=HEAD.certificate, chain=chain, at=AT
    )
    assert verify(pdf).outcome is Outcome.VALID


def test_a_signature_that_just_fits_its_room():
    """One byte less is too little, and then nothing is signed by halves."""
    made = []

    def make(content):
        made.append(len(content))
        return b"\x30\x82\x01\x00" + bytes(256)

    plain = smallest()
    writer = _sign._writer(plain)
    pdf = _sign._embed(writer, "Lurah", signature_room(2 * 260), make)
    assert pdf.startswith(plain)
    with pytest.raises(SigningError) as refused:
        _sign._embed(_sign._writer(plain), "Lurah", signature_room(2 * 259), make)
    assert refused.value.code == "pdf_signature_too_long"
    assert len(made) == 2


def signature_room(digits):
    """A signature with room for so many hexadecimal digits."""
    from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

    return DocumentTimestamp(bytes_reserved=digits)
