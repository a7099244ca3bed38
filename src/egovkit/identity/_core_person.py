"""A person in the terms of the SEMIC Core Person Vocabulary 2.1.1, as JSON-LD.

Source:
    https://semiceu.github.io/Core-Person-Vocabulary/releases/2.1.1: the context
    and its examples. Every property of the vocabulary is optional, so a person
    with one name has a full name and nothing else.
"""

from typing import TYPE_CHECKING, Any

from egovkit.identity._lists import Citizenship
from egovkit.identity._sex import Sex

if TYPE_CHECKING:
    from egovkit.identity._address import Address
    from egovkit.identity._person import Person

__all__ = ["core_person"]

_CONTEXT = (
    "https://semiceu.github.io/uri.semic.eu-generated/Core-Person-Vocabulary"
    "/releases/2.1.1/context/core-person-ap.jsonld"
)
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_SEX = {Sex.MALE: "MALE", Sex.FEMALE: "FEMALE"}

Node = dict[str, Any]


def core_person(person: "Person") -> Node:
    """The person as a JSON-LD document, numbers in full."""
    node: Node = {
        "@context": _CONTEXT,
        "@type": "Person",
        "fullName": _text(person.name),
        "identifier": [
            {"@type": "Identifier", "notation": number.reveal(), "schemeName": _text(n)}
            for n, number in person.numbers().items()
        ],
        "dateOfBirth": person.birth_date and _date(person.birth_date.isoformat()),
        "placeOfBirth": person.birth_place and _place(person.birth_place),
        "sex": person.sex and {"@id": f"{_AUTHORITY}/human-sex/{_SEX[person.sex]}"},
        "citizenship": _citizenship(person.citizenship),
        "domicile": person.address and _address(person.address),
        "contactPoint": _contact(person),
    }
    return {key: value for key, value in node.items() if value}


def _text(text: str) -> Node:
    return {"@value": text, "@language": "id"}


def _date(day: str) -> Node:
    return {"@value": day, "@type": "http://www.w3.org/2001/XMLSchema#date"}


def _place(name: str) -> Node:
    return {"@type": "Location", "geographicName": _text(name)}


def _citizenship(citizenship: Citizenship | None) -> Node | None:
    # WNA says only that it is another country, which the vocabulary cannot say.
    if citizenship is not Citizenship.WNI:
        return None
    return {"@id": f"{_AUTHORITY}/country/IDN", "@type": "Jurisdiction"}


def _address(address: "Address") -> Node:
    node = {
        "@type": "Address",
        "fullAddress": _text(address.one_line()),
        "thoroughfare": address.street and _text(address.street),
        "addressArea": address.village and _text(address.village),
        "postName": address.regency and _text(address.regency),
        "postCode": address.postal_code and address.postal_code.reveal(),
        "administrativeUnitLevel2": address.province and _text(address.province),
        "administrativeUnitLevel1": _text("Indonesia"),
    }
    return {key: value for key, value in node.items() if value}


def _contact(person: "Person") -> Node | None:
    node = {
        "hasEmail": person.email,
        "hasTelephone": person.phone and person.phone.reveal(),
    }
    known = {key: value for key, value in node.items() if value}
    return {"@type": "ContactPoint", **known} if known else None
