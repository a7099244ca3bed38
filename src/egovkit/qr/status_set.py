"""The status lists a verifier holds, verified, and what they answer.

Source:
    draft-ietf-oauth-status-list-20, section 8.3 (checks of a relying party).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from egovkit._arguments import integer, is_kind, of_kind, several, wrong
from egovkit._clock import to_epoch
from egovkit.errors import NotVerified
from egovkit.qr._arguments import trust_list
from egovkit.qr._format import MAX_STATUS_INDEX
from egovkit.qr._status_token import RawToken, numbered_token, parse_token
from egovkit.qr.status import SHARD_SIZE, WORDS, StatusList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Self

    from egovkit._clock import Clock
    from egovkit.signatures.trust import IssuerKey, TrustList

__all__ = ["StatusAnswer", "StatusSet", "shard_uri"]

_SKEW = 300  # seconds by which two honest clocks may differ
_MAX_AGE = 7 * 86_400  # of a list that sets itself no end


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """What the lists at hand say about one index.

    Args:
        word: ``"valid"``, ``"revoked"``, ``"suspended"``, ``"not_issued"`` or
            ``"unknown"``.
        since: For ``"unknown"``: since when the list is stale (epoch, UTC);
            None when there is no list at all.
    """

    word: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    statuses: StatusList
    issued_at: int
    stale_from: int


_UNKNOWN = StatusAnswer("unknown")
# made once: one is given for every seal that is verified
_ANSWERS = {word: StatusAnswer(word) for word in WORDS.values()} | {"unknown": _UNKNOWN}


def shard_uri(uri: str, shard: int) -> str:
    """Where a shard is published: the issuer's address, from shard 1 with its number.

    Raises:
        egovkit.errors.UsageError: No text, or no number from 0.

    Example:
        >>> shard_uri("https://v.contoh.example/status/kelurahan-contoh", 0)
        'https://v.contoh.example/status/kelurahan-contoh'
        >>> shard_uri("https://v.contoh.example/status/kelurahan-contoh", 2)
        'https://v.contoh.example/status/kelurahan-contoh/2'
    """
    of_kind(uri, str, "uri")
    shard = integer(shard, "argument_wrong", argument="shard")
    if shard < 0:
        raise wrong("shard")
    return uri if shard == 0 else f"{uri}/{shard}"


class StatusSet:
    """Verified status lists; immutable, `updated` gives a new set.

    Example:
        >>> StatusSet().lookup("https://v.contoh.example/status/x", 7, 0).word
        'unknown'
    """

    __slots__ = ("_lists",)

    def __init__(self, _lists: Mapping[str, _Held] = MappingProxyType({})) -> None:
        of_kind(_lists, Mapping, "lists")
        if not all(is_kind(held, _Held) for held in _lists.values()):
            raise wrong("lists")  # tokens are verified first, by `from_tokens`
        self._lists = _lists

    @classmethod
    def from_tokens(
        cls,
        tokens: Iterable[bytes | str],
        *,
        trust: TrustList,
        at: datetime | Clock,
        seen: Mapping[str, int] | None = None,
    ) -> Self:
        """Verify tokens (CWT or JWT) and hold the newest of each address.

        Args:
            tokens: The tokens, in any order.
            trust: Whose keys may sign status lists.
            at: The present moment, with a time zone.
            seen: What `seen` said of an earlier set: an older list is refused.

        Raises:
            egovkit.errors.NotVerified: A token that no key of the list's
                issuer signed, from the future, or older than one seen. Which
                one, counted from 1, says the error's fact ``token``, and so for
                the next.
            egovkit.errors.InvalidFormatError: Not a status list token.
            egovkit.errors.UsageError: An argument of another kind, such as one
                token instead of several.
        """
        seen = {} if seen is None else seen
        of_kind(seen, Mapping, "seen")
        if not all(type(moment) is int for moment in seen.values()):
            raise wrong("seen")  # stored as something else, and read back so
        return cls(_read(tokens, trust, to_epoch(at), seen))

    def updated(
        self,
        tokens: Iterable[bytes | str],
        *,
        trust: TrustList,
        at: datetime | Clock,
    ) -> Self:
        """A set with newer lists in place of older ones.

        A list older than the one held is refused, so that nobody can bring
        back a state from before a revocation. When this raises, the old set is
        as good as before: keep using it.

        Raises:
            egovkit.errors.NotVerified: As `from_tokens`.
            egovkit.errors.InvalidFormatError: Not a status list token.
        """
        newer = _read(tokens, trust, to_epoch(at), self.seen)
        return type(self)({**self._lists, **newer})

    @property
    def seen(self) -> Mapping[str, int]:
        """Address → issue time (epoch, UTC) of each list held; store it as JSON."""
        return MappingProxyType(
            {uri: held.issued_at for uri, held in self._lists.items()}
        )

    def lookup(
        self, uri: str | None, index: int, at: int | datetime | Clock
    ) -> StatusAnswer:
        """What the lists say; never ``"valid"`` for want of a list.

        Args:
            uri: The issuer's ``status_uri``.
            index: The seal's status index, over all shards.
            at: The present moment: seconds since 1970 UTC, or a time.

        Raises:
            egovkit.errors.UsageError: An argument of another kind.
        """
        moment = at if isinstance(at, int) else to_epoch(at)
        try:
            if uri is None or not 0 <= index <= MAX_STATUS_INDEX:
                return _UNKNOWN
            held, position = self._lists.get(uri), index
        except TypeError:
            raise wrong("uri, index") from None
        shard = index // SHARD_SIZE
        if shard and (held is None or index >= held.statuses.size):
            held, position = self._lists.get(shard_uri(uri, shard)), index % SHARD_SIZE
        if held is None:
            return _UNKNOWN
        return _answer(held, position, moment)


def _read(
    tokens: Iterable[bytes | str], trust: TrustList, now: int, seen: Mapping[str, int]
) -> dict[str, _Held]:
    trust_list(trust)
    lists: dict[str, _Held] = {}
    for number, token in enumerate(several(tokens, "tokens"), 1):
        with numbered_token(number):
            raw = parse_token(token)
            _require_signature(raw, trust)
            if raw.issued_at > now + _SKEW:
                raise NotVerified("status_from_future")
            if raw.issued_at < seen.get(raw.uri, 0):
                raise NotVerified("status_older")
            held = lists.get(raw.uri)
            if held is None or raw.issued_at >= held.issued_at:
                lists[raw.uri] = _hold(raw)
    return lists


def _answer(held: _Held, position: int, moment: int) -> StatusAnswer:
    outside = position >= held.statuses.size
    word = "not_issued" if outside else held.statuses.status(position)
    if moment <= held.stale_from:
        return _ANSWERS[word]
    if word == "revoked" and held.statuses.bits > 1:
        return _ANSWERS[word]  # there is no way back, however old the list
    return StatusAnswer("unknown", since=held.stale_from)


def _hold(raw: RawToken) -> _Held:
    if raw.expires_at is not None:
        stale_from = raw.expires_at
    else:
        stale_from = raw.issued_at + (_MAX_AGE if raw.ttl is None else raw.ttl)
    statuses = StatusList.from_compressed(raw.lst, bits=raw.bits)
    return _Held(statuses=statuses, issued_at=raw.issued_at, stale_from=stale_from)


def _require_signature(raw: RawToken, trust: TrustList) -> None:
    """Refuse unless a status key of the issuer that owns the address signed.

    The address names the issuer, so a key hint, which other software writes in
    its own way, is not needed. Of several issuers the one with the longest
    address owns it: who publishes above another must not answer for it.
    """
    owners = [
        (base, issuer)
        for issuer in trust.issuers.values()
        if (base := issuer.status_uri) and f"{raw.uri}/".startswith(f"{base}/")
    ]
    nearest = max((len(base) for base, _ in owners), default=0)
    for base, issuer in owners:
        if len(base) == nearest and any(
            _signed_by(key, raw) for key in issuer.keys_for("status")
        ):
            return
    raise NotVerified("status_signature")


def _signed_by(key: IssuerKey, raw: RawToken) -> bool:
    return (
        key.status != "compromised"
        and key.covers(raw.issued_at)
        and raw.alg in (key.key.algorithm.cose, key.key.algorithm.jose)
        and key.key.verifies(raw.signature, raw.signed)
    )
