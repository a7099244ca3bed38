"""Synthetic people: nobody's numbers, with serials from 9001."""

from datetime import date, timedelta

from egovkit.identity import NIK, Citizen, Sex

__all__ = ["sample_citizen", "sample_nik"]

_WOMEN = ("Siti Aminah", "Dewi Contoh", "Sri Wahyuni Contoh", "Maria Contoh Fatubun")
_MEN = ("Budi Contoh", "Agus Contoh Santoso", "Suharto", "Ketut Contoh Arta")
_FIRST_BIRTH = date(1945, 8, 17)
_STEP = timedelta(days=2161)  # a prime, so that months and years mix
_PEOPLE = 13  # after so many steps a birth date would leave the grown-ups


def sample_nik(birth_date: date, sex: Sex | str, *, number: int = 0) -> NIK:
    """A NIK for a birth date and a sex, of Gambir in Jakarta, serial 9001 and on.

    Args:
        birth_date: The day.
        sex: ``"L"`` or ``"P"``.
        number: 0 to 998, added to the serial.

    Example:
        >>> sample_nik(date(1945, 8, 17), "P").reveal()
        '3171015708459001'
    """
    day = birth_date.day + (40 if Sex(sex) is Sex.FEMALE else 0)
    return NIK(f"317101{day:02}{birth_date:%m%y}{9001 + number}")


def sample_citizen(number: int = 0, **changes: object) -> Citizen:
    """A synthetic citizen; the same number gives the same one.

    Args:
        number: 0 to 998.
        changes: Fields stated otherwise. The NIK follows a changed birth date
            or sex, unless it is stated too.

    Example:
        >>> siti = sample_citizen()
        >>> siti.name, siti.birth_date.isoformat(), siti.nik
        ('Siti Aminah', '1945-08-17', NIK('317101**********'))
        >>> sample_citizen(1, sex="P").findings()
        []
    """
    sex = Sex(str(changes.get("sex", "LP"[number % 2 == 0])))
    birth_date = changes.get("birth_date", _FIRST_BIRTH + number % _PEOPLE * _STEP)
    if not isinstance(birth_date, date):
        birth_date = date.fromisoformat(str(birth_date))
    names = _WOMEN if sex is Sex.FEMALE else _MEN
    return Citizen.model_validate(
        {
            "nik": sample_nik(birth_date, sex, number=number),
            "name": names[number // 2 % len(names)],
            "birth_place": "Jakarta",
            "religion": "islam",
            "marital_status": "kawin",
            "occupation": "Karyawan Swasta",
            **changes,
            "birth_date": birth_date,
            "sex": sex,
        }
    )
