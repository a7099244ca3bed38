"""What the BSrE service answers, and what that means.

Everything is read for what it surely says: only ``true`` is true, a number of
signatures proves nothing, and an answer that cannot be read leaves the outcome
of signing unknown.
"""

from base64 import b64decode
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from egovkit.integrations._remote import Answer, Failure, Rejected, Signed, Unknown
from egovkit.signatures import Check, Outcome

__all__ = [
    "UNASKED",
    "UserStatus",
    "accepted",
    "judge_v1",
    "judge_v2",
    "outcome_v1",
    "outcome_v2",
    "user_status",
]

_MAY_SIGN = 1111
_REASONS = {
    2011: "bsre_not_registered",
    2021: "bsre_no_certificate",
    2031: "bsre_wrong_passphrase",
}
_RESULTS = frozenset({"file", "base64_signed_file"})
_UNAUTHORIZED = frozenset({401, 403})
_SERVER_ERROR = 500
_CLIENT_ERROR = 400


class UserStatus(StrEnum):
    """What the service says of a signer; only ``ISSUE`` may sign."""

    ISSUE = "ISSUE"
    EXPIRED = "EXPIRED"
    RENEW = "RENEW"
    WAITING_FOR_VERIFICATION = "WAITING_FOR_VERIFICATION"
    NEW = "NEW"
    NO_CERTIFICATE = "NO_CERTIFICATE"
    NOT_REGISTERED = "NOT_REGISTERED"
    SUSPEND = "SUSPEND"
    REVOKE = "REVOKE"
    UNKNOWN = "UNKNOWN"
    """The service did not answer, or with a word that is not known."""

    @property
    def may_sign(self) -> bool:
        """Whether this signer can sign now."""
        return self is UserStatus.ISSUE


def user_status(answer: Mapping[str, Any]) -> UserStatus:
    """The word, or what the number stands for; unknown people come as HTTP 200."""
    word = answer.get("status")
    if isinstance(word, str) and word in UserStatus.__members__:
        return UserStatus[word]
    number = answer.get("status_code")
    return (
        _STATUS_NUMBERS.get(number, UserStatus.UNKNOWN)
        if isinstance(number, int)
        else UserStatus.UNKNOWN
    )


_STATUS_NUMBERS = {
    _MAY_SIGN: UserStatus.ISSUE,
    2011: UserStatus.NOT_REGISTERED,
    2021: UserStatus.NO_CERTIFICATE,
}


def accepted(answer: Answer | Failure) -> bool:
    """Whether it is a success that names no error."""
    if isinstance(answer, Failure):
        return False
    return answer.is_success and not answer.complains()


def _no_signature(
    answer: Answer | Failure, reference: str
) -> Rejected | Unknown | Answer:
    """What is no success, by status alone."""
    if isinstance(answer, Failure):
        return answer.outcome(reference)
    if answer.status >= _SERVER_ERROR:
        # Seen for bad input, but nobody can tell it from a crash after signing.
        return Unknown(reference, "remote_server_error")
    if answer.status in _UNAUTHORIZED:
        return Rejected("remote_unauthorized", reference)
    said = answer.mapping()
    number = said.get("status_code")
    known = number if isinstance(number, int) else None
    refused = answer.complains() or known in _REASONS
    both = refused and answer.is_success and _RESULTS & said.keys()
    if both or not answer.is_final:  # an error and a file, or elsewhere
        return Unknown(reference, "remote_bad_answer")
    if refused or answer.status >= _CLIENT_ERROR:
        return Rejected(_REASONS.get(known or 0, "remote_refused"), reference, known)
    return answer


def outcome_v1(answer: Answer | Failure, reference: str) -> Signed | Rejected | Unknown:
    found = _no_signature(answer, reference)
    if not isinstance(found, Answer):
        return found
    name = found.headers.get("id_dokumen")
    if found.body.startswith(b"%PDF-"):
        return Signed((found.body,), reference, name)
    said = found.mapping()
    document = _pdf(said.get("base64_signed_file"))
    stated = said.get("id_dokumen")
    name = name or (stated if isinstance(stated, str) else None)
    if document is None:
        return Unknown(reference, "remote_bad_answer", name)
    return Signed((document,), reference, name)


