"""Keys, envelopes, approval chains, certificates, timestamps, trust lists, reports.

Names load on first use; importing this package loads no cryptography.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.signatures.algorithms import Algorithm
    from egovkit.signatures.approval import (
        ApprovalChain,
        ApprovalPlan,
        ApprovalReport,
        ApprovalStep,
        Delegation,
        Officer,
        Stage,
    )
    from egovkit.signatures.canonical import canonicalize, loads_strict
    from egovkit.signatures.envelope import (
        Envelope,
        EnvelopePolicy,
        EnvelopeReport,
        EnvelopeSigner,
        PreparedEnvelope,
        prepare,
        sign,
        verify,
    )
    from egovkit.signatures.keys import SigningKey, VerificationKey
    from egovkit.signatures.report import (
        Check,
        FieldText,
        Outcome,
        VerificationReport,
    )
    from egovkit.signatures.signable import SignableModel
    from egovkit.signatures.signer import Signer
    from egovkit.signatures.trust import (
        DetachedSignature,
        FieldSpec,
        Issuer,
        IssuerKey,
        ProfileSpec,
        Registry,
        TrustList,
        TrustListBuilder,
        TrustRoot,
        TrustState,
        read_signatures,
        sign_detached,
        write_signatures,
    )

__all__ = [
    "Algorithm",
    "ApprovalChain",
    "ApprovalPlan",
    "ApprovalReport",
    "ApprovalStep",
    "Check",
    "Delegation",
    "DetachedSignature",
    "Envelope",
    "EnvelopePolicy",
    "EnvelopeReport",
    "EnvelopeSigner",
    "FieldSpec",
    "FieldText",
    "Issuer",
    "IssuerKey",
    "Officer",
    "Outcome",
    "PreparedEnvelope",
    "ProfileSpec",
    "Registry",
    "SignableModel",
    "Signer",
    "SigningKey",
    "Stage",
    "TrustList",
    "TrustListBuilder",
    "TrustRoot",
    "TrustState",
    "VerificationKey",
    "VerificationReport",
    "canonicalize",
    "loads_strict",
    "prepare",
    "read_signatures",
    "sign",
    "sign_detached",
    "verify",
    "write_signatures",
]
_EXPORTS = {
    "Algorithm": "algorithms",
    "ApprovalChain": "approval",
    "ApprovalPlan": "approval",
    "ApprovalReport": "approval",
    "ApprovalStep": "approval",
    "Check": "report",
    "Delegation": "approval",
    "DetachedSignature": "trust",
    "Envelope": "envelope",
    "EnvelopePolicy": "envelope",
    "EnvelopeReport": "envelope",
    "EnvelopeSigner": "envelope",
    "FieldSpec": "trust",
    "FieldText": "report",
    "Issuer": "trust",
    "IssuerKey": "trust",
    "Officer": "approval",
    "Outcome": "report",
    "PreparedEnvelope": "envelope",
    "ProfileSpec": "trust",
    "Registry": "trust",
    "SignableModel": "signable",
    "Signer": "signer",
    "SigningKey": "keys",
    "Stage": "approval",
    "TrustList": "trust",
    "TrustListBuilder": "trust",
    "TrustRoot": "trust",
    "TrustState": "trust",
    "VerificationKey": "keys",
    "VerificationReport": "report",
    "canonicalize": "canonical",
    "loads_strict": "canonical",
    "prepare": "envelope",
    "read_signatures": "trust",
    "sign": "envelope",
    "sign_detached": "trust",
    "verify": "envelope",
    "write_signatures": "trust",
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
