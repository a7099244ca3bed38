"""Civil servants, as letters and personnel files name them."""

from datetime import date

from egovkit.identity._finding import Finding
from egovkit.identity._grades import PNSGrade, PPPKGrade
from egovkit.identity._nik import NIK
from egovkit.identity._nip import NIP, NIPKind
from egovkit.identity._number_findings import warning
from egovkit.identity._person import Person, nik_findings
from egovkit.identity._text import Line

__all__ = ["CivilServant"]


class CivilServant(Person):
    """A civil servant, PNS or PPPK.

    Example:
        >>> from egovkit.testing import sample_official
        >>> official = sample_official()
        >>> official.name, official.pangkat, official.position
        ('Dewi Contoh', 'Penata Tingkat I (III/d)', 'Lurah')
    """

    nip: NIP
    """The number of the civil servant."""
    nik: NIK | None = None
    """The number as a resident."""
    grade: PNSGrade | PPPKGrade | None = None
    """*Golongan/ruang* (``III/d``) or the *golongan* of a PPPK (``IX``)."""
    position: Line | None = None
    """*Jabatan*."""
    unit: Line | None = None
    """*Unit kerja*."""
    agency: Line | None = None
    """*Instansi*."""

    @property
    def pangkat(self) -> str | None:
        """Rank and grade as a signature block prints them."""
        if isinstance(self.grade, PNSGrade):
            return f"{self.grade.label()} ({self.grade})"
        return self.grade.label() if self.grade else None

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        The NIP against birth date, sex and kind of grade; the NIK against birth
        date and sex, taken from the NIP where they are not stated.

        Args:
            as_of: The day to judge from; without it no date is judged by age.

        Source:
            Perka BKN 22/2007: the first eight digits are the birth date, the
            fifteenth the sex.
        """
        found = []
        if self.birth_date and self.birth_date != self.nip.birth_date:
            found.append(warning("nip_birth_date_mismatch", "birth_date"))
        if self.sex and self.sex is not self.nip.sex:
            found.append(warning("nip_sex_mismatch", "sex"))
        is_pns = self.nip.kind is NIPKind.PNS
        if self.grade and isinstance(self.grade, PNSGrade) is not is_pns:
            found.append(warning("nip_grade_mismatch", "grade"))
        if self.nik:
            birth_date = self.birth_date or self.nip.birth_date
            found += nik_findings(self.nik, birth_date, self.sex or self.nip.sex)
            found += self.nik.findings(as_of=as_of)
        return found + super().findings(as_of=as_of)
