"""Every exception of egovkit, one tree, each with a stable code.

::

    EgovkitError
    ├── InvalidValueError (also ValueError)     a value is not what it claims to be
    │   ├── InvalidFormatError                  a character or shape that cannot be
    │   ├── InvalidLengthError                  too short or too long
    │   ├── InvalidChecksumError                the check digit does not fit
    │   └── InvalidComponentError               a part (date, region, serial) cannot be
    ├── DefinitionError (also TypeError)        a class or table is stated wrongly
    ├── UsageError (also ValueError)            a call that cannot be meant
    ├── CoverageError (also LookupError)        outside the years or rows a table covers
    ├── MissingDependencyError (also ImportError)   an extra is not installed
    ├── SigningError                            a signature was not made
    ├── DecryptionError                         wrong key, wrong place or changed bytes
    ├── NotVerified                             a report was required to be valid
    ├── Refused                                 a request refused an action
    └── StoreError
        ├── NoTransactionError                  the caller has no transaction open
        └── RetryableStoreError                 busy, serialization failure or deadlock

An error holds a code and facts (lengths, positions, names of fields): never
the value that was refused. Sentences in formal Indonesian and in English come
by code, see `EgovkitError.sentence`.

Example:
    >>> error = InvalidLengthError("nik_length", expected=16, got=15)
    >>> error.code
    'nik_length'
    >>> print(error.sentence("id"))
    NIK harus terdiri atas 16 angka, bukan 15.
"""

TYPE_CHECKING = False  # `typing` alone costs more than this module
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    Fact = str | int | None

__all__ = [
    "CoverageError",
    "DecryptionError",
    "DefinitionError",
    "EgovkitError",
    "InvalidChecksumError",
    "InvalidComponentError",
    "InvalidFormatError",
    "InvalidLengthError",
    "InvalidValueError",
    "MissingDependencyError",
    "NoTransactionError",
    "NotVerified",
    "Refused",
    "RetryableStoreError",
    "SigningError",
    "StoreError",
    "UsageError",
]


class EgovkitError(Exception):
    """What all exceptions of egovkit have in common.

    Args:
        code: Stable, lower case with underscores; the key of its sentences.
        facts: Figures and names for the sentence. Never a personal value, and
            never text that came from outside.
    """

    code: str
    facts: "Mapping[str, Fact]"

    def __init__(self, code: str, **facts: "Fact") -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def sentence(self, lang: 'Literal["id", "en"]' = "id") -> str:
        """Say in one sentence what is wrong.

        Args:
            lang: ``"id"`` for formal Indonesian, ``"en"`` for English.
        """
        from egovkit._messages import sentence

        return sentence(self.code, lang, **self.facts)

    def __str__(self) -> str:
        return f"{self.sentence('en')} [{self.code}]"

    def __reduce__(self) -> tuple[object, ...]:
        # with what hangs on it: a report, a refusal, notes
        return (_rebuild, (type(self), self.code, dict(self.facts)), vars(self))


def _rebuild(
    cls: type[EgovkitError], code: str, facts: "dict[str, Fact]"
) -> EgovkitError:
    return cls(code, **facts)


class InvalidValueError(EgovkitError, ValueError):
    """A value is not what it claims to be."""


class InvalidFormatError(InvalidValueError):
    """A character or a shape that cannot be."""


class InvalidLengthError(InvalidValueError):
    """Too short or too long."""


class InvalidChecksumError(InvalidValueError):
    """The check digit does not fit the other digits."""


class InvalidComponentError(InvalidValueError):
    """A part of the value, such as a date or a region, cannot be."""


class DefinitionError(EgovkitError, TypeError):
    """A class, workflow, template or table is stated wrongly by its author."""


class UsageError(EgovkitError, ValueError):
    """A call that cannot be meant, such as a naive time or a key of another use."""


class CoverageError(EgovkitError, LookupError):
    """Outside the years or rows that a table covers; never answered by a guess."""


class MissingDependencyError(EgovkitError, ImportError):
    """An extra is not installed.

    Args:
        extra: The extra's name, as in ``pip install "egovkit[extra]"``.
        module: The module that could not be imported.
    """

    def __init__(
        self, code: str = "missing_dependency", *, extra: str, module: str
    ) -> None:
        super().__init__(code, extra=extra, module=module)


class SigningError(EgovkitError):
    """A signature was not made."""


class DecryptionError(EgovkitError):
    """Wrong key, wrong place or changed bytes; which of them is not said."""


class NotVerified(EgovkitError):  # noqa: N818 - the design's name: reads as an answer
    """A report was required to be valid and is not.

    Attributes:
        report: The `egovkit.signatures.VerificationReport` with every check.
    """

    def __init__(
        self, code: str = "not_verified", *, report: object = None, **facts: "Fact"
    ) -> None:
        super().__init__(code, **facts)
        self.report = report

    def sentence(self, lang: 'Literal["id", "en"]' = "id") -> str:
        """Say that it is not verified, and the check that decided."""
        said = super().sentence(lang)
        reason = getattr(self.report, "reason", None)
        return said if reason is None else f"{said} {reason.sentence(lang)}"

    def __str__(self) -> str:
        reason = getattr(self.report, "reason", None)
        code = self.code if reason is None else f"{self.code}: {reason.code}"
        return f"{self.sentence('en')} [{code}]"


class Refused(EgovkitError):  # noqa: N818 - the design's name: reads as an answer
    """A request refused an action.

    Attributes:
        refusal: The `egovkit.services.Refusal`, as data.
    """

    def __init__(
        self, code: str = "refused", *, refusal: object = None, **facts: "Fact"
    ) -> None:
        super().__init__(code, **facts)
        self.refusal = refusal

    def sentence(self, lang: 'Literal["id", "en"]' = "id") -> str:
        """Say why not, in the words of the service where it gives any."""
        say = getattr(self.refusal, "sentence", super().sentence)
        return str(say(lang))


class StoreError(EgovkitError):
    """The database did not do what it was asked; nothing was written."""


class NoTransactionError(StoreError):
    """The caller's connection has no transaction open."""


class RetryableStoreError(StoreError):
    """Busy, serialization failure or deadlock: run the transaction again."""
