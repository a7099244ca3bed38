"""Grades of civil servants: golongan/ruang with pangkat, and those of PPPK.

Sources: reference list of SIASN (17 grades of PNS, ids 11 to 45); Perpres
98/2020 as amended by Perpres 11/2024 for the 17 of PPPK (unconfirmed). The
English labels name the grade; ranks have no official translation.
"""

from egovkit.identity._coded import Coded

__all__ = ["PNSGrade", "PPPKGrade"]


class PNSGrade(Coded):
    """*Golongan/ruang* of a PNS; its label is the *pangkat*.

    Source:
        SIASN, ``golonganPns``.

    Example:
        >>> PNSGrade("III/d").label(), PNSGrade.from_code("SIASN", 34).value
        ('Penata Tingkat I', 'III/d')
    """

    I_A = ("I/a", "Juru Muda", "Grade I/a", {"SIASN": "11"})
    I_B = ("I/b", "Juru Muda Tingkat I", "Grade I/b", {"SIASN": "12"})
    I_C = ("I/c", "Juru", "Grade I/c", {"SIASN": "13"})
    I_D = ("I/d", "Juru Tingkat I", "Grade I/d", {"SIASN": "14"})
    II_A = ("II/a", "Pengatur Muda", "Grade II/a", {"SIASN": "21"})
    II_B = ("II/b", "Pengatur Muda Tingkat I", "Grade II/b", {"SIASN": "22"})
    II_C = ("II/c", "Pengatur", "Grade II/c", {"SIASN": "23"})
    II_D = ("II/d", "Pengatur Tingkat I", "Grade II/d", {"SIASN": "24"})
    III_A = ("III/a", "Penata Muda", "Grade III/a", {"SIASN": "31"})
    III_B = ("III/b", "Penata Muda Tingkat I", "Grade III/b", {"SIASN": "32"})
    III_C = ("III/c", "Penata", "Grade III/c", {"SIASN": "33"})
    III_D = ("III/d", "Penata Tingkat I", "Grade III/d", {"SIASN": "34"})
    IV_A = ("IV/a", "Pembina", "Grade IV/a", {"SIASN": "41"})
    IV_B = ("IV/b", "Pembina Tingkat I", "Grade IV/b", {"SIASN": "42"})
    IV_C = ("IV/c", "Pembina Utama Muda", "Grade IV/c", {"SIASN": "43"})
    IV_D = ("IV/d", "Pembina Utama Madya", "Grade IV/d", {"SIASN": "44"})
    IV_E = ("IV/e", "Pembina Utama", "Grade IV/e", {"SIASN": "45"})


class PPPKGrade(Coded):
    """*Golongan* of a PPPK, I to XVII; there is neither *ruang* nor *pangkat*.

    Source:
        Perpres 98/2020 and 11/2024; unconfirmed.
    """

    I = ("I", "Golongan I", "Grade I")  # noqa: E741 - the grade's name
    II = ("II", "Golongan II", "Grade II")
    III = ("III", "Golongan III", "Grade III")
    IV = ("IV", "Golongan IV", "Grade IV")
    V = ("V", "Golongan V", "Grade V")
    VI = ("VI", "Golongan VI", "Grade VI")
    VII = ("VII", "Golongan VII", "Grade VII")
    VIII = ("VIII", "Golongan VIII", "Grade VIII")
    IX = ("IX", "Golongan IX", "Grade IX")
    X = ("X", "Golongan X", "Grade X")
    XI = ("XI", "Golongan XI", "Grade XI")
    XII = ("XII", "Golongan XII", "Grade XII")
    XIII = ("XIII", "Golongan XIII", "Grade XIII")
    XIV = ("XIV", "Golongan XIV", "Grade XIV")
    XV = ("XV", "Golongan XV", "Grade XV")
    XVI = ("XVI", "Golongan XVI", "Grade XVI")
    XVII = ("XVII", "Golongan XVII", "Grade XVII")
