"""What a service costs, in whole rupiah, by a rule that a file can hold."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, model_validator

from egovkit._model import Model
from egovkit.errors import DefinitionError
from egovkit.l10n import format_rupiah

__all__ = ["Bracket", "Fee"]


class Bracket(Model):
    """One line of a tariff.

    Args:
        up_to: The largest value of the field this line is for; open when left out.
        base: Rupiah.
        rate: Rupiah for each unit of the field.
    """

    up_to: int | None = None
    base: int = Field(default=0, ge=0)
    rate: int = Field(default=0, ge=0)


class Fee(Model):
    """Free, fixed, or computed from one number in the form.

    Args:
        amount: Rupiah; 0 is free.
        source: The rule that sets the tariff.
        field: The form field a tariff by brackets depends on.
        brackets: The tariff, in rising order; the last one open.

    Raises:
        egovkit.errors.DefinitionError: Brackets without a field, not rising, or
            without an open last line; an amount and brackets together.

    Example:
        >>> tariff = Fee(field="luas_m2", brackets=[
        ...     {"up_to": 100, "base": 150_000}, {"base": 50_000, "rate": 1_500}])
        >>> tariff.due({"luas_m2": 240})
        410000
        >>> Fee.free().describe()
        'Tidak dipungut biaya'
    """

    amount: int = Field(default=0, ge=0)
    source: str = ""
    field: str = ""
    brackets: tuple[Bracket, ...] = ()

    @classmethod
    def free(cls, source: str = "") -> Self:
        """A service without a fee."""
        return cls(source=source)

    @classmethod
    def fixed(cls, amount: int, source: str = "") -> Self:
        """The same fee for everybody, in rupiah."""
        return cls(amount=amount, source=source)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if bool(self.brackets) != bool(self.field) or (self.brackets and self.amount):
            raise DefinitionError("fee_brackets")
        limits = [bracket.up_to for bracket in self.brackets]
        rising = [limit for limit in limits[:-1] if limit is not None]
        closed = len(rising) != len(limits[:-1]) or (limits and limits[-1] is not None)
        if closed or rising != sorted(set(rising)):
            raise DefinitionError("fee_brackets")
        return self

    def due(self, form: Mapping[str, Any]) -> int:
        """What an application costs, in rupiah.

        Args:
            form: The application as plain data.

        Raises:
            egovkit.errors.DefinitionError: The form gives no whole number there, or
                one below 0.
        """
        if not self.brackets:
            return self.amount
        value = form.get(self.field)
        if type(value) is not int or value < 0:
            raise DefinitionError("fee_field", field=self.field)
        line = next(b for b in self.brackets if b.up_to is None or value <= b.up_to)
        return line.base + line.rate * value

    def describe(self, lang: str = "id") -> str:
        """The fee in words, for a catalogue page."""
        if self.brackets:
            return (
                f"Menurut tarif ({self.field})"
                if lang == "id"
                else f"By tariff ({self.field})"
            )
        if not self.amount:
            return "Tidak dipungut biaya" if lang == "id" else "Free of charge"
        return format_rupiah(self.amount)
