"""What is asked of an applicant, and when."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from egovkit._model import Model
from egovkit.services._workflow import Name

__all__ = ["Requirement", "When"]

Scalar = str | int | bool
MEDIA_TYPE = r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}"
MediaType = Annotated[str, StringConstraints(pattern=f"^{MEDIA_TYPE}$")]
_MIB = 1024 * 1024


class When(Model):
    """A condition on one field of the form; all parts that are given must hold.

    Args:
        field: The field's name.
        one_of: The values for which the condition holds.
        at_least: The smallest number. For fields that are `int` or `float`: a
            `Decimal` is text as plain data, and no range holds for text.
        at_most: The largest number.
        filled: Whether the field has a value at all.

    Example:
        >>> When(field="keperluan", one_of=["rumah_sakit"]).holds(
        ...     {"keperluan": "rumah_sakit"})
        True
    """

    field: str
    one_of: tuple[Scalar, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    filled: bool | None = None

    def holds(self, form: Mapping[str, Any]) -> bool:
        """Whether the condition holds for an application as plain data."""
        value = form.get(self.field)
        if self.filled is not None and (value not in (None, "")) is not self.filled:
            return False
        if self.one_of and value not in self.one_of:
            return False
        return self._in_range(value)

    def _in_range(self, value: object) -> bool:
        if self.at_least is None and self.at_most is None:
            return True
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        above = self.at_least is None or value >= self.at_least
        below = self.at_most is None or value <= self.at_most
        return above and below


class Requirement(Model):
    """One thing the applicant brings.

    Args:
        name: Such as ``kk``.
        title: What people read, such as ``"Kartu Keluarga"``.
        document: Whether a file is handed in; otherwise it is only stated.
        media_types: What the file may be, such as ``application/pdf``.
        max_bytes: How large.
        max_age_days: How old the document may be when it is handed in, in
            calendar days; any age when left out.
        when: Only asked when all of these conditions hold.
        source: The rule that asks for it.
    """

    name: Name
    title: Annotated[str, StringConstraints(min_length=1)]
    document: bool = True
    media_types: frozenset[MediaType] = Field(
        default=frozenset({"application/pdf", "image/jpeg", "image/png"}), min_length=1
    )
    max_bytes: int = Field(default=5 * _MIB, gt=0)
    max_age_days: int | None = Field(default=None, gt=0)
    when: tuple[When, ...] = ()
    source: str = ""

    def applies(self, form: Mapping[str, Any]) -> bool:
        """Whether it is asked of this application."""
        return all(condition.holds(form) for condition in self.when)
