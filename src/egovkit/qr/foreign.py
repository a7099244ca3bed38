"""Reading other nations' documents: EU health certificates and ID Claim 169.

Both are COSE_Sign1 over CWT claims, compressed and in base45. They are verified
under keys that the caller gives, and answered for with the common report.

Source:
    EU hcert-spec, "Electronic Health Certificates" 1.0.5 (HC1), and the EU DCC
    schema 1.3.0; ID Claim 169 v1.2.0 (IANA CWT claim 169).
"""

from __future__ import annotations

import zlib
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from egovkit._cbor import Tag, decode_foreign
from egovkit._clock import to_epoch
from egovkit.errors import EgovkitError, InvalidFormatError, InvalidLengthError
from egovkit.qr._dcc import dcc_fields, dcc_kinds, dcc_problem
from egovkit.qr._format import MAX_TEXT
from egovkit.qr._text import on_one_line
from egovkit.qr._transport import from_base45
from egovkit.signatures.cose import CRIT, KID, Sign1, parse_sign1
from egovkit.signatures.report import Check, FieldText, Outcome, VerificationReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from egovkit._clock import Clock
    from egovkit.qr._foreign_keys import ForeignKey

__all__ = ["ForeignReport", "read_claim169", "read_hc1"]

MAX_INFLATED = 64 * 1024
_SKEW = 300
_CWT_TAG, _ENCRYPT0_TAG, _ENCRYPT_TAG = 61, 16, 96
_EXP, _NBF, _IAT = 4, 5, 6
_HCERT, _DCC = -260, 1
_CLAIM169 = 169
_VALID, _INVALID, _UNSURE = Outcome.VALID, Outcome.INVALID, Outcome.INDETERMINATE

# hcert-spec 3.3.5 and the object identifiers of its first edition
_USAGES = {
    f"{arc}.2021.1.{number}": kind
    for arc in ("1.3.6.1.4.1.1847", "1.3.6.1.4.1.0.1847")
    for number, kind in ((1, "t"), (2, "v"), (3, "r"))
}


class ForeignReport(VerificationReport):
    """The answer for another nation's document."""

    __slots__ = ("_claims", "_content")
    _claims: Mapping[Any, Any]
    _content: Any

    def __init__(
        self,
        checks: tuple[Check, ...],
        *,
        claims: Mapping[Any, Any] | None = None,
        content: Any = None,  # noqa: ANN401 - what the nation's format holds
        fields: tuple[FieldText, ...] = (),
    ) -> None:
        super().__init__(checks, fields=fields)
        object.__setattr__(self, "_claims", claims or {})
        object.__setattr__(self, "_content", content)

    @property
    def signature_ok(self) -> bool:
        """Whether one of the keys made the signature; the expiry aside."""
        return any(
            check.name == "signature" and check.outcome is Outcome.VALID
            for check in self.checks
        )

    @property
    def claims(self) -> Mapping[Any, Any]:
        """The CWT claims as plain data, by number; empty unless verified."""
        return self._claims if self.signature_ok else {}

    @property
    def content(self) -> Any:  # noqa: ANN401 - what the nation's format holds
        """The certificate or the named attributes; None unless verified."""
        return self._content if self.signature_ok else None

    @property
    def unverified_claims(self) -> Mapping[Any, Any]:
        """The claims even where nothing proves them: for looking into a fault."""
        return self._claims

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.checks, self._claims, self._content, self.fields))


def _rebuild(
    checks: tuple[Check, ...],
    claims: Mapping[Any, Any],
    content: Any,  # noqa: ANN401 - what the nation's format holds
    fields: tuple[FieldText, ...],
) -> ForeignReport:
    return ForeignReport(checks, claims=claims, content=content, fields=fields)


def read_hc1(
    text: str,
    *,
    keys: Any,  # noqa: ANN401 - many forms
    at: datetime | Clock | None = None,
) -> ForeignReport:
    """Read and verify an EU digital COVID certificate (``HC1:…``).

    Args:
        text: What the QR code says.
        keys: The keys that may have signed: certificates or public keys, one,
            several, or by kid (bytes); as objects of the cryptography package, as
            `VerificationKey`, PEM, DER or base64 of DER, or the bare bytes of
            an Ed25519 key or a point of P-256. A certificate brings its kid
            (the first 8 bytes of its SHA-256): it is tried only where the code
            names it or names none. The kid under the signature goes before one
            outside it.
        at: The present moment, with a time zone. Without it times are not
            judged.

    Raises:
        egovkit.errors.UsageError: ``keys`` holds something that is no key, or
            looks keys up by something that is no kid.
    """
    return _read(text, "HC1:", keys, at, _judge_dcc)


def read_claim169(
    text: str,
    *,
    keys: Any,  # noqa: ANN401 - many forms
    at: datetime | Clock | None = None,
) -> ForeignReport:
    """Read and verify an ID Claim 169 code.

    Args:
        text: What the QR code says.
        keys: As for `read_hc1`.
        at: The present moment, with a time zone. Without it times are not
            judged.

    Raises:
        egovkit.errors.UsageError: As for `read_hc1`.
    """
    return _read(text, "", keys, at, _judge_claim169)


