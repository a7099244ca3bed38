"""The root: who may sign the list, by m of n keys, and how they are replaced.

Root N + 1 is signed by the threshold of root N and by its own, so that neither
the old keepers nor the new ones can change the keys alone.

Source:
    The Update Framework, specification 1.0, 5.3 (root rotation); ETSI TS 119 612
    calls the same idea "pivoting".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from egovkit._arguments import of_kind, wrong
from egovkit._clock import to_epoch
from egovkit._text import fingerprint_digits
from egovkit.errors import NotVerified, UsageError
from egovkit.signatures._verification_key import VerificationKey
from egovkit.signatures.trust._read import Reader, dump, parse, refuse
from egovkit.signatures.trust._signed import (
    DetachedSignature,
    as_signatures,
    key_from_dict,
    key_to_dict,
    require_threshold,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from egovkit._clock import Clock

__all__ = ["TrustRoot", "read_root"]

ROOT_TYPE = "egovkit-root"
FORMAT = 1
SKEW = 300  # seconds by which two honest clocks may differ
_MAX_KEYS = 32


@dataclass(frozen=True, slots=True)
class TrustRoot:
    """Who may sign trust lists; itself signed by m of its n keys.

    Get one from `first` (which you trust by its fingerprint, or because of
    where the file came from) and then from `successor`.

    Args:
        version: Grows by exactly one.
        issued_at: When it was made (epoch, UTC).
        expires_at: Until when lists may be checked against it (epoch, UTC).
        keys: Those who may sign the next root.
        threshold: How many of them are needed.
        list_keys: Those who may sign the list.
        list_threshold: How many of them are needed.
        data: The bytes exactly as signed.
        signatures: The detached signatures.
        previous: The root before it, where it came by `successor`.
    """

    version: int
    issued_at: int
    expires_at: int
    keys: tuple[VerificationKey, ...]
    threshold: int
    list_keys: tuple[VerificationKey, ...]
    list_threshold: int
    data: bytes
    signatures: tuple[DetachedSignature, ...]
    previous: TrustRoot | None = field(default=None, repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the bytes, hexadecimal: print it, read it out, pin it."""
        return hashlib.sha256(self.data).hexdigest()

    @classmethod
    def first(
        cls,
        data: bytes,
        signatures: Sequence[DetachedSignature],
        *,
        fingerprint: str | None = None,
    ) -> TrustRoot:
        """The root from which trust starts.

        Args:
            data: The bytes exactly as signed.
            signatures: The keepers' detached signatures.
            fingerprint: SHA-256 of the bytes, hexadecimal, with or without spaces
                and colons, learnt in another way than the file. Without it you
                trust whoever gave the file.

        Raises:
            egovkit.errors.NotVerified: Another fingerprint, or too few valid
                signatures of its own keys.
            egovkit.errors.InvalidFormatError: Not a root.
        """
        if fingerprint is not None:
            digest = hashlib.sha256(data).hexdigest()
            if digest != fingerprint_digits(fingerprint):
                raise NotVerified("root_fingerprint")
        given = as_signatures(signatures)
        root = cls._read(data, given)
        root.require_signed(data, given)
        return root

    def successor(
        self, data: bytes, signatures: Sequence[DetachedSignature]
    ) -> TrustRoot:
        """The next root, if the old and the new keepers both signed it.

        Raises:
            egovkit.errors.NotVerified: A version was skipped, or too few
                signatures of the old keys or of the new ones.
            egovkit.errors.InvalidFormatError: Not a root.
        """
        given = as_signatures(signatures)
        self.require_signed(data, given)
        root = self._read(data, given)
        if root.version != self.version + 1:
            raise NotVerified("root_version", expected=self.version + 1)
        root.require_signed(data, given)
        return replace(root, previous=self)

    @property
    def chain(self) -> tuple[TrustRoot, ...]:
        """This root and those before it, the oldest first."""
        before = () if self.previous is None else self.previous.chain
        return (*before, self)

    def require_signed(
        self, data: bytes, signatures: Sequence[DetachedSignature]
    ) -> None:
        """Refuse a root that this one's keys did not sign by their threshold.

        Raises:
            egovkit.errors.NotVerified: Too few valid signatures.
        """
        require_threshold(
            data, signatures, keys=self.keys, threshold=self.threshold, what="root"
        )

    @classmethod
    def _read(cls, data: bytes, signatures: Sequence[DetachedSignature]) -> TrustRoot:
        reader = Reader(parse(data))
        if reader.text("type") != ROOT_TYPE or reader.integer("format") != FORMAT:
            raise refuse("type")
        root = cls(
            version=reader.integer("version"),
            issued_at=reader.integer("issued_at"),
            expires_at=reader.integer("expires_at"),
            keys=_keys(reader.sequence("keys")),
            threshold=reader.integer("threshold"),
            list_keys=_keys(reader.sequence("list_keys")),
            list_threshold=reader.integer("list_threshold"),
            data=bytes(data),
            signatures=tuple(signatures),
        )
        reader.end()
        _check_threshold(root.threshold, root.keys)
        _check_threshold(root.list_threshold, root.list_keys)
        return root

    @staticmethod
    def build(  # noqa: PLR0913 - one document, each part named
        *,
        keys: Sequence[VerificationKey],
        threshold: int,
        list_keys: Sequence[VerificationKey],
        list_threshold: int,
        at: datetime | Clock,
        expires: datetime,
        previous: TrustRoot | None = None,
    ) -> bytes:
        """The bytes of a new root, for its keepers to sign.

        Args:
            keys: Those who may sign the next root.
            threshold: How many of them are needed.
            list_keys: Those who may sign the list.
            list_threshold: How many of them are needed.
            at: When it is made, with a time zone.
            expires: Until when lists may be checked against it.
            previous: The root it replaces; its version plus one is taken.

        Raises:
            egovkit.errors.UsageError: A key twice, a threshold that cannot be
                met, or an argument of another kind.
        """
        if previous is not None:
            of_kind(previous, TrustRoot, "previous")
        for needed, group in ((threshold, keys), (list_threshold, list_keys)):
            _check_group(needed, group)
        value = {
            "type": ROOT_TYPE,
            "format": FORMAT,
            "version": 1 if previous is None else previous.version + 1,
            "issued_at": to_epoch(at),
            "expires_at": to_epoch(expires),
            "threshold": threshold,
            "keys": [key_to_dict(key) for key in keys],
            "list_threshold": list_threshold,
            "list_keys": [key_to_dict(key) for key in list_keys],
        }
        return dump(value)


