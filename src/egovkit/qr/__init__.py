"""Sealed documents in a QR code: declare, seal, draw, scan, verify, revoke.

Names load on first use; importing this package loads no cryptography.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.qr._status_token import read_status_aggregation, status_aggregation
    from egovkit.qr.documents import Masked, SealedDocument, sealed
    from egovkit.qr.foreign import ForeignReport, read_claim169, read_hc1
    from egovkit.qr.page import build_page
    from egovkit.qr.profile_lock import check_profiles, lock_profiles
    from egovkit.qr.scanning import scan
    from egovkit.qr.seal import Seal, Sealer
    from egovkit.qr.status import StatusList
    from egovkit.qr.status_index import StatusIndexAllocator
    from egovkit.qr.status_set import StatusAnswer, StatusSet, shard_uri
    from egovkit.qr.symbol import PrintSize, Symbol
    from egovkit.qr.verifier import Policy, SealReport, Verifier
    from egovkit.signatures.report import VerificationReport

__all__ = [
    "ForeignReport",
    "Masked",
    "Policy",
    "PrintSize",
    "Seal",
    "SealReport",
    "SealedDocument",
    "Sealer",
    "StatusAnswer",
    "StatusIndexAllocator",
    "StatusList",
    "StatusSet",
    "Symbol",
    "VerificationReport",
    "Verifier",
    "build_page",
    "check_profiles",
    "lock_profiles",
    "read_claim169",
    "read_hc1",
    "read_status_aggregation",
    "scan",
    "sealed",
    "shard_uri",
    "status_aggregation",
]
_EXPORTS = {
    "ForeignReport": "foreign",
    "Masked": "documents",
    "Policy": "verifier",
    "PrintSize": "symbol",
    "Seal": "seal",
    "SealReport": "verifier",
    "SealedDocument": "documents",
    "Sealer": "seal",
    "StatusAnswer": "status_set",
    "StatusIndexAllocator": "status_index",
    "StatusList": "status",
    "StatusSet": "status_set",
    "Symbol": "symbol",
    "VerificationReport": "verifier",
    "Verifier": "verifier",
    "build_page": "page",
    "check_profiles": "profile_lock",
    "lock_profiles": "profile_lock",
    "read_claim169": "foreign",
    "read_hc1": "foreign",
    "read_status_aggregation": "_status_token",
    "scan": "scanning",
    "sealed": "documents",
    "shard_uri": "status_set",
    "status_aggregation": "_status_token",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _EXPORTS)
