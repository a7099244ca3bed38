"""Sign a PDF: PAdES baseline B, T, LT and LTA, invisible, one signer after another.

What a reader sees of a signature is drawn by the typesetter before the first
signature: a visible signature was seen to break PDF/A and PDF/UA while the file
still claims both. For the same reason all signature fields are there before the
first signature, and document metadata stay as they are.

Source:
    ETSI EN 319 142-1 5 and 6 (PAdES baseline), ISO 32000-2 12.8.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from egovkit._arguments import of_kind, several, wrong
from egovkit._clock import aware
from egovkit._optional import require
from egovkit._text import is_encodable
from egovkit.documents.pdf._reader import MAX_PDF, open_pdf
from egovkit.errors import EgovkitError, SigningError, UsageError
from egovkit.signatures import (
    RevocationData,
    TimestampRequest,
    TimestampToken,
    sign_cms,
)
from egovkit.signatures.anchors import load_certificate, load_chain, to_der

if TYPE_CHECKING:
    from cryptography import x509

    from egovkit._clock import Clock
    from egovkit.signatures import Signer

__all__ = ["Level", "add_fields", "bytes_of", "extend_pdf", "sign_pdf"]

_BASE_ROOM = 4096  # a signature with its attributes, without certificates
_STAMP_ROOM = 16 * 1024
_MAX_FIELDS = 32


class Level(StrEnum):
    """The baseline levels of PAdES, each including the ones before."""

    B = "B-B"
    """Signed, with the certificate bound to it."""
    T = "B-T"
    """With a time stamp over the signature."""
    LT = "B-LT"
    """With certificates and revocation data in the file."""
    LTA = "B-LTA"
    """With a time stamp over the whole file; renew it before it ages."""


_NEEDS_STAMP = frozenset({Level.T, Level.LT, Level.LTA})
_NEEDS_DATA = frozenset({Level.LT, Level.LTA})


def bytes_of(pdf: object) -> bytes:
    """The file as bytes that nobody can change meanwhile.

    Raises:
        egovkit.errors.UsageError: Something else than bytes.
    """
    if not isinstance(pdf, bytes | bytearray | memoryview):
        raise wrong("pdf")
    return bytes(pdf)


def add_fields(pdf: bytes, names: Sequence[str]) -> bytes:
    """Add empty, invisible signature fields, before anybody signs.

    Args:
        pdf: The unsigned file.
        names: Their names, such as ``["Paraf Kasi", "Tanda Tangan Lurah"]``, at
            most 32.

    Raises:
        egovkit.errors.UsageError: The file is signed already, a name is there
            already or twice, or holds a full stop; one name instead of several.
        egovkit.errors.SigningError: No PDF, or an encrypted one.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """
    wanted = list(several(names, "names"))
    if not 0 < len(wanted) <= _MAX_FIELDS or len(set(wanted)) != len(wanted):
        raise UsageError("pdf_field_names")
    if not all(is_encodable(name) and name and "." not in name for name in wanted):
        raise UsageError("pdf_field_names")
    writer = _writer(bytes_of(pdf))
    if _fields(writer)[1]:
        raise UsageError("pdf_signed_already")
    if not _all_field_names(writer).isdisjoint(wanted):
        raise UsageError("pdf_field_names")
    library = require("pyhanko.sign.fields", extra="pdf")
    with _readable():
        for name in wanted:
            library.append_signature_field(writer, library.SigFieldSpec(name, box=None))
        return _written(writer)


def sign_pdf(  # noqa: PLR0913 - what goes in, each by name
    pdf: bytes,
    *,
    key: "Signer",
    certificate: "bytes | x509.Certificate",
    chain: "Iterable[bytes | x509.Certificate]" = (),
    at: "datetime | Clock",
    level: Level | str = Level.B,
    timestamp: Callable[[bytes], bytes] | None = None,
    revocation: RevocationData | None = None,
    field: str | None = None,
    reason: str | None = None,
    location: str | None = None,
) -> bytes:
    """Sign a PDF, invisibly; what was there before stays byte for byte.

    Args:
        pdf: The file, unsigned or signed by others.
        key: The signer; ES256, ES384, or RSA in an HSM.
        certificate: The certificate of that key, PEM or DER.
        chain: The certificates above it; the root may stay out.
        at: The moment of signing, which the file states.
        level: How much is put in: ``"B-B"``, ``"B-T"``, ``"B-LT"`` or
            ``"B-LTA"``.
        timestamp: Sends a request to a time stamping authority and returns its
            answer, bytes to bytes; for B-T and above.
        revocation: CRLs and OCSP responses to put in; for B-LT and above.
        field: The signature field to fill; the first empty one if left out. An
            unsigned file without fields gets one.
        reason: Why it is signed, as the file states it.
        location: Where, as the file states it.

    Returns:
        The signed file.

    Raises:
        egovkit.errors.UsageError: No such empty field, a level whose parts are
            missing, a certificate of another key, or a signer before who allows
            no further signature, or none in that field.
        egovkit.errors.SigningError: No PDF or an encrypted one, or no time
            stamp was given.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """
    wanted = _level(level, timestamp, revocation)
    others = load_chain(chain)
    own = load_certificate(certificate)
    moment = aware(at).astimezone(UTC)
    for name, text in (("field", field), ("reason", reason), ("location", location)):
        if text is not None and not is_encodable(text):
            raise wrong(name)
    writer = _writer(bytes_of(pdf))
    placeholder = require("pyhanko.sign.signers.pdf_byterange", extra="pdf")
    reserved = _BASE_ROOM + sum(len(to_der(c)) for c in (own, *others))
    if wanted in _NEEDS_STAMP:
        reserved += _STAMP_ROOM
    signed = _embed(
        writer,
        _free_field(writer, field),
        placeholder.SignatureObject(
            timestamp=moment,
            subfilter=_subfilter().PADES,
            reason=reason,
            location=location,
            bytes_reserved=2 * reserved,
        ),
        lambda content: sign_cms(
            content,
            key=key,
            certificate=own,
            chain=others,
            at=moment,
            timestamp=timestamp if wanted in _NEEDS_STAMP else None,
            signing_time=False,
        ),
    )
    if wanted in _NEEDS_DATA:
        signed = _add_validation_data(signed, [own, *others], revocation)
    if wanted is Level.LTA and timestamp is not None:
        signed = _add_document_stamp(signed, timestamp)
    return signed


def extend_pdf(
    pdf: bytes,
    *,
    revocation: RevocationData | None = None,
    certificates: "Iterable[bytes | x509.Certificate]" = (),
    timestamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """Make a signed PDF last: add validation data, a time stamp over it, or both.

    A file at B-T becomes B-LT with ``revocation``, and B-LTA with ``timestamp`` as
    well; one at B-LTA gets its next time stamp before the last one ages. Nobody
    signs by this, so it works on files that others signed.

    Args:
        pdf: The signed file; what was there stays byte for byte.
        revocation: CRLs and OCSP responses for all its certificates, those of the
            time stamping authority included.
        certificates: Certificates that the signatures do not carry, PEM or DER.
        timestamp: As for `sign_pdf`.

    Raises:
        egovkit.errors.UsageError: Nobody signed the file, nothing is to be
            added, or an argument of another kind.
        egovkit.errors.SigningError: No PDF or an encrypted one, or no time
            stamp was given.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """
    of_kind(revocation, RevocationData | None, "revocation")
    _check_stamper(timestamp)
    others = load_chain(certificates)
    if not (revocation or others or timestamp):
        raise UsageError("pdf_nothing_to_add")
    extended = bytes_of(pdf)
    if not _fields(_writer(extended))[1]:
        raise UsageError("pdf_unsigned")
    if revocation or others:
        extended = _add_validation_data(extended, others, revocation)
    if timestamp is not None:
        extended = _add_document_stamp(extended, timestamp)
    return extended


def _level(
    level: Level | str,
    timestamp: Callable[[bytes], bytes] | None,
    revocation: RevocationData | None,
) -> Level:
    try:
        wanted = Level(level)
    except ValueError:
        raise UsageError("pdf_level") from None
    _check_stamper(timestamp)
    if wanted in _NEEDS_STAMP and timestamp is None:
        raise UsageError("pdf_level_timestamp", level=wanted)
    if wanted in _NEEDS_DATA and not isinstance(revocation, RevocationData):
        raise UsageError("pdf_level_revocation", level=wanted)
    return wanted


def _check_stamper(timestamp: Callable[[bytes], bytes] | None) -> None:
    """Before anybody signs: a remote signature that is thrown away costs."""
    if timestamp is not None and not callable(timestamp):
        raise wrong("timestamp")


@cache
def _writer_class() -> Any:  # noqa: ANN401 - a class of the extra
    base = require("pyhanko.pdf_utils.incremental_writer", extra="pdf")

    class Writer(base.IncrementalPdfFileWriter):  # type: ignore[misc, name-defined]
        """Leaves document metadata alone; the library would put its clock there."""

        def _update_meta(self) -> None:
            pass

    return Writer


def _writer(pdf: bytes) -> Any:  # noqa: ANN401 - an object of the extra
    kind = _writer_class()
    if len(pdf) > MAX_PDF:
        raise SigningError("pdf_too_large", limit=MAX_PDF // 2**20)
    with _readable():
        writer = kind.from_reader(open_pdf(pdf))
        if writer.prev.encrypted:
            raise SigningError("pdf_encrypted")
    return writer


@contextmanager
def _readable() -> Iterator[None]:
    """The library fails in many ways where a file is no PDF."""
    try:
        yield
    except EgovkitError:
        raise
    except Exception:  # noqa: BLE001 - see above
        raise SigningError("pdf_unreadable") from None


def _written(writer: Any) -> bytes:  # noqa: ANN401
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _subfilter() -> Any:  # noqa: ANN401
    return require("pyhanko.sign.fields", extra="pdf").SigSeedSubFilter


def _fields(writer: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """Names of empty and of filled signature fields, in order."""
    enumerate_fields = require("pyhanko.sign.fields", extra="pdf").enumerate_sig_fields
    with _readable():
        found = [
            (name, value is not None) for name, value, _ in enumerate_fields(writer)
        ]
    return [n for n, filled in found if not filled], [n for n, f in found if f]


def _free_field(writer: Any, wanted: str | None) -> str:  # noqa: ANN401
    name = _field_to_fill(writer, wanted)
    _refuse_locked(writer, name)
    return name


def _field_to_fill(writer: Any, wanted: str | None) -> str:  # noqa: ANN401
    empty, signed = _fields(writer)
    if wanted is None and empty:
        return empty[0]
    if wanted in empty:
        return wanted
    name = wanted or "Signature1"
    # A field of one's own would change a document that others have signed.
    if signed or empty or "." in name or name in _all_field_names(writer):
        raise UsageError("pdf_no_free_field")
    return name


def _all_field_names(writer: Any) -> set[str]:  # noqa: ANN401
    """The names at the top of the form, text fields and others included."""
    with _readable():
        form = writer.root["/AcroForm"] if "/AcroForm" in writer.root else {}  # noqa: SIM401
        fields = form["/Fields"] if "/Fields" in form else ()  # noqa: SIM401
        found = [reference.get_object() for reference in fields]
        return {str(field["/T"]) for field in found if "/T" in field}


def _refuse_locked(writer: Any, field: str) -> None:  # noqa: ANN401
    """Whoever signed before may have forbidden any change, or that of a field."""
    library = require("pyhanko.sign.validation.pdf_embedded", extra="pdf")
    closed = require("pyhanko.sign.fields", extra="pdf").MDPPerm.NO_CHANGES
    with _readable():
        certified = library.read_certification_data(writer.prev)
        levels = {certified and certified.permission}
        locks = []
        for item in writer.prev.embedded_signatures:
            levels.add(item.docmdp_level)
            locks.append(item.fieldmdp)
    if closed in levels or any(lock and lock.is_locked(field) for lock in locks):
        raise UsageError("pdf_locked")


def _embed(
    writer: Any,  # noqa: ANN401
    field: str,
    placeholder: Any,  # noqa: ANN401
    make: Callable[[bytes], bytes],
) -> bytes:
    """Fill a field with a CMS object over everything else in the file."""
    library = require("pyhanko.sign.signers.cms_embedder", extra="pdf")
    steps = library.PdfCMSEmbedder().write_cms(field_name=field, writer=writer)
    with _readable():
        next(steps)
        steps.send(library.SigObjSetup(sig_placeholder=placeholder))
        prepared, output = steps.send(library.SigIOSetup(md_algorithm="sha256"))
    data = output.getvalue()
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    cms = make(data[:start] + data[end:])
    if 2 * len(cms) > end - start - 2:
        raise SigningError("pdf_signature_too_long")
    steps.send(cms)
    return bytes(output.getvalue())


def _add_validation_data(
    pdf: bytes,
    certificates: "list[x509.Certificate]",
    revocation: RevocationData | None,
) -> bytes:
    """Put certificates, CRLs and OCSP responses into the file (DSS)."""
    from cryptography.hazmat.primitives.serialization import Encoding

    asn1 = require("asn1crypto", extra="pdf")
    crl, ocsp, x509_ = (
        require(f"{asn1.__name__}.{name}", extra="pdf")
        for name in ("crl", "ocsp", "x509")
    )
    library = require("pyhanko.sign.validation.dss", extra="pdf")
    data = revocation or RevocationData()
    writer = _writer(pdf)
    with _readable():
        library.DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509_.Certificate.load(to_der(c)) for c in certificates],
            crls=[
                crl.CertificateList.load(c.public_bytes(Encoding.DER))
                for c in data.crls
            ],
            ocsps=[
                ocsp.OCSPResponse.load(o.public_bytes(Encoding.DER)) for o in data.ocsp
            ],
        )
        return _written(writer)


def _add_document_stamp(pdf: bytes, timestamp: Callable[[bytes], bytes]) -> bytes:
    """A time stamp over the whole file, in a field of its own."""
    placeholder = require("pyhanko.sign.signers.pdf_byterange", extra="pdf")
    writer = _writer(pdf)
    taken = _all_field_names(writer)
    name = next(n for n in map("Timestamp{}".format, count(1)) if n not in taken)

    def stamp(content: bytes) -> bytes:
        request = TimestampRequest.over(content)
        answer = timestamp(request.to_der())
        return TimestampToken.from_response(answer, request=request).data

    holder = placeholder.DocumentTimestamp(bytes_reserved=2 * _STAMP_ROOM)
    return _embed(writer, name, holder, stamp)
