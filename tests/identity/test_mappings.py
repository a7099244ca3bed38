"""People in the terms of others: SEMIC Core Person, OpenID Connect."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import model_validator

from egovkit.errors import EgovkitError, InvalidComponentError, InvalidFormatError
from egovkit.identity import Address, Citizen, Person
from egovkit.testing import sample_citizen, sample_official

# The properties of Person, Address and ContactPoint in the published context
# of Core Person 2.1.1 that this mapping uses.
PERSON = {
    "fullName",
    "identifier",
    "dateOfBirth",
    "placeOfBirth",
    "sex",
    "citizenship",
    "domicile",
    "contactPoint",
}


class TestCorePerson:
    """SEMIC Core Person Vocabulary 2.1.1."""

    def test_a_mononym_has_a_full_name_only(self):
        """Every property is optional, so nothing is made up."""
        assert Person(name="Suharto").to_core_person() == {
            "@context": (
                "https://semiceu.github.io/uri.semic.eu-generated/"
                "Core-Person-Vocabulary/releases/2.1.1/context/core-person-ap.jsonld"
            ),
            "@type": "Person",
            "fullName": {"@value": "Suharto", "@language": "id"},
        }

    def test_everything_that_is_known(self):
        """Properties of the vocabulary and no others; the NIK in full."""
        siti = sample_citizen(
            email="siti@contoh.example",
            phone="0812-3456-7890",
            address=Address.at("31.71.01.1001", street="Jalan Contoh 1"),
        )
        node = siti.to_core_person()
        assert set(node) == PERSON | {"@context", "@type"}
        assert node["identifier"] == [
            {
                "@type": "Identifier",
                "notation": siti.nik.reveal(),
                "schemeName": {"@value": "NIK", "@language": "id"},
            }
        ]
        assert node["dateOfBirth"] == {
            "@value": "1945-08-17",
            "@type": "http://www.w3.org/2001/XMLSchema#date",
        }
        assert node["sex"]["@id"].endswith("/human-sex/FEMALE")
        assert node["citizenship"]["@id"].endswith("/country/IDN")
        assert node["contactPoint"] == {
            "@type": "ContactPoint",
            "hasEmail": "siti@contoh.example",
            "hasTelephone": "+6281234567890",
        }
        assert node["domicile"]["thoroughfare"]["@value"] == "Jalan Contoh 1"
        assert "postCode" not in node["domicile"]

    def test_a_foreigner_has_no_citizenship_of_ours(self):
        """WNA says only that it is another country."""
        node = sample_citizen(citizenship="WNA").to_core_person()
        assert "citizenship" not in node

    def test_an_official_is_known_by_the_nip(self):
        """Each number under its own scheme."""
        (identifier,) = sample_official().to_core_person()["identifier"]
        assert identifier["schemeName"]["@value"] == "NIP"


class TestOpenIDConnect:
    """OpenID Connect Core 1.0, section 5.1."""

    CLAIMS = {  # noqa: RUF012 - never changed
        "sub": "x",
        "name": "Siti Aminah",
        "birthdate": "1945-08-17",
        "gender": "female",
        "place_of_birth": {"locality": "Jakarta"},
        "phone_number": "+62 812 3456 7890",
        "email": "siti@contoh.example",
        "address": {
            "street_address": "Jalan Contoh 1\nRT 001",
            "locality": "Kota Contoh",
            "region": "Jawa Barat",
            "postal_code": "16431",
        },
        "https://contoh.example/nik": "3171015708459002",
    }

    def read(self, **changes):
        claims = {**self.CLAIMS, **changes}
        return Citizen.from_oidc_claims(claims, nik_claim="https://contoh.example/nik")

    def test_claims_become_a_citizen(self):
        """The standard claims, and the NIK under the name that was stated."""
        siti = self.read()
        assert siti.nik.reveal() == "3171015708459002"
        assert siti.birth_date == date(1945, 8, 17)
        assert siti.birth_place == "Jakarta"
        assert siti.address.street == "Jalan Contoh 1, RT 001"
        assert siti.address.regency == "Kota Contoh"
        assert siti.findings() == []

    def test_there_and_back(self):
        """What is known comes back; what OIDC has no claim for is lost."""
        siti = self.read()
        claims = siti.to_oidc_claims(nik_claim="nik")
        assert Citizen.from_oidc_claims(claims).nik == siti.nik
        assert claims["gender"] == "female"
        assert claims["address"]["country"] == "Indonesia"
        assert claims["phone_number"] == "+6281234567890"

    def test_the_nik_is_left_out_unless_asked_for(self):
        """No claim carries it by default."""
        assert "3171015708459002" not in str(self.read().to_oidc_claims())
        assert Person(name="Budi").to_oidc_claims(nik_claim="nik") == {"name": "Budi"}

    def test_a_missing_place_of_birth_is_left_open(self):
        """Few providers send it, so a citizen is read without."""
        assert self.read(place_of_birth=None).birth_place == ""
        assert Person.from_oidc_claims({"name": "Budi"}).birth_place is None

    @pytest.mark.parametrize(
        ("changes", "claim"),
        [
            ({"name": None}, "name"),
            ({"gender": None}, "gender"),
            ({"gender": "other"}, "gender"),
            ({"birthdate": "1945"}, "birthdate"),
            ({"birthdate": "0000-08-17"}, "birthdate"),
            ({"https://contoh.example/nik": "123"}, "https://contoh.example/nik"),
            ({"phone_number": "112"}, "phone_number"),
            ({"address": {"postal_code": "SW1A 1AA"}}, "address"),
            ({"email": 7}, "email"),
        ],
        ids=lambda value: (
            value if isinstance(value, str) else str(list(value.values()))
        ),
    )
    def test_a_claim_that_cannot_be_is_named(self, changes, claim):
        """The claim, not its value."""
        with pytest.raises(InvalidComponentError) as caught:
            self.read(**changes)
        assert caught.value.code == "oidc_claim"
        assert caught.value.facts == {"claim": claim}
        assert caught.value.__cause__ is None

    def test_a_rule_about_the_whole_names_no_claim(self):
        """An agency's own class may ask for two things that fit each other."""

        class Local(Citizen):
            @model_validator(mode="after")
            def _from_here(self):
                raise ValueError("3171015708459002 lives elsewhere")

        claims = {**self.CLAIMS, "nik": "3171015708459002"}
        with pytest.raises(InvalidComponentError) as caught:
            Local.from_oidc_claims(claims)
        assert caught.value.facts == {"claim": "claims"}
        assert "3171015708459002" not in str(caught.value)

    def test_claims_are_a_mapping(self):
        """A list of claims, or a token that nobody decoded, is refused."""
        for wrong in ([], "eyJ...", None):
            with pytest.raises(InvalidFormatError):
                Citizen.from_oidc_claims(wrong)

    def test_an_address_that_is_text_is_passed_over(self):
        """The claim is an object; some providers send text."""
        assert self.read(address="Jalan Contoh 1").address is None

    @pytest.mark.property
    @given(
        claims=st.dictionaries(
            st.sampled_from(["name", "gender", "birthdate", "address", "nik"]),
            st.recursive(
                st.none() | st.text(max_size=20) | st.integers(),
                lambda inner: st.dictionaries(st.text(max_size=14), inner, max_size=3),
                max_leaves=5,
            ),
        )
    )
    def test_any_claims_give_a_person_or_an_error_of_ours(self, claims):
        """Providers send anything."""
        for cls in (Person, Citizen):
            try:
                cls.from_oidc_claims(claims)
            except EgovkitError:
                continue


