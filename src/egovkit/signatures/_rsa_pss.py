"""The parameters of RSASSA-PSS, in keys and in CMS, read strictly.

A key that names this scheme signs with no other (RFC 4055, 1.2).

Source:
    RFC 4055 3.1 (parameters), RFC 8017 A.2.3.
"""

from typing import NamedTuple

from egovkit.signatures import _der as der

__all__ = ["RSA_PSS", "PssParameters", "key_parameters", "read_parameters"]

RSA_PSS = "1.2.840.113549.1.1.10"
_MGF1 = "1.2.840.113549.1.1.8"
_DEFAULT_SALT, _LONGEST_SALT = 20, 512  # bytes; the second is of 4096 bits


class PssParameters(NamedTuple):
    """What a key or a signature states."""

    digest: str
    """Object identifier of the hash, for the message and for the mask."""
    salt_length: int
    """Bytes."""


def read_parameters(node: der.Node) -> PssParameters | None:
    """The parameters, or None for a mask of another kind, or with another hash.

    A hash that is left out means SHA-1, and is None too.

    Raises:
        ValueError: Not RSASSA-PSS-params.
    """
    fields = {n.tag: n.first() for n in node.expect(der.SEQUENCE).children()}
    if der.CONTEXT_0 not in fields or der.CONTEXT_1 not in fields:
        return None
    digest = _first_oid(fields[der.CONTEXT_0])
    mask = fields[der.CONTEXT_1].children()
    if mask[0].oid() != _MGF1 or _first_oid(mask[1]) != digest:
        return None
    salt = _DEFAULT_SALT
    if der.CONTEXT_2 in fields:
        salt = fields[der.CONTEXT_2].integer()
    if not _DEFAULT_SALT <= salt <= _LONGEST_SALT:
        return None
    return PssParameters(digest, salt)


def _first_oid(node: der.Node) -> str:
    return node.first().oid()


def key_parameters(spki: bytes) -> list[der.Node] | None:
    """What follows the name RSASSA-PSS in a public key; None for another name.

    Raises:
        ValueError: Not a SubjectPublicKeyInfo.
    """
    algorithm = der.read(spki).first()
    name, *parameters = algorithm.children()
    return parameters if name.oid() == RSA_PSS else None
