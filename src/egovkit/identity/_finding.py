"""What looks wrong but need not be: a finding, never an error."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum

from egovkit._messages import sentence

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters. None of them blocks anything."""

    INFO = "info"
    """True and normal, but good to know."""
    WARNING = "warning"
    """Two facts disagree: ask, or look at the papers."""


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should look at.

    Registers hold errors: a NIK, for instance, is not reissued when a birth
    date is corrected. So a disagreement is reported and nothing is refused.

    Attributes:
        code: Stable, such as ``"nik_birth_date_mismatch"``.
        severity: Information or warning.
        field: The field it is about; inside a list with its position, as in
            ``"members.2.nik"``.
        facts: Figures and names for the sentence; never a personal value.

    Example:
        >>> finding = Finding("nik_sex_mismatch", Severity.WARNING, "sex")
        >>> print(finding.sentence("en"))
        The sex differs from the one in the NIK.
    """

    code: str
    severity: Severity
    field: str
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict, hash=False)

    def sentence(self, lang: str = "id") -> str:
        """Say it in one sentence, in formal Indonesian (``"id"``) or English."""
        return sentence(self.code, lang, **self.facts)

    def __str__(self) -> str:
        return f"{self.severity}: {self.field}: {self.sentence('en')} [{self.code}]"
