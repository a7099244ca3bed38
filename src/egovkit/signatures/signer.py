"""What can sign: a key in memory, in an HSM, or held by a remote service."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from egovkit.signatures.algorithms import Algorithm
    from egovkit.signatures.keys import VerificationKey

__all__ = ["Signer"]


@runtime_checkable
class Signer(Protocol):
    """Anything that turns a message into a signature under one key.

    `egovkit.signatures.SigningKey` is one; keys in an HSM and remote keys are
    others. Whoever takes a signer asks for no more than this, and verifies what
    it gives with its public half before it is used.
    """

    @property
    def algorithm(self) -> "Algorithm":
        """The one algorithm of the key."""

    @property
    def use(self) -> str:
        """The one use of the key, such as ``"seal"`` or ``"approval"``."""

    @property
    def kid(self) -> bytes:
        """Four bytes that hint at the key: the start of SHA-256 over the public key."""

    @property
    def public(self) -> "VerificationKey":
        """The public half."""

    def sign(self, message: bytes) -> bytes:
        """Sign the message; the signature has the algorithm's fixed width."""
