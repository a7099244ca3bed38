"""What an EU digital COVID certificate must hold, and how it is shown.

The parts that every edition of the schema asks for are asked for here; code
lists and text patterns are not, since editions and member states differ in them.

Source:
    EU DCC schema 1.0.0 to 1.3.0 (ehn-dcc-schema, DCC.combined-schema.json).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from egovkit.qr._text import on_one_line
from egovkit.signatures.report import FieldText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["dcc_fields", "dcc_kinds", "dcc_problem"]

_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)
# a time after it is against the schema; early certificates of some states have it
_BIRTH = re.compile(r"((19|20)\d\d(-\d\d){0,2}(T[0-9:.Z+-]*)?)?", re.ASCII)
_MAX_NAME = 80
_PARTS = ("v", "t", "r")


def _text(value: object) -> bool:
    return isinstance(value, str)


def _dose(value: object) -> bool:
    return type(value) is int and value > 0


_COMMON: dict[str, Callable[[object], bool]] = {
    "tg": _text,
    "co": _text,
    "is": _text,
    "ci": _text,
}
# what each kind of entry must hold
_REQUIRED: dict[str, dict[str, Callable[[object], bool]]] = {
    "v": {
        **_COMMON,
        "vp": _text,
        "mp": _text,
        "ma": _text,
        "dn": _dose,
        "sd": _dose,
        "dt": _text,
    },
    "t": {**_COMMON, "tt": _text, "sc": _text, "tr": _text},
    "r": {**_COMMON, "fr": _text, "df": _text, "du": _text},
}


def dcc_problem(dcc: object) -> str | None:
    """The first part that is not as the schema asks, or None."""
    if not isinstance(dcc, dict):
        return "hcert"
    version, birth = dcc.get("ver"), dcc.get("dob")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        return "ver"
    if not isinstance(birth, str) or not _BIRTH.fullmatch(birth):
        return "dob"
    if not _is_name(dcc.get("nam")):
        return "nam"
    if not dcc_kinds(dcc):
        return "v/t/r"
    return next((part for part in _PARTS if not _is_part(part, dcc.get(part))), None)


def _is_name(name: object) -> bool:
    return (
        isinstance(name, dict)
        and isinstance(name.get("fnt"), str)
        and all(isinstance(v, str) and len(v) <= _MAX_NAME for v in name.values())
    )


def _is_part(part: str, entries: object) -> bool:
    if entries is None:
        return True
    if not isinstance(entries, list) or not entries:
        return False
    rules = _REQUIRED[part]
    return all(
        isinstance(entry, dict)
        and all(rule(entry.get(name)) for name, rule in rules.items())
        for entry in entries
    )


def dcc_kinds(dcc: Mapping[str, Any]) -> set[str]:
    """Which of vaccination (v), test (t) and recovery (r) it certifies."""
    return {part for part in _PARTS if dcc.get(part)}


_KINDS = {
    "v": ("vaksinasi", "vaccination"),
    "t": ("tes", "test"),
    "r": ("kesembuhan", "recovery"),
}


def dcc_fields(dcc: Mapping[str, Any]) -> tuple[FieldText, ...]:
    """Name, birth date, kind and entry, to compare with the holder's papers."""
    name = dcc["nam"]
    shown = [
        ("fn", "Nama keluarga", "Surname", name.get("fn") or name["fnt"]),
        ("gn", "Nama depan", "Forename", name.get("gn") or name.get("gnt") or "—"),
        ("dob", "Tanggal lahir", "Date of birth", dcc["dob"] or "—"),
    ]
    fields = [
        FieldText(key, {"id": i, "en": e}, on_one_line(text))
        for key, i, e, text in shown
    ]
    for part in sorted(dcc_kinds(dcc)):
        indonesian, english = _KINDS[part]
        kind = {"id": indonesian, "en": english}
        fields.append(FieldText("kind", {"id": "Jenis", "en": "Kind"}, kind))
        for entry in dcc[part]:
            fields += [
                FieldText(key, {"id": i, "en": e}, on_one_line(entry[key]))
                for key, i, e in (
                    ("co", "Negara", "Country"),
                    ("is", "Penerbit", "Issuer"),
                    ("ci", "Nomor sertifikat", "Certificate identifier"),
                )
            ]
    return tuple(fields)
