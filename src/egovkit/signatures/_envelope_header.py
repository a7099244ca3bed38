"""The protected header of an envelope: six names, one order, nothing else."""

import re
from typing import Any, NamedTuple

from egovkit.errors import InvalidFormatError

__all__ = ["Header"]

_TYPE = re.compile(r"egovkit\.([a-z][a-z0-9-]{0,31})\+jws")
_SCHEMA = re.compile(r"[a-z0-9][a-z0-9./-]{0,62};v=[1-9][0-9]{0,8}")
_REQUIRED = {"alg", "iat", "kid", "typ"}
_ALLOWED = _REQUIRED | {"cty", "exp"}
_LATEST = 1 << 40  # seconds; some 34,000 years
_HINT = re.compile(r"[A-Za-z0-9_-]{5}[AQgw]")  # four bytes


class Header(NamedTuple):
    """What a signer states under the signature."""

    algorithm: str
    hint: str
    purpose: str
    issued_at: int
    schema: str | None
    expires: int | None

    def encode(self) -> bytes:
        """Canonical JSON; every part is ASCII without anything to escape."""
        cty = f'"cty":"{self.schema}",' if self.schema else ""
        exp = f'"exp":{self.expires},' if self.expires is not None else ""
        return (
            f'{{"alg":"{self.algorithm}",{cty}{exp}"iat":{self.issued_at},'
            f'"kid":"{self.hint}","typ":"egovkit.{self.purpose}+jws"}}'
        ).encode()

    @classmethod
    def read(cls, names: dict[str, Any]) -> "Header":
        """Read a header that JSON gave.

        Raises:
            egovkit.errors.InvalidFormatError: Another name, a missing one, or
                a value of the wrong kind.
        """
        if not _REQUIRED <= names.keys() <= _ALLOWED:
            raise InvalidFormatError("envelope_header")
        kind = names["typ"]
        purpose = _TYPE.fullmatch(kind) if isinstance(kind, str) else None
        schema = names.get("cty")
        well_formed = (
            purpose is not None
            and _HINT.fullmatch(names["kid"]) is not None
            and _is_moment(names["iat"])
            and ("exp" not in names or _is_moment(names["exp"]))
            and ("cty" not in names or _is_schema(schema))
        )
        if not well_formed or purpose is None:
            raise InvalidFormatError("envelope_header")
        return cls(
            names["alg"],
            names["kid"],
            purpose[1],
            names["iat"],
            schema,
            names.get("exp"),
        )


def _is_moment(value: object) -> bool:
    return type(value) is int and 0 <= value < _LATEST


def _is_schema(value: object) -> bool:
    return isinstance(value, str) and _SCHEMA.fullmatch(value) is not None
