"""Why not, and who could: a refusal as data.

Example:
    >>> refusal = Refusal("wrong_role", {"action": "approve", "allowed": ("lurah",)})
    >>> print(refusal.sentence("id"))
    Tindakan "approve" hanya dapat dilakukan oleh: lurah.
    >>> refusal.to_problem("en")["status"]
    403
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NoReturn, Self

from egovkit._messages import sentence
from egovkit.errors import Refused
from egovkit.services._words import Lang, Words, word_for

__all__ = ["Fact", "Refusal"]

Fact = str | int | tuple[str, ...]

# The facts that hold names of the service's tables; the others are figures, dates,
# fields of a form and media types.
_NAMES = frozenset(
    {"action", "allowed", "allowed_from", "branch", "documents", "done", "missing"}
    | {"requirement", "state", "step"}
)
_DAYS = frozenset({"due", "until"})
# What may be answered belongs to the call, whatever a state of that name is called.
_ANSWERS = frozenset({"unknown_answer", "signer_answer"})

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
        words: What people read for those names, as the service gives it; see
            `ServiceDefinition.words`.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    words: Words = field(default_factory=dict, compare=False, repr=False)

    def sentence(self, lang: Lang = "id") -> str:
        """The reason in one sentence.

        Args:
            lang: ``"id"`` for formal Indonesian, ``"en"`` for English.
        """
        hint = self.facts.get("hint")
        code = f"{self.code}_{hint}" if hint else self.code
        return sentence(code, lang, **self._said(lang))

    def worded(self, words: Words) -> Self:
        """The same refusal, whose sentences say things in the words of a service."""
        return replace(self, words=words)

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

    def _said(self, lang: Lang) -> dict[str, str | int]:
        """The facts for a sentence, names and days in words."""
        named = frozenset() if self.code in _ANSWERS else _NAMES
        said: dict[str, str | int] = {}
        for name, value in self.facts.items():
            if name in named:
                said[name] = _word(value, lang, self.words)
            else:
                said[name] = _day(value, lang) if name in _DAYS else _flat(value)
        return said

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
        facts = {name: _flat(value) for name, value in self.facts.items()}
        raise Refused(self.code, refusal=self, **facts)

    def __str__(self) -> str:
        return f"{self.sentence('en')} [{self.code}]"


def _flat(value: Fact) -> str | int:
    return ", ".join(value) if isinstance(value, tuple) else value


def _word(value: Fact, lang: Lang, words: Words) -> str | int:
    if isinstance(value, tuple):
        return ", ".join(word_for(name, lang, words) for name in value)
    return word_for(value, lang, words) if isinstance(value, str) else value


def _day(value: Fact, lang: Lang) -> str | int:
    from egovkit.l10n import format_date

    try:
        day = date.fromisoformat(str(value))
    except ValueError:  # a refusal that somebody else made
        return _flat(value)
    return format_date(day, "long", lang=lang)
