"""Personal data beside the history: sealed, committed to, and erasable.

Each request has a key of its own. What a citizen handed in is encrypted under
it, one block for each event; the event holds a salted commitment per field. So
the history proves what was handed in as long as the data are there, and says
nothing about them once the key is gone: the salts lie inside the encrypted
block, and 32 random bytes cannot be guessed.

The key is stored wrapped under a key derived from the desk's secret, and so are
pseudonyms, by which a citizen's requests are found without storing who it is.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from egovkit.errors import DecryptionError

__all__ = ["Vault", "commitment"]

_DOMAIN = b"egovkit.field.v1\n"
_SALT = 32
_NONCE = 12


def commitment(name: str, salt: bytes, text: str) -> str:
    """What an event holds instead of a value.

    SHA-256 over domain, salt, field name, line feed and the value's JSON text.
    """
    digest = sha256(_DOMAIN + salt + name.encode() + b"\n" + text.encode())
    return digest.hexdigest()


class Vault:
    """Seals and opens what belongs to requests.

    Args:
        secret: At least 32 bytes, kept apart from the database if possible.
    """

    def __init__(self, secret: bytes) -> None:
        self._wrapping = hmac.digest(secret, b"egovkit.wrap.v1", "sha256")
        self._naming = hmac.digest(secret, b"egovkit.pseudonym.v1", "sha256")

    def pseudonym(self, identifier: str) -> bytes:
        """The same 16 bytes for the same citizen, meaningless without the secret."""
        return hmac.digest(self._naming, b"id\n" + identifier.encode(), "sha256")[:16]

    def fingerprint(self, *parts: str | bytes) -> bytes:
        """A keyed digest of anything, for idempotency keys and forms."""
        digest = hmac.new(self._naming, b"fp\n", "sha256")
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.digest()

    def new_key(self, ticket: str) -> bytes:
        """A fresh key for a request, wrapped."""
        return _seal(self._wrapping, secrets.token_bytes(32), ticket.encode())

    def seal(
        self, wrapped: bytes, ticket: str, seq: int, values: Mapping[str, Any]
    ) -> tuple[bytes, dict[str, str]]:
        """Encrypt values and commit to each.

        Args:
            wrapped: The request's wrapped key.
            ticket: The request's ten symbols.
            seq: The event the values belong to.
            values: JSON data by field name.

        Returns:
            The encrypted block, and the commitments by field name.
        """
        texts = {
            name: json.dumps(value, sort_keys=True, separators=(",", ":"))
            for name, value in values.items()
        }
        salts = {name: secrets.token_bytes(_SALT) for name in texts}
        block = json.dumps({n: [salts[n].hex(), text] for n, text in texts.items()})
        key = _open(self._wrapping, wrapped, ticket.encode())
        sealed = _seal(key, block.encode(), _place(ticket, seq))
        return sealed, {n: commitment(n, salts[n], t) for n, t in texts.items()}

    def open(
        self, wrapped: bytes, ticket: str, seq: int, block: bytes
    ) -> dict[str, tuple[bytes, str]]:
        """Decrypt a block.

        Returns:
            Salt and JSON text by field name.

        Raises:
            egovkit.errors.DecryptionError: Another key, place or content.
        """
        key = _open(self._wrapping, wrapped, ticket.encode())
        plain = json.loads(_open(key, block, _place(ticket, seq)))
        return {n: (bytes.fromhex(salt), text) for n, (salt, text) in plain.items()}


def _place(ticket: str, seq: int) -> bytes:
    return f"{ticket}/{seq}".encode()


def _seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def _open(key: bytes, block: bytes, place: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(block[:_NONCE], block[_NONCE:], place)
    except (InvalidTag, ValueError) as error:
        raise DecryptionError("vault_sealed") from error
