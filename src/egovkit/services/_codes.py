"""What may enter the history as text: codes and references, nothing free."""

import re

__all__ = ["is_code", "is_key", "is_reference"]

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_KEY = re.compile(r"[!-~]{1,200}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}")


def is_code(text: object) -> bool:
    """Lower case, digits, underscore; such as a reason or a relation."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None


def is_reference(text: object) -> bool:
    """A number, digest or region code of somebody's: no spaces, so no sentence."""
    return isinstance(text, str) and _REFERENCE.fullmatch(text) is not None


def is_key(text: object) -> bool:
    """An idempotency key as a header carries it: visible ASCII, up to 200."""
    return isinstance(text, str) and _KEY.fullmatch(text) is not None
