"""JSON Web Signatures, read strictly: compact, flattened, general, detached.

This is the wire under `egovkit.signatures.verify`; it knows no purposes and no
trust, only the form. A header never chooses the key or the algorithm: the key
brings its own.

Sources:
    RFC 7515 (JWS), RFC 7797 (unencoded payload), RFC 8725 (best practice).

Example:
    >>> parse("eyJhbGciOiJub25lIn0..")
    Traceback (most recent call last):
    egovkit.errors.InvalidFormatError: The envelope says it is not signed. [jws_algorithm_none]
"""  # noqa: E501 - a doctest line

import binascii
import re
from typing import Any, NamedTuple

from egovkit.errors import EgovkitError, InvalidFormatError, InvalidLengthError
from egovkit.signatures.canonical import loads_strict

__all__ = ["Jws", "JwsSignature", "b64url", "parse", "unb64url"]

MAX_BYTES = 8 << 20
MAX_SIGNATURES = 16
MAX_HEADER = 4096
# Brackets and commas of sixteen signatures with all that may stand beside them are
# fewer; eight megabytes of brackets would fill forty times their room.
_MOST_PARTS = 256

# A key that comes with the message proves nothing about the sender.
_EMBEDDED = frozenset({"jwk", "jku", "x5u", "x5c"})
_TO_URL = bytes.maketrans(b"+/", b"-_")
# The other alphabet's two characters and padding become one that none has.
_FROM_URL = bytes.maketrans(b"+/=-_", b"\x00\x00\x00+/")
# Last characters whose bits behind the end are zero, by length modulo four.
_LAST = (None, b"", b"AQgw", b"AEIMQUYcgkosw048")
_PADDING = (b"", b"", b"==", b"=")


def b64url(data: bytes) -> bytes:
    """Base64url without padding (RFC 7515, 2)."""
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL, b"=")


def unb64url(data: bytes) -> bytes:
    """Decode base64url; only the one spelling of the bytes is accepted.

    Raises:
        egovkit.errors.InvalidFormatError: Padding, another alphabet, or bits
            behind the end that are not zero.
    """
    rest = len(data) & 3
    last = _LAST[rest]
    if last is not None and data[-1] not in last:
        raise InvalidFormatError("jws_base64")
    try:
        return binascii.a2b_base64(
            data.translate(_FROM_URL) + _PADDING[rest], strict_mode=True
        )
    except ValueError:
        raise InvalidFormatError("jws_base64") from None


class JwsSignature(NamedTuple):
    """One signature with the header it covers."""

    protected: bytes
    """The protected header exactly as received, base64url."""
    header: dict[str, Any]
    """The protected header, read."""
    signature: bytes
    """The signature value."""
    kid: str | None
    """The unprotected key hint, where a signer left it outside (RFC 7515 A.6)."""


class Jws(NamedTuple):
    """A JWS, read but not verified."""

    payload: bytes | None
    """The content; None where it travels apart."""
    encoded: bytes | None
    """The content exactly as it stands in the JWS."""
    signatures: tuple[JwsSignature, ...]
    """All signatures, at least one."""

    def signing_input(
        self, signature: JwsSignature, content: bytes | None = None
    ) -> bytes:
        """The bytes that the signature covers (RFC 7515 5.1, RFC 7797 3).

        Args:
            signature: One of `signatures`.
            content: The content, where it travels apart.
        """
        if content is None:
            middle = self.encoded or b""
        elif signature.header.get("b64", True):
            middle = b64url(content)
        else:
            middle = content
        return b"%b.%b" % (signature.protected, middle)


def parse(data: bytes | str) -> Jws:
    """Read a JWS in any of its serializations.

    Raises:
        egovkit.errors.InvalidLengthError: More than 8 MiB or 16 signatures.
        egovkit.errors.InvalidFormatError: Not a JWS, or one of the forms that
            are refused; the code says which (``jws_algorithm_none``,
            ``jws_embedded_key``, ``jws_critical``, ``jws_base64`` …).
    """
    if not isinstance(data, (str, bytes)):
        raise InvalidFormatError("jws_form")
    if len(data) > MAX_BYTES:
        raise InvalidLengthError("jws_too_long", limit=MAX_BYTES)
    if isinstance(data, str):
        try:
            data = data.encode()
        except UnicodeEncodeError:
            raise InvalidFormatError("jws_form") from None
    if data.startswith(b"{"):
        return _parse_json(data)
    parts = data.split(b".", 3)  # a fourth part is enough to know
    if len(parts) != 3:  # noqa: PLR2004 - header, payload, signature
        raise InvalidFormatError("jws_form")
    signature = read_signature(parts[0], parts[2])
    return _with_payload(parts[1] or None, (signature,))


