"""What a CSC service answers, and what that means.

An answer that cannot be read leaves the outcome of signing unknown.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from egovkit.integrations._remote import Answer, Failure, Rejected, Signed, Unknown

__all__ = ["decoded", "encoded", "member", "signed_results", "success"]

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
