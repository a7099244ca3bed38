"""What the keeper of a trust list does: add, rotate, retire, declare compromised.

A builder starts empty or from the list in force, takes the changes, and gives
the bytes of the next edition. Several keepers sign those bytes, each on their
own machine with `sign_detached`; `TrustListBuilder.sign` does it in one place
where all keys are at hand.

Example:
    >>> from datetime import datetime, UTC
    >>> from egovkit.signatures import SigningKey
    >>> builder = TrustListBuilder()
    >>> builder.add_registry("kota-contoh")
    >>> builder.add_issuer("kelurahan-contoh", name="Kelurahan Contoh",
    ...                    registry="kota-contoh")
    >>> key = SigningKey.generate("Ed25519", use="seal")
    >>> builder.add_key("kelurahan-contoh", key.public)
    >>> data = builder.build(at=datetime(2026, 11, 24, tzinfo=UTC),
    ...                      expires=datetime(2026, 12, 1, tzinfo=UTC))
    >>> data[:29]
    b'{"type":"egovkit-trust-list",'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from egovkit._arguments import of_kind
from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.signatures._verification_key import VerificationKey
from egovkit.signatures.trust._list import TrustList, list_bytes
from egovkit.signatures.trust._read import check_id, check_text
from egovkit.signatures.trust._shapes import (
    Issuer,
    IssuerKey,
    ProfileSpec,
    Registry,
    check_uri,
    own,
)
from egovkit.signatures.trust._signed import sign_detached

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from egovkit._clock import Clock
    from egovkit.signatures.signer import Signer
    from egovkit.signatures.trust._root import TrustRoot

__all__ = ["TrustListBuilder"]


class TrustListBuilder:
    """The next edition of a trust list, in the making.

    Args:
        previous: The list in force; the new edition starts as its copy, with
            the next version. Without it the first edition is made.
    """

    def __init__(self, previous: TrustList | None = None) -> None:
        of_kind(previous, TrustList | None, "previous")
        self._previous = previous
        self._registries: dict[str, Registry] = (
            {} if previous is None else dict(previous.registries)
        )
        self._issuers: dict[str, Issuer] = (
            {} if previous is None else dict(previous.issuers)
        )

    def add_registry(self, name: str) -> None:
        """Open a registry: a named set of profile numbers, kept by one body.

        Raises:
            egovkit.errors.UsageError: It exists.
            egovkit.errors.InvalidFormatError: Not a short lower-case name.
        """
        if check_id(name) in self._registries:
            raise UsageError("trust_registry_exists")
        self._registries[name] = Registry(name=name, profiles={})

    def set_profile(self, registry: str, spec: ProfileSpec) -> None:
        """Add a profile to a registry, or a later edition of one.

        Raises:
            egovkit.errors.UsageError: No such registry, or the new edition is
                not the old one with optional fields appended: seals already
                printed would read differently.
            egovkit.errors.InvalidFormatError: A number, label, width or type that
                the format does not allow.
        """
        of_kind(spec, ProfileSpec, "spec")
        profiles = dict(self._registry(registry).profiles)
        older = profiles.get(spec.profile)
        if older is not None and not spec.extends(older):
            raise UsageError("profile_not_append_only", profile=spec.profile)
        profiles[spec.profile] = ProfileSpec.from_dict(spec.profile, spec.to_dict())
        self._registries[registry] = Registry(name=registry, profiles=profiles)

    def add_issuer(
        self,
        issuer: str,
        *,
        name: str,
        registry: str,
        profiles: Iterable[int] = (),
        status_uri: str | None = None,
    ) -> None:
        """Add an agency, without keys yet.

        Args:
            issuer: Its short lower-case id.
            name: What is shown to people.
            registry: The registry whose profile numbers it uses.
            profiles: The profile numbers it may issue.
            status_uri: Where it publishes status lists: https, no query.

        Raises:
            egovkit.errors.UsageError: It exists, or the registry or a profile
                does not.
            egovkit.errors.InvalidFormatError: A name or address that the
                format does not allow.
        """
        if check_id(issuer) in self._issuers:
            raise UsageError("trust_issuer_exists")
        self._registry(registry)
        self._issuers[issuer] = Issuer(
            id=issuer,
            name=check_text(name),
            registry=registry,
            profiles=frozenset(),
            status_uri=None if status_uri is None else check_uri(status_uri),
        )
        self.allow(issuer, profiles)

    def allow(self, issuer: str, profiles: Iterable[int]) -> None:
        """Allow an agency further profiles of its registry.

        Raises:
            egovkit.errors.UsageError: No such agency or profile.
        """
        old = self._issuer(issuer)
        of_kind(profiles, Iterable, "profiles")
        numbers = list(profiles)
        for number in numbers:
            of_kind(number, int, "profiles")
        wanted = frozenset(numbers)
        if not wanted <= set(self._registries[old.registry].profiles):
            raise UsageError("trust_profile_unknown")
        self._issuers[issuer] = _owning(
            replace(old, profiles=old.profiles | wanted), old.keys
        )

    def add_key(
        self,
        issuer: str,
        key: VerificationKey,
        *,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> None:
        """Add an agency's public key; publish it well before it signs.

        Args:
            issuer: The agency's id.
            key: The public key, with its use.
            not_before: From when it may sign.
            not_after: Until when it may sign.

        Raises:
            egovkit.errors.UsageError: No such agency, a key without a use, or
                a key whose kid is taken.
        """
        owner = self._issuer(issuer)
        entry = self._new(
            key,
            owner,
            not_before=None if not_before is None else to_epoch(not_before),
            not_after=None if not_after is None else to_epoch(not_after),
        )
        self._issuers[issuer] = _owning(owner, (*owner.keys, entry))

    def rotate_key(
        self, issuer: str, new: VerificationKey, *, old: bytes, at: datetime | Clock
    ) -> None:
        """Replace a key: the new one is valid from, the old one retired at, ``at``.

        Args:
            issuer: The agency's id.
            new: The new public key, of the same use.
            old: The old key's kid.
            at: The moment of the change; after the list reached verifiers.

        Raises:
            egovkit.errors.UsageError: No such agency or key, another use, or a
                kid that is taken.
        """
        of_kind(new, VerificationKey, "new")
        owner, moment = self._issuer(issuer), to_epoch(at)  # a clock is read once

        def retired(key: IssuerKey) -> IssuerKey:
            if key.use != new.use:
                raise UsageError("trust_rotate_use")
            return _retired(key, moment)

        keys = _changed(owner, old, retired)
        entry = self._new(new, owner, not_before=moment)
        self._issuers[issuer] = _owning(owner, (*keys, entry))

    def retire_key(self, issuer: str, kid: bytes, *, at: datetime | Clock) -> None:
        """End a key's use at a moment; what it signed before stands.

        Raises:
            egovkit.errors.UsageError: No such agency or key, or it was declared
                compromised, which cannot be taken back.
        """
        owner, moment = self._issuer(issuer), to_epoch(at)
        keys = _changed(owner, kid, lambda key: _retired(key, moment))
        self._issuers[issuer] = _owning(owner, keys)

    def declare_compromised(self, issuer: str, kid: bytes) -> None:
        """Say that somebody else may hold the key: nothing it signed is valid.

        There is no way back. Documents that must live on are issued again.

        Raises:
            egovkit.errors.UsageError: No such agency or key.
        """
        owner = self._issuer(issuer)
        keys = _changed(owner, kid, lambda key: replace(key, status="compromised"))
        self._issuers[issuer] = _owning(owner, keys)

    def build(self, *, at: datetime | Clock, expires: datetime) -> bytes:
        """The bytes of the next edition, for the keepers to sign.

        Args:
            at: When it is made.
            expires: Until when it may be used; a week is usual.

        Raises:
            egovkit.errors.UsageError: It would expire before it is made.
        """
        if to_epoch(expires) <= to_epoch(at):
            raise UsageError("trust_expires_first")
        old = self._previous
        return list_bytes(
            version=1 if old is None else old.version + 1,
            previous=None if old is None else old.digest,
            at=at,
            expires=expires,
            registries=self._registries.values(),
            issuers=self._issuers.values(),
        )

    def sign(
        self,
        keys: Iterable[Signer],
        *,
        root: TrustRoot,
        at: datetime | Clock,
        expires: datetime,
    ) -> TrustList:
        """Build, sign with every key given, and read back under the root.

        Args:
            keys: The keepers' keys, of use ``"trust"``.
            root: The root that names them.
            at: When it is made.
            expires: Until when it may be used.

        Raises:
            egovkit.errors.NotVerified: The root asks for more or other keys.
        """
        data = self.build(at=at, expires=expires)
        signatures = [sign_detached(data, key) for key in keys]
        state = None if self._previous is None else self._previous.state
        return TrustList.from_signed(data, signatures, root=root, at=at, state=state)

    def _registry(self, name: object) -> Registry:
        found = self._registries.get(name) if isinstance(name, str) else None
        if found is None:
            raise UsageError("trust_registry_unknown")
        return found

    def _issuer(self, issuer: object) -> Issuer:
        found = self._issuers.get(issuer) if isinstance(issuer, str) else None
        if found is None:
            raise UsageError("trust_issuer_unknown")
        return found

    def _new(
        self,
        key: VerificationKey,
        owner: Issuer,
        *,
        not_before: int | None = None,
        not_after: int | None = None,
    ) -> IssuerKey:
        of_kind(key, VerificationKey, "key")
        if key.use is None or key.use == "trust":
            raise UsageError("trust_key_use")
        if any(k.key.kid == key.kid for i in self._issuers.values() for k in i.keys):
            raise UsageError("trust_kid_taken")
        return IssuerKey(
            key=key,
            use=key.use,
            status="active",
            issuer=owner,
            not_before=not_before,
            not_after=not_after,
        )


def _changed(
    owner: Issuer, kid: bytes, change: Callable[[IssuerKey], IssuerKey]
) -> list[IssuerKey]:
    """An agency's keys, changed where they go by that kid: there may be several."""
    if kid not in [key.key.kid for key in owner.keys]:
        raise UsageError("trust_key_unknown")
    return [change(key) if key.key.kid == kid else key for key in owner.keys]


def _retired(key: IssuerKey, moment: int) -> IssuerKey:
    if key.status == "compromised":
        raise UsageError("trust_key_compromised")
    return replace(key, status="retired", retired_at=moment)


def _owning(issuer: Issuer, keys: Iterable[IssuerKey]) -> Issuer:
    """A new issuer with these keys, each naming it."""
    fresh = replace(issuer, keys=())
    return own(fresh, tuple(replace(key, issuer=fresh) for key in keys))
