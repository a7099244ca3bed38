"""The trust list: one signed JSON file that says who may seal what.

It is served exactly as signed, with detached signatures over its bytes. Its
version only grows, it carries the digest of the list before it, and it expires.
`TrustState` is what a verifier keeps between two readings, so that nobody can
hand it an older list, a fork, or a clock that was set back.

Source:
    The ideas are those of The Update Framework (specification 1.0: rollback,
    freeze and threshold), with two roles.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from egovkit._arguments import of_kind
from egovkit._clock import to_epoch
from egovkit._text import fingerprint_digits
from egovkit.errors import NotVerified
from egovkit.signatures.trust._read import (
    Reader,
    check_id,
    check_text,
    dump,
    parse,
    refuse,
)
from egovkit.signatures.trust._root import FORMAT, SKEW, TrustRoot
from egovkit.signatures.trust._shapes import (
    KEY_STATUSES,
    Issuer,
    IssuerKey,
    ProfileSpec,
    Registry,
    check_uri,
    own,
)
from egovkit.signatures.trust._signed import (
    DetachedSignature,
    as_signatures,
    key_from_dict,
    key_to_dict,
    require_threshold,
    signatures_from_list,
    signatures_to_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from egovkit._clock import Clock

__all__ = ["Draft", "TrustList", "TrustState", "list_bytes", "read_draft"]

LIST_TYPE = "egovkit-trust-list"
BUNDLE_TYPE = "egovkit-trust"
MAX_PER_KID = 4  # a verifier tries no more, whatever a token claims
_MAX_ROOTS = 64


@dataclass(frozen=True, slots=True)
class TrustState:
    """What a verifier remembers of the lists it has accepted.

    Store it (`to_json`) beside the list, after each list you accepted; the new
    one is `TrustList.state`.

    Args:
        root_version: The highest root accepted.
        list_version: The highest list accepted.
        list_digest: SHA-256 of that list, hexadecimal.
        latest: The latest signed time seen (epoch, UTC).
        root_digest: Fingerprint of that root; the next one must be it, or follow
            from it.

    Example:
        >>> TrustState.from_json(TrustState(latest=5).to_json()) == TrustState(latest=5)
        True
    """

    root_version: int = 0
    list_version: int = 0
    list_digest: str | None = None
    latest: int = 0
    root_digest: str | None = None

    def to_json(self) -> str:
        """The state as JSON, for a file or a column."""
        return dump(
            {
                "root_version": self.root_version,
                "list_version": self.list_version,
                "list_digest": self.list_digest,
                "latest": self.latest,
                "root_digest": self.root_digest,
            }
        ).decode()

    @classmethod
    def from_json(cls, text: str) -> TrustState:
        """Read what `to_json` wrote.

        Raises:
            egovkit.errors.InvalidFormatError: Not such JSON.
        """
        of_kind(text, str, "text")
        # a lone surrogate becomes bytes that are no UTF-8, and is refused as such
        reader = Reader(parse(text.encode("utf-8", "surrogatepass")))
        state = cls(
            root_version=reader.integer("root_version"),
            list_version=reader.integer("list_version"),
            list_digest=reader.maybe_text("list_digest"),
            latest=reader.integer("latest"),
            root_digest=reader.maybe_text("root_digest"),
        )
        reader.end()
        return state


@dataclass(frozen=True, slots=True)
class TrustList:
    """Who may seal what, verified against a root.

    Make one with `from_signed` or `from_bundle`; both verify first and read
    afterwards.

    Args:
        version: Grows with every edition.
        issued_at: When it was made (epoch, UTC).
        expires_at: Until when it may be used (epoch, UTC).
        previous: SHA-256 of the edition before it, hexadecimal.
        registries: By name.
        issuers: By id.
        root: The root it was verified against.
        data: The bytes exactly as signed.
        signatures: The detached signatures.
    """

    version: int
    issued_at: int
    expires_at: int
    previous: str | None
    registries: Mapping[str, Registry]
    issuers: Mapping[str, Issuer]
    root: TrustRoot
    data: bytes
    signatures: tuple[DetachedSignature, ...]
    _by_kid: Mapping[bytes, tuple[IssuerKey, ...]]
    _seen: int = field(repr=False, compare=False)  # the latest signed time before it

    @classmethod
    def from_signed(
        cls,
        data: bytes,
        signatures: Sequence[DetachedSignature],
        *,
        root: TrustRoot,
        at: datetime | Clock,
        state: TrustState | None = None,
    ) -> TrustList:
        """Verify a list against a root and read it.

        Args:
            data: The bytes exactly as served.
            signatures: The keepers' detached signatures.
            root: Whom you trust to sign lists.
            at: The present moment, with a time zone.
            state: What you remember of earlier lists; without it an older list
                cannot be told from the present one.

        Raises:
            egovkit.errors.NotVerified: Too few signatures, or it is older than
                one seen, forked, expired, from the future, or the clock was
                set back. The code says which.
            egovkit.errors.InvalidFormatError: Not a trust list.
        """
        of_kind(root, TrustRoot, "root")
        of_kind(state, TrustState | None, "state")
        now, known = to_epoch(at), state or TrustState()
        given = as_signatures(signatures)
        require_threshold(
            data,
            given,
            keys=root.list_keys,
            threshold=root.list_threshold,
            what="trust",
        )
        trust = _read(data, given, root, known.latest)
        _check_times(trust, now, known)
        _check_order(trust, known)
        return trust

    @classmethod
    def from_bundle(
        cls,
        data: bytes,
        *,
        root_fingerprint: str | None = None,
        at: datetime | Clock,
        state: TrustState | None = None,
    ) -> TrustList:
        """Verify and read ``trust.json``: roots, list and signatures in one file.

        Args:
            data: The file's bytes.
            root_fingerprint: The fingerprint of the root you trust, with or
                without spaces and colons, learnt in another way than the file.
                Without it you trust whoever gave you the file.
            at: The present moment, with a time zone.
            state: What you remember of earlier lists. The root that it knows is
                the one you trust, where no fingerprint is given.

        Raises:
            egovkit.errors.NotVerified: As `from_signed`, or no root of the file
                has the fingerprint.
            egovkit.errors.InvalidFormatError: Not a bundle.
        """
        of_kind(state, TrustState | None, "state")
        reader = Reader(parse(data))
        if reader.text("type") != BUNDLE_TYPE or reader.integer("format") != FORMAT:
            raise refuse("type")
        roots = [_signed_part(item) for item in reader.sequence("roots")]
        signed, signatures = _signed_part(reader.mapping("list"))
        reader.end()
        pin = root_fingerprint
        if pin is None and state is not None:
            pin = state.root_digest
        root = _follow(roots, pin)
        return cls.from_signed(signed, signatures, root=root, at=at, state=state)

    def to_bundle(self) -> bytes:
        """``trust.json``: one file with everything a verifier needs.

        Roots and list stand in it as JSON strings, so that the bytes which were
        signed are there exactly.
        """
        return dump(
            {
                "type": BUNDLE_TYPE,
                "format": FORMAT,
                "roots": [
                    _part(root.data, root.signatures) for root in self.root.chain
                ],
                "list": _part(self.data, self.signatures),
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def state(self) -> TrustState:
        """What to remember now that this list was accepted."""
        return TrustState(
            root_version=self.root.version,
            list_version=self.version,
            list_digest=self.digest,
            latest=max(self.issued_at, self.root.issued_at, self._seen),
            root_digest=self.root.fingerprint,
        )

    def keys_by_kid(self, kid: bytes) -> tuple[IssuerKey, ...]:
        """The keys a token's kid may mean, at most four; empty when unknown."""
        return self._by_kid.get(kid, ())

    def profile(self, registry: str, number: int) -> ProfileSpec | None:
        """What a profile number means in a registry, or None."""
        found = self.registries.get(registry)
        return None if found is None else found.profiles.get(number)


