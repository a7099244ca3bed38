"""Keys that own their algorithm, their one use and their validity.

A `SigningKey` signs, a `VerificationKey` verifies; neither can be talked into
another algorithm, and a key without the right use is refused by whoever asks
for that use.

Sources:
    RFC 5208 and 5958 (PKCS#8), RFC 5280 4.1 (SPKI), RFC 7517 and 7638 (JWK),
    RFC 8032 (Ed25519), FIPS 186-5 (ECDSA), RFC 9053 2.1 (fixed-width ECDSA),
    FIPS 204 (ML-DSA).

Example:
    >>> key = SigningKey.generate("Ed25519", use="approval")
    >>> signature = key.sign(b"isi surat")
    >>> key.public.verifies(signature, b"isi surat")
    True
    >>> key.public.verifies(signature, b"isi lain")
    False
"""

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from egovkit.errors import InvalidFormatError, SigningError, UsageError
from egovkit.signatures._schemes import (
    algorithm_of,
    generate,
    public_from_raw,
    raw_public,
    signing_function,
    verifying_function,
)
from egovkit.signatures.algorithms import Algorithm

__all__ = ["SigningKey", "VerificationKey"]

USES = re.compile(r"[a-z][a-z0-9-]{0,31}")
KID_LENGTH = 4


