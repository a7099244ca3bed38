"""What a verification answers: an outcome, and every check with its reason.

The three outcomes are those of ETSI EN 319 102-1 (TOTAL-PASSED, TOTAL-FAILED,
INDETERMINATE). A report has no truth value: code that writes ``if report:``
would treat "could not be checked" as an answer.

Example:
    >>> report = VerificationReport((Check("signature", Outcome.INVALID, "signature_false"),))
    >>> report.outcome
    <Outcome.INVALID: 'invalid'>
    >>> report.reason.code
    'signature_false'
"""  # noqa: E501 - a doctest line

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple, NoReturn, TypeVar

from egovkit.errors import DefinitionError, NotVerified

__all__ = ["Check", "FieldText", "Outcome", "VerificationReport"]

Language = Literal["id", "en"]
T = TypeVar("T")

_NO_FACTS: Mapping[str, str | int] = {}


class Outcome(StrEnum):
    """What a check, or all of them together, came to.

    Source:
        ETSI EN 319 102-1, 5.1.3 (TOTAL-PASSED, TOTAL-FAILED, INDETERMINATE).
    """

    VALID = "valid"
    INVALID = "invalid"
    INDETERMINATE = "indeterminate"


_VALID, _INVALID = Outcome.VALID, Outcome.INVALID
_set = object.__setattr__  # a report sets its own parts once


def _worst(checks: "tuple[Check, ...]") -> Outcome:
    outcome = _VALID if checks else Outcome.INDETERMINATE
    for check in checks:
        if check.outcome is _INVALID:
            return _INVALID
        if check.outcome is not _VALID:
            outcome = Outcome.INDETERMINATE
    return outcome


class Check(NamedTuple):
    """One question that was asked, and its answer.

    Example:
        >>> Check("signature", Outcome.VALID, "signature_true").sentence("en")
        'The signature fits the content and the key.'
    """

    name: str
    """What was looked at, such as ``"signature"``."""
    outcome: Outcome
    """The answer."""
    code: str
    """Why; stable, the key of its sentence."""
    facts: Mapping[str, str | int] = _NO_FACTS
    """Figures and names for the sentence; never personal or untrusted text."""

    def sentence(self, lang: Language = "id") -> str:
        """Say the answer in one sentence."""
        from egovkit._messages import sentence

        return sentence(self.code, lang, **self.facts)


class FieldText(NamedTuple):
    """A field of a verified document, ready to be shown.

    Example:
        >>> FieldText("name", {"id": "Nama", "en": "Name"}, "Siti").labelled("en")
        ('Name', 'Siti')
    """

    name: str
    """The field's name in the document class."""
    label: Mapping[str, str]
    """Its label by language, ``"id"`` and ``"en"``."""
    text: str | Mapping[str, str]
    """Its value as text, by language where the text depends on it."""

    def labelled(self, lang: Language = "id") -> tuple[str, str]:
        """Label and text in one language."""
        text = self.text if isinstance(self.text, str) else self.text[lang]
        return self.label[lang], text


class VerificationReport:
    """The answer of every verification in egovkit.

    Args:
        checks: Every question asked, in the order they were asked.
        fields: The verified document's fields, or a function that makes them
            when somebody looks. Empty unless the signature verified.
        document: What `require` hands out.

    Example:
        >>> report = VerificationReport((), document="the letter")
        >>> report.outcome       # nothing was checked
        <Outcome.INDETERMINATE: 'indeterminate'>
    """

    __slots__ = ("_document", "_fields", "checks", "outcome")

    _document: object
    _fields: tuple[FieldText, ...] | Callable[[], tuple[FieldText, ...]]
    checks: tuple[Check, ...]
    """Every question asked, in the order they were asked."""
    outcome: Outcome
    """INVALID if any check is, else INDETERMINATE if any is or none was made,
    else VALID."""

    def __init__(
        self,
        checks: tuple[Check, ...],
        *,
        fields: tuple[FieldText, ...] | Callable[[], tuple[FieldText, ...]] = (),
        document: object = None,
    ) -> None:
        _set(self, "checks", checks)
        _set(self, "outcome", _worst(checks))
        _set(self, "_fields", fields)
        _set(self, "_document", document)

    @property
    def fields(self) -> tuple[FieldText, ...]:
        """Label and text of every field, without needing the document's class."""
        fields = self._fields  # read once: another thread may set it meanwhile
        if callable(fields):
            fields = fields()
            _set(self, "_fields", fields)
        return fields

    @property
    def reason(self) -> Check | None:
        """The first check that decided the outcome; None if all are VALID."""
        if self.outcome is Outcome.VALID:
            return None
        return next((c for c in self.checks if c.outcome is self.outcome), None)

    def require(self, cls: type[T]) -> T:
        """The verified document, if it is of that class.

        Raises:
            egovkit.errors.NotVerified: The outcome is not VALID, or the
                document is of another class. The error carries this report.
        """
        if self.outcome is not Outcome.VALID:
            raise NotVerified(report=self)
        if not isinstance(self._document, cls):
            raise NotVerified("document_of_other_class", report=self)
        return self._document

    def explain(self, lang: Language = "id") -> str:
        """The outcome and every check, one sentence a line."""
        from egovkit._messages import sentence

        lines = [sentence(f"outcome_{self.outcome}", lang)]
        lines += [f"- {check.sentence(lang)}" for check in self.checks]
        return "\n".join(lines)

    def to_dict(self, lang: Language = "id") -> dict[str, Any]:
        """The report as plain data for JSON, sentences included."""
        reason = self.reason
        return {
            "outcome": str(self.outcome),
            "reason": reason.code if reason else None,
            "checks": [
                {
                    "name": check.name,
                    "outcome": str(check.outcome),
                    "code": check.code,
                    "facts": dict(check.facts),
                    "sentence": check.sentence(lang),
                }
                for check in self.checks
            ],
            "fields": [
                {"name": field.name, "label": label, "text": text}
                for field in self.fields
                for label, text in [field.labelled(lang)]
            ],
        }

    def __bool__(self) -> NoReturn:
        raise DefinitionError("report_has_no_truth_value")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a report does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a report does not change")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VerificationReport):
            return NotImplemented
        return (self.checks, self._document) == (other.checks, other._document)

    def __hash__(self) -> int:
        return hash(tuple((c.name, c.outcome, c.code) for c in self.checks))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.checks, self.fields, self._document))

    def __repr__(self) -> str:
        reason = self.reason
        because = f", reason={reason.code!r}" if reason else ""
        return f"<{type(self).__name__} {self.outcome}{because}>"


def _rebuild(
    cls: type[VerificationReport],
    checks: tuple[Check, ...],
    fields: tuple[FieldText, ...],
    document: object,
) -> VerificationReport:
    return cls(checks, fields=fields, document=document)
