"""Citizens and organisations: their numbers, and what registers say of them.

Every number is a type of its own with the same verbs, see
`egovkit.identity.NIK`. Nothing here proves that a number was issued or whose it
is; what can be told from the digits alone is told, and what merely looks wrong
is a `Finding`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.identity._address import Address
    from egovkit.identity._coded import Coded
    from egovkit.identity._finding import Finding, Severity
    from egovkit.identity._kk import KKNumber
    from egovkit.identity._lists import (
        BloodType,
        CardMaritalStatus,
        Citizenship,
        Education,
        FamilyRelation,
        MaritalStatus,
        Religion,
    )
    from egovkit.identity._nik import NIK
    from egovkit.identity._person import Citizen, Person
    from egovkit.identity._phone import PhoneNumber
    from egovkit.identity._postal import PostalCode
    from egovkit.identity._sex import Sex

__all__ = [
    "NIK",
    "Address",
    "BloodType",
    "CardMaritalStatus",
    "Citizen",
    "Citizenship",
    "Coded",
    "Education",
    "FamilyRelation",
    "Finding",
    "KKNumber",
    "MaritalStatus",
    "Person",
    "PhoneNumber",
    "PostalCode",
    "Religion",
    "Severity",
    "Sex",
]
# Name → module; the models need pydantic, the numbers do not.
_HOMES = {
    "NIK": "_nik",
    "Address": "_address",
    "BloodType": "_lists",
    "CardMaritalStatus": "_lists",
    "Citizen": "_person",
    "Citizenship": "_lists",
    "Coded": "_coded",
    "Education": "_lists",
    "FamilyRelation": "_lists",
    "Finding": "_finding",
    "KKNumber": "_kk",
    "MaritalStatus": "_lists",
    "Person": "_person",
    "PhoneNumber": "_phone",
    "PostalCode": "_postal",
    "Religion": "_lists",
    "Severity": "_finding",
    "Sex": "_sex",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
