"""Keys, envelopes, approval chains, certificates, timestamps, trust lists, reports.

Names load on first use; importing this package loads no cryptography.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.signatures.algorithms import Algorithm
    from egovkit.signatures.anchors import Anchor, TrustAnchors
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
    from egovkit.signatures.certificates import (
        Assurance,
        CertificatePolicy,
        CertificateReport,
        RevocationData,
        RevocationPolicy,
        verify_certificate,
    )
    from egovkit.signatures.cms import (
        CmsReport,
        PreparedCms,
        prepare_cms,
        sign_cms,
        verify_cms,
    )
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
    from egovkit.signatures.reasons import Reason
    from egovkit.signatures.report import (
        Check,
        FieldText,
        Outcome,
        VerificationReport,
    )
    from egovkit.signatures.signable import SignableModel
    from egovkit.signatures.signer import Signer
    from egovkit.signatures.timestamps import (
        TimestampReport,
        TimestampRequest,
        TimestampToken,
    )
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
    "Anchor",
    "ApprovalChain",
    "ApprovalPlan",
    "ApprovalReport",
    "ApprovalStep",
    "Assurance",
    "CertificatePolicy",
    "CertificateReport",
    "Check",
    "CmsReport",
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
    "PreparedCms",
    "PreparedEnvelope",
    "ProfileSpec",
    "Reason",
    "Registry",
    "RevocationData",
    "RevocationPolicy",
    "SignableModel",
    "Signer",
    "SigningKey",
    "Stage",
    "TimestampReport",
    "TimestampRequest",
    "TimestampToken",
    "TrustAnchors",
    "TrustList",
    "TrustListBuilder",
    "TrustRoot",
    "TrustState",
    "VerificationKey",
    "VerificationReport",
    "canonicalize",
    "loads_strict",
    "prepare",
    "prepare_cms",
    "read_signatures",
    "sign",
    "sign_cms",
    "sign_detached",
    "verify",
    "verify_certificate",
    "verify_cms",
    "write_signatures",
]
_EXPORTS = {
    "Algorithm": "algorithms",
    "Anchor": "anchors",
    "ApprovalChain": "approval",
    "ApprovalPlan": "approval",
    "ApprovalReport": "approval",
    "ApprovalStep": "approval",
    "Assurance": "certificates",
    "CertificatePolicy": "certificates",
    "CertificateReport": "certificates",
    "Check": "report",
    "CmsReport": "cms",
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
    "PreparedCms": "cms",
    "PreparedEnvelope": "envelope",
    "ProfileSpec": "trust",
    "Reason": "reasons",
    "Registry": "trust",
    "RevocationData": "certificates",
    "RevocationPolicy": "certificates",
    "SignableModel": "signable",
    "Signer": "signer",
    "SigningKey": "keys",
    "Stage": "approval",
    "TimestampReport": "timestamps",
    "TimestampRequest": "timestamps",
    "TimestampToken": "timestamps",
    "TrustAnchors": "anchors",
    "TrustList": "trust",
    "TrustListBuilder": "trust",
    "TrustRoot": "trust",
    "TrustState": "trust",
    "VerificationKey": "keys",
    "VerificationReport": "report",
    "canonicalize": "canonical",
    "loads_strict": "canonical",
    "prepare": "envelope",
    "prepare_cms": "cms",
    "read_signatures": "trust",
    "sign": "envelope",
    "sign_cms": "cms",
    "sign_detached": "trust",
    "verify": "envelope",
    "verify_certificate": "certificates",
    "verify_cms": "cms",
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
