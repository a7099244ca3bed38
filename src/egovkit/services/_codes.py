"""What may enter the history as text: codes and references, nothing free."""

import re

__all__ = ["is_code", "is_reference"]

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}")


def is_code(text: str) -> bool:
    """Lower case, digits, underscore; such as a reason or a relation."""
    return _CODE.fullmatch(text) is not None


def is_reference(text: str) -> bool:
    """A number, digest or region code of somebody's: no spaces, so no sentence."""
    return _REFERENCE.fullmatch(text) is not None
