"""Status list tokens: the signed CWT and JWT around a status list.

Source:
    draft-ietf-oauth-status-list-20, section 5; RFC 8392 (CWT), RFC 9596 (the
    COSE header 16, type), RFC 7519 (JWT), RFC 8725 3.11 (explicit typing),
    RFC 7515 4.1.11 and RFC 9052 3.1 (critical headers: none is known here).
"""

from __future__ import annotations

import base64
import binascii
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard

from egovkit._arguments import is_count, of_kind
from egovkit._cbor import SIGN1_TAG, decode_foreign, encode, head
from egovkit._clock import to_epoch
from egovkit._messages import sentence
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.qr._arguments import signer
from egovkit.qr._format import TIMES
from egovkit.signatures._signing import signing
from egovkit.signatures.cose import ALG, CRIT, build_sign1, parse_sign1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from egovkit._clock import Clock
    from egovkit.signatures.signer import Signer

__all__ = [
    "RawToken",
    "numbered_token",
    "parse_token",
    "read_status_aggregation",
    "sign_cwt",
    "sign_jwt",
    "status_aggregation",
]

MAX_TOKEN = 4 * 2**20
_TYP = 16
_CWT_TYPE = "application/statuslist+cwt"
_JWT_TYPE = "statuslist+jwt"
_SUB, _EXP, _IAT, _STATUS_LIST, _TTL = 2, 4, 6, 65533, 65534
_JWT_PARTS = 3
_TAGGED = head(6, SIGN1_TAG)
_MAX_URIS = 10_000
_MAX_WHOLE = 2**53  # from here on a browser reads another number


@dataclass(frozen=True, slots=True)
class RawToken:
    """A status list token that was read, its signature not yet verified.

    Args:
        alg: What it says of its algorithm, by the name of its format.
        signed: The bytes that were signed.
        signature: The signature over them.
        uri: What it is the list of (``sub``).
        issued_at: Epoch, UTC.
        expires_at: Epoch, UTC.
        ttl: Seconds.
        bits: Bits for each index.
        lst: The compressed list.
    """

    alg: object
    signed: bytes
    signature: bytes
    uri: str
    issued_at: int
    expires_at: int | None
    ttl: int | None
    bits: int
    lst: bytes


