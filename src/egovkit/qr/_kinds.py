"""What may stand in a field: for each kind its wire form, its range, its text.

One table row per kind. `fits` looks at a value as it came from the wire and
says what is wrong with it; `show` gives the text to compare with the paper;
`write` turns a Python value into CBOR.

Source:
    docs/reference/seal-format.md, section 5.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from egovkit._cbor import encode, encode_int, head
from egovkit._clock import WIB
from egovkit.errors import UsageError
from egovkit.qr._format import MAX_ITEMS, TIMES
from egovkit.qr._text import is_clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from egovkit._identifier import Identifier
    from egovkit.signatures.trust._shapes import FieldSpec, ProfileSpec

    Fits = Callable[[Any], str | None]
    Text = str | Mapping[str, str]
    Show = Callable[[Any], Text]
    Pair = tuple[Fits, Show]
    Maker = Callable[[FieldSpec], Pair]

__all__ = [
    "EPOCH_DAY",
    "WRITERS",
    "FieldReader",
    "ProfileReader",
    "from_wire_rupiah",
    "profile_reader",
    "text_bytes",
]

EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = range(date.min.toordinal() - EPOCH_DAY, date.max.toordinal() - EPOCH_DAY + 1)
_SEN = range(1, 100)
_TEXT = 3
_SHORT = tuple(head(_TEXT, size) for size in range(256))
_MONTHS: dict[str, tuple[str, ...]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


class FieldReader(NamedTuple):
    """How a reader treats one field of a profile."""

    spec: FieldSpec
    fits: Fits
    """What is wrong with a wire value, as a code; None if nothing is."""
    show: Show
    """A wire value that fits, as text, by language where it matters."""


class ProfileReader(NamedTuple):
    """How a reader treats a profile: its fields in the order of the wire."""

    spec: ProfileSpec
    fields: tuple[FieldReader, ...]
    tests: tuple[Fits, ...]
    """The fields' ``fits`` alone, for the one loop that every seal runs."""
    required: int
    """How many values a seal must hold: up to the last that is not optional."""


def profile_reader(spec: ProfileSpec) -> ProfileReader:
    """Compile a profile for reading."""
    required = 0
    fields = []
    for number, field in enumerate(spec.fields, 1):
        fits, show = _READERS[field.type](field)
        fields.append(
            FieldReader(field, _or_absent(fits) if field.optional else fits, show)
        )
        if not field.optional:
            required = number
    tests = tuple(field.fits for field in fields)
    return ProfileReader(spec, tuple(fields), tests, required)


def _or_absent(fits: Fits) -> Fits:
    return lambda value: None if value is None else fits(value)


# Reading: (fits, show) by kind


def _text(_spec: FieldSpec) -> Pair:
    def fits(value: object) -> str | None:
        if type(value) is not str:
            return "field_type"
        # most texts are ASCII: one call less for each
        clean = value.isprintable() if value.isascii() else is_clean(value)
        return None if clean else "field_text"

    return fits, str


def _typed(kind: type, show: Show) -> Maker:
    def fits(value: object) -> str | None:
        return None if type(value) is kind else "field_type"

    return lambda _spec: (fits, show)


def _ranged(allowed: range, show: Show) -> Maker:
    def fits(value: object) -> str | None:
        if type(value) is not int:
            return "field_type"
        return None if value in allowed else "field_range"

    return lambda _spec: (fits, show)


def _digits(spec: FieldSpec) -> Pair:
    width = spec.width or 0
    limit = 10**width

    def fits(value: object) -> str | None:
        if type(value) is not int:
            return "field_type"
        return None if 0 <= value < limit else "field_width"

    return fits, lambda value: f"{value:0{width}d}"


def _rupiah_fits(value: object) -> str | None:
    if type(value) is int:
        return None
    if type(value) is not list or [type(part) for part in value] != [int, int]:
        return "field_type"
    return None if value[1] in _SEN else "field_range"


def _enum(spec: FieldSpec) -> Pair:
    labels = spec.values or {}

    def fits(value: object) -> str | None:
        if type(value) is not int:
            return "field_type"
        return None if value in labels else "field_value_unknown"

    return fits, labels.__getitem__


