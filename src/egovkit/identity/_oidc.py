"""A person as claims of OpenID Connect, and back.

INApas, the national single sign-on, speaks OpenID Connect; its list of claims
is not public. So the standard claims are mapped, and the name of the claim that
carries the NIK is the caller's to state.

Source:
    OpenID Connect Core 1.0, section 5.1 (standard claims) and 5.1.1 (address);
    OpenID Connect for Identity Assurance 1.0 (``place_of_birth``).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from egovkit.errors import InvalidComponentError, InvalidFormatError
from egovkit.identity._sex import Sex

if TYPE_CHECKING:
    from egovkit.identity._address import Address
    from egovkit.identity._person import Person

__all__ = ["claims_of", "person_from_claims"]

_GENDERS = {"male": Sex.MALE, "female": Sex.FEMALE}
# Field of the model → claim it is read from, for messages.
_CLAIMS = {
    "birth_date": "birthdate",
    "birth_place": "place_of_birth",
    "phone": "phone_number",
    "sex": "gender",
}

P = TypeVar("P", bound="Person")


def claims_of(person: "Person", *, nik_claim: str | None) -> dict[str, Any]:
    """The claims that are known; the NIK only under a name that was asked for."""
    claims: dict[str, Any] = {
        "name": person.name,
        "birthdate": person.birth_date and person.birth_date.isoformat(),
        "gender": next((g for g, s in _GENDERS.items() if s is person.sex), None),
        "place_of_birth": person.birth_place and {"locality": person.birth_place},
        "phone_number": person.phone and person.phone.reveal(),
        "email": person.email,
        "address": person.address and _address_claim(person.address),
    }
    if nik_claim and "NIK" in (numbers := person.numbers()):
        claims[nik_claim] = numbers["NIK"].reveal()
    return {name: value for name, value in claims.items() if value}


def person_from_claims(
    cls: type[P], claims: Mapping[str, object], *, nik_claim: str
) -> P:
    """A person from claims that were verified already.

    Raises:
        egovkit.errors.InvalidFormatError: The claims are no mapping.
        egovkit.errors.InvalidComponentError: A claim is missing or cannot be;
            the fact ``claim`` names it.
    """
    if not isinstance(claims, Mapping):
        raise InvalidFormatError("oidc_claims_no_mapping")
    fields: dict[str, object] = {
        "name": claims.get("name"),
        "birth_date": claims.get("birthdate"),
        "sex": _GENDERS.get(str(claims.get("gender"))),
        "birth_place": _part(claims.get("place_of_birth"), "locality"),
        "phone": claims.get("phone_number"),
        "email": claims.get("email"),
        "address": _address_from(claims.get("address")),
    }
    if "nik" in cls.model_fields:
        fields["nik"] = claims.get(nik_claim)
        fields["birth_place"] = fields["birth_place"] or ""
    known = {name: value for name, value in fields.items() if value is not None}
    try:
        return cls.model_validate(known)
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False)[0]["loc"]
    # A rule of a caller's own class about the whole has no place.
    refused = place[0] if place else "claims"
    # Outside the handler: pydantic's error holds the values and must not hang on
    # ours as its context.
    claim = nik_claim if refused == "nik" else _CLAIMS.get(str(refused), str(refused))
    raise InvalidComponentError("oidc_claim", claim=claim)


def _address_claim(address: "Address") -> dict[str, str]:
    claim = {
        "formatted": address.one_line(),
        "street_address": address.street,
        "locality": address.regency,
        "region": address.province,
        "postal_code": address.postal_code.reveal() if address.postal_code else "",
        "country": "Indonesia",
    }
    return {name: value for name, value in claim.items() if value}


def _address_from(claim: object) -> dict[str, object] | None:
    if not isinstance(claim, Mapping):
        return None
    street = _part(claim, "street_address") or _part(claim, "formatted")
    fields: dict[str, object] = {
        # The claim may have several lines, an address of ours has one.
        "street": ", ".join(street.splitlines()) if street else "",
        "regency": _part(claim, "locality") or "",
        "province": _part(claim, "region") or "",
        "postal_code": _part(claim, "postal_code"),
    }
    return fields


def _part(claim: object, name: str) -> str | None:
    value = claim.get(name) if isinstance(claim, Mapping) else None
    return value if isinstance(value, str) else None
