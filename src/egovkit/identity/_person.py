"""People: what the civil registry and a letter say about somebody."""

from datetime import date

from egovkit._model import Model
from egovkit.identity._address import Address
from egovkit.identity._finding import Finding, Severity
from egovkit.identity._kk import KKNumber
from egovkit.identity._lists import (
    BloodType,
    CardMaritalStatus,
    Citizenship,
    Education,
    Religion,
)
from egovkit.identity._nik import NIK
from egovkit.identity._phone import PhoneNumber
from egovkit.identity._sex import Sex
from egovkit.identity._text import Line, Name

__all__ = ["Citizen", "Person"]


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

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        Args:
            as_of: The day to judge from; without it no date is judged by age.
        """
        found = []
        if as_of and self.birth_date and self.birth_date > as_of:
            found.append(_warning("birth_date_in_future", "birth_date"))
        if self.address:
            found += [_inside("address", f) for f in self.address.findings()]
        return found


class Citizen(Person):
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

    nik: NIK
    """The resident's number."""
    birth_place: Line
    birth_date: date
    sex: Sex
    citizenship: Citizenship = Citizenship.WNI
    kk_number: KKNumber | None = None
    """The number of the family card."""
    religion: Religion | None = None
    """*Agama*."""
    marital_status: CardMaritalStatus | None = None
    """*Status perkawinan*, in the card's four values."""
    blood_type: BloodType | None = None
    """*Golongan darah*."""
    occupation: Line | None = None
    """*Pekerjaan*, as printed; `occupation_code` where SIAK's list has it."""
    education: Education | None = None
    """*Pendidikan*; on the KK, not on the card."""

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


def nik_findings(nik: NIK, birth_date: date, sex: Sex) -> list[Finding]:
    """A NIK against the birth date and the sex of its bearer."""
    found = []
    if not nik.fits_birth_date(birth_date):
        found.append(_warning("nik_birth_date_mismatch", "birth_date"))
    if nik.sex is not sex:
        found.append(_warning("nik_sex_mismatch", "sex"))
    return found


def _warning(code: str, field: str) -> Finding:
    return Finding(code, Severity.WARNING, field)


def _inside(field: str, finding: Finding) -> Finding:
    return Finding(
        finding.code, finding.severity, f"{field}.{finding.field}", finding.facts
    )
