"""Why not, and who could: a refusal as data.

Example:
    >>> refusal = Refusal("wrong_role", {"action": "approve", "allowed": ("lurah",)})
    >>> print(refusal.sentence("id"))
    Tindakan approve hanya dapat dilakukan oleh: lurah.
    >>> refusal.to_problem("en")["status"]
    403
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn, Self

from egovkit._messages import sentence
from egovkit.errors import Refused

__all__ = ["Fact", "Refusal"]

Fact = str | int | tuple[str, ...]
Lang = Literal["id", "en"]

# RFC 9457 wants an HTTP status with each problem; 422 for what is not listed.
_STATUS = {
    "not_found": 404,
    "wrong_role": 403,
    "not_applicant": 403,
    "same_actor": 403,
    "wrong_state": 409,
    "closed": 409,
    "version_conflict": 409,
    "idempotency_mismatch": 409,
    "already_issued": 409,
    "not_reserved": 409,
    "signing_unknown": 409,
    "attachment_too_large": 413,
    "attachment_media_type": 415,
    "erased": 410,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a command that was not carried out; nothing was written.

    Args:
        code: Stable, such as ``"wrong_role"``.
        facts: What the sentence needs: names of states, roles, actions, fields.
            Never a citizen's value.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def sentence(self, lang: Lang = "id") -> str:
        """The reason in one sentence.

        Args:
            lang: ``"id"`` for formal Indonesian, ``"en"`` for English.
        """
        hint = self.facts.get("hint")
        code = f"{self.code}_{hint}" if hint else self.code
        return sentence(code, lang, **self._flat())

    def to_problem(self, lang: Lang = "id") -> dict[str, object]:
        """The refusal as a problem document.

        Source:
            RFC 9457 section 3 (type, title, status, detail; other members are
            extensions).
        """
        return {
            "type": f"urn:egovkit:refusal:{self.code}",
            "title": sentence("refused", lang),
            "status": _STATUS.get(self.code, 422),
            "detail": self.sentence(lang),
            "code": self.code,
            **{k: list(v) if isinstance(v, tuple) else v for k, v in self._extra()},
        }

    def _extra(self) -> list[tuple[str, Fact]]:
        return [(name, value) for name, value in self.facts.items() if name != "code"]

    def _flat(self) -> dict[str, str | int]:
        return {
            name: ", ".join(value) if isinstance(value, tuple) else value
            for name, value in self.facts.items()
        }

    @classmethod
    def of(cls, error: Refused) -> Self:
        """The refusal that an error carries; without one it is raised again."""
        if isinstance(error.refusal, cls):
            return error.refusal
        raise error

    def throw(self) -> NoReturn:
        """Raise this refusal.

        Raises:
            egovkit.errors.Refused: Always; its ``refusal`` is this object.
        """
        raise Refused(self.code, refusal=self, **self._flat())

    def __str__(self) -> str:
        return f"{self.sentence('en')} [{self.code}]"