def _list(spec: FieldSpec) -> Pair:
    assert spec.item is not None  # noqa: S101 - the spec's own rule
    item_fits, item_show = _READERS[spec.item.type](spec.item)

    def fits(value: object) -> str | None:
        if type(value) is not list:
            return "field_type"
        if len(value) > MAX_ITEMS:
            return "field_items"
        return next((code for item in value if (code := item_fits(item))), None)

    def show(value: list[Any]) -> str | Mapping[str, str]:
        texts = [item_show(item) for item in value]
        joined = {
            lang: "; ".join(t if isinstance(t, str) else t[lang] for t in texts)
            for lang in _MONTHS
        }
        return joined["id"] if joined["id"] == joined["en"] else joined

    return fits, show


def _show_bool(value: bool) -> Mapping[str, str]:  # noqa: FBT001 - a wire value
    return {"id": "ya", "en": "yes"} if value else {"id": "tidak", "en": "no"}


def _by_language(day: date, suffix: Mapping[str, str]) -> Mapping[str, str]:
    return {
        lang: f"{day.day} {months[day.month - 1]} {day.year}{suffix[lang]}"
        for lang, months in _MONTHS.items()
    }


def show_date(days: int) -> Mapping[str, str]:
    """A day of the wire in words."""
    return _by_language(date.fromordinal(days + EPOCH_DAY), {"id": "", "en": ""})


def show_time(seconds: int) -> Mapping[str, str]:
    """A moment of the wire in words, in Western Indonesian Time."""
    # years 1 and 9999 have moments that another zone cannot say
    zone = WIB if TIMES.start + 86_400 <= seconds < TIMES.stop - 86_400 else UTC
    at = (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)
    clock = f"{at:%H.%M.%S}" if at.second else f"{at:%H.%M}"
    name = at.tzname()
    return _by_language(
        at, {"id": f" {clock} {name}", "en": f" {clock.replace('.', ':')} {name}"}
    )


def from_wire_rupiah(value: int | list[int]) -> Decimal:
    """A sum of the wire in rupiah."""
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(value[0] * 100 + value[1]).scaleb(-2)


def _show_rupiah(value: int | list[int]) -> str:
    amount = from_wire_rupiah(value)
    figures = f"{abs(amount):,}".translate({ord(","): ".", ord("."): ","})
    return f"{'-' if amount < 0 else ''}Rp{figures}"


_READERS: dict[str, Maker] = {
    "text": _text,
    "int": _typed(int, str),
    "bool": _typed(bool, _show_bool),
    "date": _ranged(_DAYS, show_date),
    "datetime": _ranged(TIMES, show_time),
    "rupiah": lambda _spec: (_rupiah_fits, _show_rupiah),
    "enum": _enum,
    "digits": _digits,
    "masked": _text,
    "list": _list,
}


# Writing: a Python value to CBOR, by kind


def text_bytes(value: str) -> bytes:
    """CBOR text, if it may stand in a seal.

    Raises:
        egovkit.errors.UsageError: Control, format or private characters, or
            not in NFC.
    """
    if not is_clean(value):
        raise UsageError("text_unclean")
    data = value.encode()
    size = len(data)
    return (_SHORT[size] if size < len(_SHORT) else head(_TEXT, size)) + data


def _int_bytes(value: int) -> bytes:
    return encode_int(int(value))


def _date_bytes(value: date) -> bytes:
    return encode_int(value.toordinal() - EPOCH_DAY)


def _time_bytes(value: datetime) -> bytes:
    if value.tzinfo is None or value.utcoffset() is None:
        raise UsageError("naive_datetime")
    return encode_int((value - _EPOCH) // timedelta(seconds=1))


def _rupiah_bytes(value: int | Decimal) -> bytes:
    sen = Decimal(value).scaleb(2)
    if not sen.is_finite() or sen != sen.to_integral_value():
        raise UsageError("field_sen")
    whole, rest = divmod(int(sen), 100)
    return encode([whole, rest] if rest else whole)


def _digits_bytes(value: Identifier) -> bytes:
    return encode_int(int(value.reveal()))


WRITERS: dict[str, Callable[[Any], bytes]] = {
    "text": text_bytes,
    "int": _int_bytes,
    "bool": lambda value: b"\xf5" if value else b"\xf4",
    "date": _date_bytes,
    "datetime": _time_bytes,
    "rupiah": _rupiah_bytes,
    "enum": _int_bytes,
    "digits": _digits_bytes,
    "masked": lambda value: text_bytes(value.masked),
}
