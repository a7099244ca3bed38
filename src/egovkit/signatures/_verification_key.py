"""Public keys that own their algorithm; see `egovkit.signatures.keys`."""

import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from egovkit._arguments import wrong
from egovkit.errors import InvalidFormatError, UsageError
from egovkit.signatures import _key_forms
from egovkit.signatures._rsa_pss import key_parameters, read_parameters
from egovkit.signatures._schemes import (
    algorithm_of,
    has_small_order,
    public_from_raw,
    raw_public,
    verifying_function,
)
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.jws import b64url

__all__ = ["VerificationKey", "check_use", "public_of"]

USES = re.compile(r"[a-z][a-z0-9-]{0,31}")
KID_LENGTH = 4
_set = object.__setattr__  # a key sets its own parts once


class VerificationKey:
    """A public key with its algorithm and, if known, its one use and validity.

    Made by `from_pem`, `from_bytes` or `from_public`.

    Example:
        >>> from egovkit.signatures import SigningKey
        >>> key = SigningKey.generate("ES256", use="seal").public
        >>> VerificationKey.from_pem(key.to_pem(), use="seal") == key
        True
    """

    __slots__ = (
        "_fingerprint",
        "_spki",
        "_verify",
        "algorithm",
        "hint",
        "kid",
        "not_after",
        "not_before",
        "public_key",
        "use",
    )

    algorithm: Algorithm
    """The one algorithm this key verifies."""
    kid: bytes
    """Four bytes that hint at the key; a hint, never a proof."""
    hint: str
    """The same as base64url, six characters."""
    use: str | None
    """The one use, or None where the key was read without one."""
    not_before: int | None
    """First second of validity, seconds since 1970 UTC; None: unlimited."""
    not_after: int | None
    """Last second of validity, seconds since 1970 UTC; None: unlimited."""
    public_key: Any
    """The key object of the cryptography package."""
    _verify: Callable[[bytes, bytes], None]
    _spki: bytes | None
    _fingerprint: str | None

    def __init__(
        self,
        public_key: Any,  # noqa: ANN401 - the union of all key classes
        algorithm: Algorithm,
        *,
        use: str | None = None,
        not_before: int | None = None,
        not_after: int | None = None,
    ) -> None:
        if use is not None:
            check_use(use)
        _check_validity(not_before, not_after)
        for name, value in (
            ("public_key", public_key),
            ("algorithm", algorithm),
            ("use", use),
            ("not_before", not_before),
            ("not_after", not_after),
            ("_verify", verifying_function(public_key, algorithm)),
            ("_spki", None),
            ("_fingerprint", None),
        ):
            _set(self, name, value)
        own = self._key_bytes()
        if algorithm is Algorithm.ED25519 and has_small_order(own):
            raise UsageError("key_of_small_order")
        _set(self, "kid", hashlib.sha256(own).digest()[:KID_LENGTH])
        _set(self, "hint", b64url(self.kid).decode())

    @classmethod
    def from_public(
        cls,
        public_key: Any,  # noqa: ANN401 - the union of all key classes
        *,
        algorithm: str | None = None,
        use: str | None = None,
    ) -> "VerificationKey":
        """Wrap a public key object of the cryptography package.

        Args:
            public_key: Ed25519, P-256, P-384, RSA or ML-DSA-65.
            algorithm: Needed only to choose among PS256, RS256 (the default
                for RSA) and RS384.
            use: The one use.

        Raises:
            egovkit.errors.UsageError: The key is of no registered kind, too
                short or too weak, or of another kind than the algorithm asked
                for.
        """
        return cls(public_key, algorithm_of(public_key, algorithm), use=use)

    @classmethod
    def from_pem(
        cls, pem: str | bytes, *, algorithm: str | None = None, use: str | None = None
    ) -> "VerificationKey":
        """Read a public key in PEM form (``BEGIN PUBLIC KEY``).

        The algorithm follows from the kind of key. An RSA key is of RS256
        unless you say otherwise or the key itself names RSASSA-PSS: then it is
        of PS256 and of nothing else (RFC 4055, 1.2).

        Args:
            pem: The key, as text or bytes.
            algorithm: Needed only to choose among PS256, RS256 and RS384.
            use: The one use.

        Raises:
            egovkit.errors.InvalidFormatError: Not a public key in PEM form.
            egovkit.errors.UsageError: A key of no registered kind, too short
                or too weak, or of another kind than the algorithm asked for.
        """
        data = pem.encode("ascii", "replace") if isinstance(pem, str) else pem
        public = _read(serialization.load_pem_public_key, data)
        body = _PEM_BODY.search(data)
        if body is not None:
            algorithm = _chosen(_read(binascii.a2b_base64, body[1]), algorithm)
        return cls.from_public(public, algorithm=algorithm, use=use)

    @classmethod
    def from_spki(
        cls, der: bytes, *, algorithm: str | None = None, use: str | None = None
    ) -> "VerificationKey":
        """Read a public key in DER form (SubjectPublicKeyInfo); see `from_pem`.

        Raises:
            egovkit.errors.InvalidFormatError: Not a public key in DER form.
            egovkit.errors.UsageError: A key of no registered kind, too short
                or too weak, or of another kind than the algorithm asked for.
        """
        public = _read(serialization.load_der_public_key, der)
        return cls.from_public(public, algorithm=_chosen(der, algorithm), use=use)

    @classmethod
    def from_bytes(
        cls, raw: bytes, *, algorithm: str = "Ed25519", use: str | None = None
    ) -> "VerificationKey":
        """Read a raw public key: Ed25519 (32 bytes), ML-DSA-65, or an EC point.

        Raises:
            egovkit.errors.InvalidFormatError: Not a key of that algorithm.
            egovkit.errors.UsageError: An Ed25519 key of small order, which
                verifies what nobody signed.
        """
        wanted = Algorithm.of(algorithm)
        try:
            public = public_from_raw(raw, wanted)
        except (ValueError, TypeError):
            raise InvalidFormatError("key_unreadable") from None
        return cls(public, wanted, use=use)

    @classmethod
    def from_jwk(
        cls, jwk: Mapping[str, Any], *, use: str | None = None
    ) -> "VerificationKey":
        """Read a public JWK: OKP Ed25519, EC P-256 or P-384, RSA, or ML-DSA-65.

        Raises:
            egovkit.errors.InvalidFormatError: Not a public signature key; a
                JWK with private parts, or for encryption, is refused too.
            egovkit.errors.UsageError: A key that is too short or too weak.
        """
        public, algorithm = _key_forms.from_jwk(jwk)
        return cls.from_public(public, algorithm=algorithm, use=use)

    @classmethod
    def from_cose_key(
        cls, key: Mapping[int, Any], *, use: str | None = None
    ) -> "VerificationKey":
        """Read a COSE_Key map: Ed25519, P-256, P-384 or ML-DSA-65.

        Raises:
            egovkit.errors.InvalidFormatError: Not a public signature key; one
                with private parts, or for other operations, is refused too.
            egovkit.errors.UsageError: An Ed25519 key of small order.
        """
        public, algorithm = _key_forms.from_cose(key)
        return cls(public, algorithm, use=use)

    def to_jwk(self) -> dict[str, str]:
        """The key as a JWK with ``alg`` and ``use``."""
        return _key_forms.to_jwk(self.public_key, self.algorithm)

    def to_cose_key(self) -> dict[int, int | bytes]:
        """The key as a COSE_Key map.

        Raises:
            egovkit.errors.InvalidFormatError: An RSA key; it has no form here.
        """
        return _key_forms.to_cose(self.public_key, self.algorithm)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over exactly this message.

        The one raw primitive; everything above it answers with a report.

        Args:
            signature: The signature; ECDSA in fixed-width form.
            message: The message, unhashed.

        Raises:
            egovkit.errors.UsageError: One of them is not bytes.
        """
        try:
            self._verify(signature, message)
        except InvalidSignature:
            return False
        except TypeError:
            raise UsageError("not_bytes") from None
        return True

    def restricted(
        self, *, use: str, not_before: int | None = None, not_after: int | None = None
    ) -> "VerificationKey":
        """The same key, bound to one use and, if given, to a time."""
        return VerificationKey(
            self.public_key,
            self.algorithm,
            use=use,
            not_before=not_before,
            not_after=not_after,
        )

    def valid_at(self, moment: int) -> bool:
        """Whether the key's own validity covers that second."""
        return (self.not_before is None or self.not_before <= moment) and (
            self.not_after is None or moment <= self.not_after
        )

    def to_bytes(self) -> bytes:
        """The raw key: what `from_bytes` reads (RSA has none: SPKI)."""
        return raw_public(self.public_key, self.algorithm)

    def to_spki(self) -> bytes:
        """SubjectPublicKeyInfo, DER."""
        spki = self._spki
        if spki is None:
            spki = cast(
                "bytes",
                self.public_key.public_bytes(
                    serialization.Encoding.DER,
                    serialization.PublicFormat.SubjectPublicKeyInfo,
                ),
            )
            _set(self, "_spki", spki)
        return spki

    def to_pem(self) -> bytes:
        """SubjectPublicKeyInfo, PEM."""
        pem: bytes = self.public_key.public_bytes(
            serialization.Encoding.PEM,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
        return pem

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the SPKI, hexadecimal: what two people compare."""
        digest = self._fingerprint
        if digest is None:
            digest = hashlib.sha256(self.to_spki()).hexdigest()
            _set(self, "_fingerprint", digest)
        return digest

    def _key_bytes(self) -> bytes:
        if self.algorithm in (Algorithm.ED25519, Algorithm.ML_DSA_65):
            return self.to_bytes()
        return self.to_spki()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a key does not change; see `restricted`")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a key does not change")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VerificationKey):
            return NotImplemented
        return (
            self.algorithm is other.algorithm
            and self.use == other.use
            and self.to_spki() == other.to_spki()
            and self.not_before == other.not_before
            and self.not_after == other.not_after
        )

    def __hash__(self) -> int:
        return hash((self.algorithm, self.kid))

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _restore,
            (
                self.to_spki(),
                str(self.algorithm),
                self.use,
                self.not_before,
                self.not_after,
            ),
        )

    def __repr__(self) -> str:
        use = f", use={self.use!r}" if self.use else ""
        return f"<VerificationKey {self.algorithm} {self.kid.hex()}{use}>"


def check_use(use: object) -> None:
    """Refuse what cannot be the name of a use."""
    if not isinstance(use, str) or not USES.fullmatch(use):
        raise UsageError("key_use_malformed")


def _check_validity(not_before: int | None, not_after: int | None) -> None:
    bounds = [b for b in (not_before, not_after) if b is not None]
    if any(type(b) is not int for b in bounds) or bounds != sorted(bounds):
        raise UsageError("key_validity")


def _read(load: Callable[[bytes], Any], data: bytes) -> Any:  # noqa: ANN401
    try:
        return load(data)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise InvalidFormatError("key_unreadable") from None


_PEM_BODY = re.compile(
    rb"-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", re.DOTALL
)
_SHA256, _PS256_SALT = "2.16.840.1.101.3.4.2.1", 32


def _chosen(spki: bytes, wanted: str | None) -> str | None:
    """The algorithm asked for, or PS256 where the key names RSASSA-PSS."""
    try:
        stated = key_parameters(spki)
        if stated is None:
            return wanted
        limits = read_parameters(stated[0]) if stated else None
    except (ValueError, IndexError):
        raise InvalidFormatError("key_unreadable") from None
    if wanted not in (None, Algorithm.PS256):
        raise UsageError("key_of_other_algorithm", algorithm=wanted)
    # RFC 4055 3.3: the key's hash is the only one, its salt length the least.
    if stated and (
        limits is None or limits.digest != _SHA256 or limits.salt_length > _PS256_SALT
    ):
        raise UsageError("key_of_other_algorithm", algorithm="PS256")
    return Algorithm.PS256


def public_of(key: Any) -> VerificationKey:  # noqa: ANN401 - whatever was given
    """The public key of what is to sign.

    Raises:
        egovkit.errors.UsageError: It cannot: it has none.
    """
    public = getattr(key, "public", None)
    if not isinstance(public, VerificationKey):
        raise wrong("key")
    return public


def _restore(
    spki: bytes,
    algorithm: str,
    use: str | None,
    not_before: int | None,
    not_after: int | None,
) -> VerificationKey:
    key = VerificationKey.from_spki(spki, algorithm=algorithm)
    return VerificationKey(
        key.public_key,
        key.algorithm,
        use=use,
        not_before=not_before,
        not_after=not_after,
    )
