"""Sign as pyHanko itself does: metadata dates, certification, all levels."""

import io

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pdf_case import AT, AUTHORITY, HEAD, revocation
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def of(certificate):
    """A certificate as pyHanko takes it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class Stamper(TimeStamper):
    """The case's authority."""

    async def async_request_tsa_response(self, req):
        """One answer."""
        return tsp.TimeStampResp.load(AUTHORITY.timestamper(at=AT)(req.dump()))


def context():
    """What pyHanko trusts: the case's root, at the case's time."""
    return ValidationContext(
        trust_roots=[of(AUTHORITY.root_certificate)],
        moment=AT,
        crls=[crl.public_bytes(Encoding.DER) for crl in revocation().crls],
        revocation_mode="require",
    )


def signed_by_pyhanko(
    pdf,
    officer=HEAD,
    *,
    field="Pertama",
    certify=None,
    level="B-B",
    subfilter=SigSeedSubFilter.PADES,
):
    """One more signature; ``certify`` makes it a certification."""
    key = officer.key.private_key.private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register_multiple(of(certificate) for certificate in officer.chain)
    signer = SimpleSigner(
        signing_cert=of(officer.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )
    kept = level in {"B-LT", "B-LTA"}
    wanted = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=subfilter,
        certify=certify is not None,
        **({"docmdp_permissions": certify} if certify is not None else {}),
        embed_validation_info=kept,
        use_pades_lta=level == "B-LTA",
        validation_context=context() if kept else None,
    )
    stamper = Stamper() if level != "B-B" else None
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return (
        PdfSigner(wanted, signer=signer, timestamper=stamper)
        .sign_pdf(writer)
        .getvalue()
    )
