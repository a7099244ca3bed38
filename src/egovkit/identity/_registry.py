"""The list of number types, which an agency may add its own to."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from egovkit import _messages
from egovkit._identifier import Identifier
from egovkit.errors import DefinitionError, EgovkitError
from egovkit.identity._business import NIB
from egovkit.identity._deed import CivilDeedNumber
from egovkit.identity._insurance import KPJ, BPJSKesehatan
from egovkit.identity._kk import KKNumber
from egovkit.identity._nik import NIK
from egovkit.identity._nip import NIP
from egovkit.identity._npwp import NITKU, NPWP
from egovkit.identity._phone import PhoneNumber
from egovkit.identity._postal import PostalCode
from egovkit.identity._property import NOP
from egovkit.identity._school import NISN, NPSN
from egovkit.identity._travel import PassportNumber, PlateNumber, SIMNumber

__all__ = ["number_types", "register"]

_OURS: tuple[type[Identifier], ...] = (
    NIK,
    KKNumber,
    NPWP,
    NITKU,
    NIP,
    NIB,
    NISN,
    NPSN,
    BPJSKesehatan,
    KPJ,
    PassportNumber,
    SIMNumber,
    PlateNumber,
    NOP,
    CivilDeedNumber,
    PhoneNumber,
    PostalCode,
)
_types: dict[str, type[Identifier]] = {cls.PREFIX: cls for cls in _OURS}

T = TypeVar("T", bound=type[Identifier])


def number_types() -> Mapping[str, type[Identifier]]:
    """All number types by their prefix, ours first, then those registered.

    Example:
        >>> number_types()["nik"].NAME
        'NIK'
    """
    return MappingProxyType(_types)


def register(
    *, sentences: Mapping[str, tuple[str, str]] | None = None
) -> Callable[[T], T]:
    """A class decorator that adds a number type of an agency's own.

    The class is checked as it is added: its example must be a value of it, in
    its strict form and as `parse` reads it, and its mask must hide something.
    From then on its errors have sentences and `number_types` lists it.

    Args:
        sentences: Code → (Indonesian, English) for the codes that its `check`
            raises. ``<prefix>_format`` and ``<prefix>_length`` are made from
            its name where they are left out.

    Raises:
        egovkit.errors.DefinitionError: An attribute is missing, the prefix is
            taken, or the example does not fit.

    Example:
        >>> @register()
        ... class MemberNumber(Identifier):
        ...     '''The library card of Kota Contoh: eight digits.'''
        ...     __slots__ = ()
        ...     NAME = "Nomor anggota perpustakaan"
        ...     PREFIX = "library_member"
        ...     LENGTHS = (8,)
        ...     MASK = (0, 2)
        ...     EXAMPLE = "90000001"
        >>> MemberNumber.parse("9000-0001")
        MemberNumber('******01')
    """

    def add(cls: T) -> T:
        for attribute in ("NAME", "PREFIX", "LENGTHS", "EXAMPLE"):
            if not hasattr(cls, attribute):
                raise DefinitionError("number_type_attribute", attribute=attribute)
        if not cls.PREFIX.isidentifier() or not _is_free(cls):
            raise DefinitionError("number_type_prefix")
        _require_example(cls)
        _messages.add({**_plain_sentences(cls), **(sentences or {})})
        _types[cls.PREFIX] = cls
        return cls

    return add


def _is_free(cls: type[Identifier]) -> bool:
    """Whether its prefix is free, or its own from before its module was reloaded."""
    known = _types.get(cls.PREFIX)
    return known is None or (
        (known.__module__, known.__qualname__) == (cls.__module__, cls.__qualname__)
    )


def _require_example(cls: type[Identifier]) -> None:
    try:
        example = cls(cls.EXAMPLE)
        fits = cls.parse(f" {cls.EXAMPLE} ") == example
    except EgovkitError:
        fits = False
    else:
        fits = fits and "*" in example.masked
    if not fits:
        raise DefinitionError("number_type_example", prefix=cls.PREFIX)


def _plain_sentences(cls: type[Identifier]) -> dict[str, tuple[str, str]]:
    # A name with braces would be taken for a placeholder.
    name = cls.NAME.replace("{", "").replace("}", "")
    return {
        f"{cls.PREFIX}_format": (
            f"{name} memuat karakter atau bentuk yang tidak diperbolehkan.",
            f"{name}: a character or form that cannot be.",
        ),
        f"{cls.PREFIX}_length": (
            f"{name} harus terdiri atas {{expected}} karakter, bukan {{got}}.",
            f"{name}: {{expected}} characters are expected, not {{got}}.",
        ),
    }
