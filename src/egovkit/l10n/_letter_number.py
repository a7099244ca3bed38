"""Letter numbers by an agency's own pattern.

Patterns differ between agencies: the order, the separators, whether a month is
there and whether it is Roman. Nothing is fixed here; a template says it.

Source:
    Permendagri 1/2023 and the sector rules differ; the number on KemenPANRB's
    own form has no month. Roman and two-digit months are both in use.

Example:
    >>> pattern = "{klasifikasi}/{urut:03}/{unit}/{bulan:romawi}/{tahun}"
    >>> template = LetterNumberTemplate(pattern)
    >>> today = date(2026, 11, 24)
    >>> text = template.format(klasifikasi="470", urut=7, unit="KEL-CTH", on=today)
    >>> text
    '470/007/KEL-CTH/XI/2026'
    >>> template.parse(text)["urut"]
    7
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from egovkit.errors import (
    DefinitionError,
    EgovkitError,
    InvalidComponentError,
    InvalidFormatError,
    UsageError,
)
from egovkit.l10n._dates import require_date
from egovkit.l10n._roman import MAX_ROMAN, parse_roman, roman
from egovkit.l10n._text import bounded

__all__ = ["LetterNumberTemplate"]

_MAX_TEMPLATE = 200
_MAX_TEXT = 120
_MAX_WIDTH = 18
_FIELD = re.compile(r"\{([a-z][a-z0-9_]{0,30})(?::([a-z0-9]{1,10}))?\}")
# The signs that a text slot may hold besides letters and digits. The one that
# follows the slot is taken out, so that a number is read in one way only.
_SIGNS = ".()&_ /-"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a slot is written and read."""

    pattern: str
    write: Callable[[int | str], str]
    read: Callable[[str], int | str]


def _integer(width: int, low: int, high: int) -> _Kind:
    def write(value: int | str) -> str:
        if type(value) is not int:
            raise UsageError("integer_expected")
        if not low <= value <= high:
            raise InvalidComponentError("letter_number_range", low=low, high=high)
        return f"{value:0{width}}"

    return _Kind(rf"[0-9]{{{max(width, 1)},{_MAX_WIDTH}}}", write, int)


def _year_of_two_digits() -> _Kind:
    whole = _integer(4, 2000, 2099)

    def write(value: int | str) -> str:
        return whole.write(value)[2:]

    return _Kind("[0-9]{2}", write, lambda text: 2000 + int(text))


def _roman(high: int) -> _Kind:
    def write(value: int | str) -> str:
        if type(value) is not int:
            raise UsageError("integer_expected")
        if not 1 <= value <= high:
            raise InvalidComponentError("letter_number_range", low=1, high=high)
        return roman(value)

    return _Kind("[IVXLCDM]{1,15}", write, parse_roman)


def _write_text(value: int | str) -> str:
    if not isinstance(value, str):
        raise UsageError("letter_number_text")
    return value


_LARGEST = 10**_MAX_WIDTH - 1
# Slots with a type of their own: name → the spec it may have → how it is written
_TYPED: Mapping[str, Mapping[str, _Kind]] = MappingProxyType(
    {
        "bulan": {
            "": _integer(1, 1, 12),
            "angka": _integer(1, 1, 12),
            "02": _integer(2, 1, 12),
            "angka2": _integer(2, 1, 12),
            "romawi": _roman(12),
        },
        "tahun": {"": _integer(4, 1000, 9999), "2": _year_of_two_digits()},
        "tanggal": {"": _integer(1, 1, 31), "02": _integer(2, 1, 31)},
    }
)
_NUMBERED = frozenset({"urut", "nomor"})


def _kind(name: str, spec: str, following: str) -> _Kind:
    if name in _TYPED:
        if spec not in _TYPED[name]:
            raise DefinitionError("letter_template_spec", slot=name)
        return _TYPED[name][spec]
    if spec == "romawi":
        return _roman(MAX_ROMAN)
    if spec or name in _NUMBERED:
        width = re.fullmatch("0?([1-9]|1[0-8])", spec or "1")
        if width is None:
            raise DefinitionError("letter_template_spec", slot=name)
        return _integer(int(width[1]), 1, _LARGEST)
    signs = "".join(re.escape(sign) for sign in _SIGNS if sign != following)
    return _Kind(f"[A-Za-z0-9][A-Za-z0-9{signs}]{{0,59}}", _write_text, str)


def _length(template: object) -> int:
    return len(template) if isinstance(template, str) else 0


