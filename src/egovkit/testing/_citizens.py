"""Synthetic people: nobody's numbers, with serials from 9001."""

from datetime import date, timedelta

from egovkit._arguments import of_kind, wrong
from egovkit.errors import UsageError
from egovkit.identity import NIK, Citizen, CivilServant, FamilyCard, Sex

__all__ = ["sample_citizen", "sample_family_card", "sample_nik", "sample_official"]

_WOMEN = ("Siti Aminah", "Dewi Contoh", "Sri Wahyuni Contoh", "Maria Contoh Fatubun")
_MEN = ("Budi Contoh", "Agus Contoh Santoso", "Suharto", "Ketut Contoh Arta")
_FIRST_BIRTH = date(1945, 8, 17)
_STEP = timedelta(days=2161)  # a prime, so that months and years mix
_PEOPLE = 11  # of so many the youngest was born in 2004: all are married grown-ups


def sample_nik(birth_date: date, sex: Sex | str, *, number: int = 0) -> NIK:
    """A NIK for a birth date and a sex, of Gambir in Jakarta, serial 9001 and on.

    Args:
        birth_date: The day.
        sex: ``"L"`` or ``"P"``.
        number: 0 to 998, added to the serial.

    Raises:
        egovkit.errors.UsageError: Another number, or no date or sex.

    Example:
        >>> sample_nik(date(1945, 8, 17), "P").reveal()
        '3171015708459001'
    """
    of_kind(birth_date, date, "birth_date")
    _require_number(number, 998)
    day = birth_date.day + (40 if _sex(sex) is Sex.FEMALE else 0)
    return NIK(f"317101{day:02}{birth_date:%m%y}{9001 + number}")


def _require_number(number: int, most: int) -> None:
    """Beyond it the made-up serials end, and below it real ones begin."""
    if type(number) is not int or not 0 <= number <= most:
        raise UsageError("sample_number", most=most)


def _sex(value: object) -> Sex:
    try:
        return Sex(str(value))
    except ValueError:
        raise wrong("sex") from None


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise wrong("birth_date") from None


def sample_citizen(number: int = 0, **changes: object) -> Citizen:
    """A synthetic citizen; the same number gives the same one.

    Args:
        number: 0 to 998.
        changes: Fields stated otherwise. The NIK follows a changed birth date
            or sex, unless it is stated too.

    Raises:
        egovkit.errors.UsageError: Another number, or no date or sex.

    Example:
        >>> siti = sample_citizen()
        >>> siti.name, siti.birth_date.isoformat(), siti.nik
        ('Siti Aminah', '1945-08-17', NIK('317101**********'))
        >>> sample_citizen(1, sex="P").findings()
        []
    """
    _require_number(number, 998)
    sex = _sex(changes.get("sex", "LP"[number % 2 == 0]))
    birth_date = _date(
        changes.get("birth_date", _FIRST_BIRTH + number % _PEOPLE * _STEP)
    )
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


def sample_family_card(number: int = 0) -> FamilyCard:
    """A synthetic family: father, mother and child in Gambir, Jakarta.

    Args:
        number: 0 to 300; the same number gives the same family.

    Raises:
        egovkit.errors.UsageError: Another number.
    """
    _require_number(number, 300)
    people = (
        ("kepala_keluarga", "Budi Contoh", date(1985, 3, 1), "L"),
        ("istri", "Dewi Contoh", date(1987, 6, 2), "P"),
        ("anak", "Ketut Contoh", date(2012, 9, 3), "L"),
    )
    members = [
        {
            "nik": sample_nik(born, sex, number=number * len(people) + place),
            "name": name,
            "birth_place": "Jakarta",
            "birth_date": born,
            "sex": sex,
            "relation": relation,
            "marital_status": "belum_kawin" if relation == "anak" else "kawin_tercatat",
        }
        for place, (relation, name, born, sex) in enumerate(people)
    ]
    card = {"number": f"317101230112{9001 + number}", "members": members}
    return FamilyCard.model_validate(card)


def sample_official(number: int = 0, **changes: object) -> CivilServant:
    """A synthetic civil servant of Kota Contoh; the same number gives the same one.

    Args:
        number: 0 to 98.
        changes: Fields stated otherwise.

    Raises:
        egovkit.errors.UsageError: Another number.
    """
    _require_number(number, 98)
    return CivilServant.model_validate(
        {
            "nip": f"198609262015052{901 + number}",
            "name": "Dewi Contoh",
            "titles_after": "S.Sos.",
            "sex": "P",
            "grade": "III/d",
            "position": "Lurah",
            "unit": "Kelurahan Contoh",
            "agency": "Pemerintah Kota Contoh",
            **changes,
        }
    )
