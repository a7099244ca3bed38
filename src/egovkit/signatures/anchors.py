"""Trust anchors for certificates: pinned by SHA-256, never found by name.

No anchors are shipped: the national root's certificate was not available to the
authors in a form that could be confirmed, and a name proves nothing. Fetch it
from its publisher, compare the fingerprint in another way, and write it down::

    {"anchors": [{"file": "root.pem", "sha256": "…", "name": "Root CA Indonesia",
                  "national": true}]}

Example:
    >>> len(TrustAnchors(()))
    0
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import Store

from egovkit._arguments import wrong
from egovkit._clock import to_epoch
from egovkit._text import fingerprint_digits
from egovkit.errors import InvalidFormatError, InvalidValueError
from egovkit.signatures._x509 import PARSE_ERRORS
from egovkit.signatures.canonical import loads_strict

__all__ = [
    "Anchor",
    "TrustAnchors",
    "fingerprint",
    "load_certificate",
    "load_chain",
    "to_der",
]

MAX_CERTIFICATE = 32 << 10


def load_certificate(data: "bytes | x509.Certificate") -> x509.Certificate:
    """A certificate from PEM or DER.

    Raises:
        egovkit.errors.InvalidFormatError: Neither.
    """
    if isinstance(data, x509.Certificate):
        return data
    if not isinstance(data, bytes):
        raise InvalidFormatError("certificate_unreadable")
    if len(data) > MAX_CERTIFICATE:
        raise InvalidFormatError("certificate_unreadable")
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(data)
        return x509.load_der_x509_certificate(data)
    except PARSE_ERRORS:
        raise InvalidFormatError("certificate_unreadable") from None


def load_chain(chain: object) -> list[x509.Certificate]:
    """Several certificates, each from PEM or DER.

    Raises:
        egovkit.errors.InvalidFormatError: One is neither.
        egovkit.errors.UsageError: A single certificate, or nothing of the kind.
    """
    if isinstance(chain, (bytes, str)) or not isinstance(chain, Iterable):
        raise wrong("chain")
    return [load_certificate(one) for one in chain]


def to_der(certificate: x509.Certificate) -> bytes:
    """The certificate's DER."""
    return certificate.public_bytes(Encoding.DER)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 over the certificate's DER, hexadecimal."""
    return hashlib.sha256(to_der(certificate)).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A certificate you trust because you pinned it.

    Example:
        >>> Anchor.pin(b"not a certificate", sha256="00", name="x")
        Traceback (most recent call last):
        egovkit.errors.InvalidFormatError: The certificate cannot be read. [certificate_unreadable]
    """  # noqa: E501 - a doctest line

    certificate: x509.Certificate
    """The certificate itself: a root, or an intermediate you pin instead."""
    sha256: str
    """SHA-256 over its DER, hexadecimal."""
    name: str
    """What you call it."""
    national: bool = False
    """Whether it is the national root of Indonesia, under which a signature may
    be certified (PP 71/2019 Pasal 60(3))."""
    distrust_after: int | None = None
    """Signatures after this second (since 1970 UTC) no longer count."""

    @classmethod
    def pin(
        cls,
        certificate: "bytes | x509.Certificate",
        *,
        sha256: str,
        name: str,
        national: bool = False,
        distrust_after: Any = None,  # noqa: ANN401 - a datetime or a Clock
    ) -> "Anchor":
        """Pin a certificate whose fingerprint you know from elsewhere.

        Args:
            certificate: PEM or DER.
            sha256: SHA-256 over its DER, hexadecimal, with or without colons.
            name: What you call it.
            national: Whether it is the national root of Indonesia.
            distrust_after: The moment after which its signatures do not count.

        Raises:
            egovkit.errors.InvalidFormatError: Not a certificate.
            egovkit.errors.InvalidValueError: Not the certificate of that
                fingerprint.
        """
        loaded = load_certificate(certificate)
        found = fingerprint(loaded)
        if found != fingerprint_digits(sha256):
            raise InvalidValueError("anchor_fingerprint")
        until = None if distrust_after is None else to_epoch(distrust_after)
        return cls(loaded, found, name, national, until)

    def __reduce__(self) -> tuple[Any, ...]:
        facts = {f.name: getattr(self, f.name) for f in fields(self)}
        facts["certificate"] = to_der(self.certificate)
        return (_restore, (facts,))


def _restore(facts: dict[str, Any]) -> Anchor:
    return Anchor(**facts | {"certificate": load_certificate(facts["certificate"])})


class TrustAnchors:
    """The anchors of a verifier. None at all gives INDETERMINATE, never VALID."""

    __slots__ = ("_by_sha256", "store")

    store: Store | None
    """The certificates as the cryptography package takes them."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        try:
            pinned = tuple(anchors)
        except TypeError:
            raise wrong("anchors") from None
        if not all(isinstance(anchor, Anchor) for anchor in pinned):
            raise wrong("anchors")
        self._by_sha256 = {anchor.sha256: anchor for anchor in pinned}
        certificates = [a.certificate for a in self._by_sha256.values()]
        self.store = Store(certificates) if certificates else None

    @classmethod
    def of(cls, *certificates: "bytes | x509.Certificate") -> "TrustAnchors":
        """Anchors of your own, not national: for a test or an internal PKI.

        Raises:
            egovkit.errors.InvalidFormatError: One is not a certificate.
        """
        loaded = [load_certificate(c) for c in certificates]
        return cls(Anchor(c, fingerprint(c), "") for c in loaded)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "TrustAnchors":
        """Read a list of anchors: JSON that names files and fingerprints.

        Args:
            path: The JSON file; certificate files are looked up beside it.

        Raises:
            FileNotFoundError: The list itself is not there.
            egovkit.errors.InvalidFormatError: Not such a list, or a file that
                is not there or outside its directory.
            egovkit.errors.InvalidValueError: A file is not the certificate of
                its fingerprint.
        """
        listed = loads_strict(Path(path).read_bytes())
        try:
            return cls([_read_anchor(row, Path(path)) for row in listed["anchors"]])
        except (KeyError, TypeError, AttributeError):
            raise InvalidFormatError("anchors_unreadable") from None

    def find(self, certificate: x509.Certificate) -> Anchor | None:
        """The anchor that is exactly this certificate."""
        return self._by_sha256.get(fingerprint(certificate))

    def __len__(self) -> int:
        return len(self._by_sha256)

    def __iter__(self) -> Iterator[Anchor]:
        return iter(self._by_sha256.values())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TrustAnchors):
            return NotImplemented
        return self._by_sha256 == other._by_sha256

    def __hash__(self) -> int:
        return hash(frozenset(self._by_sha256))

    def __reduce__(self) -> tuple[Any, ...]:
        return (TrustAnchors, (tuple(self),))


def _read_anchor(row: dict[str, Any], path: Path) -> Anchor:
    if not set(row) <= {"file", "sha256", "name", "national"}:
        raise InvalidFormatError("anchors_unreadable")
    if Path(row["file"]).name != row["file"]:
        raise InvalidFormatError("anchors_unreadable")
    try:
        data = (path.parent / row["file"]).read_bytes()
    except (OSError, ValueError):  # ValueError: a name with a null in it
        raise InvalidFormatError("anchors_unreadable") from None
    return Anchor.pin(
        data,
        sha256=row["sha256"],
        name=str(row["name"]),
        national=row.get("national", False) is True,
    )
