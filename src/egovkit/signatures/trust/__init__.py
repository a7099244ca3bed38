"""Trust lists: who may seal what, signed by m of n keepers.

`TrustRoot` names the keepers, `TrustList` what they say, `TrustState` what a
verifier remembers, `TrustListBuilder` makes the next edition.
"""

from egovkit.signatures.trust._builder import TrustListBuilder
from egovkit.signatures.trust._diff import TrustChange, compare
from egovkit.signatures.trust._list import TrustList, TrustState
from egovkit.signatures.trust._root import TrustRoot
from egovkit.signatures.trust._shapes import (
    FieldSpec,
    Issuer,
    IssuerKey,
    ProfileSpec,
    Registry,
)
from egovkit.signatures.trust._signed import (
    DetachedSignature,
    read_signatures,
    sign_detached,
    write_signatures,
)

__all__ = [
    "DetachedSignature",
    "FieldSpec",
    "Issuer",
    "IssuerKey",
    "ProfileSpec",
    "Registry",
    "TrustChange",
    "TrustList",
    "TrustListBuilder",
    "TrustRoot",
    "TrustState",
    "compare",
    "read_signatures",
    "sign_detached",
    "write_signatures",
]