def _claims(  # noqa: PLR0913 - the claims, each named
    key: Signer,
    *,
    uri: str,
    at: datetime | Clock,
    expires: datetime,
    ttl: int | None,
    aggregation_uri: str | None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    signer(key)
    if key.use != "status":
        raise UsageError("status_key_use")
    of_kind(aggregation_uri, str | None, "aggregation_uri")
    if type(uri) is not str or not (ttl is None or is_count(ttl)):
        raise UsageError("status_claims")
    claims: dict[str, Any] = {
        "sub": uri,
        "iat": to_epoch(at),
        "exp": to_epoch(expires),
    }
    if claims["exp"] <= claims["iat"]:
        raise UsageError("status_expires_first")
    if ttl is not None:
        claims["ttl"] = ttl
    extra = {} if aggregation_uri is None else {"aggregation_uri": aggregation_uri}
    return claims, extra


_CWT_LABELS = {"sub": _SUB, "iat": _IAT, "exp": _EXP, "ttl": _TTL}


def sign_cwt(key: Signer, bits: int, lst: bytes, **claims: Any) -> bytes:  # noqa: ANN401
    """A COSE_Sign1 (tag 18, no CWT tag) with the list."""
    values, extra = _claims(key, **claims)
    payload: dict[object, object] = {
        _CWT_LABELS[name]: value for name, value in values.items()
    }
    payload[_STATUS_LIST] = {"bits": bits, "lst": lst, **extra}
    return build_sign1(
        encode(payload),
        alg=key.algorithm.cose,
        sign=signing(key),
        kid=key.kid,
        headers={_TYP: _CWT_TYPE},
    )


def sign_jwt(key: Signer, bits: int, lst: bytes, **claims: Any) -> str:  # noqa: ANN401
    """A JWS in compact form with the list."""
    values, extra = _claims(key, **claims)
    header = {"alg": key.algorithm.jose, "kid": key.kid.hex(), "typ": _JWT_TYPE}
    values["status_list"] = {"bits": bits, "lst": _b64encode(lst), **extra}
    signed = ".".join(
        _b64encode(json.dumps(part, separators=(",", ":")).encode())
        for part in (header, values)
    )
    return f"{signed}.{_b64encode(signing(key)(signed.encode()))}"


def parse_token(token: bytes | str) -> RawToken:
    """Read a token of either form; nothing is verified yet.

    Raises:
        egovkit.errors.InvalidFormatError: Not a status list token.
        egovkit.errors.InvalidLengthError: Longer than 4 MiB.
    """
    if not isinstance(token, str | bytes):
        raise _malformed()
    if len(token) > MAX_TOKEN:
        raise InvalidFormatError("status_list_too_large", limit=MAX_TOKEN)
    if isinstance(token, str):
        return _parse_jwt(token.strip())
    if token[:2] == b"ey":  # {" in base64url; no COSE message starts so
        try:
            return _parse_jwt(token.decode("ascii").strip())
        except UnicodeDecodeError:
            raise _malformed() from None
    return _parse_cwt(token)


def _parse_cwt(token: bytes) -> RawToken:
    if not token.startswith(_TAGGED):  # section 5.2: never without, or inside another
        raise InvalidFormatError("cose_not_sign1")
    message = parse_sign1(token, foreign=True, limit=MAX_TOKEN)
    if message.protected.get(_TYP) != _CWT_TYPE:
        raise InvalidFormatError("status_list_type")
    if CRIT in message.protected or CRIT in message.unprotected:
        raise _malformed()
    claims = decode_foreign(message.payload, limit=MAX_TOKEN)
    if not isinstance(claims, dict):
        raise _malformed()
    names = {name: claims.get(label) for name, label in _CWT_LABELS.items()}
    status_list = claims.get(_STATUS_LIST)
    if not isinstance(status_list, dict):
        raise _malformed()
    return _token(
        names,
        bits=status_list.get("bits"),
        lst=status_list.get("lst"),
        alg=message.algorithm if ALG in message.protected else None,
        signed=message.signed_bytes,
        signature=message.signature,
    )


def _parse_jwt(token: str) -> RawToken:
    parts = token.split(".")
    if len(parts) != _JWT_PARTS:
        raise _malformed()
    header, claims = _json(parts[0]), _json(parts[1])
    if header.get("typ") != _JWT_TYPE:
        raise InvalidFormatError("status_list_type")
    if "crit" in header:
        raise _malformed()
    status_list = claims.get("status_list")
    if not isinstance(status_list, dict):
        raise _malformed()
    lst = status_list.get("lst")
    return _token(
        claims,
        bits=status_list.get("bits"),
        lst=_b64decode(lst) if isinstance(lst, str) else None,
        alg="EdDSA" if header.get("alg") == "Ed25519" else header.get("alg"),
        signed=f"{parts[0]}.{parts[1]}".encode(),
        signature=_b64decode(parts[2]),
    )


def _token(
    claims: dict[str, object],
    *,
    bits: object,
    lst: object,
    **signed: Any,  # noqa: ANN401
) -> RawToken:
    uri, issued_at = claims.get("sub"), claims.get("iat")
    expires_at, ttl = claims.get("exp"), claims.get("ttl")
    if (
        type(uri) is not str
        or not _is_moment(issued_at)
        or not (expires_at is None or _is_moment(expires_at))
        or not (ttl is None or (type(ttl) is int and ttl > 0))
        or type(bits) is not int
        or type(lst) is not bytes
    ):
        raise _malformed()
    return RawToken(
        uri=uri,
        issued_at=issued_at,
        expires_at=expires_at,
        ttl=ttl,
        bits=bits,
        lst=lst,
        **signed,
    )


def _is_moment(value: object) -> TypeGuard[int]:
    """Seconds from 1970 to the year 9999; of others no date could be told."""
    return type(value) is int and 0 <= value < TIMES.stop


@contextmanager
def numbered_token(number: int) -> Iterator[None]:
    """Say of an error which of several tokens it is about: by place, not content."""
    try:
        yield
    except EgovkitError as error:
        error.facts = {**error.facts, "token": number}
        error.add_note(sentence("status_token_number", "en", token=number))
        raise


def status_aggregation(uris: list[str]) -> bytes:
    """The JSON that names every status list of an issuer (section 9.3).

    Raises:
        egovkit.errors.UsageError: Something that `read_status_aggregation`
            would refuse.
    """
    if not _are_addresses(uris):
        raise UsageError("status_addresses", limit=_MAX_URIS)
    return json.dumps({"status_lists": uris}).encode()


def read_status_aggregation(data: bytes) -> tuple[str, ...]:
    """The addresses in what `status_aggregation` wrote; https only, each once.

    Raises:
        egovkit.errors.InvalidFormatError: Not such JSON.
        egovkit.errors.UsageError: No bytes.
    """
    of_kind(data, bytes | bytearray | str, "data")
    if len(data) > MAX_TOKEN:
        raise InvalidFormatError("status_list_too_large", limit=MAX_TOKEN)
    uris = _load(data).get("status_lists")
    if not _are_addresses(uris):
        raise _malformed()
    return tuple(dict.fromkeys(uris))


def _are_addresses(uris: object) -> TypeGuard[list[str]]:
    return (
        isinstance(uris, list | tuple)
        and len(uris) <= _MAX_URIS
        and all(isinstance(u, str) and u.startswith("https://") for u in uris)
    )


def _malformed() -> InvalidFormatError:
    return InvalidFormatError("status_list_format")


def _json(part: str) -> dict[str, object]:
    return _load(_b64decode(part))


def _load(data: bytes | bytearray | str) -> dict[str, object]:
    try:
        value = json.loads(
            data if isinstance(data, str) else str(data, "utf-8"),
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise _malformed() from None
    if not isinstance(value, dict):
        raise _malformed()
    return value


def _number(text: str) -> int | float:
    """A number of JSON, whole ones however they are written: 1.0 is 1.

    A whole number that a browser would read as another one stays a fraction, and is
    no whole number to whoever asks for one.
    """
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _MAX_WHOLE else value


def _no_number(_: str) -> NoReturn:
    raise ValueError  # NaN and Infinity are no JSON (RFC 8259, section 6)


def _b64encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _b64decode(text: str) -> bytes:
    try:
        return base64.b64decode(
            text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4),
            altchars=b"-_",
            validate=True,
        )
    except (binascii.Error, ValueError):
        raise _malformed() from None