def _parse_json(data: bytes) -> Jws:
    if sum(map(data.count, (b"[", b"{", b","))) > _MOST_PARTS:
        raise InvalidFormatError("jws_form")
    value = _read_json(data)
    if "signatures" in value:
        _only(value, {"payload", "signatures"})
        items = value["signatures"]
        if not isinstance(items, list) or not items:
            raise InvalidFormatError("jws_unsigned")
        if len(items) > MAX_SIGNATURES:
            raise InvalidLengthError("jws_too_many", limit=MAX_SIGNATURES)
        for item in items:
            if not isinstance(item, dict):
                raise InvalidFormatError("jws_form")
            _only(item, {"protected", "signature", "header"})
    else:
        _only(value, {"payload", "protected", "signature", "header"})
        items = [value]
    payload = value.get("payload")
    return _with_payload(
        None if payload is None else _text(payload), tuple(map(_json_signature, items))
    )


def _read_json(data: bytes) -> dict[str, Any]:
    try:
        value = loads_strict(data, max_bytes=MAX_BYTES, max_depth=8)
    except EgovkitError as error:
        raise InvalidFormatError("jws_json", why=error.code) from None
    if not isinstance(value, dict):
        raise InvalidFormatError("jws_form")
    return value


def _only(value: dict[str, Any], names: set[str]) -> None:
    if not value.keys() <= names:
        raise InvalidFormatError("jws_form")


def _json_signature(item: dict[str, Any]) -> JwsSignature:
    if "protected" not in item or "signature" not in item:
        raise InvalidFormatError("jws_unprotected")
    signature = read_signature(_text(item["protected"]), _text(item["signature"]))
    if "header" not in item:
        return signature
    # Unsigned members are refused but for the hint that some signers leave there.
    outside = item["header"]
    if (
        not isinstance(outside, dict)
        or outside.keys() != {"kid"}
        or "kid" in signature.header
        or not isinstance(outside["kid"], str)
    ):
        raise InvalidFormatError("jws_unprotected")
    return signature._replace(kid=outside["kid"])


def _text(value: object) -> bytes:
    if not isinstance(value, str):
        raise InvalidFormatError("jws_form")
    return value.encode()


def _with_payload(encoded: bytes | None, signatures: tuple[JwsSignature, ...]) -> Jws:
    plain = {signature.header.get("b64", True) for signature in signatures}
    if len(plain) > 1:
        raise InvalidFormatError("jws_critical")
    payload = encoded
    if encoded is not None and plain == {True}:
        payload = unb64url(encoded)
    return Jws(payload, encoded, signatures)


def read_signature(protected: bytes, signature: bytes) -> JwsSignature:
    """Read one signature and its protected header.

    Raises:
        egovkit.errors.InvalidFormatError: See `parse`.
    """
    if len(protected) > MAX_HEADER:
        raise InvalidLengthError("jws_too_long", limit=MAX_HEADER)
    raw = unb64url(protected)
    header = _read_own(raw)
    if header is None:
        header = _read_json(raw) if raw else {}
        _check_header(header)
    return JwsSignature(protected, header, unb64url(signature), None)


# The header as `egovkit.signatures.sign` writes it; read without a JSON parser,
# since that is most of what verifying costs beside the signature.
_OWN = re.compile(
    rb'\{"alg":"([A-Z][A-Za-z0-9-]{4,15})",'
    rb'(?:"cty":"([a-z0-9./;=-]{1,80})",)?(?:"exp":([1-9][0-9]{0,12}),)?'
    rb'"iat":([1-9][0-9]{0,12}),"kid":"([A-Za-z0-9_-]{6})","typ":"([a-z0-9.+-]{1,64})"\}'
)


def _read_own(raw: bytes) -> dict[str, Any] | None:
    found = _OWN.fullmatch(raw)
    if found is None:
        return None
    algorithm, schema, expires, issued, hint, kind = found.groups()
    header: dict[str, Any] = {
        "alg": algorithm.decode(),
        "iat": int(issued),
        "kid": hint.decode(),
        "typ": kind.decode(),
    }
    if schema is not None:
        header["cty"] = schema.decode()
    if expires is not None:
        header["exp"] = int(expires)
    return header


def _check_header(header: dict[str, Any]) -> None:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str):
        raise InvalidFormatError("jws_unprotected")
    if algorithm.lower() == "none":
        raise InvalidFormatError("jws_algorithm_none")
    if not _EMBEDDED.isdisjoint(header):
        raise InvalidFormatError("jws_embedded_key")
    if "kid" in header and not isinstance(header["kid"], str):
        raise InvalidFormatError("jws_form")
    if "crit" in header or "b64" in header:
        _check_critical(header)


def _check_critical(header: dict[str, Any]) -> None:
    """RFC 7515 4.1.11: every critical name must be understood; we know b64."""
    understood = header.get("crit") == ["b64"] and type(header.get("b64")) is bool
    if not understood:
        raise InvalidFormatError("jws_critical")
