"""Detached signatures over exactly the bytes served, m of n keys.

Example:
    >>> read_signatures(b'[{"kid": "0a1b2c3d", "sig": "AAAA"}]')[0].kid.hex()
    '0a1b2c3d'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from egovkit._arguments import of_kind
from egovkit.errors import EgovkitError, NotVerified, UsageError
from egovkit.signatures._schemes import has_small_order
from egovkit.signatures._signing import signing
from egovkit.signatures._verification_key import VerificationKey, check_use
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.trust._read import (
    Reader,
    b64decode,
    b64encode,
    dump,
    parse,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from egovkit.signatures.signer import Signer

__all__ = [
    "DetachedSignature",
    "key_from_dict",
    "key_to_dict",
    "read_signatures",
    "require_threshold",
    "sign_detached",
    "write_signatures",
]

_MAX_SIGNATURES = 64
_KID_SIZE = 4
_ED25519_SIZE = 32
_set = object.__setattr__  # a key sets its own parts once


@dataclass(frozen=True, slots=True)
class DetachedSignature:
    """One keeper's signature over a root or a list.

    Args:
        kid: The signing key's hint, 4 bytes.
        signature: The raw signature.
    """

    kid: bytes
    signature: bytes


def sign_detached(data: bytes, key: Signer) -> DetachedSignature:
    """Sign the bytes of a root or of a list, as one keeper does.

    Args:
        data: The bytes as they will be served.
        key: A key of use ``"trust"``.

    Raises:
        egovkit.errors.UsageError: A key of another use, or nothing that signs.
        egovkit.errors.SigningError: What the signer gave is not its signature.
    """
    if getattr(key, "use", None) != "trust" or not hasattr(key, "sign"):
        raise UsageError("trust_keeper_key")
    return DetachedSignature(kid=key.kid, signature=signing(key)(data))


def write_signatures(signatures: Iterable[DetachedSignature]) -> bytes:
    """The JSON that is served beside the bytes it signs."""
    return dump(signatures_to_list(signatures))


def signatures_to_list(
    signatures: Iterable[DetachedSignature],
) -> list[dict[str, str]]:
    """The signatures as plain data."""
    signatures = as_signatures(signatures)
    return [{"kid": s.kid.hex(), "sig": b64encode(s.signature)} for s in signatures]


def as_signatures(signatures: object) -> tuple[DetachedSignature, ...]:
    """The signatures that a caller gave.

    Raises:
        egovkit.errors.UsageError: Something else, or something else among them.
    """
    found = tuple(signatures) if isinstance(signatures, Iterable) else (signatures,)
    for one in found:
        of_kind(one, DetachedSignature, "signatures")
    return found


def read_signatures(data: bytes) -> tuple[DetachedSignature, ...]:
    """Read what `write_signatures` wrote; nothing is verified here.

    Raises:
        egovkit.errors.InvalidFormatError: Not such JSON.
    """
    return signatures_from_list(parse(data))


def signatures_from_list(value: object) -> tuple[DetachedSignature, ...]:
    """The signatures from plain data."""
    if not isinstance(value, list) or len(value) > _MAX_SIGNATURES:
        raise refuse("signatures")
    return tuple(_signature(item) for item in value)


def _signature(item: object) -> DetachedSignature:
    reader = Reader(item)
    kid, signature = kid_from_hex(reader.text("kid")), b64decode(reader.text("sig"))
    reader.end()
    return DetachedSignature(kid=kid, signature=signature)


def kid_from_hex(text: str) -> bytes:
    """Four bytes from eight lower-case hexadecimal digits, or refuse."""
    try:
        kid = bytes.fromhex(text)
    except ValueError:
        raise refuse("kid") from None
    if len(kid) != _KID_SIZE or kid.hex() != text:
        raise refuse("kid")
    return kid


def require_threshold(
    data: bytes,
    signatures: Iterable[DetachedSignature],
    *,
    keys: Sequence[VerificationKey],
    threshold: int,
    what: str,
) -> None:
    """Refuse unless enough different keys signed exactly these bytes.

    Signatures of unknown keys count nothing, and a key counts once however
    often it signed.

    Raises:
        egovkit.errors.NotVerified: Too few valid signatures.
    """
    pending, valid = {key.kid: key for key in keys}, 0
    for signature in as_signatures(signatures):
        key = pending.get(signature.kid)
        if key is not None and key.verifies(signature.signature, data):
            del pending[signature.kid]
            valid += 1
    if valid < threshold:
        raise NotVerified(f"{what}_signatures", needed=threshold, valid=valid)


def key_to_dict(key: VerificationKey) -> dict[str, Any]:
    """A public key as it stands in a root or in a list."""
    return {
        "kid": key.kid.hex(),
        "alg": str(key.algorithm),
        "key": b64encode(key.to_bytes()),
    }


def key_from_dict(reader: Reader, *, use: str) -> VerificationKey:
    """Read a public key; its kid must be its own.

    Raises:
        egovkit.errors.InvalidFormatError: Not such a form, or another key's kid.
    """
    kid, algorithm = kid_from_hex(reader.text("kid")), reader.text("alg")
    raw = b64decode(reader.text("key"))
    try:
        if algorithm == Algorithm.ED25519 and len(raw) == _ED25519_SIZE:
            check_use(use)
            if has_small_order(raw):
                raise refuse("key")
            key: VerificationKey = _UnopenedKey(raw, use)
        else:
            key = VerificationKey.from_bytes(raw, algorithm=algorithm, use=use)
    except EgovkitError:
        raise refuse("key") from None
    if key.kid != kid:
        raise refuse("kid")
    return key


class _UnopenedKey(VerificationKey):
    """An Ed25519 key that is handed to the cryptography package on first use.

    A list holds thousands of keys and a verifier uses a few. Any 32 bytes are
    an Ed25519 key but those of small order, which were refused before, so nothing
    is left to refuse later.
    """

    __slots__ = ("_raw",)

    _raw: bytes

    def __init__(self, raw: bytes, use: str) -> None:
        for name, value in (
            ("_raw", raw),
            ("algorithm", Algorithm.ED25519),
            ("use", use),
            ("not_before", None),
            ("not_after", None),
            ("kid", hashlib.sha256(raw).digest()[:_KID_SIZE]),
        ):
            _set(self, name, value)

    def __getattr__(self, name: str) -> object:
        # Reached only for what is not set: the parts of an opened key. Several
        # threads may open it at once; each sets the same.
        if name not in VerificationKey.__slots__:
            raise AttributeError(name)
        opened = VerificationKey.from_bytes(self._raw)
        super().__init__(opened.public_key, self.algorithm, use=self.use)
        return getattr(self, name)
