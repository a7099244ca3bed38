"""What keeps personal data from leaving by accident.

Names load on first use; importing this package loads nothing heavy.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.privacy.consent import (
        Consent,
        ConsentEvent,
        ConsentState,
        DataCategory,
        LawfulBasis,
        Party,
        PersonalData,
        PrivacyNotice,
        Processing,
    )
    from egovkit.privacy.encrypted import Encrypted
    from egovkit.privacy.fields import FieldCipher
    from egovkit.privacy.limits import TIME_LIMITS, TimeLimit
    from egovkit.privacy.logs import RedactingFilter
    from egovkit.privacy.masking import MaskPolicy, mask, safe_dump
    from egovkit.privacy.pseudonyms import Pseudonymizer
    from egovkit.privacy.redaction import redact_text
    from egovkit.privacy.unmasking import plain
    from egovkit.privacy.validation import SafeError, safe_errors

__all__ = [
    "TIME_LIMITS",
    "Consent",
    "ConsentEvent",
    "ConsentState",
    "DataCategory",
    "Encrypted",
    "FieldCipher",
    "LawfulBasis",
    "MaskPolicy",
    "Party",
    "PersonalData",
    "PrivacyNotice",
    "Processing",
    "Pseudonymizer",
    "RedactingFilter",
    "SafeError",
    "TimeLimit",
    "mask",
    "plain",
    "redact_text",
    "safe_dump",
    "safe_errors",
]
_EXPORTS = {
    "TIME_LIMITS": "limits",
    "Consent": "consent",
    "ConsentEvent": "consent",
    "ConsentState": "consent",
    "DataCategory": "consent",
    "Encrypted": "encrypted",
    "FieldCipher": "fields",
    "LawfulBasis": "consent",
    "MaskPolicy": "masking",
    "Party": "consent",
    "PersonalData": "consent",
    "PrivacyNotice": "consent",
    "Processing": "consent",
    "Pseudonymizer": "pseudonyms",
    "RedactingFilter": "logs",
    "SafeError": "validation",
    "TimeLimit": "limits",
    "mask": "masking",
    "plain": "unmasking",
    "redact_text": "redaction",
    "safe_dump": "masking",
    "safe_errors": "validation",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _EXPORTS)
