"""A reasoned decision: what was weighed, on which law, and what was decided.

Its text is personal data and stays with the request's; the history holds its
digest. Whoever has the decision can show that it is the one that was taken, and
nobody can guess it from the digest: 32 random bytes are a part of it. A digest of
incomes or deciles alone could be found by trying them all.

Source:
    UU 30/2014 Pasal 55(1) (a decision states its reasons) and Pasal 9(3) (it
    names the law it stands on): both quoted from memory, unconfirmed. The parts
    *menimbang, mengingat, memutuskan* are those of any Indonesian *keputusan*.
"""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from egovkit._model import Model
from egovkit.errors import UsageError
from egovkit.services._events import encode_json
from egovkit.services._workflow import Name

__all__ = ["ReasonedDecision", "RuleTest"]

Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)
]
_DOMAIN = b"egovkit.decision.v1\n"


def _salt() -> str:
    return secrets.token_hex(32)


class RuleTest(Model):
    """What an agency's rule made of the facts, each test by name.

    Args:
        rule: The rule's name.
        version: Its version.
        inputs: What it looked at; whole numbers instead of fractions.
        satisfied: Tests that were met.
        failed: Tests that were not.

    Example:
        >>> RuleTest.of("sktm", 1, {"desil": 6}, {"desil_cukup_rendah": False}).failed
        ('desil_cukup_rendah',)
    """

    rule: Name
    version: int = Field(ge=1)
    inputs: Mapping[Name, str | bool | int] = Field(default_factory=dict, repr=False)
    satisfied: tuple[Name, ...] = ()
    failed: tuple[Name, ...] = ()

    @classmethod
    def of(
        cls,
        rule: str,
        version: int,
        inputs: Mapping[str, str | bool | int],
        tests: Mapping[str, bool],
    ) -> "RuleTest":
        """The outcome of tests by name.

        Raises:
            egovkit.errors.UsageError: An outcome that is neither True nor False: a
                word such as "tidak" would count as met.
        """
        if any(type(held) is not bool for held in tests.values()):
            raise UsageError("rule_outcome")
        return cls(
            rule=rule,
            version=version,
            inputs=inputs,
            satisfied=tuple(name for name, held in tests.items() if held),
            failed=tuple(name for name, held in tests.items() if not held),
        )


class ReasonedDecision(Model):
    """A decision as it is told to the person it concerns.

    Args:
        pertimbangan: What was weighed (*menimbang*), one paragraph each.
        dasar_hukum: The rules it stands on (*mengingat*), each with its clause.
        diktum: What is decided (*memutuskan*), one ruling each.
        tests: What the agency's rules made of the facts.
        salt: 64 hexadecimal digits drawn at random; leave it.

    Example:
        >>> decision = ReasonedDecision(
        ...     pertimbangan=["bahwa desil kesejahteraan pemohon di atas 4"],
        ...     dasar_hukum=["Perwali Contoh 9/2025 Pasal 4"],
        ...     diktum=["Permohonan ditolak."])
        >>> print(decision.to_text())
        Menimbang:
        a. bahwa desil kesejahteraan pemohon di atas 4
        Mengingat:
        1. Perwali Contoh 9/2025 Pasal 4
        MEMUTUSKAN:
        KESATU: Permohonan ditolak.
    """

    pertimbangan: tuple[Paragraph, ...] = Field(min_length=1, max_length=100)
    dasar_hukum: tuple[Paragraph, ...] = Field(min_length=1, max_length=100)
    diktum: tuple[Paragraph, ...] = Field(min_length=1, max_length=100)
    tests: tuple[RuleTest, ...] = ()
    salt: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        default_factory=_salt
    )

    def canonical(self) -> bytes:
        """The bytes the digest is of: JSON, names sorted, no spaces, ASCII."""
        return encode_json(self.plain())

    def plain(self) -> dict[str, Any]:
        """The decision as plain data, for a store or the person it concerns."""
        return self.model_dump(mode="json")

    @property
    def digest(self) -> str:
        """SHA-256 over ``egovkit.decision.v1``, a line feed and `canonical`."""
        return sha256(_DOMAIN + self.canonical()).hexdigest()

    def to_text(self) -> str:
        """The decision in the usual order, in Indonesian."""
        from egovkit.l10n import ordinal

        def ruling(place: int) -> str:
            return ordinal(place, first="kesatu").replace(" ", "").upper()

        lines = ["Menimbang:"]
        lines += [f"{_letter(n)}. {text}" for n, text in enumerate(self.pertimbangan)]
        lines.append("Mengingat:")
        lines += [f"{n}. {text}" for n, text in enumerate(self.dasar_hukum, 1)]
        lines.append("MEMUTUSKAN:")
        lines += [f"{ruling(n)}: {text}" for n, text in enumerate(self.diktum, 1)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"ReasonedDecision({self.digest[:16]}…)"

    __str__ = __repr__


def _letter(place: int) -> str:
    """The letter of a paragraph: after z come aa, ab and so on."""
    first, last = divmod(place, 26)
    letter = chr(ord("a") + last)
    return letter if first == 0 else chr(ord("a") + first - 1) + letter
