"""Verify a PDF: every signature, what each covers, and what came after it.

The file's structure is read with pyHanko under a policy of our own: after a
signature only further signatures and validation data may follow, no form value,
annotation or page may change, and nothing may stand behind the last of them. The
signatures themselves are CMS and are verified as such, by `verify_cms`.

Source:
    ETSI EN 319 142-1 (PAdES), ISO 32000-2 12.8; the attacks are those of
    "Shadow Attacks: Hiding and Replacing Content in Signed PDFs" (2021).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from egovkit._arguments import of_kind
from egovkit._clock import aware
from egovkit._optional import require
from egovkit.documents.pdf._reader import MAX_PDF, open_pdf
from egovkit.documents.pdf._sign import bytes_of
from egovkit.documents.pdf._structure import (
    STAMP,
    judge_structure,
    read_fields,
    signed_parts,
    subfilter_of,
    wrong,
)
from egovkit.errors import EgovkitError
from egovkit.signatures import (
    Assurance,
    CertificatePolicy,
    Check,
    Outcome,
    RevocationData,
    TimestampToken,
    TrustAnchors,
    VerificationReport,
    verify_cms,
)

if TYPE_CHECKING:
    from cryptography import x509

    from egovkit._clock import Clock

__all__ = ["PdfReport", "PdfSignature", "verify_pdf"]

_MAX_SIGNATURES = 64
_MAX_REVISIONS = 4 * _MAX_SIGNATURES  # a field, a signature, its data, their stamp
_MAX_DATA = 512  # certificates, lists or responses, for 64 signatures
_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature of a file.

    Args:
        field: The name of its field.
        report: What verifying it came to.
        is_timestamp: Whether it is a time stamp over the file, not a person's.
        certificate: The signer's certificate, if the signature is true.
        claimed_time: When the file says it was signed, UTC.
        proven_time: A time at which it existed, by a valid time stamp, UTC.
        assurance: What the signature is under Indonesian law.
    """

    field: str
    report: VerificationReport
    is_timestamp: bool = False
    certificate: "x509.Certificate | None" = None
    claimed_time: datetime | None = None
    proven_time: datetime | None = None
    assurance: Assurance = Assurance.UNKNOWN


class PdfReport(VerificationReport):
    """What verifying a PDF came to; ``require(bytes)`` gives the file.

    The fact ``signature`` of a check says which signature it is about, from 1.
    """

    __slots__ = ("assurance", "signatures")

    signatures: tuple[PdfSignature, ...]
    """Every signature, in the order of signing."""
    assurance: Assurance
    """CERTIFIED only if the signatures of all persons are."""

    def __init__(
        self,
        checks: tuple[Check, ...],
        signatures: tuple[PdfSignature, ...] = (),
        *,
        pdf: bytes | None = None,
    ) -> None:
        super().__init__(checks, document=pdf)
        levels = {s.assurance for s in signatures if not s.is_timestamp}
        if self.outcome is not Outcome.VALID or Assurance.UNKNOWN in levels:
            assurance = Assurance.UNKNOWN
        elif levels == {Assurance.CERTIFIED}:
            assurance = Assurance.CERTIFIED
        else:
            assurance = Assurance.UNCERTIFIED
        object.__setattr__(self, "signatures", signatures)
        object.__setattr__(self, "assurance", assurance)


@dataclass(frozen=True, slots=True)
class _Trust:
    """What the caller trusts, and when."""

    anchors: TrustAnchors
    stamp_anchors: TrustAnchors
    at: datetime
    revocation: RevocationData
    policy: CertificatePolicy | None
    chain: tuple[bytes, ...]


def verify_pdf(  # noqa: PLR0913 - what is expected, each by name
    pdf: bytes,
    *,
    anchors: TrustAnchors,
    at: "datetime | Clock",
    revocation: RevocationData | None = None,
    policy: CertificatePolicy | None = None,
    timestamp_anchors: TrustAnchors | None = None,
) -> PdfReport:
    """Verify all signatures of a PDF; bad input is an answer, not an error.

    A file without a signature is INVALID.

    Args:
        pdf: The file.
        anchors: Whom you trust to certify signers.
        at: The present moment.
        revocation: CRLs and OCSP responses beside those in the file.
        policy: How strictly certificates are judged.
        timestamp_anchors: Whom you trust to stamp time; the same anchors unless
            said.

    Raises:
        egovkit.errors.UsageError: A time without a zone, no bytes, or another
            argument of another kind.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """
    now = aware(at).astimezone(UTC)
    of_kind(anchors, TrustAnchors, "anchors")
    of_kind(timestamp_anchors, TrustAnchors | None, "timestamp_anchors")
    of_kind(revocation, RevocationData | None, "revocation")
    of_kind(policy, CertificatePolicy | None, "policy")
    require("pyhanko", extra="pdf")
    pdf = bytes_of(pdf)
    opened = _open(pdf)
    if isinstance(opened, str):
        return PdfReport((Check("form", Outcome.INVALID, opened),))
    mine, inside = revocation or RevocationData(), opened.revocation
    trust = _Trust(
        anchors,
        anchors if timestamp_anchors is None else timestamp_anchors,
        now,
        RevocationData((*mine.crls, *inside.crls), (*mine.ocsp, *inside.ocsp)),
        policy,
        opened.certificates,
    )
    signatures = tuple(_judge(pdf, opened.reader, s, trust) for s in opened.signatures)
    checks = [_READ]
    for number, signature in enumerate(signatures, 1):
        checks += [
            Check(c.name, c.outcome, c.code, {**c.facts, "signature": number})
            for c in signature.report.checks
        ]
    if all(signature.is_timestamp for signature in signatures):
        checks.append(Check("form", Outcome.INVALID, "pdf_only_timestamps"))
    return PdfReport(tuple(checks), signatures, pdf=pdf)