class _Judged(NamedTuple):
    checks: tuple[Check, ...]
    content: Any
    fields: tuple[FieldText, ...]


def _read(
    text: object,
    prefix: str,
    keys: Any,  # noqa: ANN401 - many forms
    at: datetime | Clock | None,
    judge: Callable[[Mapping[Any, Any], ForeignKey | None], _Judged],
) -> ForeignReport:
    from egovkit.qr._foreign_keys import read_keys

    known = read_keys(keys)
    now = None if at is None else to_epoch(at)
    try:
        data = _inflate(_token(text, prefix))
        if _is_encrypted(data):
            return ForeignReport((Check("format", _UNSURE, "foreign_encrypted"),))
        message = parse_sign1(data, foreign=True, limit=MAX_INFLATED)
        claims = _claims(message.payload)
    except EgovkitError as error:
        facts = {key: fact for key, fact in error.facts.items() if fact is not None}
        return ForeignReport((Check("format", _INVALID, error.code, facts),))
    signed, key = _signature(message, known)
    judged = judge(claims, key)
    checks = [Check("format", _VALID, "foreign_format_ok"), *signed]
    if now is not None:
        checks.append(_validity(claims, now))
    checks += judged.checks
    return ForeignReport(
        tuple(checks),
        claims=claims,
        content=judged.content,
        fields=judged.fields if key else (),
    )


def _token(text: object, prefix: str) -> bytes:
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    if len(text) > MAX_TEXT:
        raise InvalidLengthError("seal_text_too_long", limit=MAX_TEXT)
    # a space is a character of base45: only line ends are forgiven
    text = text.strip("\r\n\t")
    if not text.startswith(prefix):
        raise InvalidFormatError("hc1_prefix")
    return from_base45(text.removeprefix(prefix))