texts = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" .'-"),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
named = texts.filter(bool)


@pytest.mark.property
class TestThereAndBack:
    """What both sides have a place for comes back as it went."""

    @given(
        name=named,
        place=named,
        born=st.dates(date(1950, 1, 1), date(2020, 12, 31)),
        sex=st.sampled_from(["L", "P"]),
        phone=st.none() | st.integers(10**7, 10**8 - 1),
        email=st.none() | st.just("siti@contoh.example"),
        street=named,
        regency=texts,
        postal_code=st.none() | st.integers(10_000, 99_999),
    )
    def test_claims(
        self, name, place, born, sex, phone, email, street, regency, postal_code
    ):
        """OpenID Connect Core 1.0, section 5.1."""
        siti = sample_citizen(
            name=name,
            birth_place=place,
            birth_date=born,
            sex=sex,
            phone=phone and f"0812{phone}",
            email=email,
            address=Address(
                street=street,
                regency=regency,
                postal_code=postal_code and str(postal_code),
            ),
        )
        claims = siti.to_oidc_claims(nik_claim="n")
        back = Citizen.from_oidc_claims(claims, nik_claim="n")
        for field in ("nik", "name", "birth_place", "birth_date", "sex"):
            assert getattr(back, field) == getattr(siti, field)
        assert (back.phone, back.email) == (siti.phone, siti.email)
        assert back.address.street == street
        assert back.address.regency == regency
        assert back.address.postal_code == siti.address.postal_code
        assert json.loads(json.dumps(claims)) == claims

    @given(
        fields=st.sets(
            st.sampled_from(["birth_date", "sex", "birth_place", "phone", "email"])
        )
    )
    def test_what_is_not_known_is_not_claimed(self, fields):
        """No claim is empty, null or made up."""
        known = {
            "birth_date": date(1945, 8, 17),
            "sex": "P",
            "birth_place": "Jakarta",
            "phone": "081234567890",
            "email": "siti@contoh.example",
        }
        claims_of = {
            "birth_date": "birthdate",
            "sex": "gender",
            "birth_place": "place_of_birth",
            "phone": "phone_number",
            "email": "email",
        }
        person = Person(name="Siti", **{field: known[field] for field in fields})
        claims = person.to_oidc_claims()
        assert set(claims) == {"name", *(claims_of[field] for field in fields)}
        assert all(claims.values())
        assert Person.from_oidc_claims(claims) == person

    @given(
        fields=st.sets(
            st.sampled_from(["birth_date", "sex", "birth_place", "phone", "address"])
        )
    )
    def test_a_core_person_says_what_is_known(self, fields):
        """Every property is optional, and none is empty."""
        known = {
            "birth_date": date(1945, 8, 17),
            "sex": "P",
            "birth_place": "Jakarta",
            "phone": "081234567890",
            "address": Address(street="Jalan Contoh 1"),
        }
        property_of = {
            "birth_date": "dateOfBirth",
            "sex": "sex",
            "birth_place": "placeOfBirth",
            "phone": "contactPoint",
            "address": "domicile",
        }
        person = Person(name="Siti", **{field: known[field] for field in fields})
        node = person.to_core_person()
        assert set(node) == {
            "@context",
            "@type",
            "fullName",
            *(property_of[field] for field in fields),
        }
        assert json.loads(json.dumps(node)) == node

    def test_terms_are_those_of_the_published_release(self):
        """Context and authority lists of SEMIC Core Person 2.1.1, to the letter."""
        node = sample_citizen().to_core_person()
        assert node["@context"] == (
            "https://semiceu.github.io/uri.semic.eu-generated/Core-Person-Vocabulary"
            "/releases/2.1.1/context/core-person-ap.jsonld"
        )
        lists = "http://publications.europa.eu/resource/authority"
        assert node["sex"] == {"@id": f"{lists}/human-sex/FEMALE"}
        assert sample_citizen(sex="L").to_core_person()["sex"] == {
            "@id": f"{lists}/human-sex/MALE"
        }
        assert node["citizenship"]["@id"] == f"{lists}/country/IDN"


