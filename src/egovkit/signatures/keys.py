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

import os
import re
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from egovkit._files import write_new
from egovkit.errors import InvalidFormatError, SigningError, UsageError
from egovkit.signatures._schemes import (
    algorithm_of,
    from_seed,
    generate,
    signing_function,
)
from egovkit.signatures._verification_key import VerificationKey, check_use
from egovkit.signatures.algorithms import Algorithm

__all__ = ["SigningKey", "VerificationKey"]


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
        try:
            public_key = private_key.public_key()
        except AttributeError:
            raise UsageError("key_of_unknown_kind") from None
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
        except UnsupportedAlgorithm:
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
        if not isinstance(data, bytes):
            raise InvalidFormatError("key_unreadable")
        check_use(use)
        saved = _USE_LINE.search(data)
        if saved and saved[1].decode() != use:
            raise UsageError("key_of_other_use", needed=use)
        secret = _secret(password)
        try:
            private = serialization.load_pem_private_key(data, secret)
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
            private = from_seed(wanted, seed)
        except (ValueError, TypeError):
            raise InvalidFormatError("key_unreadable") from None
        return cls(private, use=use)

    def save(self, path: str | os.PathLike[str], *, password: str | bytes) -> None:
        """Write the key, encrypted, to a new file that only its owner can read.

        Args:
            path: A file that does not exist yet; it gets permissions 0600, and its
                name once it is whole.
            password: At least one character. `to_pem` can write without one,
                for a store that encrypts by itself.

        Raises:
            FileExistsError: The file exists; a key is never overwritten.
            OSError: The disk refused; no part of a file is left behind.
            egovkit.errors.UsageError: The password is empty, no text, or
                longer than 1023 bytes.
        """
        if not password:
            raise UsageError("password_empty")
        write_new(path, self.to_pem(password=password))

    def to_pem(self, *, password: str | bytes | None) -> bytes:
        """PKCS#8 in PEM form, headed by a line that names the use.

        Args:
            password: Encrypts the key; None writes it in the clear.

        Raises:
            egovkit.errors.UsageError: The password is empty, no text, or
                longer than 1023 bytes.
        """
        if password is not None and not password:
            raise UsageError("password_empty")
        secret = _secret(password)
        pem: bytes = self._private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()
            if secret is None
            else serialization.BestAvailableEncryption(secret),
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
        """Sign the message; ECDSA signatures come in fixed-width form.

        Raises:
            egovkit.errors.UsageError: The message is not bytes.
        """
        try:
            return self._sign(message)
        except TypeError:
            raise UsageError("not_bytes") from None

    def __reduce__(self) -> NoReturn:
        raise UsageError("key_not_portable")

    def __repr__(self) -> str:
        return f"<SigningKey {self.algorithm} {self.kid.hex()}, use={self.use!r}>"


_USE_LINE = re.compile(rb"^egovkit-key-use: ([a-z0-9-]+)$", re.MULTILINE)


_LONGEST_PASSWORD = 1023  # bytes; OpenSSL takes no more


def _secret(password: str | bytes | None) -> bytes | None:
    """The password's bytes; what is wrong with it is said without showing it."""
    if password is None:
        return None
    try:
        secret = password.encode() if isinstance(password, str) else password
    except UnicodeEncodeError:
        raise UsageError("password_malformed") from None
    if not isinstance(secret, bytes):
        raise UsageError("password_malformed")
    if len(secret) > _LONGEST_PASSWORD:
        raise UsageError("password_malformed")
    return secret