def read_root(data: bytes) -> TrustRoot:
    """Read a root whose signatures are not looked at: for keepers, before they sign.

    Raises:
        egovkit.errors.InvalidFormatError: Not a root.
    """
    return TrustRoot._read(data, ())  # noqa: SLF001 - the same module


def _check_group(needed: int, group: Sequence[VerificationKey]) -> None:
    """Keepers of one role: each once, and as many as are needed."""
    of_kind(group, list | tuple, "keys")
    for key in group:
        of_kind(key, VerificationKey, "keys")
    if type(needed) is not int:
        raise wrong("threshold")
    if not 1 <= needed <= len({key.kid for key in group}) == len(group):
        raise UsageError("root_threshold", needed=needed, keys=len(group))


def _keys(items: list[object]) -> tuple[VerificationKey, ...]:
    if len(items) > _MAX_KEYS:
        raise refuse("keys")
    keys = []
    for item in items:
        reader = Reader(item)
        keys.append(key_from_dict(reader, use="trust"))
        reader.end()
    if len({key.kid for key in keys}) != len(keys):
        raise refuse("keys")
    return tuple(keys)


def _check_threshold(needed: int, keys: tuple[VerificationKey, ...]) -> None:
    if not 1 <= needed <= len(keys):
        raise refuse("threshold")
