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
    "KPJ": "_insurance",
    "NIB": "_business",
    "NIK": "_nik",
    "NIP": "_nip",
    "NISN": "_school",
    "NITKU": "_npwp",
    "NOP": "_property",
    "NPSN": "_school",
    "NPWP": "_npwp",
    "Address": "_address",
    "BPJSKesehatan": "_insurance",
    "BloodType": "_lists",
    "CardMaritalStatus": "_lists",
    "Citizen": "_person",
    "Citizenship": "_lists",
    "CivilDeedNumber": "_deed",
    "CivilServant": "_official",
    "Code": "_code_tables",
    "CodeTable": "_code_tables",
    "Coded": "_coded",
    "DeedKind": "_deed",
    "Education": "_lists",
    "FamilyCard": "_family",
    "FamilyMember": "_family",
    "FamilyRelation": "_lists",
    "Finding": "_finding",
    "Identifier": "_kk",
    "KKNumber": "_kk",
    "MaritalStatus": "_lists",
    "NIPKind": "_nip",
    "NPSNKind": "_school",
    "NPWPKind": "_npwp",
    "Organization": "_organization",
    "PNSGrade": "_grades",
    "PPPKGrade": "_grades",
    "PassportNumber": "_travel",
    "Patterned": "_patterned",
    "Person": "_person",
    "PhoneNumber": "_phone",
    "PlateNumber": "_travel",
    "PostalCode": "_postal",
    "Religion": "_lists",
    "Resident": "_person",
    "SIMNumber": "_travel",
    "Severity": "_finding",
    "Sex": "_sex",
    "code_table": "_code_tables",
    "code_tables": "_code_tables",
    "number_types": "_registry",
    "register": "_registry",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _HOMES)
