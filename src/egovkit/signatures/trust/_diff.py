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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    _Stated = TrustList | Draft

    from egovkit.signatures.trust._shapes import Issuer, IssuerKey

__all__ = ["TrustChange", "compare"]


_NOTHING = Draft({}, {}, 0, None, 0, 0)


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
    before = _NOTHING if old is None else old
    return (*_registries(before, new), *_issuers(before, new))


def _change(what: str, **facts: str | int) -> TrustChange:
    return TrustChange(f"trust_change_{what}", facts)


def _registries(old: _Stated, new: _Stated) -> Iterator[TrustChange]:
    before = {
        (name, number): spec
        for name, registry in old.registries.items()
        for number, spec in registry.profiles.items()
    }
    after = {
        (name, number): spec
        for name, registry in new.registries.items()
        for number, spec in registry.profiles.items()
    }
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


def _issuers(old: _Stated, new: _Stated) -> Iterator[TrustChange]:
    for name in sorted(old.issuers.keys() | new.issuers.keys()):
        was, now = old.issuers.get(name), new.issuers.get(name)
        if now is None:
            yield _change("issuer_removed", issuer=name)
            continue
        if was is None:
            yield _change("issuer_added", issuer=name, name=now.name)
        else:
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


def _keys(was: Issuer | None, now: Issuer) -> Iterator[TrustChange]:
    before = {} if was is None else {key.key.to_spki(): key for key in was.keys}
    after = {key.key.to_spki(): key for key in now.keys}
    for spki, key in after.items():
        if spki not in before:
            yield _key_change("key_added", key)
            if key.status == "active":
                continue
        if spki not in before or before[spki].status != key.status:
            yield _key_change(_STATUS_CODES[key.status], key)
        elif before[spki] != key:
            yield _key_change("key_times", key)
    for spki, key in before.items():
        if spki not in after:
            yield _change("key_removed", issuer=now.id, kid=key.key.kid.hex())


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