def _part(data: bytes, signatures: Iterable[DetachedSignature]) -> dict[str, Any]:
    return {"signed": data.decode(), "signatures": signatures_to_list(signatures)}


def _signed_part(item: object) -> tuple[bytes, tuple[DetachedSignature, ...]]:
    reader = Reader(item)
    try:
        data = reader.text("signed").encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise refuse("signed") from None
    signatures = signatures_from_list(reader.sequence("signatures"))
    reader.end()
    return data, signatures


def _follow(
    roots: list[tuple[bytes, tuple[DetachedSignature, ...]]], fingerprint: str | None
) -> TrustRoot:
    """Walk from the trusted root to the newest one."""
    if not 1 <= len(roots) <= _MAX_ROOTS:
        raise refuse("roots")
    digests = [hashlib.sha256(data).hexdigest() for data, _ in roots]
    if fingerprint is None:
        start = 0
    elif fingerprint_digits(fingerprint) in digests:
        start = digests.index(fingerprint_digits(fingerprint))
    else:
        raise NotVerified("root_fingerprint")
    root = TrustRoot.first(*roots[start])
    for data, signatures in roots[start + 1 :]:
        root = root.successor(data, signatures)
    return root


def _check_times(trust: TrustList, now: int, known: TrustState) -> None:
    if now < known.latest - SKEW:
        raise NotVerified("clock_set_back")
    if max(trust.issued_at, trust.root.issued_at) > now + SKEW:
        raise NotVerified("trust_from_future")
    if now > trust.expires_at:
        raise NotVerified("trust_expired")
    if now > trust.root.expires_at:
        raise NotVerified("root_expired")


def _check_order(trust: TrustList, known: TrustState) -> None:
    if trust.root.version < known.root_version:
        raise NotVerified("root_older", known=known.root_version)
    followed = {root.fingerprint for root in trust.root.chain}
    if known.root_digest is not None and known.root_digest not in followed:
        raise NotVerified("root_fingerprint")
    if trust.version < known.list_version:
        raise NotVerified("trust_older", known=known.list_version)
    if known.list_digest is None:
        return
    if trust.version == known.list_version and trust.digest != known.list_digest:
        raise NotVerified("trust_same_version", version=trust.version)
    if trust.version == known.list_version + 1 and trust.previous != known.list_digest:
        raise NotVerified("trust_forked", version=trust.version)


