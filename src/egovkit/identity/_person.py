"""People: what the civil registry and a letter say about somebody."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from egovkit._identifier import Identifier
from egovkit._model import Model
from egovkit.identity._address import Address
from egovkit.identity._code_tables import Code, code_table
from egovkit.identity._finding import Finding
from egovkit.identity._kk import KKNumber
from egovkit.identity._lists import (
    BloodType,
    CardMaritalStatus,
    Citizenship,
    Education,
    Religion,
)
from egovkit.identity._nik import NIK
from egovkit.identity._number_findings import inside, warning
from egovkit.identity._phone import PhoneNumber
from egovkit.identity._sex import Sex
from egovkit.identity._text import Line, Name

__all__ = ["Citizen", "Person", "Resident", "nik_findings"]


class Person(Model):
    """Somebody, known or not to the civil registry.

    One field holds the name: mononyms are normal, family names are not, and no
    part of a name is a first or a last one. Titles stand apart, before and
    after.

    Example:
        >>> Person(name="Suharto", titles_before="Drs.").findings()
        []
    """

    name: Name
    """The whole name, without titles."""
    titles_before: Line = ""
    """*Gelar depan*, such as ``Dr. H.``"""
    titles_after: Line = ""
    """*Gelar belakang*, such as ``S.H., M.H.``"""
    birth_place: Line | None = None
    """As the card prints it, usually the name of a regency."""
    birth_date: date | None = None
    """The day."""
    sex: Sex | None = None
    """``L`` or ``P``."""
    citizenship: Citizenship | None = None
    """WNI or WNA."""
    address: Address | None = None
    """Where the person is registered."""
    phone: PhoneNumber | None = None
    """One telephone number."""
    email: Line | None = None
    """One address of electronic mail; its form is not checked."""

    def numbers(self) -> dict[str, Identifier]:
        """The person's own numbers, NIK and NIP, by name, as far as known."""
        known = (getattr(self, name, None) for name in ("nik", "nip"))
        return {number.NAME: number for number in known if number is not None}

    def to_core_person(self) -> dict[str, Any]:
        """The person as JSON-LD in the terms of the SEMIC Core Person Vocabulary.

        Made for sending: numbers stand in it in full.

        Source:
            SEMIC Core Person Vocabulary 2.1.1.

        Example:
            >>> Person(name="Suharto").to_core_person()["fullName"]
            {'@value': 'Suharto', '@language': 'id'}
        """
        from egovkit.identity._core_person import core_person

        return core_person(self)

    def to_oidc_claims(self, *, nik_claim: str | None = None) -> dict[str, Any]:
        """The person as claims of OpenID Connect.

        Args:
            nik_claim: The name of the claim for the NIK; without it the NIK is
                left out.

        Source:
            OpenID Connect Core 1.0, section 5.1.

        Example:
            >>> Person(name="Suharto", sex="L").to_oidc_claims()
            {'name': 'Suharto', 'gender': 'male'}
        """
        from egovkit.identity._oidc import claims_of

        return claims_of(self, nik_claim=nik_claim)

    @classmethod
    def from_oidc_claims(
        cls, claims: Mapping[str, object], *, nik_claim: str = "nik"
    ) -> Self:
        """A person from claims of OpenID Connect.

        The claims must come from a token or a userinfo answer that was verified
        already. What the model does not know is passed over.

        Args:
            claims: Name → value.
            nik_claim: The name of the claim that carries the NIK; which one
                INApas uses is not published.

        Raises:
            egovkit.errors.InvalidFormatError: The claims are no mapping.
            egovkit.errors.InvalidComponentError: A claim is missing or cannot
                be; the fact ``claim`` names it.

        Source:
            OpenID Connect Core 1.0, section 5.1.

        Example:
            >>> Person.from_oidc_claims({"name": "Suharto", "gender": "male"}).sex
            <Sex.MALE: 'L'>
        """
        from egovkit.identity._oidc import person_from_claims

        return person_from_claims(cls, claims, nik_claim=nik_claim)

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        Args:
            as_of: The day to judge from; without it no date is judged by age.
        """
        found = []
        if as_of and self.birth_date and self.birth_date > as_of:
            found.append(warning("birth_date_in_future", "birth_date"))
        if self.address:
            found += [inside("address", f) for f in self.address.findings()]
        return found


class Resident(Person):
    """What KTP-el and KK have in common: somebody with a NIK."""

    nik: NIK
    """The resident's number."""
    birth_place: Line
    birth_date: date
    sex: Sex
    citizenship: Citizenship = Citizenship.WNI
    religion: Religion | None = None
    """*Agama*."""
    blood_type: BloodType | None = None
    """*Golongan darah*."""
    occupation: Line | None = None
    """*Pekerjaan*, as printed; `occupation_code` says SIAK's code for it."""
    education: Education | None = None
    """*Pendidikan*; on the KK, not on the card."""

    @property
    def occupation_code(self) -> Code | None:
        """SIAK's code of the occupation; None where the list does not have it."""
        if self.occupation is None:
            return None
        return code_table("pekerjaan").find(self.occupation)

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        The NIK against birth date, sex and region, and what `Person.findings`
        says. The comparison needs no clock: the NIK has two digits of the year.

        Args:
            as_of: The day to judge from; without it no date is judged by age.

        Source:
            A NIK is not reissued when a birth date is corrected (practice of
            the civil registry); PP 40/2019, article 30(2): it does not follow
            the domicile, so an address elsewhere is no finding.
        """
        found = nik_findings(self.nik, self.birth_date, self.sex)
        found += self.nik.findings(as_of=as_of)
        return found + super().findings(as_of=as_of)


class Citizen(Resident):
    """A resident with a NIK, with the fields of the KTP-el.

    Example:
        >>> siti = Citizen(
        ...     nik="3171015708459002", name="Siti Aminah", birth_place="Jakarta",
        ...     birth_date=date(1945, 8, 17), sex="P",
        ... )
        >>> siti.findings()
        []
        >>> other = siti.model_copy(update={"birth_date": date(1945, 8, 18)})
        >>> [finding.code for finding in other.findings()]
        ['nik_birth_date_mismatch']
    """

    kk_number: KKNumber | None = None
    """The number of the family card."""
    marital_status: CardMaritalStatus | None = None
    """*Status perkawinan*, in the card's four values."""


def nik_findings(nik: NIK, birth_date: date, sex: Sex) -> list[Finding]:
    """A NIK against the birth date and the sex of its bearer."""
    found = []
    if not nik.fits_birth_date(birth_date):
        found.append(warning("nik_birth_date_mismatch", "birth_date"))
    if nik.sex is not sex:
        found.append(warning("nik_sex_mismatch", "sex"))
    return found
