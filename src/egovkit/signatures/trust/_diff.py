"""What changed between two editions of a trust list, in words.

A keeper reads this before signing: the bytes of two lists differ in ways no eye
can follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from egovkit._arguments import of_kind
from egovkit._clock import local_minute
from egovkit._messages import sentence
from egovkit.signatures.trust._list import Draft, TrustList
from egovkit.signatures.trust._shapes import Issuer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from egovkit.signatures.trust._shapes import IssuerKey, ProfileSpec, Registry

__all__ = ["TrustChange", "compare"]


@dataclass(frozen=True, slots=True)
class TrustChange:
    """One difference.

    Args:
        code: Stable, such as ``"trust_change_key_retired"``.
        facts: Ids, key hints and numbers from the two lists.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self, lang: Literal["id", "en"] = "id") -> str:
        """The difference in one sentence.

        Args:
            lang: ``"id"`` for formal Indonesian, ``"en"`` for English.
        """
        return sentence(self.code, lang, **self.facts)


def compare(old: TrustList | None, new: TrustList | Draft) -> tuple[TrustChange, ...]:
    """Every difference between two lists, registries first, then agencies.

    Args:
        old: The list in force; None before the first edition.
        new: The list to sign, or just received.
    """
    of_kind(old, TrustList | None, "old")
    of_kind(new, TrustList | Draft, "new")
    registries = {} if old is None else old.registries
    issuers = {} if old is None else old.issuers
    return (
        *_registries(registries, new.registries),
        *_issuers(issuers, new.issuers),
    )


def _change(what: str, **facts: str | int) -> TrustChange:
    return TrustChange(f"trust_change_{what}", facts)


def _profiles(
    registries: Mapping[str, Registry],
) -> dict[tuple[str, int], ProfileSpec]:
    return {
        (name, number): spec
        for name, registry in registries.items()
        for number, spec in registry.profiles.items()
    }


def _registries(
    old: Mapping[str, Registry], new: Mapping[str, Registry]
) -> Iterator[TrustChange]:
    before, after = _profiles(old), _profiles(new)
    for name, number in sorted(before.keys() | after.keys()):
        was, now = before.get((name, number)), after.get((name, number))
        if was == now:
            continue
        if was is None:
            what = "profile_added"
        elif now is None:
            what = "profile_removed"
        else:
            what = "profile_extended" if now.extends(was) else "profile_altered"
        yield _change(what, registry=name, profile=number)


def _issuers(
    old: Mapping[str, Issuer], new: Mapping[str, Issuer]
) -> Iterator[TrustChange]:
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if now is None:
            yield _change("issuer_removed", issuer=name)
            continue
        if was is None:
            yield _change(
                "issuer_added", issuer=name, name=now.name, registry=now.registry
            )
            # what it may do is told as for one that could do nothing
            was = Issuer(name, now.name, now.registry, frozenset())
        yield from _issuer(was, now)
        yield from _keys(was, now)


def _issuer(was: Issuer, now: Issuer) -> Iterator[TrustChange]:
    if was.name != now.name:
        yield _change("issuer_renamed", issuer=now.id, name=now.name)
    if was.registry != now.registry:
        yield _change("issuer_moved", issuer=now.id, registry=now.registry)
    for number in sorted(now.profiles - was.profiles):
        yield _change("profile_allowed", issuer=now.id, profile=number)
    for number in sorted(was.profiles - now.profiles):
        yield _change("profile_withdrawn", issuer=now.id, profile=number)
    if was.status_uri != now.status_uri:
        yield _change("status_uri", issuer=now.id, uri=now.status_uri or "-")


def _keys(was: Issuer, now: Issuer) -> Iterator[TrustChange]:
    before = {key.key.to_spki(): key for key in was.keys}
    after = {key.key.to_spki(): key for key in now.keys}
    for spki, key in after.items():
        if spki in before:
            yield from _key(before[spki], key)
            continue
        yield _key_change("key_added", key)
        if key.status != "active":
            yield _key_change(_STATUS_CODES[key.status], key)
    for spki, key in before.items():
        if spki not in after:
            yield _change("key_removed", issuer=now.id, kid=key.key.kid.hex())


def _key(was: IssuerKey, now: IssuerKey) -> Iterator[TrustChange]:
    """Each difference for itself: none may hide behind another one."""
    if was.status == "compromised" != now.status:
        yield _key_change("key_cleared", now)
    if was.status != now.status:
        yield _key_change(_STATUS_CODES[now.status], now)
    if was.use != now.use:
        yield _key_change("key_use", now)
    # the moment of retirement is told with it
    end = was.retired_at if was.status == now.status else now.retired_at
    if (was.not_before, was.not_after, end) != (
        now.not_before,
        now.not_after,
        now.retired_at,
    ):
        yield _key_change("key_times", now)


_STATUS_CODES = {
    "active": "key_revived",
    "retired": "key_retired",
    "compromised": "key_compromised",
}


def _key_change(what: str, key: IssuerKey) -> TrustChange:
    return _change(
        what,
        issuer=key.issuer.id,
        kid=key.key.kid.hex(),
        fingerprint=key.key.fingerprint,
        use=key.use,
        start=_day(key.not_before),
        end=_day(key.not_after),
        retired=_day(key.retired_at),
    )


def _day(moment: int | None) -> str:
    return "-" if moment is None else local_minute(moment)