class Draft(NamedTuple):
    """What a list says, before anybody signed it."""

    registries: Mapping[str, Registry]
    issuers: Mapping[str, Issuer]
    version: int
    previous: str | None
    issued_at: int
    expires_at: int


def read_draft(data: bytes) -> Draft:
    """Read a list whose signatures are not looked at: for keepers, before they sign.

    Raises:
        egovkit.errors.InvalidFormatError: Not a trust list.
    """
    reader = Reader(parse(data))
    if reader.text("type") != LIST_TYPE or reader.integer("format") != FORMAT:
        raise refuse("type")
    registries = {
        name: Registry.from_dict(name, item)
        for name, item in reader.mapping("registries").items()
    }
    issuers = [_issuer(item, registries) for item in reader.sequence("issuers")]
    draft = Draft(
        registries=registries,
        issuers={issuer.id: issuer for issuer in issuers},
        version=reader.integer("version"),
        previous=reader.maybe_text("previous"),
        issued_at=reader.integer("issued_at"),
        expires_at=reader.integer("expires_at"),
    )
    reader.end()
    if len(draft.issuers) != len(issuers):
        raise refuse("issuers")
    return draft


def _read(
    data: bytes,
    signatures: tuple[DetachedSignature, ...],
    root: TrustRoot,
    seen: int,
) -> TrustList:
    draft = read_draft(data)
    return TrustList(
        **draft._asdict(),
        root=root,
        data=bytes(data),
        signatures=signatures,
        _by_kid=_index(draft.issuers.values()),
        _seen=seen,
    )


def _index(issuers: Iterable[Issuer]) -> dict[bytes, tuple[IssuerKey, ...]]:
    index: dict[bytes, tuple[IssuerKey, ...]] = {}
    for issuer in issuers:
        for key in issuer.keys:
            others = index.get(key.key.kid, ())
            if len(others) == MAX_PER_KID or any(
                other.key.to_spki() == key.key.to_spki() for other in others
            ):
                raise refuse("kid")  # one key speaks for one agency and one use
            index[key.key.kid] = (*others, key)
    return index


def _issuer(item: object, registries: Mapping[str, Registry]) -> Issuer:
    reader = Reader(item)
    registry = reader.text("registry")
    if registry not in registries:
        raise refuse("registry")
    uri = reader.maybe_text("status_uri")
    issuer = Issuer(
        id=check_id(reader.text("id")),
        name=check_text(reader.text("name")),
        registry=registry,
        profiles=_profiles(reader.sequence("profiles"), registries[registry]),
        status_uri=None if uri is None else check_uri(uri),
    )
    keys = tuple(_key(item, issuer) for item in reader.sequence("keys"))
    reader.end()
    return own(issuer, keys)


def _profiles(items: list[object], registry: Registry) -> frozenset[int]:
    numbers = frozenset(item for item in items if type(item) is int)
    if len(numbers) != len(items) or not numbers <= set(registry.profiles):
        raise refuse("profiles")
    return numbers


def _key(item: object, issuer: Issuer) -> IssuerKey:
    reader = Reader(item)
    use = check_id(reader.text("use"))
    key = IssuerKey(
        key=key_from_dict(reader, use=use),
        use=use,
        status=reader.text("status"),
        issuer=issuer,
        not_before=reader.maybe_integer("not_before"),
        not_after=reader.maybe_integer("not_after"),
        retired_at=reader.maybe_integer("retired_at"),
    )
    reader.end()
    if key.status not in KEY_STATUSES:
        raise refuse("status")
    if key.status == "retired" and key.retired_at is None:
        raise refuse("retired_at")
    return key


def list_bytes(  # noqa: PLR0913 - one document, each part named
    *,
    version: int,
    previous: str | None,
    at: datetime | Clock,
    expires: datetime,
    registries: Iterable[Registry],
    issuers: Iterable[Issuer],
) -> bytes:
    """The bytes of a list, for its keepers to sign."""
    return dump(
        {
            "type": LIST_TYPE,
            "format": FORMAT,
            "version": version,
            "previous": previous,
            "issued_at": to_epoch(at),
            "expires_at": to_epoch(expires),
            "registries": {r.name: r.to_dict() for r in registries},
            "issuers": [_issuer_to_dict(issuer) for issuer in issuers],
        }
    )


def _issuer_to_dict(issuer: Issuer) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": issuer.id,
        "name": issuer.name,
        "registry": issuer.registry,
        "profiles": sorted(issuer.profiles),
    }
    if issuer.status_uri is not None:
        out["status_uri"] = issuer.status_uri
    return out | {"keys": [_key_to_dict(key) for key in issuer.keys]}


def _key_to_dict(key: IssuerKey) -> dict[str, Any]:
    times = {
        name: getattr(key, name)
        for name in ("not_before", "not_after", "retired_at")
        if getattr(key, name) is not None
    }
    return key_to_dict(key.key) | {"use": key.use, "status": key.status} | times
