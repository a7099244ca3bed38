"""The one way from masked values to full ones.

Identifiers are masked wherever they turn into text by themselves, so a CSV
writer, a data frame or `json.dumps` would write asterisks. `plain` says aloud
that full values leave the program here, and is easy to search for in a review.

Example:
    >>> from egovkit.identity import NIK
    >>> import json
    >>> json.dumps(plain({"nik": NIK("3171015708459002")}))
    '{"nik": "3171015708459002"}'
"""

from datetime import date, time
from enum import Enum
from typing import Any, NoReturn

from egovkit._identifier import Identifier
from egovkit.errors import UsageError
from egovkit.privacy._walk import Rules, rebuild

__all__ = ["plain"]


def plain(value: object) -> Any:  # noqa: ANN401 - what `json.dumps` takes
    """Full values for CSV, data frames and JSON, from anything that holds them.

    Models and dataclasses become dictionaries by the names of their fields,
    sequences and sets become lists, identifiers and secrets become their text,
    enums their value, dates and times ISO 8601 text. What comes out is understood
    by `json.dumps` as it is.

    Args:
        value: A value, a model or any nesting of them. Text stays as it is.

    Raises:
        egovkit.errors.UsageError: A type without a plain form, deeper nesting
            than 64 levels, or two keys that come out equal.

    Example:
        >>> from egovkit.identity import NIK
        >>> nik = NIK("3171015708459002")
        >>> f"{nik}", plain(nik)
        ('317101**********', '3171015708459002')
    """
    return rebuild(value, _RULES)


def _leaf(value: object, _name: str) -> object:
    if value is None or type(value) in (str, bool, int, float):
        return value
    if isinstance(value, Identifier):
        return value.reveal()
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date | time):
        return value.isoformat()
    secret = getattr(value, "get_secret_value", None)
    if secret is not None:  # SecretStr, SecretBytes, Secret[…]
        return plain(secret())
    return _jsonable(value)


def _key(key: object) -> object:
    plain_key = _leaf(key, "")
    if isinstance(plain_key, list | dict):  # JSON has no such keys either
        raise UsageError("no_plain_form", type=type(key).__name__)
    return plain_key


def _clash(_key: object, _index: int) -> NoReturn:
    raise UsageError("keys_collide")


def _jsonable(value: object) -> object:
    """What pydantic makes of the rarer leaves, such as `Decimal` or `UUID`."""
    from pydantic_core import PydanticSerializationError, to_jsonable_python

    from egovkit.privacy.encrypted import Encrypted

    if isinstance(value, Encrypted):  # its plain form is the ciphertext
        return value.text
    try:
        jsonable: object = to_jsonable_python(value)
    except (PydanticSerializationError, ValueError):
        raise UsageError("no_plain_form", type=type(value).__name__) from None
    return jsonable


_RULES = Rules(leaf=_leaf, key=_key, clash=_clash)
