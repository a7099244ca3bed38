"""Keyed pseudonyms: find and join people without keeping their numbers.

A bare hash of a NIK protects nobody: a number has so little to guess that all
of a district's are tried in seconds (``docs/explanation/privacy.md`` has the
figures). With a key that lies outside the database there is nothing to try.

Source:
    RFC 2104 and FIPS 198-1 (HMAC), FIPS 180-4 (SHA-256); UU 27/2022 art. 35.

Example:
    >>> from egovkit.identity import NIK
    >>> people = Pseudonymizer({"2026": bytes(range(32))}, purpose="antrean-bansos")
    >>> people.pseudonym(NIK("3171015708459002"))
    '2026.a583aa6eafcb8486fb2ebf87045c85f8'
"""

import hmac
from collections.abc import Mapping

from egovkit._identifier import Identifier
from egovkit.errors import InvalidFormatError, UsageError
from egovkit.privacy._keys import derived, encoded, refuse_pickle

__all__ = ["Pseudonymizer"]

_BYTES = 16  # two of 280 million people meet with a chance of 1.2e-22


class Pseudonymizer:
    """Makes one stable pseudonym of a value, for one purpose.

    The same value gives the same pseudonym under one key and purpose, and an
    unrelated one under another: tables made for different purposes cannot be
    joined. An identifier and its text (`reveal`) give the same pseudonym.

    Args:
        keys: Names and 32-byte keys. The first one is current and makes new
            pseudonyms; the others are still looked up, see `candidates`. A name
            is 1–16 lower-case letters, digits or hyphens and is part of the
            pseudonym.
        purpose: What the pseudonyms are for, such as ``"antrean-bansos"``.

    Raises:
        egovkit.errors.UsageError: No key, a key that is not 32 bytes long, a
            name out of form, or no purpose.
    """

    __slots__ = ("_current", "_keys", "_prefix", "_secret")

    def __init__(self, keys: Mapping[str, bytes], *, purpose: str) -> None:
        if not purpose or not isinstance(purpose, str):
            raise UsageError("purpose_missing")
        self._keys = derived(keys, "pseudonym", purpose)
        self._current = next(iter(self._keys))
        self._prefix = f"{self._current}."
        self._secret = self._keys[self._current]

    def pseudonym(self, value: Identifier | str) -> str:
        """The pseudonym of a value under the current key.

        Args:
            value: An identifier, or a text that is taken exactly as it is.

        Returns:
            The key's name, a dot, and 32 hexadecimal digits (128 bits).

        Raises:
            egovkit.errors.InvalidFormatError: Neither an identifier nor text, or
                masked text: ``str(nik)`` is the same for a whole district.
        """
        return self._prefix + _digest(self._secret, _message(value))

    def candidates(self, value: Identifier | str) -> tuple[str, ...]:
        """The pseudonyms of a value under every key, the current one first.

        While keys change, look up with ``IN (…)`` over these: rows that were
        written under an older key are found too.

        Raises:
            egovkit.errors.InvalidFormatError: As for `pseudonym`.
        """
        message = _message(value)
        return tuple(
            f"{name}.{_digest(key, message)}" for name, key in self._keys.items()
        )

    def is_current(self, pseudonym: str) -> bool:
        """Whether a pseudonym was made under the current key."""
        return pseudonym.startswith(self._prefix)

    def __repr__(self) -> str:
        return f"Pseudonymizer(keys={tuple(self._keys)})"

    __reduce__ = refuse_pickle


def _message(value: Identifier | str) -> bytes:
    message = encoded(value)
    if b"***" in message:
        raise InvalidFormatError("masked_text")
    return message


def _digest(key: bytes, message: bytes) -> str:
    return hmac.digest(key, message, "sha256")[:_BYTES].hex()
