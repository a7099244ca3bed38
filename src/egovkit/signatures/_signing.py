"""Signing with a key that may be elsewhere: what comes back is looked at.

An HSM, a service or a class of yours can answer with another key's signature, an
old one, or rubbish. Found when it is made, it costs one more request; found later,
it stands on paper that is out of the house.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from egovkit.errors import SigningError

if TYPE_CHECKING:
    from egovkit.signatures.keys import VerificationKey
    from egovkit.signatures.signer import Signer

__all__ = ["signing"]


def signing(key: "Signer") -> Callable[[bytes], bytes]:
    """What signs with the key, and gives nothing but its signatures.

    A key in memory is the cryptography package's and signs as it is; any other's
    answer is verified with its public half, `egovkit.errors.SigningError` where it
    is no signature of it.

    Raises:
        egovkit.errors.UsageError: It has no public half.
    """
    # Heavy, and loaded by whoever has a key.
    from egovkit.signatures._verification_key import public_of
    from egovkit.signatures.keys import SigningKey

    if type(key) is SigningKey:
        return key.sign
    return partial(_verified, key.sign, public_of(key))


def _verified(
    sign: Callable[[bytes], bytes], public: "VerificationKey", message: bytes
) -> bytes:
    signature = sign(message)
    if type(signature) is not bytes or not public.verifies(signature, message):
        raise SigningError("signature_false")
    return signature
