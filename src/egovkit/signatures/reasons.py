"""Why something in this room was not VALID, as names a program can compare with.

A report carries plain codes (`Check.code`), since other rooms report codes of
their own; these are the ones of envelopes, approvals, certificates, CMS and
time stamps. Their sentences come by code.

Example:
    >>> Reason("signature_false") is Reason.SIGNATURE_FALSE
    True
    >>> "signature_false" == Reason.SIGNATURE_FALSE
    True
"""

from enum import StrEnum

from egovkit.signatures.report import Language

__all__ = ["Reason"]


class Reason(StrEnum):
    """A reason for INVALID or INDETERMINATE."""

    ALGORITHM_NOT_ACCEPTED = "algorithm_not_accepted"
    ALGORITHM_OTHER = "algorithm_other"
    ANCHOR_DISTRUSTED = "anchor_distrusted"
    ANCHORS_EMPTY = "anchors_empty"
    APPROVAL_INCOMPLETE = "approval_incomplete"
    APPROVAL_REJECTED = "approval_rejected"
    APPROVAL_RETURNED = "approval_returned"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_MALFORMED = "certificate_malformed"
    CERTIFICATE_NOT_YET = "certificate_not_yet"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_REVOKED_LATER = "certificate_revoked_later"
    CERTIFICATE_USAGE = "certificate_usage"
    CERTIFICATE_WEAK = "certificate_weak"
    CMS_ALGORITHM = "cms_algorithm"
    CMS_ATTRIBUTES = "cms_attributes"
    CMS_CERTIFICATE_MISSING = "cms_certificate_missing"
    CMS_CONTENT_TYPE = "cms_content_type"
    CMS_DIGEST = "cms_digest"
    CMS_NO_ATTRIBUTES = "cms_no_attributes"
    CMS_OTHER_CERTIFICATE = "cms_other_certificate"
    CMS_OTHER_CONTENT = "cms_other_content"
    CMS_SEVERAL = "cms_several"
    CMS_TOO_LONG = "cms_too_long"
    CMS_UNREADABLE = "cms_unreadable"
    CMS_UNSIGNED = "cms_unsigned"
    CONTENT_MISSING = "content_missing"
    CONTENT_TWICE = "content_twice"
    ENVELOPE_EXPIRED = "envelope_expired"
    ENVELOPE_HEADER = "envelope_header"
    HYBRID_ONE = "hybrid_one"
    JWS_ALGORITHM_NONE = "jws_algorithm_none"
    JWS_BASE64 = "jws_base64"
    JWS_CRITICAL = "jws_critical"
    JWS_EMBEDDED_KEY = "jws_embedded_key"
    JWS_FORM = "jws_form"
    JWS_JSON = "jws_json"
    JWS_TOO_LONG = "jws_too_long"
    JWS_TOO_MANY = "jws_too_many"
    JWS_UNPROTECTED = "jws_unprotected"
    JWS_UNSIGNED = "jws_unsigned"
    KEY_NOT_IN_FORCE = "key_not_in_force"
    KEY_OF_OTHER_PURPOSE_FOUND = "key_of_other_purpose_found"
    NOT_BYTES = "not_bytes"
    PATH_CONSTRAINT = "path_constraint"
    PATH_NOT_FOUND = "path_not_found"
    PURPOSE_OTHER = "purpose_other"
    REVOCATION_UNKNOWN = "revocation_unknown"
    REVOCATION_UNSUPPORTED = "revocation_unsupported"
    SIGNATURE_FALSE = "signature_false"
    SIGNATURES_DISAGREE = "signatures_disagree"
    SIGNED_IN_FUTURE = "signed_in_future"
    SIGNER_COMPROMISED = "signer_compromised"
    SIGNER_TWICE = "signer_twice"
    SIGNER_UNKNOWN = "signer_unknown"
    SIGNERS_TOO_FEW = "signers_too_few"
    STEP_AFTER_END = "step_after_end"
    STEP_DROPPED = "step_dropped"
    STEP_NOT_ITS_TURN = "step_not_its_turn"
    STEP_OFFICER_UNKNOWN = "step_officer_unknown"
    STEP_OTHER_ACTION = "step_other_action"
    STEP_OTHER_CHAIN = "step_other_chain"
    STEP_OTHER_DOCUMENT = "step_other_document"
    STEP_OTHER_OFFICER = "step_other_officer"
    STEP_OTHER_PLAN = "step_other_plan"
    STEP_REORDERED = "step_reordered"
    STEP_REPEATED = "step_repeated"
    STEP_SAME_PERSON = "step_same_person"
    STEP_UNREADABLE = "step_unreadable"
    STEP_WRONG_ROLE = "step_wrong_role"
    TIMESTAMP_COARSE = "timestamp_coarse"
    TIMESTAMP_IN_FUTURE = "timestamp_in_future"
    TIMESTAMP_NO_CERTIFICATE = "timestamp_no_certificate"
    TIMESTAMP_OTHER = "timestamp_other"
    TIMESTAMP_UNREADABLE = "timestamp_unreadable"
    TRUST_EMPTY = "trust_empty"
    TRUST_EXPIRED = "trust_expired"

    def sentence(self, lang: Language = "id") -> str:
        """The reason in one sentence, its figures left open."""
        from egovkit._messages import sentence

        return sentence(self, lang)
