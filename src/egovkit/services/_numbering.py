"""Letter numbers: a serial by register and year, written by the agency's pattern."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from egovkit._model import Model
from egovkit.errors import DefinitionError, EgovkitError
from egovkit.l10n import LetterNumberTemplate

__all__ = ["NumberRule", "check_rule", "is_register", "letter_number"]

_SERIAL_SLOTS = ("urut", "nomor")
_REGISTER = r"^[a-z0-9][a-z0-9_.-]{0,63}$"


class NumberRule(Model):
    """How documents of a service are numbered.

    Args:
        register: The register the serial runs in; services may share one.
        template: A letter number template, such as
            ``"{klasifikasi}/{urut:03}/{unit}/{bulan:romawi}/{tahun}"``.
        slots: Fixed values for the template's other slots.
    """

    model_config = ConfigDict(populate_by_name=True)

    register_name: Annotated[str, StringConstraints(pattern=_REGISTER)] = Field(
        alias="register"
    )
    template: Annotated[str, StringConstraints(min_length=1)]
    slots: Mapping[str, str] = Field(default_factory=dict)


def is_register(name: object) -> bool:
    """Whether a rule could name the register so."""
    return isinstance(name, str) and bool(re.fullmatch(_REGISTER, name))


def letter_number(rule: NumberRule, serial: int, day: date) -> str:
    """The number of a serial.

    Args:
        rule: Pattern and fixed slots.
        serial: From 1.
        day: The day it is reserved, in the office's zone.
    """
    template = LetterNumberTemplate(rule.template)
    name = next((slot for slot in _SERIAL_SLOTS if slot in template.slots), None)
    if name is None:
        raise DefinitionError("number_no_serial")
    return template.format(on=day, **{name: serial}, **rule.slots)


def check_rule(rule: NumberRule) -> None:
    """Write one number, so that a rule which cannot is found when it is stated.

    Raises:
        egovkit.errors.DefinitionError: A bad pattern, no serial in it, a slot
            without a value or a value without a slot.
    """
    try:
        letter_number(rule, 1, date(2026, 1, 31))
    except DefinitionError:
        raise
    except EgovkitError as error:
        raise DefinitionError("number_slots") from error
