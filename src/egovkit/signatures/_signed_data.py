"""CMS SignedData with one signer: read, check the signature, write.

Sources:
    RFC 5652 5 (SignedData), RFC 5035 (ESSCertIDv2), RFC 5754 and 8419 (the
    algorithms in CMS), ETSI EN 319 122-1 (CAdES baseline).
"""

import hashlib
import hmac
from datetime import datetime
from typing import Any, NamedTuple, NoReturn

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from egovkit.signatures import _der as der
from egovkit.signatures._rsa_pss import RSA_PSS, read_parameters
from egovkit.signatures._x509 import (
    PARSE_ERRORS,
    is_numbered,
    is_strong,
    issuer_of,
)

__all__ = ["DIGESTS", "ID_DATA", "SignedData", "SignerInfo", "check_signer", "read"]

ID_DATA = "1.2.840.113549.1.7.1"
ID_SIGNED_DATA = "1.2.840.113549.1.7.2"
ID_TST_INFO = "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
TIMESTAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"  # noqa: S105 - an identifier

DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
ECDSA_DIGESTS = {
    "1.2.840.10045.4.3.2": hashes.SHA256(),
    "1.2.840.10045.4.3.3": hashes.SHA384(),
    "1.2.840.10045.4.3.4": hashes.SHA512(),
}
RSA_DIGESTS = {
    "1.2.840.113549.1.1.11": hashes.SHA256(),
    "1.2.840.113549.1.1.12": hashes.SHA384(),
    "1.2.840.113549.1.1.13": hashes.SHA512(),
}
RSA_ENCRYPTION = "1.2.840.113549.1.1.1"  # the digest is the signer's
ED25519 = "1.3.101.112"
MAX_BYTES = 8 << 20
MAX_CERTIFICATES = 32
_DAMAGED: tuple[type[Exception], ...] = (KeyError, IndexError, *PARSE_ERRORS)


class CmsError(ValueError):
    """Not acceptable; the argument is the code of the reason."""


class SignerInfo(NamedTuple):
    """The one signer."""

    certificate: x509.Certificate
    digest: hashes.HashAlgorithm
    attributes: dict[str, der.Node]
    signed: bytes
    algorithm: der.Node
    signature: bytes
    unsigned: dict[str, der.Node]

    def signing_time(self) -> datetime | None:
        """When the signer says it signed."""
        node = self.attributes.get(SIGNING_TIME)
        return None if node is None else node.time()


class SignedData(NamedTuple):
    """A SignedData with one signer."""

    content_type: str
    content: bytes | None
    certificates: tuple[x509.Certificate, ...]
    signer: SignerInfo


def read(data: bytes) -> SignedData:
    """Read a ContentInfo that holds SignedData with exactly one signer.

    Raises:
        ValueError: Not that; its argument is the code of the reason.
    """
    if not isinstance(data, bytes):
        raise CmsError("cms_unreadable")
    if len(data) > MAX_BYTES:
        raise CmsError("cms_too_long")
    try:
        kind, content = der.read(data).expect(der.SEQUENCE).children()
        if kind.oid() != ID_SIGNED_DATA:
            return _refuse()
        (signed,) = content.expect(der.CONTEXT_0).children()
        return _signed_data(signed.expect(der.SEQUENCE).children())
    except CmsError:
        raise
    except PARSE_ERRORS:
        raise CmsError("cms_unreadable") from None


def _refuse() -> NoReturn:
    raise CmsError("cms_unreadable")


def _signed_data(parts: list[der.Node]) -> SignedData:
    version, _digests, encapsulated, *rest = parts
    if version.integer() not in (1, 3, 4, 5):
        raise CmsError("cms_unreadable")
    kind, *inside = encapsulated.expect(der.SEQUENCE).children()
    content = None
    if inside:
        (outer,) = inside
        (inner,) = outer.expect(der.CONTEXT_0).children()
        content = inner.octets()
    *optional, signers = rest
    certificates = _certificates(optional)
    infos = signers.expect(der.SET).children()
    if not infos:
        raise CmsError("cms_unsigned")
    if len(infos) > 1:
        raise CmsError("cms_several")
    signer = _signer(infos[0].expect(der.SEQUENCE).children(), certificates)
    return SignedData(kind.oid(), content, certificates, signer)


def _certificates(optional: list[der.Node]) -> tuple[x509.Certificate, ...]:
    tags = [node.tag for node in optional]
    if tags not in (
        [],
        [der.CONTEXT_0],
        [der.CONTEXT_1],
        [der.CONTEXT_0, der.CONTEXT_1],
    ):
        raise CmsError("cms_unreadable")
    if der.CONTEXT_0 not in tags:
        return ()
    found = [n for n in optional[0].children() if n.tag == der.SEQUENCE]
    if len(found) > MAX_CERTIFICATES:
        raise CmsError("cms_too_long")
    numbered = [node.raw for node in found if is_numbered(node.raw)]
    return tuple(map(x509.load_der_x509_certificate, numbered))


