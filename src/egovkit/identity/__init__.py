"""Citizens and organisations: their numbers, and what registers say of them.

Every number is a type of its own with the same verbs, see
`egovkit.identity.NIK`. Nothing here proves that a number was issued or whose it
is; what can be told from the digits alone is told, and what merely looks wrong
is a `Finding`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit._identifier import Identifier
    from egovkit.identity._address import Address
    from egovkit.identity._business import NIB
    from egovkit.identity._code_tables import Code, CodeTable, code_table, code_tables
    from egovkit.identity._coded import Coded
    from egovkit.identity._deed import CivilDeedNumber, DeedKind
    from egovkit.identity._family import FamilyCard, FamilyMember
    from egovkit.identity._finding import Finding, Severity
    from egovkit.identity._grades import PNSGrade, PPPKGrade
    from egovkit.identity._insurance import KPJ, BPJSKesehatan
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
    from egovkit.identity._nip import NIP, NIPKind
    from egovkit.identity._npwp import NITKU, NPWP, NPWPKind
    from egovkit.identity._official import CivilServant
    from egovkit.identity._organization import Organization
    from egovkit.identity._patterned import Patterned
    from egovkit.identity._person import Citizen, Person, Resident
    from egovkit.identity._phone import PhoneNumber
    from egovkit.identity._postal import PostalCode
    from egovkit.identity._property import NOP
    from egovkit.identity._registry import number_types, register
    from egovkit.identity._school import NISN, NPSN, NPSNKind
    from egovkit.identity._sex import Sex
    from egovkit.identity._travel import PassportNumber, PlateNumber, SIMNumber

__all__ = [
    "KPJ",
    "NIB",
    "NIK",
    "NIP",
    "NISN",
    "NITKU",
    "NOP",
    "NPSN",
    "NPWP",
    "Address",
    "BPJSKesehatan",
    "BloodType",
    "CardMaritalStatus",
    "Citizen",
    "Citizenship",
    "CivilDeedNumber",
    "CivilServant",
    "Code",
    "CodeTable",
    "Coded",
    "DeedKind",
    "Education",
    "FamilyCard",
    "FamilyMember",
    "FamilyRelation",
    "Finding",
    "Identifier",
    "KKNumber",
    "MaritalStatus",
    "NIPKind",
    "NPSNKind",
    "NPWPKind",
    "Organization",
    "PNSGrade",
    "PPPKGrade",
    "PassportNumber",
    "Patterned",
    "Person",
    "PhoneNumber",
    "PlateNumber",
    "PostalCode",
    "Religion",
    "Resident",
    "SIMNumber",
    "Severity",
    "Sex",
    "code_table",
    "code_tables",
    "number_types",
    "register",
]
# Name → module; the models need pydantic, the numbers do not.
_HOMES = {
    "KPJ": "egovkit.identity._insurance",
    "NIB": "egovkit.identity._business",
    "NIK": "egovkit.identity._nik",
    "NIP": "egovkit.identity._nip",
    "NISN": "egovkit.identity._school",
    "NITKU": "egovkit.identity._npwp",
    "NOP": "egovkit.identity._property",
    "NPSN": "egovkit.identity._school",
    "NPWP": "egovkit.identity._npwp",
    "Address": "egovkit.identity._address",
    "BPJSKesehatan": "egovkit.identity._insurance",
    "BloodType": "egovkit.identity._lists",
    "CardMaritalStatus": "egovkit.identity._lists",
    "Citizen": "egovkit.identity._person",
    "Citizenship": "egovkit.identity._lists",
    "CivilDeedNumber": "egovkit.identity._deed",
    "CivilServant": "egovkit.identity._official",
    "Code": "egovkit.identity._code_tables",
    "CodeTable": "egovkit.identity._code_tables",
    "Coded": "egovkit.identity._coded",
    "DeedKind": "egovkit.identity._deed",
    "Education": "egovkit.identity._lists",
    "FamilyCard": "egovkit.identity._family",
    "FamilyMember": "egovkit.identity._family",
    "FamilyRelation": "egovkit.identity._lists",
    "Finding": "egovkit.identity._finding",
    "Identifier": "egovkit._identifier",
    "KKNumber": "egovkit.identity._kk",
    "MaritalStatus": "egovkit.identity._lists",
    "NIPKind": "egovkit.identity._nip",
    "NPSNKind": "egovkit.identity._school",
    "NPWPKind": "egovkit.identity._npwp",
    "Organization": "egovkit.identity._organization",
    "PNSGrade": "egovkit.identity._grades",
    "PPPKGrade": "egovkit.identity._grades",
    "PassportNumber": "egovkit.identity._travel",
    "Patterned": "egovkit.identity._patterned",
    "Person": "egovkit.identity._person",
    "PhoneNumber": "egovkit.identity._phone",
    "PlateNumber": "egovkit.identity._travel",
    "PostalCode": "egovkit.identity._postal",
    "Religion": "egovkit.identity._lists",
    "Resident": "egovkit.identity._person",
    "SIMNumber": "egovkit.identity._travel",
    "Severity": "egovkit.identity._finding",
    "Sex": "egovkit.identity._sex",
    "code_table": "egovkit.identity._code_tables",
    "code_tables": "egovkit.identity._code_tables",
    "number_types": "egovkit.identity._registry",
    "register": "egovkit.identity._registry",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
