"""Encrypted database fields that cannot be moved to another place.

AES-256-GCM-SIV, so that a repeated nonce gives away no more than that two
values are equal. The key's name, table, column and a context of the row are
authenticated: a value copied into another row or column does not open.

Stored form, version 1: one byte ``0x01``, one byte length of the key's name, the
name, 12 bytes nonce, ciphertext with its 16-byte tag. A NIK under a key named
``2026`` takes 50 bytes. The length of a value can be seen.

Source:
    RFC 8452 (AES-GCM-SIV); UU 27/2022 art. 35 and 39 (security of processing).

Example:
    >>> cipher = FieldCipher({"2026": bytes(range(32))}, table="warga", column="nik")
    >>> stored = cipher.encrypt("3171015708459002", context="tiket-9001")
    >>> len(stored), cipher.decrypt(stored, context="tiket-9001")
    (50, '3171015708459002')
"""

import os
from collections.abc import Mapping

from egovkit._identifier import Identifier
from egovkit.errors import DecryptionError, UsageError
from egovkit.privacy._keys import derived, encoded, framed, refuse_pickle

__all__ = ["FieldCipher", "as_bytes", "key_name"]

Stored = bytes | bytearray | memoryview

_VERSION = 1
_FIXED = 2  # bytes in front of the key's name
_NONCE = 12
_TAG = 16
_MAX_BYTES = 1 << 20  # of a stored value: a field, not a file


class FieldCipher:
    """Encrypts the values of one column.

    Args:
        keys: Names and 32-byte keys. The first one is current and encrypts; the
            others still decrypt, see `rotate`. A name is 1–16 lower-case
            letters, digits or hyphens and stands in front of the ciphertext.
        table: Name of the table; part of what is authenticated.
        column: Name of the column; part of what is authenticated.

    Raises:
        egovkit.errors.UsageError: No key, a key that is not 32 bytes long, a
            name out of form, or no table or column.
    """

    __slots__ = ("_ciphers", "_current", "_invalid_tag", "_name", "_place")

    def __init__(self, keys: Mapping[str, bytes], *, table: str, column: str) -> None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

        for part in (table, column):
            if not (part and isinstance(part, str)):
                raise UsageError("column_missing")
        self._name = f"{table}.{column}"
        self._place = framed(table, column)
        self._invalid_tag = InvalidTag  # imported once, not at each call
        self._ciphers = {
            name: AESGCMSIV(key) for name, key in derived(keys, "field").items()
        }
        self._current = next(iter(self._ciphers))

    def encrypt(self, value: Identifier | str, *, context: str) -> bytes:
        """Encrypt one value for one row.

        Args:
            value: An identifier or a text.
            context: What names the row before it is written: a ticket or a
                UUID, not a number that the database makes. Needed to decrypt.

        Returns:
            The stored form, another one at each call.

        Raises:
            egovkit.errors.InvalidFormatError: Neither an identifier nor text.
            egovkit.errors.UsageError: An empty context, or a value above 1 MiB.
        """
        plain = encoded(value)
        if len(plain) > _MAX_BYTES - 64:
            raise UsageError("field_too_long", limit=_MAX_BYTES - 64)
        name = self._current.encode()
        header = bytes((_VERSION, len(name))) + name
        nonce = os.urandom(_NONCE)
        bound = self._bound(header, context)
        return (
            header + nonce + self._ciphers[self._current].encrypt(nonce, plain, bound)
        )

    def decrypt(self, stored: Stored, *, context: str) -> str:
        """Decrypt what `encrypt` gave for the same column and row.

        Args:
            stored: The stored form, as the database's driver hands it out.
            context: The row's, as it was encrypted with.

        Raises:
            egovkit.errors.DecryptionError: ``field_malformed`` (not a stored
                form), ``field_key_unknown``, or ``field_not_opened``: wrong key,
                wrong column, wrong context or changed bytes; which of them is
                not said.
            egovkit.errors.UsageError: An empty context.
        """
        stored = as_bytes(stored)
        name, start = _header(stored)
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise DecryptionError("field_key_unknown")
        header, nonce = stored[:start], stored[start : start + _NONCE]
        bound = self._bound(header, context)
        try:
            plain = cipher.decrypt(nonce, stored[start + _NONCE :], bound)
        except self._invalid_tag:
            raise DecryptionError("field_not_opened") from None
        return plain.decode("utf-8", "surrogatepass")

    def rotate(self, stored: Stored, *, context: str) -> bytes:
        """The same value under the current key; unchanged if it is there already.

        Raises:
            egovkit.errors.DecryptionError: As `decrypt`.
            egovkit.errors.UsageError: An empty context.
        """
        stored = as_bytes(stored)
        if self.is_current(stored):
            return stored
        return self.encrypt(self.decrypt(stored, context=context), context=context)

    def is_current(self, stored: Stored) -> bool:
        """Whether a value stands under the current key.

        Raises:
            egovkit.errors.DecryptionError: Not a stored form.
        """
        return key_name(stored) == self._current

    def __repr__(self) -> str:
        return f"FieldCipher({self._name}, keys={tuple(self._ciphers)})"

    __reduce__ = refuse_pickle

    def _bound(self, header: bytes, context: str) -> bytes:
        if type(context) is not str or not context:
            raise UsageError("context_missing")
        return header + self._place + framed(context)


def key_name(stored: Stored) -> str:
    """The name of the key that a stored value needs.

    Raises:
        egovkit.errors.DecryptionError: Not a stored form.
    """
    return _header(as_bytes(stored))[0]


def as_bytes(stored: object) -> bytes:
    """A stored value as bytes: some drivers hand binary columns out as a view.

    Raises:
        egovkit.errors.DecryptionError: No bytes.
    """
    if isinstance(stored, bytes | bytearray | memoryview):
        return bytes(stored)
    raise DecryptionError("field_malformed")


def _header(stored: bytes) -> tuple[str, int]:
    """The key's name and where the nonce begins."""
    if not _FIXED < len(stored) <= _MAX_BYTES:
        raise DecryptionError("field_malformed")
    start = _FIXED + stored[1]
    if stored[0] != _VERSION or len(stored) < start + _NONCE + _TAG:
        raise DecryptionError("field_malformed")
    return stored[_FIXED:start].decode("ascii", "replace"), start
