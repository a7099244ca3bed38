"""What a CSC service answers, and what that means.

An answer that cannot be read leaves the outcome of signing unknown.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from egovkit.errors import SigningError
from egovkit.integrations._remote import Answer, Failure, Rejected, Signed, Unknown
from egovkit.signatures.algorithms import Algorithm

__all__ = ["decoded", "encoded", "fixed_width", "member", "signed_results", "success"]

_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_UNAUTHORIZED = frozenset({401, 403})


def encoded(values: Sequence[bytes]) -> list[str]:
    return [b64encode(value).decode() for value in values]


def decoded(values: object) -> list[bytes]:
    """What is base64; an empty list when one of them is not."""
    items = values if isinstance(values, list) else []
    try:
        return [b64decode(item, validate=True) for item in items]
    except (ValueError, TypeError):
        return []


def member(said: dict[str, Any], name: str) -> dict[str, Any]:
    value = said.get(name)
    return value if isinstance(value, dict) else {}


def success(
    answer: Answer | Failure, reference: str
) -> dict[str, Any] | Rejected | Unknown:
    if isinstance(answer, Failure):
        return answer.outcome(reference)
    if answer.status >= _SERVER_ERROR:
        return Unknown(reference, "remote_server_error")
    if answer.status in _UNAUTHORIZED:
        return Rejected("remote_unauthorized", reference)
    if not answer.is_final:
        return Unknown(reference, "remote_bad_answer")
    said = answer.mapping()
    if answer.status >= _CLIENT_ERROR or answer.complains():
        return Rejected("remote_refused", reference)
    return said or Unknown(reference, "remote_bad_answer")


def _contradicts_itself(answer: Answer | Failure, key: str) -> bool:
    """An error and results in one: it may have signed all the same."""
    if isinstance(answer, Failure) or answer.status >= _CLIENT_ERROR:
        return False
    return answer.complains() and not {key, "responseID"}.isdisjoint(answer.mapping())


def signed_results(
    answer: Answer | Failure, reference: str, key: str, wanted: int
) -> Signed | Rejected | Unknown:
    if _contradicts_itself(answer, key):
        return Unknown(reference, "remote_bad_answer")
    said = success(answer, reference)
    if not isinstance(said, dict):
        return said
    name = said.get("responseID")
    pending = name if isinstance(name, str) else None
    found = tuple(decoded(said.get(key)))
    whole = key == "signatures" or all(item.startswith(b"%PDF-") for item in found)
    if len(found) != wanted or not whole:
        code = "remote_no_answer" if pending else "remote_bad_answer"
        return Unknown(reference, code, pending)
    return Signed(found, reference, pending)


def fixed_width(signature: bytes, algorithm: Algorithm) -> bytes:
    """Our form of an EC signature: r and s side by side."""
    if algorithm is Algorithm.RS256:
        return signature
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    size = 32 if algorithm is Algorithm.ES256 else 48
    try:
        r, s = decode_dss_signature(signature)
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    except (ValueError, OverflowError):
        raise SigningError("remote_bad_answer") from None
