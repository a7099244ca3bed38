"""Days of the work calendar: what they are, by whose decree, and why they count."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from egovkit.l10n._dates import format_date

__all__ = ["DAYS_OFF", "DayKind", "DayRecord", "Holiday"]


class DayKind(StrEnum):
    """What a day is; `str` gives the word of the decree."""

    HARI_KERJA = "hari_kerja"
    AKHIR_PEKAN = "akhir_pekan"
    LIBUR_NASIONAL = "libur_nasional"
    CUTI_BERSAMA = "cuti_bersama"
    LIBUR_DAERAH = "libur_daerah"
    """A local holiday, added by the caller; no decree of the centre has it."""


DAYS_OFF = (DayKind.LIBUR_NASIONAL, DayKind.CUTI_BERSAMA, DayKind.LIBUR_DAERAH)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off, by whose decree."""

    day: date
    kind: DayKind
    """One of the three kinds of days off; a weekend is none."""
    name: str
    """In Indonesian, spelled as in KBBI."""
    decree: str
    """Such as ``SKB 1205/2026, 3/2026, 2/2026``."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """One day of a count, and why it counted or not."""

    date: date
    kind: DayKind
    counted: bool
    name: str | None
    """The holiday's name, if the day is one."""
    decree: str | None
    """The decree that made it a holiday."""
    number: int | None
    """Which working day of the count it is; 0 for the day the count starts
    from; None for a day that does not count."""

    def sentence(self, lang: Literal["id", "en"] = "id") -> str:
        """The day and the reason in one sentence, for citizen and auditor.

        Example:
            >>> from egovkit.l10n import WorkCalendar
            >>> for day in WorkCalendar.indonesia().explain(date(2026, 12, 26), 1):
            ...     print(day.sentence())
            Sabtu, 26 Desember 2026: hari ke-0, awal penghitungan.
            Minggu, 27 Desember 2026: akhir pekan, tidak dihitung.
            Senin, 28 Desember 2026: hari kerja ke-1.
        """
        from egovkit._messages import sentence

        if self.counted:
            code = "day_counted"
        elif self.number == 0:
            code = "day_zero"
        elif self.name is not None:
            code = "day_is_holiday"
        else:
            code = "day_is_weekend"
        return sentence(
            code,
            lang,
            day=format_date(self.date, "full", lang=lang),
            number=self.number,
            name=self.name,
            decree=self.decree,
        )
