"""Keys in an HSM, through PKCS#11 (extra ``pkcs11``).

`HsmSigner` is a `egovkit.signatures.Signer`: wherever a key in memory signs, a
key that never leaves its HSM can. The PIN is asked for when the first signature
is made, handed to the HSM and forgotten; a wrong PIN is never tried twice, since
HSMs lock. PKCS #11 logs in a process, not a key: signers of one token share one
login, which ends when the last of them is closed.

Sources:
    PKCS #11 Cryptographic Token Interface Base Specification 2.40 (OASIS);
    mechanisms CKM_ECDSA, CKM_SHA256_RSA_PKCS, CKM_SHA256_RSA_PKCS_PSS.
"""

import hashlib
import os
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from egovkit._arguments import is_kind, of_kind, wrong
from egovkit._optional import require
from egovkit._text import is_encodable
from egovkit.errors import SigningError, UsageError
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.keys import VerificationKey

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["HsmSigner"]

_ECDSA_DIGESTS = {Algorithm.ES256: "sha256", Algorithm.ES384: "sha384"}
_RSA_ALGORITHMS = (Algorithm.RS256, Algorithm.PS256)


@dataclass(slots=True)
class _Login:
    """The one login of this process to a token, and who uses it."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    session: Any = None
    users: "weakref.WeakSet[HsmSigner]" = field(default_factory=weakref.WeakSet)

    def end(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            session.close()


_LOGINS: dict[tuple[str, str], _Login] = {}


class HsmSigner:
    """A private key in an HSM, found by its label.

    Args:
        module: Path of the HSM's PKCS#11 library.
        token: Label of the token.
        label: Label of the key pair; public and private object both bear it.
        use: The one use of the key, such as ``"seal"`` or ``"document"``.
        pin: Called with the token's label when a signature is first needed and
            no other signer has logged in; returns the PIN. Ask a person or a
            secret store, never a constant.
        algorithm: For an RSA key ``"RS256"`` (the default) or ``"PS256"``; an
            EC key owns its algorithm (ES256 or ES384).
        key_id: The pair's id (CKA_ID), where several bear the label.

    Raises:
        egovkit.errors.MissingDependencyError: The extra is not installed.
        egovkit.errors.SigningError: No such library, token or key.
        egovkit.errors.UsageError: A key of another kind or algorithm, or an
            argument of another kind.
    """

    def __init__(  # noqa: PLR0913 - where the key is, each part by name
        self,
        *,
        module: str | os.PathLike[str],
        token: str,
        label: str,
        use: str,
        pin: Callable[[str], str],
        algorithm: str | None = None,
        key_id: bytes | None = None,
    ) -> None:
        self._pkcs11 = require("pkcs11", extra="pkcs11")
        of_kind(module, str | os.PathLike, "module")
        for name, text in (("token", token), ("label", label)):
            of_kind(text, str, name)  # none would find whichever comes first
        of_kind(key_id, bytes | None, "key_id")
        if not callable(pin):
            raise wrong("pin")  # a PIN itself, which would stay in memory
        self._pin = pin
        self._label, self._key_id = label, key_id
        self._session: Any = None
        self._key: Any = None
        path = os.fspath(module)
        self._login = _LOGINS.setdefault((path, token), _Login())
        with self._login.lock, self._failures():
            self._token = self._pkcs11.lib(path).get_token(token_label=token)
            with self._token.open() as session:
                public = self._read_public(session)
        self.public = VerificationKey.from_public(public, algorithm=algorithm, use=use)
        self._check_algorithm()

    def _read_public(self, session: Any) -> Any:
        """The public key object of the cryptography package."""
        key = self._find(session, "PUBLIC_KEY")
        if key.key_type is self._pkcs11.mechanisms.KeyType.EC:
            encode = require("pkcs11.util.ec", extra="pkcs11").encode_ec_public_key
        else:
            encode = require("pkcs11.util.rsa", extra="pkcs11").encode_rsa_public_key
        return serialization.load_der_public_key(encode(key))

    def _find(self, session: Any, kind: str) -> Any:
        """The one object of a kind with the label, and the id if one was given."""
        constants = self._pkcs11.constants
        wanted = {
            constants.Attribute.CLASS: constants.ObjectClass[kind],
            constants.Attribute.LABEL: self._label,
        }
        if self._key_id is not None:
            wanted[constants.Attribute.ID] = self._key_id
        found = list(session.get_objects(wanted))
        if len(found) != 1:
            raise SigningError("hsm_key_several" if found else "hsm_key_missing")
        return found[0]

    def _check_algorithm(self) -> None:
        if self.algorithm not in (*_ECDSA_DIGESTS, *_RSA_ALGORITHMS):
            raise UsageError("key_of_unknown_kind")

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

    def sign(self, message: bytes) -> bytes:
        """Sign the message in the HSM; ECDSA signatures come in fixed width.

        Raises:
            egovkit.errors.SigningError: The HSM refused the PIN or the
                signature, or gave one that is not the key's; the code says which.
            egovkit.errors.UsageError: The message is not bytes.
        """
        if not is_kind(message, bytes | bytearray | memoryview):
            raise UsageError("not_bytes")
        with self._login.lock:
            key = self._private()
            try:
                with self._failures():
                    signature: bytes = self._sign(key, message)
            except SigningError:
                # The session may be dead; the next signature logs in again.
                with self._failures():
                    self._login.end()
                raise
        # The private object of a label need not belong to the public one.
        if not self.public.verifies(signature, message):
            raise SigningError("hsm_key_pair")
        return signature

    def _sign(self, key: Any, message: bytes) -> Any:
        mechanisms = self._pkcs11.mechanisms
        if self.algorithm in _ECDSA_DIGESTS:
            digest = hashlib.new(_ECDSA_DIGESTS[self.algorithm], message).digest()
            return key.sign(digest, mechanism=mechanisms.Mechanism.ECDSA)
        if self.algorithm is Algorithm.RS256:
            return key.sign(message, mechanism=mechanisms.Mechanism.SHA256_RSA_PKCS)
        return key.sign(
            message,
            mechanism=mechanisms.Mechanism.SHA256_RSA_PKCS_PSS,
            mechanism_param=(
                mechanisms.Mechanism.SHA256,
                mechanisms.MGF.SHA256,
                hashes.SHA256.digest_size,
            ),
        )

    def _private(self) -> Any:
        """The private key object, in the session that is logged in."""
        login = self._login
        if login.session is None:
            pin = self._pin(self._token.label)
            # An attempt that is known to fail would count.
            if not (pin and is_encodable(pin)):
                del pin
                raise SigningError("hsm_pin_wrong")
            with self._failures():
                login.session = self._token.open(user_pin=pin)
        if self._session is not login.session:
            login.users.add(self)
            with self._failures():
                self._key = self._find(login.session, "PRIVATE_KEY")
            self._session = login.session
        return self._key

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Foreign errors become ours, without their cause: it may hold the PIN."""
        exceptions = self._pkcs11.exceptions
        codes = (
            (exceptions.NoSuchToken, "hsm_token_missing"),
            (exceptions.PinIncorrect, "hsm_pin_wrong"),
            (exceptions.PinLenRange, "hsm_pin_wrong"),
            (exceptions.PinInvalid, "hsm_pin_wrong"),
            (exceptions.PinLocked, "hsm_pin_locked"),
        )
        try:
            yield
        except (exceptions.PKCS11Error, RuntimeError, OSError) as error:
            kind = (code for cls, code in codes if isinstance(error, cls))
            raise SigningError(next(kind, "hsm_failed")) from None

    def certificate_request(self, common_name: str) -> bytes:
        """A certificate request for the key, signed in the HSM.

        Args:
            common_name: The subject's name, as the authority wants it.

        Returns:
            PKCS #10, PEM.

        Raises:
            egovkit.errors.SigningError: See `sign`.
            egovkit.errors.UsageError: No name, or one of more than 64 bytes.
        """
        try:
            part = x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)
        except (ValueError, TypeError):
            raise wrong("common_name") from None
        name = x509.Name([part])
        builder = x509.CertificateSigningRequestBuilder().subject_name(name)
        if self.algorithm is Algorithm.ES384:
            request = builder.sign(self.private_key, hashes.SHA384())
        elif self.algorithm is Algorithm.PS256:
            request = builder.sign(
                self.private_key,
                hashes.SHA256(),
                rsa_padding=padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32),
            )
        else:
            request = builder.sign(self.private_key, hashes.SHA256())
        return request.public_bytes(serialization.Encoding.PEM)

    @property
    def private_key(self) -> Any:
        """The key as the cryptography package takes one; it can only sign."""
        if self.algorithm in _ECDSA_DIGESTS:
            return _EcKey(self)
        return _RsaKey(self)

    def close(self) -> None:
        """Log out with the last signer of the token; a later one asks for the PIN."""
        with self._login.lock:
            self._session, self._key = None, None
            self._login.users.discard(self)
            if not self._login.users:
                self._login.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise UsageError("key_not_portable")

    def __repr__(self) -> str:
        return f"<HsmSigner {self.algorithm} {self.kid.hex()}, use={self.use!r}>"


