"""How a letter addresses a person.

Source:
    Badan Bahasa, letter style: *Yth.* without *Kepada*; *Bapak* and *Ibu* in
    full, *Sdr.* abbreviated; none of them before an academic title, a rank or
    a position.

Example:
    >>> salutation("P", name="Siti Aminah")
    'Ibu'
    >>> recipient_line(name="Ahmad Fauzi", sex="L")
    'Yth. Bapak Ahmad Fauzi'
"""

from egovkit.errors import UsageError
from egovkit.l10n._names import PersonName
from egovkit.l10n._text import bounded, one_of

__all__ = ["recipient_line", "salutation"]

_MAX_POSITION = 300
# Code → salutation. L and P are the civil registry's codes; M and F those of
# passports and of OpenID Connect's first letters.
_BY_SEX = {
    "L": "Bapak",
    "M": "Bapak",
    "P": "Ibu",
    "F": "Ibu",
}
_UNKNOWN_SEX = "Bapak/Ibu"


def salutation(
    sex: str | None = None,
    *,
    name: PersonName | str | None = None,
    position: str | None = None,
    sdr: bool = False,
) -> str:
    """The word before a name: *Bapak*, *Ibu*, *Sdr.*, or nothing.

    Args:
        sex: ``"L"`` or ``"M"`` for a man, ``"P"`` or ``"F"`` for a woman, None
            where it is not known (*Bapak/Ibu*).
        name: The name; one with a title before or after it takes no salutation.
        position: An office; one takes no salutation.
        sdr: Write *Sdr.* whatever the sex, as to an equal or a junior.

    Raises:
        egovkit.errors.UsageError: Another code for the sex.
        egovkit.errors.InvalidValueError: The name is no name.

    Example:
        >>> salutation("F"), salutation("L", name="Dr. Ahmad Fauzi")
        ('Ibu', '')
    """
    if sex is not None and not one_of(sex, _BY_SEX):
        raise UsageError("sex_code")
    if name is not None:
        name = _person(name)
    if position or (name and (name.prefix or name.suffix)):
        return ""
    if sdr:
        return "Sdr."
    return _UNKNOWN_SEX if sex is None else _BY_SEX[sex]


def recipient_line(
    *,
    name: PersonName | str | None = None,
    position: str | None = None,
    sex: str | None = None,
    sdr: bool = False,
) -> str:
    """The first line of a letter's address.

    Args:
        name: The person, or None for an office alone.
        position: The office. With a name too, the office is addressed and the
            name left out: the letter goes to whoever holds it.
        sex: As in `salutation`.
        sdr: As in `salutation`.

    Raises:
        egovkit.errors.UsageError: Neither a name nor a position.
        egovkit.errors.InvalidValueError: The name is no name.

    Example:
        >>> recipient_line(position="Kepala Dinas Kependudukan dan Pencatatan Sipil")
        'Yth. Kepala Dinas Kependudukan dan Pencatatan Sipil'
    """
    if position:
        return f"Yth. {_one_line(position)}"
    if name is None:
        raise UsageError("recipient_missing")
    name = _person(name)
    word = salutation(sex, name=name, sdr=sdr)
    return " ".join(["Yth.", *([word] if word else []), name.formatted()])


def _person(name: PersonName | str) -> PersonName:
    return name if isinstance(name, PersonName) else PersonName.parse(name)


def _one_line(text: str) -> str:
    return " ".join(bounded(text, _MAX_POSITION).split())
