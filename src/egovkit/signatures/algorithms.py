"""One registry of signature algorithms: names, identifiers, dates.

The key owns its algorithm; a message only repeats the name, and a message that
says another one is refused. There is no ``none`` and no shared-key algorithm.

The dates are this library's own policy, since no Indonesian rule that sets any
was found: elliptic curves are planned out by 2035 in the draft NIST IR 8547
(unconfirmed), and the certificates seen under the Indonesian root are RSA and
run until 2038. They are data; replace a row and nothing else changes.

Sources:
    RFC 7518 3.1, RFC 8037 3.1, RFC 9053 2, RFC 8812 2; ML-DSA in JOSE and COSE
    by draft-ietf-cose-dilithium (identifiers unconfirmed).

Example:
    >>> Algorithm("ES256").jose, Algorithm("ES256").cose
    ('ES256', -7)
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import inf

from egovkit.errors import UsageError

__all__ = ["Algorithm", "AlgorithmSpec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlgorithmSpec:
    """One row of the registry."""

    jose: str
    """Name in JOSE headers."""
    cose: int
    """Identifier in COSE headers."""
    signs: bool
    """Whether keys of it are made here; others are read, or live in an HSM."""
    signature_length: int | None
    """Bytes of a signature; None where it follows from the key."""
    digest: str | None
    """Hash inside the scheme; None where the scheme hashes by itself."""
    minimum_bits: int | None
    """Smallest modulus accepted (RSA)."""
    sign_until: date | None
    """Last day on which a signature may be made; None: no date is set."""
    verify_until: date | None
    """Last day on which a signature is accepted; None: no date is set."""


class Algorithm(StrEnum):
    """A signature algorithm that a key can own."""

    ED25519 = "Ed25519"
    ES256 = "ES256"
    ES384 = "ES384"
    ML_DSA_65 = "ML-DSA-65"
    PS256 = "PS256"
    RS256 = "RS256"
    RS384 = "RS384"

    __hash__ = str.__hash__  # Enum's own is a Python function, and tables ask often

    @classmethod
    def of(cls, name: str) -> "Algorithm":
        """The algorithm of that name.

        Raises:
            egovkit.errors.UsageError: No such algorithm here.
        """
        try:
            return cls(name)
        except ValueError:
            raise UsageError("algorithm_unknown") from None

    @property
    def spec(self) -> AlgorithmSpec:
        """The registry's row."""
        return REGISTRY[self]

    @property
    def jose(self) -> str:
        """Name in JOSE headers (``alg``)."""
        return REGISTRY[self].jose

    @property
    def cose(self) -> int:
        """Identifier in COSE headers (label 1)."""
        return REGISTRY[self].cose

    def may_sign(self, moment: int) -> bool:
        """Whether a signature may be made with it then (seconds since 1970 UTC)."""
        return moment < _SIGN_BEFORE[self]

    def may_verify(self, moment: int) -> bool:
        """Whether its signatures are still accepted then (seconds since 1970 UTC).

        Then is the time of verifying: the time that a signature states is a
        claim, and whoever can forge an algorithm would claim an early one.
        """
        return moment < _VERIFY_BEFORE[self]


_CURVES_SIGN, _CURVES_VERIFY = date(2040, 12, 31), date(2050, 12, 31)
_RSA_SIGN, _RSA_VERIFY = date(2030, 12, 31), date(2040, 12, 31)


def _signs(jose: str, cose: int, length: int, digest: str | None) -> AlgorithmSpec:
    return AlgorithmSpec(
        jose=jose,
        cose=cose,
        signs=True,
        signature_length=length,
        digest=digest,
        minimum_bits=None,
        sign_until=_CURVES_SIGN,
        verify_until=_CURVES_VERIFY,
    )


def _of_others(jose: str, cose: int, bits: int, digest: str) -> AlgorithmSpec:
    return AlgorithmSpec(
        jose=jose,
        cose=cose,
        signs=False,
        signature_length=None,
        digest=digest,
        minimum_bits=bits,
        sign_until=_RSA_SIGN,
        verify_until=_RSA_VERIFY,
    )


REGISTRY: dict[Algorithm, AlgorithmSpec] = {
    Algorithm.ED25519: _signs("EdDSA", -8, 64, None),
    Algorithm.ES256: _signs("ES256", -7, 64, "sha256"),
    Algorithm.ES384: _signs("ES384", -35, 96, "sha384"),
    Algorithm.ML_DSA_65: replace(
        _signs("ML-DSA-65", -49, 3309, None), sign_until=None, verify_until=None
    ),
    Algorithm.PS256: _of_others("PS256", -37, 3072, "sha256"),
    Algorithm.RS256: _of_others("RS256", -257, 2048, "sha256"),
    Algorithm.RS384: _of_others("RS384", -258, 2048, "sha384"),
}


def _before(last_day: date | None) -> float:
    """The first second after a day; never, without a day."""
    if last_day is None:
        return inf
    midnight = datetime.combine(last_day, time.min, UTC) + timedelta(days=1)
    return midnight.timestamp()


_SIGN_BEFORE = {a: _before(spec.sign_until) for a, spec in REGISTRY.items()}
_VERIFY_BEFORE = {a: _before(spec.verify_until) for a, spec in REGISTRY.items()}
