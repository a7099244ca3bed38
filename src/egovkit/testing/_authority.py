"""A whole trust set-up for tests: root, keepers, agencies, keys, lists.

Everything is real: keys are fresh, the list is signed and read back. Nothing
reads a clock.

Example:
    >>> from egovkit.signatures import TrustList
    >>> authority = TestAuthority()
    >>> key = authority.issuer_key("kelurahan-contoh", use="approval")
    >>> trust = authority.trust_list()
    >>> trust.keys_by_kid(key.kid)[0].issuer.name
    'Kelurahan Contoh'
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Protocol

from egovkit._arguments import of_kind
from egovkit.errors import UsageError
from egovkit.qr._arguments import document_classes
from egovkit.signatures import (
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from egovkit.testing._pki import PkiPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from egovkit._clock import Clock
    from egovkit.qr import StatusList, StatusSet
    from egovkit.signatures import ProfileSpec

__all__ = ["TestAuthority"]

_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2040, 1, 1, tzinfo=UTC)
_KEEPERS = 2


class _Document(Protocol):
    """A class of sealed documents, as far as a trust list must know it."""

    registry: ClassVar[str]

    @classmethod
    def profile_spec(cls) -> ProfileSpec: ...


class TestAuthority(PkiPart):
    """Who trusts whom, for tests; everything is valid from 2020 to 2040.

    Two authorities know nothing of each other. Never ship a list that one of
    them signed: nobody keeps its keys.

    Attributes:
        root: The root of its lists: two keepers, both must sign.
        keepers: Their keys, to sign further editions and roots.
    """

    __test__ = False  # pytest collects classes by this prefix

    def __init__(self) -> None:
        self.keepers = tuple(
            SigningKey.generate("Ed25519", use="trust") for _ in range(_KEEPERS)
        )
        keys = [keeper.public for keeper in self.keepers]
        data = TrustRoot.build(
            keys=keys,
            threshold=_KEEPERS,
            list_keys=keys,
            list_threshold=_KEEPERS,
            at=_FROM,
            expires=_UNTIL,
        )
        self.root = TrustRoot.first(
            data, [sign_detached(data, keeper) for keeper in self.keepers]
        )
        self._builder = TrustListBuilder()
        self._current: TrustList | None = None
        self._registries: dict[str, str] = {}
        self._status_keys: dict[str, SigningKey] = {}

    def issuer_key(
        self,
        issuer: str,
        *,
        documents: Sequence[type[_Document]] = (),
        use: str = "seal",
        algorithm: str = "Ed25519",
    ) -> SigningKey:
        """A new key of an agency; the next `trust_list` carries it.

        Args:
            issuer: The agency's short lower-case id; it is added when new.
            documents: The classes that it may issue, all of one registry.
            use: The key's use.
            algorithm: The key's algorithm.

        Raises:
            egovkit.errors.UsageError: Documents of several registries, one class
                instead of several, or another argument of another kind.
        """
        of_kind(issuer, str, "issuer")
        documents = tuple(document_classes(documents, "documents"))
        self._current = None
        profiles = [document.profile_spec() for document in documents]
        registry = self._registry(issuer, documents)
        for spec in profiles:
            self._builder.set_profile(registry, spec)
        self._builder.allow(issuer, [spec.profile for spec in profiles])
        key = SigningKey.generate(algorithm, use=use)
        self._builder.add_key(issuer, key.public)
        return key

    def _registry(self, issuer: str, documents: Sequence[type[_Document]]) -> str:
        """The registry of an agency, which is opened and joined when new."""
        names = {document.registry for document in documents}
        known = self._registries.get(issuer)
        if known is not None:
            names.add(known)
        if len(names) > 1:
            raise UsageError("trust_several_registries")
        registry = names.pop() if names else issuer
        if registry not in self._registries.values():
            self._builder.add_registry(registry)
        if known is None:
            self._registries[issuer] = registry
            self._builder.add_issuer(
                issuer,
                name=issuer.replace("-", " ").title(),
                registry=registry,
                status_uri=self.status_uri(issuer),
            )
            self._status_keys[issuer] = SigningKey.generate("Ed25519", use="status")
            self._builder.add_key(issuer, self._status_keys[issuer].public)
        return registry

    @staticmethod
    def status_uri(issuer: str) -> str:
        """Where the agency's status list would be published."""
        return f"https://v.contoh.example/status/{issuer}"

    def trust_list(self) -> TrustList:
        """The signed trust list with every agency and key so far.

        After a change it is the next edition, so that a verifier with a
        `TrustState` accepts it.
        """
        if self._current is None:
            self._current = self._builder.sign(
                self.keepers, root=self.root, at=_FROM, expires=_UNTIL
            )
            self._builder = TrustListBuilder(self._current)
        return self._current

    def bundle(self) -> bytes:
        """The same as the bytes of ``trust.json``."""
        return self.trust_list().to_bundle()

    def status_key(self, issuer: str) -> SigningKey:
        """The agency's key for status lists.

        Raises:
            egovkit.errors.UsageError: The agency has no key here yet.
        """
        of_kind(issuer, str, "issuer")
        if issuer not in self._status_keys:
            raise UsageError("trust_issuer_unknown")
        return self._status_keys[issuer]

    def status_token(
        self,
        status_list: StatusList,
        *,
        issuer: str,
        at: datetime | Clock,
        expires: datetime = _UNTIL,
        shard: int = 0,
    ) -> bytes:
        """A status list signed by the agency's status key.

        Args:
            status_list: What it says.
            issuer: The agency's id.
            at: When it is made, with a time zone.
            expires: From when it no longer tells anything.
            shard: Which shard of the agency's indices it is.

        Raises:
            egovkit.errors.UsageError: The agency has no key here yet, or the list
                is none.
        """
        from egovkit.qr import StatusList, shard_uri

        of_kind(status_list, StatusList, "status_list")
        return status_list.to_token(
            key=self.status_key(issuer),
            uri=shard_uri(self.status_uri(issuer), shard),
            at=at,
            expires=expires,
        )

    def statuses(
        self,
        status_list: StatusList,
        *,
        at: datetime | Clock,
        issuer: str | None = None,
        expires: datetime = _UNTIL,
    ) -> StatusSet:
        """What ``Verifier(statuses=…)`` takes: the list, signed and read back.

        Args:
            status_list: What it says.
            at: When it is made, with a time zone.
            issuer: Whose list it is; without it, every agency here publishes
                this same list.
            expires: From when it no longer tells anything.
        """
        from egovkit.qr import StatusSet

        owners = [*self._status_keys] if issuer is None else [issuer]
        tokens = [
            self.status_token(status_list, issuer=owner, at=at, expires=expires)
            for owner in owners
        ]
        return StatusSet.from_tokens(tokens, trust=self.trust_list(), at=at)