def outcome_v2(
    answer: Answer | Failure, reference: str, wanted: int
) -> Signed | Rejected | Unknown:
    found = _no_signature(answer, reference)
    if not isinstance(found, Answer):
        return found
    files = found.mapping().get("file")
    documents = [_pdf(item) for item in files] if isinstance(files, list) else []
    good = tuple(document for document in documents if document is not None)
    if len(good) != wanted or len(documents) != wanted:
        return Unknown(reference, "remote_bad_answer")
    return Signed(good, reference)


def _pdf(value: object) -> bytes | None:
    if not isinstance(value, str):
        return None
    try:
        data = b64decode(value, validate=True)
    except ValueError:
        return None
    return data if data.startswith(b"%PDF-") else None


UNASKED = Check("service", Outcome.INDETERMINATE, "bsre_unasked")
_SAYS_VALID = Check("service", Outcome.VALID, "bsre_answer_valid")
_SAYS_INVALID = Check("service", Outcome.INVALID, "bsre_answer_invalid")
_SAYS_UNSIGNED = Check("service", Outcome.INVALID, "bsre_answer_unsigned")
_UNCLEAR = Check("service", Outcome.INDETERMINATE, "bsre_answer_unclear")
_CONCLUSIONS = {
    "VALID": _SAYS_VALID,
    "INVALID": _SAYS_INVALID,
    "NOT_VALID": _SAYS_INVALID,
    "NO_SIGNATURE": _SAYS_UNSIGNED,
}


def judge_v2(answer: Mapping[str, Any]) -> list[Check]:
    conclusion = answer.get("conclusion")
    found = answer.get("signatureInformations")
    signatures = found if isinstance(found, list) else []
    if not signatures:
        return [_SAYS_UNSIGNED if conclusion == "NO_SIGNATURE" else _UNCLEAR]
    untold = answer.get("signatureCount") not in (None, len(signatures))
    return [
        _CONCLUSIONS.get(str(conclusion), _UNCLEAR),
        *([_UNCLEAR] if untold else []),
        *(
            check
            for number, item in enumerate(signatures, 1)
            for check in _facts(
                number,
                _member(item, "integrityValid"),
                _member(item, "certificateTrusted"),
            )
        ),
    ]


def judge_v1(answer: Mapping[str, Any]) -> list[Check]:
    """Version 1 counts signatures, valid or not: the count proves nothing."""
    count = answer.get("jumlah_signature")
    if count == 0:
        return [_SAYS_UNSIGNED]
    found = answer.get("details")
    details = found if isinstance(found, list) else []
    if not details:
        return [_UNCLEAR]
    untold = [_UNCLEAR] if count not in (None, len(details)) else []
    return untold + [
        check
        for number, item in enumerate(details, 1)
        for check in _facts(
            number,
            _member(_member(item, "signature_document"), "document_integrity"),
            _member(_member(item, "info_signer"), "cert_user_certified"),
        )
    ]


def _member(item: object, name: str) -> object:
    return item.get(name) if isinstance(item, dict) else None


def _facts(number: int, integrity: object, trusted: object) -> list[Check]:
    """Only true is true; what is missing is undecided."""
    pairs = (("integrity", integrity), ("certificate", trusted))
    checks = []
    for name, value in pairs:
        facts = {"signature": number}
        if isinstance(value, bool):
            outcome = Outcome.VALID if value else Outcome.INVALID
            checks.append(
                Check(name, outcome, f"bsre_{name}_{str(value).lower()}", facts)
            )
        else:
            checks.append(Check(name, Outcome.INDETERMINATE, "bsre_answer_unclear"))
    return checks