_READ = Check("form", Outcome.VALID, "pdf_read")


@dataclass(frozen=True, slots=True)
class _Opened:
    reader: Any
    signatures: tuple[Any, ...]
    certificates: tuple[bytes, ...]
    revocation: RevocationData


def _open(pdf: bytes) -> _Opened | str:
    """Read a file's structure, or the code of why not."""
    if len(pdf) > MAX_PDF:
        return "pdf_unreadable"
    try:
        reader = open_pdf(pdf)
        if reader.encrypted:
            return "pdf_encrypted"
        filled = [name for name, full in read_fields(reader).items() if full]
        found = tuple(reader.embedded_signatures)
        _demand_few(reader, found)
        objects = {item.sig_object.container_ref for item in found}
        certificates, data = _validation_data(reader)
    except Exception:  # noqa: BLE001 - whatever the library fails with
        return "pdf_unreadable"
    if not filled:
        return "pdf_unsigned"
    # The library leaves out signatures of forms that it does not know; two fields
    # that show one signature would count it twice.
    if not len(filled) == len(found) == len(objects) <= _MAX_SIGNATURES:
        return "pdf_foreign_signature"
    return _Opened(reader, found, certificates, data)


def _demand_few(reader: Any, found: tuple[Any, ...]) -> None:  # noqa: ANN401
    """Bound the revisions after a signature: each costs a comparison with it."""
    total = reader.xrefs.total_revisions
    first = min((item.signed_revision for item in found), default=total)
    if total - first > _MAX_REVISIONS:
        raise ValueError("revisions")


def _validation_data(reader: Any) -> tuple[tuple[bytes, ...], RevocationData]:  # noqa: ANN401
    """Certificates, CRLs and OCSP responses in the file (DSS).

    What cannot be read helps nobody and is passed over: data that is missing
    makes a report undecided, never valid.
    """
    # `get` gives the bare reference here, [] what it refers to.
    store = reader.root["/DSS"] if "/DSS" in reader.root else {}  # noqa: SIM401

    def streams(name: str) -> list[bytes]:
        found = store[name] if name in store else ()  # noqa: SIM401
        if len(found) > _MAX_DATA:
            raise ValueError(name)
        return list(dict.fromkeys(item.get_object().data for item in found))

    crls: list[Any] = []
    ocsp: list[Any] = []
    for name, kind in (("/CRLs", "crls"), ("/OCSPs", "ocsp")):
        for data in streams(name):
            try:
                read = RevocationData.read(**{kind: [data]})
            except EgovkitError:
                continue
            crls += read.crls
            ocsp += read.ocsp
    certificates = tuple(_loadable(streams("/Certs")))
    return certificates, RevocationData(tuple(crls), tuple(ocsp))


def _judge(
    pdf: bytes,
    reader: Any,  # noqa: ANN401
    item: Any,  # noqa: ANN401
    trust: _Trust,
) -> PdfSignature:
    name = str(item.fq_name)
    try:
        structure = judge_structure(pdf, reader, item)
        if structure.outcome is not Outcome.VALID:
            return PdfSignature(name, VerificationReport((structure,)))
        content, cms = signed_parts(pdf, item)
        subfilter, claimed = subfilter_of(item), item.self_reported_timestamp
    except Exception:  # noqa: BLE001 - whatever the library fails with
        report = VerificationReport((wrong("pdf_signature_unreadable"),))
        return PdfSignature(name, report)
    if subfilter == STAMP:
        return _judge_stamp(item, structure, content, cms, trust)
    if subfilter not in _SUBFILTERS:
        report = VerificationReport((structure, wrong("pdf_subfilter")))
        return PdfSignature(name, report)
    found = verify_cms(
        cms,
        content=content,
        anchors=trust.anchors,
        at=trust.at,
        chain=trust.chain,
        revocation=trust.revocation,
        policy=trust.policy,
        timestamp_anchors=trust.stamp_anchors,
    )
    return PdfSignature(
        name,
        VerificationReport((structure, *found.checks)),
        certificate=found.certificate,
        claimed_time=found.claimed_time or _utc(claimed),
        proven_time=found.proven_time,
        assurance=found.assurance,
    )


def _judge_stamp(
    item: Any,  # noqa: ANN401
    structure: Check,
    content: bytes,
    cms: bytes,
    trust: _Trust,
) -> PdfSignature:
    name = str(item.fq_name)
    try:
        token = TimestampToken.from_der(cms)
    except EgovkitError as error:
        check = Check("timestamp", Outcome.INVALID, error.code)
        return PdfSignature(name, VerificationReport((structure, check)), True)  # noqa: FBT003
    found = token.verify(
        content,
        anchors=trust.stamp_anchors,
        at=trust.at,
        chain=trust.chain,
        revocation=trust.revocation,
        policy=trust.policy,
    )
    return PdfSignature(
        name,
        VerificationReport((structure, *found.checks)),
        is_timestamp=True,
        certificate=found.certificate,
        proven_time=found.time,
    )


def _loadable(chain: list[bytes]) -> list[bytes]:
    from egovkit.signatures._x509 import is_numbered
    from egovkit.signatures.anchors import load_certificate

    good = []
    for data in chain:
        try:
            if is_numbered(data):
                load_certificate(data)
                good.append(data)
        except (EgovkitError, ValueError):
            continue
    return good


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return None
    return moment.astimezone(UTC)
