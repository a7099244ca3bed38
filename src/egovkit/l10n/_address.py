"""Addresses in full, as a letter writes them, and in short.

The words for a village and a district follow the place (*nagari*, *gampong*,
*distrik*): they come with the address, `egovkit.regions` knows the usual ones.

Source:
    Badan Bahasa, letter style: no abbreviations in a formal address. Order of
    the parts: street, RT/RW, village, district, regency or city, province,
    postal code. RT and RW have three digits on KTP and KK.

Example:
    >>> format_address({"jalan": "Jl. Contoh No. 9", "kota": "Contoh"})
    'Jalan Contoh Nomor 9, Kota Contoh'
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from egovkit.errors import InvalidComponentError, InvalidFormatError, UsageError
from egovkit.l10n._text import bounded

__all__ = [
    "AddressLike",
    "RtRw",
    "expand_address",
    "format_address",
    "letter_address",
    "parse_rt_rw",
]

_MAX_PART = 200
_MAX_RT_RW = 40
AddressStyle = Literal["full", "short"]


class AddressLike(Protocol):
    """The parts of an address; `egovkit.identity.Address` has them."""

    @property
    def street(self) -> str:
        """Street and number."""

    @property
    def rt(self) -> str | None:
        """*Rukun tetangga*, digits."""

    @property
    def rw(self) -> str | None:
        """*Rukun warga*, digits."""

    @property
    def dusun(self) -> str:
        """Hamlet."""

    @property
    def village(self) -> str:
        """Name of the village, without the word for it."""

    @property
    def village_term(self) -> str:
        """The word for it, such as ``kelurahan`` or ``nagari``."""

    @property
    def district(self) -> str:
        """Name of the district, without the word for it."""

    @property
    def district_term(self) -> str:
        """``kecamatan`` or ``distrik``."""

    @property
    def regency(self) -> str:
        """With its kind, such as ``Kabupaten Contoh``."""

    @property
    def province(self) -> str:
        """Name of the province."""

    @property
    def postal_code(self) -> object:
        """Five digits as text or as an identifier; None without one."""


class RtRw(NamedTuple):
    """RT and RW, each with three digits as on KTP and KK."""

    rt: str
    rw: str


class _Parts(NamedTuple):
    """An address taken apart, the words for its parts put before the names."""

    street: str = ""
    neighbourhood: str = ""
    dusun: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    province: str = ""
    postal_code: str = ""


# Key of a mapping → the part it is, and the word before its name
_KEYS = {
    "street": ("street", ""),
    "jalan": ("street", ""),
    "dusun": ("dusun", "Dusun"),
    "lingkungan": ("dusun", "Lingkungan"),
    "jorong": ("dusun", "Jorong"),
    "banjar": ("dusun", "Banjar"),
    "kelurahan": ("village", "Kelurahan"),
    "desa": ("village", "Desa"),
    "gampong": ("village", "Gampong"),
    "nagari": ("village", "Nagari"),
    "kampung": ("village", "Kampung"),
    "pekon": ("village", "Pekon"),
    "lembang": ("village", "Lembang"),
    "kecamatan": ("district", "Kecamatan"),
    "distrik": ("district", "Distrik"),
    "kota": ("regency", "Kota"),
    "kabupaten": ("regency", "Kabupaten"),
    "regency": ("regency", ""),
    "provinsi": ("province", ""),
    "province": ("province", ""),
    "kode_pos": ("postal_code", ""),
    "postal_code": ("postal_code", ""),
}
_NEIGHBOURHOOD = frozenset({"rt", "rw"})
_ADDRESS_PARTS = tuple(part for part in vars(AddressLike) if part[0] != "_")

# Abbreviation without its dot → the full word
_WORDS = {
    "jl": "Jalan",
    "jln": "Jalan",
    "gg": "Gang",
    "lr": "Lorong",
    "lrg": "Lorong",
    "no": "Nomor",
    "kav": "Kaveling",
    "komp": "Kompleks",
    "kompl": "Kompleks",
    "perum": "Perumahan",
    "tmn": "Taman",
    "psr": "Pasar",
    "gd": "Gedung",
    "ged": "Gedung",
    "lt": "Lantai",
    "blk": "Blok",
    "km": "Kilometer",
    "jend": "Jenderal",
    "letjen": "Letnan Jenderal",
    "mayjen": "Mayor Jenderal",
    "brigjen": "Brigadir Jenderal",
    "kol": "Kolonel",
    "kapt": "Kapten",
    "lk": "Lingkungan",
    "link": "Lingkungan",
    "dk": "Dukuh",
    "kp": "Kampung",
    "dsn": "Dusun",
    "ds": "Desa",
    "kel": "Kelurahan",
    "kec": "Kecamatan",
    "kab": "Kabupaten",
    "prov": "Provinsi",
    "prop": "Provinsi",
    "rt": "RT",
    "rw": "RW",
}
# With their dot always; without it only those that are no words of their own,
# "no" only before a figure.
_ABBREVIATION = re.compile(
    rf"(?<![\w.])(?:({'|'.join(_WORDS)})\.|(jl|jln|gg|kel|kec|kab|rt|rw)(?= )"
    r"|(no)(?= ?[0-9]))[ ]*",
    re.IGNORECASE | re.ASCII,
)
_SHORT = {
    "Jalan": "Jl.",
    "Gang": "Gg.",
    "Nomor": "No.",
    "Kaveling": "Kav.",
    "Kompleks": "Komp.",
    "Lantai": "Lt.",
    "Dusun": "Dsn.",
    "Kelurahan": "Kel.",
    "Desa": "Ds.",
    "Kecamatan": "Kec.",
    "Kabupaten": "Kab.",
}


def expand_address(text: str) -> str:
    """Write the abbreviations of an address in full.

    Args:
        text: A street or a whole address.

    Raises:
        egovkit.errors.InvalidLengthError: Longer than 200 characters.
        egovkit.errors.InvalidFormatError: Not text.

    Source:
        Badan Bahasa, letter style.

    Example:
        >>> expand_address("Jln. Contoh Gg. II No.9, Kel. Contoh")
        'Jalan Contoh Gang II Nomor 9, Kelurahan Contoh'
    """
    line = " ".join(bounded(text, _MAX_PART).split())

    def full(match: re.Match[str]) -> str:
        return _WORDS[(match[1] or match[2] or match[3]).lower()] + " "

    return _ABBREVIATION.sub(full, line).strip()


def format_address(
    address: AddressLike | Mapping[str, object], style: AddressStyle = "full"
) -> str:
    """Write an address in one line.

    Args:
        address: An object with the parts of `AddressLike`, or a mapping with
            Indonesian keys: ``street``, ``rt``, ``rw``, ``dusun``,
            ``kelurahan``, ``desa`` or another word for a village, ``kecamatan``
            or ``distrik``, ``kota`` or ``kabupaten``, ``provinsi``, ``kode_pos``.
        style: ``"full"`` without abbreviations, for letters; ``"short"`` with
            the usual ones, for lists and labels.

    Raises:
        egovkit.errors.UsageError: No address, an unknown style or key, or two
            keys for one part.
        egovkit.errors.InvalidValueError: A part that is no text, or too long.

    Example:
        >>> place = {"street": "Jalan Contoh 9", "rt": "3", "rw": "5", "desa": "Contoh"}
        >>> format_address(place, "short")
        'Jl. Contoh 9, RT 003/RW 005, Ds. Contoh'
    """
    if style not in ("full", "short"):
        raise UsageError("unknown_option", option="style")
    parts = _parts(address)
    pieces = [piece for piece in (*parts[:-2], _last(parts)) if piece]
    if style == "short":
        pieces = [_abbreviated(piece) for piece in pieces]
    return ", ".join(pieces)


def letter_address(
    recipient: str, address: AddressLike | Mapping[str, object]
) -> tuple[str, ...]:
    """The lines of a letter's address.

    Args:
        recipient: The first line, see `egovkit.l10n.recipient_line`.
        address: As in `format_address`; written in full.

    Raises:
        egovkit.errors.UsageError: No address, an unknown key, or two keys for
            one part.
        egovkit.errors.InvalidValueError: A part that is no text, or too long.

    Example:
        >>> home = {"jalan": "Jl. Contoh", "kota": "Contoh"}
        >>> letter_address("Yth. Ibu Siti Aminah", home)
        ('Yth. Ibu Siti Aminah', 'Jalan Contoh', 'Kota Contoh')
    """
    parts = _parts(address)
    lines = (
        (parts.street, parts.neighbourhood),
        (parts.dusun, parts.village, parts.district),
        (parts.regency, _last(parts)),
    )
    joined = (", ".join(filter(None, line)) for line in lines)
    return (bounded(recipient, _MAX_PART), *filter(None, joined))


def _last(parts: _Parts) -> str:
    return f"{parts.province} {parts.postal_code}".strip()


def _abbreviated(piece: str) -> str:
    for word, abbreviation in _SHORT.items():
        piece = re.sub(rf"\b{word} ", f"{abbreviation} ", piece)
    return piece


def _parts(address: AddressLike | Mapping[str, object]) -> _Parts:
    if isinstance(address, Mapping):
        return _of_mapping(address)
    if not all(hasattr(address, part) for part in _ADDRESS_PARTS):
        raise UsageError("address_expected")
    return _Parts(
        street=_with_word("", address.street),
        neighbourhood=_neighbourhood(address.rt, address.rw),
        dusun=_with_word("Dusun", address.dusun),
        village=_with_word(address.village_term.title(), address.village),
        district=_with_word(address.district_term.title(), address.district),
        regency=_with_word("", address.regency),
        province=_with_word("", address.province),
        postal_code=_text(address.postal_code),
    )


def _of_mapping(address: Mapping[str, object]) -> _Parts:
    found: dict[str, str] = {}
    for key, value in address.items():
        if key in _NEIGHBOURHOOD or value in (None, ""):
            continue
        if key not in _KEYS:
            raise UsageError("address_key")
        part, word = _KEYS[key]
        if part in found:
            raise UsageError("address_part_twice", part=part)
        found[part] = _with_word(word, value)
    rt, rw = address.get("rt"), address.get("rw")
    return _Parts(neighbourhood=_neighbourhood(rt, rw), **found)


def _text(value: object) -> str:
    if value is None:
        return ""
    # str() of an identifier is what may be shown: all of a postal code.
    return " ".join(bounded(str(value), _MAX_PART).split())


def _with_word(word: str, value: object) -> str:
    name = expand_address(_text(value))  # "Kab. Contoh" has its word already
    if not name or not word or name.casefold().startswith(f"{word.casefold()} "):
        return name
    return f"{word} {name}"


def _neighbourhood(rt: object, rw: object) -> str:
    """``RT 003/RW 005``, or what there is of it."""
    numbers = (("RT", _text(rt)), ("RW", _text(rw)))
    return "/".join(f"{word} {_three(text)}" for word, text in numbers if text)


def _three(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):  # noqa: PLR2004
        raise InvalidComponentError("rt_rw_format")
    return text.zfill(3)


_NUMBER = r"[ .:-]*([0-9]{1,3})"
_RT_RW = (
    re.compile(rf"rt{_NUMBER}[ ,/-]*rw{_NUMBER}"),
    re.compile(r"(?:rt(?: ?/ ?rw)?[ .:]*)?([0-9]{1,3}) ?/ ?([0-9]{1,3})"),
)
_RW_RT = re.compile(rf"rw{_NUMBER}[ ,/-]*rt{_NUMBER}")


def parse_rt_rw(text: str) -> RtRw:
    """Read RT and RW from the forms in use.

    Args:
        text: ``RT 003/RW 005``, ``rt 3 rw 5``, ``RT.003/RW.005``, ``RT/RW
            003/005``, ``003/005``; RW may stand first where both are named.

    Raises:
        egovkit.errors.InvalidFormatError: Another form.
        egovkit.errors.InvalidLengthError: Longer than 40 characters.

    Example:
        >>> parse_rt_rw("rt 02 rw 01")
        RtRw(rt='002', rw='001')
    """
    line = " ".join(bounded(text, _MAX_RT_RW).split()).lower()
    for pattern in _RT_RW:
        if match := pattern.fullmatch(line):
            return RtRw(match[1].zfill(3), match[2].zfill(3))
    if match := _RW_RT.fullmatch(line):
        return RtRw(match[2].zfill(3), match[1].zfill(3))
    raise InvalidFormatError("rt_rw_format")
