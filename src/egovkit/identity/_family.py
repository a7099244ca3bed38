"""Kartu Keluarga: a family card and its members."""

from collections import Counter
from datetime import date
from typing import Annotated

from pydantic import Field

from egovkit._model import Model
from egovkit.identity._address import Address
from egovkit.identity._finding import Finding
from egovkit.identity._kk import KKNumber
from egovkit.identity._lists import FamilyRelation, MaritalStatus
from egovkit.identity._number_findings import inside, warning
from egovkit.identity._person import Resident
from egovkit.identity._sex import Sex
from egovkit.identity._text import Line
from egovkit.identity._travel import PassportNumber

__all__ = ["FamilyCard", "FamilyMember"]

_SEX_OF = {FamilyRelation.SUAMI: Sex.MALE, FamilyRelation.ISTRI: Sex.FEMALE}


class FamilyMember(Resident):
    """One line of a family card."""

    relation: FamilyRelation
    """*Status hubungan dalam keluarga*."""
    marital_status: MaritalStatus | None = None
    """*Status perkawinan*, in the card's six values."""
    marriage_date: date | None = None
    """*Tanggal perkawinan*."""
    passport: PassportNumber | None = None
    """Number of the passport, for foreigners and where it is recorded."""
    permit_number: Line | None = None
    """*Nomor KITAP*, of a foreigner's permit to stay."""
    father_name: Line | None = None
    """*Nama ayah*."""
    mother_name: Line | None = None
    """*Nama ibu*."""

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be, on this line alone."""
        found = super().findings(as_of=as_of)
        spouse_sex = _SEX_OF.get(self.relation)
        if spouse_sex and spouse_sex is not self.sex:
            found.append(warning("family_spouse_sex", "relation"))
        if spouse_sex and self.marital_status is MaritalStatus.BELUM_KAWIN:
            found.append(warning("family_spouse_unmarried", "marital_status"))
        return found


class FamilyCard(Model):
    """A family card with its members.

    Example:
        >>> from egovkit.testing import sample_family_card
        >>> card = sample_family_card()
        >>> card.head.name, len(card.members), card.findings()
        ('Budi Contoh', 3, [])
    """

    number: KKNumber
    """*Nomor KK*."""
    address: Address | None = None
    """The address of the family."""
    members: Annotated[tuple[FamilyMember, ...], Field(min_length=1, max_length=99)]
    """The lines of the card, in its order."""
    issued_on: date | None = None
    """The day the card was printed."""

    @property
    def head(self) -> FamilyMember | None:
        """The first member called head of family; None if nobody is."""
        heads = (m for m in self.members if _is_head(m))
        return next(heads, None)

    def findings(self, *, as_of: date | None = None) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        One head, every NIK once, no child as old as the head, and each line by
        itself.

        Args:
            as_of: The day to judge from; without it no date is judged by age.

        Source:
            UU 23/2006, article 61 (a card names its head and its members).
        """
        found = self._head_findings() + self.number.findings()
        if self.address:
            found += [inside("address", f) for f in self.address.findings()]
        times = Counter(member.nik for member in self.members)
        for position, member in enumerate(self.members):
            where = f"members.{position}"
            found += [inside(where, f) for f in member.findings(as_of=as_of)]
            if times[member.nik] > 1:
                found.append(warning("family_nik_twice", f"{where}.nik"))
            if self._is_child_too_old(member):
                found.append(warning("family_child_too_old", f"{where}.birth_date"))
        return found

    def _head_findings(self) -> list[Finding]:
        heads = sum(map(_is_head, self.members))
        if heads == 1:
            return []
        code = "family_several_heads" if heads else "family_no_head"
        return [warning(code, "members")]

    def _is_child_too_old(self, member: FamilyMember) -> bool:
        if member.relation is not FamilyRelation.ANAK or self.head is None:
            return False
        return member.birth_date <= self.head.birth_date


def _is_head(member: FamilyMember) -> bool:
    return member.relation is FamilyRelation.KEPALA_KELUARGA