def _inflate(data: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        out = stream.decompress(data, MAX_INFLATED + 1)
    except zlib.error:
        raise InvalidFormatError("foreign_compression") from None
    if len(out) > MAX_INFLATED:
        raise InvalidLengthError("foreign_too_long", limit=MAX_INFLATED // 1024)
    if not stream.eof or stream.unused_data:
        raise InvalidFormatError("foreign_compression")
    return out


def _is_encrypted(data: bytes) -> bool:
    value = decode_foreign(data, limit=MAX_INFLATED)
    if isinstance(value, Tag) and value.number == _CWT_TAG:
        value = value.value
    return isinstance(value, Tag) and value.number in (_ENCRYPT0_TAG, _ENCRYPT_TAG)


def _claims(payload: bytes) -> Mapping[Any, Any]:
    value = decode_foreign(payload, limit=MAX_INFLATED)
    if isinstance(value, Tag) and value.number == _CWT_TAG:
        value = value.value
    if not isinstance(value, dict):
        raise InvalidFormatError("foreign_claims")
    plain: Mapping[Any, Any] = _plain(value)
    return plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - any CBOR value
    """Without tags: a tagged date is its text or number."""
    if isinstance(value, Tag):
        return _plain(value.value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _signature(
    message: Sign1, keys: Iterable[ForeignKey]
) -> tuple[list[Check], ForeignKey | None]:
    if not message.signature:
        return [Check("signature", _INVALID, "foreign_unsigned")], None
    if CRIT in message.protected:  # RFC 9052, 3.1: none is known here
        return [Check("signature", _INVALID, "foreign_critical")], None
    kid = message.header(KID)
    candidates = [
        key for key in keys if kid is None or key.kid is None or key.kid == kid
    ]
    if not candidates:
        return [
            Check("signature", _UNSURE, "signature_unchecked"),
            Check("issuer", _INVALID, "issuer_unknown"),
        ], None
    alg = message.algorithm
    code = "signature_algorithm"
    for key in candidates:
        if key.cose != alg:
            continue
        if key.verifies(message.signature, message.signed_bytes):
            return [
                Check("signature", _VALID, "signature_true"),
                Check("issuer", _VALID, "foreign_key_known"),
            ], key
        code = "signature_false"
    return [Check("signature", _INVALID, code)], None


def _validity(claims: Mapping[Any, Any], now: int) -> Check:
    times = [claims.get(label) for label in (_EXP, _NBF, _IAT)]
    if not all(moment is None or _is_number(moment) for moment in times):
        return Check("validity", _INVALID, "seal_times")
    expires, not_before, issued = times
    if any(start is not None and start > now + _SKEW for start in (not_before, issued)):
        return Check("validity", _INVALID, "validity_from_future")
    if expires is not None and not expires > now:
        return Check("validity", _INVALID, "foreign_expired")
    return Check("validity", _VALID, "validity_current")


def _is_number(value: object) -> bool:
    """Whole or broken seconds; not a number compares as neither early nor late."""
    return type(value) is int or (type(value) is float and isfinite(value))


def _judge_dcc(claims: Mapping[Any, Any], key: ForeignKey | None) -> _Judged:
    certificates = claims.get(_HCERT)
    dcc = certificates.get(_DCC) if isinstance(certificates, dict) else None
    problem = dcc_problem(dcc)
    if problem is not None:
        check = Check("content", _INVALID, "dcc_schema", {"part": problem})
        return _Judged((check,), dcc, ())
    assert isinstance(dcc, dict)  # noqa: S101 - dcc_problem said so
    checks = [Check("content", _VALID, "dcc_ok")]
    allowed = {
        _USAGES[usage] for usage in (key.usages if key else ()) if usage in _USAGES
    }
    if allowed and not dcc_kinds(dcc) <= allowed:
        checks.insert(0, Check("profile", _INVALID, "dcc_key_usage"))
    return _Judged(tuple(checks), dcc, dcc_fields(dcc))


# key → (name, label in Indonesian, in English); claim-169 v1.2.0, table of attributes
_ATTRIBUTES: dict[int, tuple[str, str, str]] = {
    1: ("id", "Nomor identitas", "ID"),
    2: ("version", "Versi", "Version"),
    3: ("language", "Bahasa", "Language"),
    4: ("fullName", "Nama lengkap", "Full name"),
    5: ("firstName", "Nama depan", "First name"),
    6: ("middleName", "Nama tengah", "Middle name"),
    7: ("lastName", "Nama belakang", "Last name"),
    8: ("dateOfBirth", "Tanggal lahir", "Date of birth"),
    9: ("gender", "Jenis kelamin", "Gender"),
    10: ("address", "Alamat", "Address"),
    11: ("email", "Surel", "E-mail"),
    12: ("phone", "Telepon", "Phone"),
    13: ("nationality", "Kewarganegaraan", "Nationality"),
    14: ("maritalStatus", "Status perkawinan", "Marital status"),
    15: ("guardian", "Wali", "Guardian"),
    16: ("photo", "Foto", "Photograph"),
    17: ("photoFormat", "Format foto", "Photograph's format"),
    18: ("bestQualityFingers", "Jari terbaik", "Best quality fingers"),
    19: ("secondaryFullName", "Nama lengkap kedua", "Secondary full name"),
    20: ("secondaryLanguage", "Bahasa kedua", "Secondary language"),
    21: ("locationCode", "Kode lokasi", "Location code"),
    22: ("legalStatus", "Status hukum", "Legal status"),
    23: ("countryOfIssuance", "Negara penerbit", "Country of issuance"),
    50: ("rightThumb", "Ibu jari kanan", "Right thumb"),
    51: ("rightPointerFinger", "Telunjuk kanan", "Right pointer finger"),
    52: ("rightMiddleFinger", "Jari tengah kanan", "Right middle finger"),
    53: ("rightRingFinger", "Jari manis kanan", "Right ring finger"),
    54: ("rightLittleFinger", "Kelingking kanan", "Right little finger"),
    55: ("leftThumb", "Ibu jari kiri", "Left thumb"),
    56: ("leftPointerFinger", "Telunjuk kiri", "Left pointer finger"),
    57: ("leftMiddleFinger", "Jari tengah kiri", "Left middle finger"),
    58: ("leftRingFinger", "Jari manis kiri", "Left ring finger"),
    59: ("leftLittleFinger", "Kelingking kiri", "Left little finger"),
    60: ("rightIris", "Iris kanan", "Right iris"),
    61: ("leftIris", "Iris kiri", "Left iris"),
    62: ("face", "Wajah", "Face"),
    63: ("rightPalm", "Telapak kanan", "Right palm"),
    64: ("leftPalm", "Telapak kiri", "Left palm"),
    65: ("voice", "Suara", "Voice"),
}
_CODED = {
    9: {1: ("laki-laki", "male"), 2: ("perempuan", "female"), 3: ("lainnya", "other")},
    14: {
        1: ("belum kawin", "unmarried"),
        2: ("kawin", "married"),
        3: ("cerai", "divorced"),
    },
    17: {
        n: (word, word) for n, word in enumerate(("JPEG", "JPEG2", "AVIF", "WEBP"), 1)
    },
}


def _judge_claim169(claims: Mapping[Any, Any], _key: ForeignKey | None) -> _Judged:
    attributes = claims.get(_CLAIM169)
    if not isinstance(attributes, dict):
        return _Judged((Check("content", _INVALID, "claim169_missing"),), None, ())
    named = {
        _ATTRIBUTES[number][0] if number in _ATTRIBUTES else str(number): value
        for number, value in attributes.items()
    }
    fields = tuple(
        FieldText(
            _ATTRIBUTES[number][0],
            {"id": _ATTRIBUTES[number][1], "en": _ATTRIBUTES[number][2]},
            _shown(number, value),
        )
        for number, value in attributes.items()
        if number in _ATTRIBUTES and isinstance(value, str | int)
    )
    return _Judged((Check("content", _VALID, "claim169_ok"),), named, fields)


def _shown(number: int, value: str | int) -> str | Mapping[str, str]:
    labels = _CODED.get(number, {}).get(value) if isinstance(value, int) else None
    if labels:
        return {"id": labels[0], "en": labels[1]}
    return on_one_line(str(value))