def _refuse() -> NoReturn:
    raise SigningError("hsm_only_signs")


class _EcKey(ec.EllipticCurvePrivateKey):
    """An EC key of the cryptography package whose signatures come from an HSM."""

    def __init__(self, signer: HsmSigner) -> None:
        self._signer = signer

    def public_key(self) -> ec.EllipticCurvePublicKey:
        public: ec.EllipticCurvePublicKey = self._signer.public.public_key
        return public

    @property
    def curve(self) -> ec.EllipticCurve:
        return self.public_key().curve

    @property
    def key_size(self) -> int:
        return self.public_key().key_size

    def sign(
        self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm
    ) -> bytes:
        digest = getattr(signature_algorithm.algorithm, "name", "")
        if digest != _ECDSA_DIGESTS[self._signer.algorithm]:
            raise SigningError("hsm_only_signs")
        value = self._signer.sign(bytes(data))
        half = len(value) // 2
        r, s = (int.from_bytes(part, "big") for part in (value[:half], value[half:]))
        return encode_dss_signature(r, s)

    def exchange(self, *_: object) -> NoReturn:
        _refuse()

    def private_numbers(self) -> NoReturn:
        _refuse()

    def private_bytes(self, *_: object) -> NoReturn:
        _refuse()

    def __copy__(self) -> "_EcKey":
        return self

    def __deepcopy__(self, memo: object) -> "_EcKey":
        return self


class _RsaKey(rsa.RSAPrivateKey):
    """An RSA key of the cryptography package whose signatures come from an HSM."""

    def __init__(self, signer: HsmSigner) -> None:
        self._signer = signer

    def public_key(self) -> rsa.RSAPublicKey:
        public: rsa.RSAPublicKey = self._signer.public.public_key
        return public

    @property
    def key_size(self) -> int:
        return self.public_key().key_size

    def sign(self, data: Any, pad: Any, algorithm: Any) -> bytes:
        wanted = padding.PSS
        if self._signer.algorithm is Algorithm.RS256:
            wanted = padding.PKCS1v15  # type: ignore[assignment]
        if not isinstance(pad, wanted) or getattr(algorithm, "name", "") != "sha256":
            raise SigningError("hsm_only_signs")
        return self._signer.sign(bytes(data))

    def decrypt(self, *_: object) -> NoReturn:
        _refuse()

    def private_numbers(self) -> NoReturn:
        _refuse()

    def private_bytes(self, *_: object) -> NoReturn:
        _refuse()

    def __copy__(self) -> "_RsaKey":
        return self

    def __deepcopy__(self, memo: object) -> "_RsaKey":
        return self