class LetterNumberTemplate:
    """The pattern of an agency's letter numbers, with typed slots.

    A slot is a name in braces, with a form after a colon where it has one:

    - ``{urut}``, ``{nomor}``, ``{urut:03}``: a number from 1, padded to a width;
    - ``{bulan}``, ``{bulan:02}`` (or ``angka2``), ``{bulan:romawi}``: a month;
    - ``{tahun}``: four digits; ``{tahun:2}``: two, for 2000 to 2099;
    - ``{tanggal}``, ``{tanggal:02}``: a day of the month;
    - any other name: a code of letters, digits and ``.()&_ /-`` that begins
      with a letter or digit; with ``:03`` a number, with ``:romawi`` a Roman one.

    Between two slots stands a sign that is neither letter nor digit; a code
    cannot hold the sign that follows it. A number is therefore read in one way
    only, and `parse` gives back what `format` was given.

    Args:
        template: The pattern.

    Raises:
        egovkit.errors.DefinitionError: No slot, a slot twice, an unknown form,
            two slots without a sign between them, or a stray brace.
    """

    __slots__ = ("_kinds", "_literals", "_pattern", "template")

    def __init__(self, template: str) -> None:
        if not 0 < _length(template) <= _MAX_TEMPLATE:
            raise DefinitionError("letter_template_length", limit=_MAX_TEMPLATE)
        # re.split gives: literal, name, spec, literal, name, spec, …, literal
        pieces = _FIELD.split(template)
        self.template = template
        self._literals = pieces[::3]
        self._kinds: dict[str, _Kind] = {}
        if any(set(literal) & set("{}") for literal in self._literals):
            raise DefinitionError("letter_template_brace")
        if not template.isprintable() or len(pieces) == 1:
            raise DefinitionError("letter_template_slot")
        pattern = re.escape(pieces[0])
        for name, spec, literal in zip(
            pieces[1::3], pieces[2::3], pieces[3::3], strict=True
        ):
            last = len(self._kinds) == len(pieces) // 3 - 1
            if name in self._kinds:
                raise DefinitionError("letter_template_twice", slot=name)
            if (not literal and not last) or literal[:1].isalnum():
                raise DefinitionError("letter_template_separator", slot=name)
            self._kinds[name] = _kind(name, spec or "", literal[:1])
            pattern += f"({self._kinds[name].pattern}){re.escape(literal)}"
        self._pattern = re.compile(pattern)

    def __repr__(self) -> str:
        return f"LetterNumberTemplate({self.template!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LetterNumberTemplate):
            return NotImplemented
        return self.template == other.template

    def __hash__(self) -> int:
        return hash(self.template)

    def __reduce__(self) -> tuple[type["LetterNumberTemplate"], tuple[str]]:
        return type(self), (self.template,)  # its slots hold functions

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots, in order."""
        return tuple(self._kinds)

    def format(self, *, on: date | None = None, **values: int | str) -> str:
        """Write a number.

        Args:
            on: Fills ``tanggal``, ``bulan`` and ``tahun`` where the template
                has them and the values do not.
            **values: One for each slot.

        Raises:
            egovkit.errors.UsageError: A slot without a value, a value without a
                slot, one of another type, or a moment instead of a date.
            egovkit.errors.InvalidComponentError: A number out of its range.
            egovkit.errors.InvalidFormatError: A code that the slot cannot hold.
        """
        if on is not None:
            require_date(on)
            dated = {"tanggal": on.day, "bulan": on.month, "tahun": on.year}
            for slot in dated.keys() & self._kinds.keys():
                values.setdefault(slot, dated[slot])
        for slot in self._kinds:
            if slot not in values:
                raise UsageError("letter_number_missing", slot=slot)
        if len(values) != len(self._kinds):
            raise UsageError("letter_number_unknown")
        text = self._write(values)
        match = self._pattern.fullmatch(text)
        if match is None or len(text) > _MAX_TEXT or self._read(match) != values:
            raise InvalidFormatError("letter_number_code")
        return text

    def parse(self, text: str) -> dict[str, int | str]:
        """Read a number back into the values of its slots.

        Raises:
            egovkit.errors.InvalidValueError: Not a number of this pattern; only
                the spelling that `format` gives is read.
        """
        match = self._pattern.fullmatch(bounded(text, _MAX_TEXT))
        if match is None:
            raise InvalidFormatError("letter_number_format")
        try:
            values = self._read(match)
            same = self._write(values) == text
        except EgovkitError:  # IIII, month 13, day 32
            raise InvalidFormatError("letter_number_format") from None
        if not same:
            raise InvalidFormatError("letter_number_format")
        return values

    def _write(self, values: Mapping[str, int | str]) -> str:
        text = self._literals[0]
        for (slot, kind), literal in zip(
            self._kinds.items(), self._literals[1:], strict=True
        ):
            text += kind.write(values[slot]) + literal
        return text

    def _read(self, match: re.Match[str]) -> dict[str, int | str]:
        return {
            slot: kind.read(text)
            for (slot, kind), text in zip(
                self._kinds.items(), match.groups(), strict=True
            )
        }
