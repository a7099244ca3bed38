"""Keys, envelopes, approval chains, certificates, timestamps, trust lists, reports.

Names load on first use; importing this package loads no cryptography.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.signatures.algorithms import Algorithm
    from egovkit.signatures.keys import SigningKey, VerificationKey
    from egovkit.signatures.report import (
        Check,
        FieldText,
        Outcome,
        VerificationReport,
    )
    from egovkit.signatures.signer import Signer
    from egovkit.signatures.trust import (
        Issuer,
        IssuerKey,
        TrustList,
        TrustRoot,
        TrustState,
    )

__all__ = [
    "Algorithm",
    "Check",
    "FieldText",
    "Issuer",
    "IssuerKey",
    "Outcome",
    "Signer",
    "SigningKey",
    "TrustList",
    "TrustRoot",
    "TrustState",
    "VerificationKey",
    "VerificationReport",
]
_EXPORTS = {
    "Algorithm": "algorithms",
    "Check": "report",
    "FieldText": "report",
    "Issuer": "trust",
    "IssuerKey": "trust",
    "Outcome": "report",
    "Signer": "signer",
    "SigningKey": "keys",
    "TrustList": "trust",
    "TrustRoot": "trust",
    "TrustState": "trust",
    "VerificationKey": "keys",
    "VerificationReport": "report",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _EXPORTS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
        globals()[name] = value  # found once, then an ordinary name
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