def _signer(
    parts: list[der.Node], certificates: tuple[x509.Certificate, ...]
) -> SignerInfo:
    version, sid, digest, *rest = parts
    if version.integer() not in (1, 3):
        raise CmsError("cms_unreadable")
    if not rest or rest[0].tag != der.CONTEXT_0:
        # Without signed attributes their bytes could be passed off as content.
        raise CmsError("cms_no_attributes")
    signed, algorithm, signature, *unsigned = rest
    outside = {}
    if unsigned:
        (node,) = unsigned
        outside = _attributes(node.expect(der.CONTEXT_1), single=False)
    name = digest.expect(der.SEQUENCE).first().oid()
    if name not in DIGESTS:
        raise CmsError("cms_digest")
    return SignerInfo(
        _find(sid, certificates),
        DIGESTS[name],
        _attributes(signed, single=True),
        bytes((der.SET,)) + signed.raw[1:],  # signed as a SET OF (RFC 5652 5.4)
        algorithm.expect(der.SEQUENCE),
        signature.octets(),
        outside,
    )


def _attributes(node: der.Node, *, single: bool) -> dict[str, der.Node]:
    """Attributes by type; a type twice, or with several values, is refused."""
    found: dict[str, der.Node] = {}
    for attribute in node.children():
        kind, values = attribute.expect(der.SEQUENCE).children()
        inside = values.expect(der.SET).children()
        if kind.oid() in found or not inside or (single and len(inside) > 1):
            raise CmsError("cms_attributes")
        found[kind.oid()] = inside[0]
    return found


def _find(
    sid: der.Node, certificates: tuple[x509.Certificate, ...]
) -> x509.Certificate:
    for certificate in certificates:
        if sid.tag == der.PRIMITIVE_0:
            if _key_identifier(certificate) == sid.content:
                return certificate
        else:
            issuer, serial = sid.expect(der.SEQUENCE).children()
            if (
                issuer_of(certificate) == issuer.raw
                and certificate.serial_number == serial.integer()
            ):
                return certificate
    raise CmsError("cms_certificate_missing")


def _key_identifier(certificate: x509.Certificate) -> bytes | None:
    try:
        kind = x509.SubjectKeyIdentifier
        return certificate.extensions.get_extension_for_class(kind).value.digest
    except PARSE_ERRORS:
        return None


def check_signer(signed: SignedData, content: bytes) -> str | None:
    """The code of what is wrong with the signature, or None.

    Args:
        signed: What was read.
        content: The content that the signature must cover.
    """
    try:
        return _check_attributes(signed, content) or _check_value(signed.signer)
    except CmsError as error:
        return str(error)
    except _DAMAGED:
        return "cms_attributes"


def _check_attributes(signed: SignedData, content: bytes) -> str | None:
    signer = signed.signer
    if signer.attributes[CONTENT_TYPE].oid() != signed.content_type:
        return "cms_attributes"
    stated = signer.attributes[MESSAGE_DIGEST].octets()
    actual = hashlib.new(signer.digest.name, content).digest()
    if not hmac.compare_digest(stated, actual):
        return "cms_other_content"
    return None if _names_its_certificate(signer) else "cms_other_certificate"


def _check_value(signer: SignerInfo) -> str | None:
    try:
        _verify(signer)
    except InvalidSignature:
        return "signature_false"
    except UnsupportedAlgorithm:
        return "cms_algorithm"
    return None


def _names_its_certificate(signer: SignerInfo) -> bool:
    """ESSCertID: the certificate is under the signature, if it is stated."""
    node = signer.attributes.get(SIGNING_CERTIFICATE_V2)
    name = "sha256"
    if node is None:
        node = signer.attributes.get(SIGNING_CERTIFICATE)
        name = "sha1"  # RFC 3161's first form knows no other
    if node is None:
        return True
    identifier = node.first().first().expect(der.SEQUENCE).children()
    if identifier[0].tag == der.SEQUENCE:
        name = DIGESTS[identifier.pop(0).first().oid()].name
    encoded = signer.certificate.public_bytes(Encoding.DER)
    return hashlib.new(name, encoded).digest() == identifier[0].octets()


def _verify(signer: SignerInfo) -> None:
    """Verify under the certificate's key, in the scheme that the signer states."""
    kind, *parameters = signer.algorithm.children()
    key: Any = signer.certificate.public_key()
    scheme = kind.oid()
    only = signer.certificate.public_key_algorithm_oid.dotted_string == RSA_PSS
    if only and scheme != RSA_PSS:  # RFC 4055 1.2: such a key signs no other way
        raise CmsError("cms_algorithm")
    if not is_strong(key):
        raise CmsError("cms_algorithm")
    if isinstance(key, rsa.RSAPublicKey):
        pad, digest = _rsa_scheme(scheme, parameters, signer.digest)
        key.verify(signer.signature, signer.signed, pad, digest)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        if scheme not in ECDSA_DIGESTS:
            raise CmsError("cms_algorithm")
        key.verify(signer.signature, signer.signed, ec.ECDSA(ECDSA_DIGESTS[scheme]))
    elif scheme == ED25519:
        key.verify(signer.signature, signer.signed)
    else:
        raise CmsError("cms_algorithm")


def _rsa_scheme(
    scheme: str, parameters: list[der.Node], digest: hashes.HashAlgorithm
) -> tuple[padding.AsymmetricPadding, hashes.HashAlgorithm]:
    if scheme == RSA_ENCRYPTION:
        return padding.PKCS1v15(), digest
    if scheme in RSA_DIGESTS:
        return padding.PKCS1v15(), RSA_DIGESTS[scheme]
    if scheme != RSA_PSS or len(parameters) != 1:
        raise CmsError("cms_algorithm")
    stated = read_parameters(parameters[0])
    if stated is None or stated.digest not in DIGESTS:
        raise CmsError("cms_algorithm")
    chosen = DIGESTS[stated.digest]
    return padding.PSS(padding.MGF1(chosen), salt_length=stated.salt_length), chosen