class VerificationKey:
    """A public key with its algorithm and, if known, its one use and validity.

    Made by `from_pem`, `from_bytes` or `from_public`.

    Example:
        >>> key = SigningKey.generate("ES256", use="seal").public
        >>> VerificationKey.from_pem(key.to_pem(), use="seal") == key
        True
    """

    __slots__ = (
        "_spki",
        "_verify",
        "algorithm",
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
    use: str | None
    """The one use, or None where the key was read without one."""
    not_before: int | None
    """First second of validity, seconds since 1970 UTC; None: unlimited."""
    not_after: int | None
    """Last second of validity, seconds since 1970 UTC; None: unlimited."""
    public_key: Any
    """The key object of the cryptography package."""

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
        self.public_key = public_key
        self.algorithm = algorithm
        self.use = use
        self.not_before = not_before
        self.not_after = not_after
        self._verify: Callable[[bytes, bytes], None] | None = verifying_function(
            public_key, algorithm
        )
        self._spki: bytes | None = None
        self.kid = hashlib.sha256(self._key_bytes()).digest()[:KID_LENGTH]

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
                short, or of another kind than the algorithm asked for.
        """
        return cls(public_key, algorithm_of(public_key, algorithm), use=use)

    @classmethod
    def from_pem(
        cls, pem: str | bytes, *, algorithm: str | None = None, use: str | None = None
    ) -> "VerificationKey":
        """Read a public key in PEM form (``BEGIN PUBLIC KEY``).

        The algorithm follows from the kind of key.

        Raises:
            egovkit.errors.InvalidFormatError: Not a public key in PEM form.
            egovkit.errors.UsageError: A key of no registered kind.
        """
        data = pem.encode("ascii", "replace") if isinstance(pem, str) else pem
        return cls.from_public(
            _read(serialization.load_pem_public_key, data),
            algorithm=algorithm,
            use=use,
        )

    @classmethod
    def from_spki(
        cls, der: bytes, *, algorithm: str | None = None, use: str | None = None
    ) -> "VerificationKey":
        """Read a public key in DER form (SubjectPublicKeyInfo).

        Raises:
            egovkit.errors.InvalidFormatError: Not a public key in DER form.
            egovkit.errors.UsageError: A key of no registered kind.
        """
        return cls.from_public(
            _read(serialization.load_der_public_key, der), algorithm=algorithm, use=use
        )

    @classmethod
    def from_bytes(
        cls, raw: bytes, *, algorithm: str = "Ed25519", use: str | None = None
    ) -> "VerificationKey":
        """Read a raw public key: Ed25519 (32 bytes), ML-DSA-65, or an EC point.

        Raises:
            egovkit.errors.InvalidFormatError: Not a key of that algorithm.
        """
        wanted = Algorithm.of(algorithm)
        try:
            return cls(public_from_raw(raw, wanted), wanted, use=use)
        except ValueError:
            raise InvalidFormatError("key_unreadable") from None

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over exactly this message.

        The one raw primitive; everything above it answers with a report.
        """
        try:
            self._verify(signature, message)  # type: ignore[misc]
        except InvalidSignature:
            return False
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
        if self._spki is None:
            self._spki = self.public_key.public_bytes(
                serialization.Encoding.DER,
                serialization.PublicFormat.SubjectPublicKeyInfo,
            )
        return self._spki

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
        return hashlib.sha256(self.to_spki()).hexdigest()

    def _key_bytes(self) -> bytes:
        if self.algorithm in (Algorithm.ED25519, Algorithm.ML_DSA_65):
            return self.to_bytes()
        return self.to_spki()

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


class SigningKey:
    """A private key in memory, with one algorithm and one use.

    Made by `generate` or `load`; it is a `Signer`. Its repr shows the public
    hint only, and it cannot be pickled: a worker gets a reference to the key
    file, never the key.

    Example:
        >>> key = SigningKey.generate("ES256", use="seal")
        >>> len(key.sign(b"isi"))
        64
    """

    __slots__ = ("_private", "_sign", "public")

    public: VerificationKey
    """The public half."""

    def __init__(
        self,
        private_key: Any,  # noqa: ANN401 - the union of all key classes
        *,
        use: str,
        not_before: int | None = None,
        not_after: int | None = None,
    ) -> None:
        check_use(use)
        public_key = private_key.public_key()
        algorithm = algorithm_of(public_key, None)
        if not algorithm.spec.signs:
            raise UsageError("algorithm_only_verifies", algorithm=str(algorithm))
        self._private = private_key
        self._sign = signing_function(private_key, algorithm)
        self.public = VerificationKey(
            public_key,
            algorithm,
            use=use,
            not_before=not_before,
            not_after=not_after,
        )

    @classmethod
    def generate(
        cls,
        algorithm: str = "Ed25519",
        *,
        use: str,
        not_before: int | None = None,
        not_after: int | None = None,
    ) -> "SigningKey":
        """Make a new key.

        Args:
            algorithm: ``"Ed25519"``, ``"ES256"``, ``"ES384"`` or ``"ML-DSA-65"``.
            use: The one use, such as ``"seal"``, ``"approval"``, ``"trust"``.
            not_before: First second of validity, seconds since 1970 UTC.
            not_after: Last second of validity, seconds since 1970 UTC.

        Raises:
            egovkit.errors.UsageError: An algorithm that is unknown or only
                verifies.
        """
        wanted = Algorithm.of(algorithm)
        if not wanted.spec.signs:
            raise UsageError("algorithm_only_verifies", algorithm=str(wanted))
        try:
            private = generate(wanted)
        except (UnsupportedAlgorithm, ImportError):
            raise SigningError("algorithm_unavailable", algorithm=str(wanted)) from None
        return cls(private, use=use, not_before=not_before, not_after=not_after)

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], *, password: str | bytes | None, use: str
    ) -> "SigningKey":
        """Read a key file that `save` wrote, or any PKCS#8 PEM file.

        Args:
            path: The file.
            password: Its password; None for a file without one.
            use: The use the caller needs; a file saved for another is refused.

        Raises:
            egovkit.errors.InvalidFormatError: Not a key file.
            egovkit.errors.SigningError: The password does not open it, or one
                is missing.
            egovkit.errors.UsageError: The key was saved for another use.
        """
        return cls.from_pem(Path(path).read_bytes(), password=password, use=use)

    @classmethod
    def from_pem(
        cls, pem: str | bytes, *, password: str | bytes | None, use: str
    ) -> "SigningKey":
        """Read a private key in PKCS#8 PEM form; see `load`.

        Raises:
            egovkit.errors.InvalidFormatError: Not a private key in PEM form.
            egovkit.errors.SigningError: The password does not open it, or one
                is missing.
            egovkit.errors.UsageError: The key was saved for another use.
        """
        data = pem.encode("ascii", "replace") if isinstance(pem, str) else pem
        check_use(use)
        saved = _USE_LINE.search(data)
        if saved and saved[1].decode() != use:
            raise UsageError("key_of_other_use", needed=use)
        try:
            private = serialization.load_pem_private_key(data, _secret(password))
        except TypeError:
            code = "password_missing" if password is None else "password_not_needed"
            raise SigningError(code) from None
        except (ValueError, UnsupportedAlgorithm):
            if b"BEGIN ENCRYPTED PRIVATE KEY" in data:
                raise SigningError("password_wrong") from None
            raise InvalidFormatError("key_unreadable") from None
        return cls(private, use=use)

    @classmethod
    def from_bytes(
        cls, seed: bytes, *, algorithm: str = "Ed25519", use: str
    ) -> "SigningKey":
        """The key of a 32-byte seed (Ed25519 and ML-DSA-65), for test vectors.

        Raises:
            egovkit.errors.InvalidFormatError: Not 32 bytes, or an algorithm
                without seeds.
        """
        wanted = Algorithm.of(algorithm)
        try:
            private = generate(wanted, seed=seed)
        except ValueError:
            raise InvalidFormatError("key_unreadable") from None
        return cls(private, use=use)

    def save(self, path: str | os.PathLike[str], *, password: str | bytes) -> None:
        """Write the key, encrypted, to a new file that only its owner can read.

        Args:
            path: A file that does not exist yet; it gets permissions 0600.
            password: At least one character. `to_pem` can write without one,
                for a store that encrypts by itself.

        Raises:
            FileExistsError: The file exists; a key is never overwritten.
            egovkit.errors.UsageError: The password is empty.
        """
        if not password:
            raise UsageError("password_empty")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(self.to_pem(password=password))
            file.flush()
            os.fsync(file.fileno())

    def to_pem(self, *, password: str | bytes | None) -> bytes:
        """PKCS#8 in PEM form, headed by a line that names the use.

        Args:
            password: Encrypts the key; None writes it in the clear.
        """
        secret = _secret(password)
        pem: bytes = self._private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(secret)
            if secret
            else serialization.NoEncryption(),
        )
        return f"egovkit-key-use: {self.use}\n".encode() + pem

    @property
    def algorithm(self) -> Algorithm:
        """The one algorithm of the key."""
        return self.public.algorithm

    @property
    def use(self) -> str:
        """The one use of the key."""
        return self.public.use or ""

    @property
    def kid(self) -> bytes:
        """Four bytes that hint at the key."""
        return self.public.kid

    @property
    def private_key(self) -> Any:  # noqa: ANN401 - the union of all key classes
        """The key object of the cryptography package, for certificate requests."""
        return self._private

    def sign(self, message: bytes) -> bytes:
        """Sign the message; ECDSA signatures come in fixed-width form."""
        return self._sign(message)

    def __reduce__(self) -> NoReturn:
        raise UsageError("key_not_portable")

    def __repr__(self) -> str:
        return f"<SigningKey {self.algorithm} {self.kid.hex()}, use={self.use!r}>"


_USE_LINE = re.compile(rb"^egovkit-key-use: ([a-z0-9-]+)$", re.MULTILINE)


def check_use(use: str) -> None:
    """Refuse what cannot be the name of a use."""
    if not USES.fullmatch(use):
        raise UsageError("key_use_malformed")


def _secret(password: str | bytes | None) -> bytes | None:
    return password.encode() if isinstance(password, str) else password


def _read(load: Callable[[bytes], Any], data: bytes) -> Any:  # noqa: ANN401
    try:
        return load(data)
    except (ValueError, UnsupportedAlgorithm):
        raise InvalidFormatError("key_unreadable") from None


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
