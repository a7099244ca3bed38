"""Numbers of civil registry deeds, *akta pencatatan sipil*, in today's form.

Source:
    The form on deeds since about 2012; the clause (Permendagri 108 and
    109/2019 are named for it) is unconfirmed. Older deeds carry numbers of
    every form: keep those as text.
"""

import re
from datetime import date
from typing import ClassVar

from egovkit.errors import InvalidComponentError
from egovkit.identity._coded import Coded
from egovkit.identity._patterned import Patterned
from egovkit.regions import Region, active

__all__ = ["CivilDeedNumber", "DeedKind"]


class DeedKind(Coded):
    """What a deed is about, by its two letters. The list is unconfirmed."""

    BIRTH = ("LU", "Kelahiran Umum", "Birth")
    LATE_BIRTH = ("LT", "Kelahiran Terlambat", "Birth, registered late")
    BIRTH_ABROAD = ("LD", "Kelahiran Luar Domisili", "Birth, registered elsewhere")
    MARRIAGE = ("KW", "Perkawinan", "Marriage")
    DIVORCE = ("CR", "Perceraian", "Divorce")
    DEATH = ("KM", "Kematian", "Death")


class CivilDeedNumber(Patterned):
    """The number of a deed: regency, kind, date of registration, serial.

    Args:
        value: As ``3201-LT-12052018-0042``; `parse` forgives spaces, missing
            dashes and small letters.

    Raises:
        egovkit.errors.InvalidFormatError: Not of this form, or a kind of deed
            that is not known.
        egovkit.errors.InvalidComponentError: No such province or date.

    Source:
        The form in use; unconfirmed, see the module.

    Mask: regency and kind, the first seven characters, stay visible.

    Example:
        >>> deed = CivilDeedNumber("3201-LT-12052018-9042")
        >>> deed.kind.label("en"), deed.registered_on.isoformat(), deed.region.name
        ('Birth, registered late', '2018-05-12', 'Kabupaten Bogor')
    """

    __slots__ = ()

    NAME = "Nomor akta"
    PREFIX = "deed"
    LENGTHS: ClassVar[tuple[int, ...]] = (21,)
    MASK = (7, 0)
    EXAMPLE = "3201-LT-12052018-9042"
    PATTERN = re.compile(rf"[0-9]{{4}}-(?:{'|'.join(DeedKind)})-[0-9]{{8}}-[0-9]{{4}}")

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        if value[:2] not in active().names:
            raise InvalidComponentError("deed_province")
        try:
            known = _date(value).year >= _FIRST_YEAR
        except ValueError:
            known = False
        if not known:
            raise InvalidComponentError("deed_date")

    @classmethod
    def compact(cls, text: str) -> str:
        """The text in upper case with dashes where they belong."""
        plain = super().compact(text)
        if len(plain) != _PLAIN_LENGTH:
            return plain
        return "-".join((plain[:4], plain[4:6], plain[6:14], plain[14:]))

    @property
    def kind(self) -> DeedKind:
        """What the deed is about."""
        return DeedKind(self._value[5:7])

    @property
    def region(self) -> Region:
        """The regency or city that registered it."""
        return active().find(self._value[:4])

    @property
    def registered_on(self) -> date:
        """The day of registration."""
        return _date(self._value)


_PLAIN_LENGTH = 18
_FIRST_YEAR = 1900
"""A year before it is misread: deeds of this form are of this century."""


def _date(value: str) -> date:
    return date(int(value[12:16]), int(value[10:12]), int(value[8:10]))