ADDRESS = {  # part of an address → the property it becomes
    "street": ("Jalan Contoh 1", "thoroughfare"),
    "village": ("Contoh", "addressArea"),
    "regency": ("Kota Contoh", "postName"),
    "province": ("Jawa Barat", "administrativeUnitLevel2"),
    "postal_code": ("16431", "postCode"),
}


@pytest.mark.property
@given(parts=st.sets(st.sampled_from(sorted(ADDRESS)), min_size=1))
def test_an_address_says_what_is_known(parts):
    """In Core Person and in OpenID Connect: nothing empty, nothing made up."""
    address = Address(**{part: ADDRESS[part][0] for part in parts})
    person = Person(name="Siti", address=address)
    node = person.to_core_person()["domicile"]
    always = {"@type", "fullAddress", "administrativeUnitLevel1"}
    assert set(node) == always | {ADDRESS[part][1] for part in parts}
    for part in parts:
        text, name = ADDRESS[part]
        expected = (
            text if part == "postal_code" else {"@value": text, "@language": "id"}
        )
        assert node[name] == expected
    assert node["fullAddress"]["@value"] == address.one_line()
    claim = person.to_oidc_claims()["address"]
    named = {
        "street": "street_address",
        "regency": "locality",
        "province": "region",
        "postal_code": "postal_code",
    }
    assert set(claim) == {"formatted", "country"} | {
        named[part] for part in parts if part in named
    }
