"""The code lists of KTP-el and KK.

Sources: lists of SIAK as used in the field (Permendagri 19/2010 era, the forms
of Permendagri 109/2019); the exact clauses of each list are unconfirmed.
"""

from egovkit.identity._coded import Coded

__all__ = [
    "BloodType",
    "CardMaritalStatus",
    "Citizenship",
    "Education",
    "FamilyRelation",
    "MaritalStatus",
    "Religion",
]


class Religion(Coded):
    """*Agama*, as KTP-el and KK print it.

    Source:
        SIAK codes 1 to 7; the seventh since Constitutional Court decision
        97/PUU-XIV/2016. SIASN says *Lainnya* for 7.
    """

    ISLAM = ("islam", "Islam", "Islam", {"SIAK": "1", "SIASN": "1"})
    KRISTEN = (
        "kristen",
        "Kristen",
        "Protestant Christianity",
        {"SIAK": "2", "SIASN": "2"},
        ("Kristen Protestan", "Protestan"),
    )
    KATOLIK = (
        "katolik",
        "Katolik",
        "Catholicism",
        {"SIAK": "3", "SIASN": "3"},
        ("Katholik", "Kristen Katolik"),
    )
    HINDU = ("hindu", "Hindu", "Hinduism", {"SIAK": "4", "SIASN": "4"})
    BUDDHA = ("buddha", "Buddha", "Buddhism", {"SIAK": "5", "SIASN": "5"}, ("Budha",))
    KHONGHUCU = (
        "khonghucu",
        "Khonghucu",
        "Confucianism",
        {"SIAK": "6", "SIASN": "6"},
        ("Konghucu", "Kong Hu Cu"),
    )
    KEPERCAYAAN = (
        "kepercayaan",
        "Kepercayaan terhadap Tuhan Yang Maha Esa",
        "Belief in the One Almighty God",
        {"SIAK": "7", "SIASN": "7"},
        ("Kepercayaan terhadap Tuhan YME", "Lainnya"),
    )


class BloodType(Coded):
    """*Golongan darah*; the card prints ``-`` where it is not known.

    Source:
        SIAK codes 1 to 13.
    """

    A = ("A", "A", "A", {"SIAK": "1"})
    B = ("B", "B", "B", {"SIAK": "2"})
    AB = ("AB", "AB", "AB", {"SIAK": "3"})
    O = ("O", "O", "O", {"SIAK": "4"})  # noqa: E741 - the group's name
    A_POSITIVE = ("A+", "A+", "A+", {"SIAK": "5"})
    A_NEGATIVE = ("A-", "A-", "A-", {"SIAK": "6"})
    B_POSITIVE = ("B+", "B+", "B+", {"SIAK": "7"})
    B_NEGATIVE = ("B-", "B-", "B-", {"SIAK": "8"})
    AB_POSITIVE = ("AB+", "AB+", "AB+", {"SIAK": "9"})
    AB_NEGATIVE = ("AB-", "AB-", "AB-", {"SIAK": "10"})
    O_POSITIVE = ("O+", "O+", "O+", {"SIAK": "11"})
    O_NEGATIVE = ("O-", "O-", "O-", {"SIAK": "12"})
    UNKNOWN = ("-", "Tidak tahu", "Unknown", {"SIAK": "13"})


class CardMaritalStatus(Coded):
    """*Status perkawinan* on the KTP-el: four values.

    Source:
        SIAK base list, Permendagri 19/2010. SIASN counts otherwise: 1
        *Menikah*, 2 *Cerai*, 3 *Janda/Duda*, 4 *Belum Kawin*.
    """

    BELUM_KAWIN = (
        "belum_kawin",
        "Belum Kawin",
        "Never married",
        {"KTP": "1", "SIASN": "4"},
    )
    KAWIN = ("kawin", "Kawin", "Married", {"KTP": "2", "SIASN": "1"}, ("Menikah",))
    CERAI_HIDUP = ("cerai_hidup", "Cerai Hidup", "Divorced", {"KTP": "3", "SIASN": "2"})
    CERAI_MATI = ("cerai_mati", "Cerai Mati", "Widowed", {"KTP": "4", "SIASN": "3"})

    @property
    def on_family_card(self) -> "tuple[MaritalStatus, ...]":
        """The values of the KK that the card shows as this one."""
        return tuple(status for status in MaritalStatus if status.on_card is self)


class MaritalStatus(Coded):
    """*Status perkawinan* on the KK: six values, registered or not.

    Source:
        KK and form F-1.01 since Permendagri 118/2017 and 109/2019.

    Example:
        >>> MaritalStatus("Kawin Belum Tercatat").on_card.label()
        'Kawin'
    """

    BELUM_KAWIN = ("belum_kawin", "Belum Kawin", "Never married", {"SIAK": "1"})
    KAWIN_TERCATAT = (
        "kawin_tercatat",
        "Kawin Tercatat",
        "Married, registered",
        {"SIAK": "2"},
    )
    KAWIN_BELUM_TERCATAT = (
        "kawin_belum_tercatat",
        "Kawin Belum Tercatat",
        "Married, not registered",
        {"SIAK": "3"},
    )
    CERAI_HIDUP_TERCATAT = (
        "cerai_hidup_tercatat",
        "Cerai Hidup Tercatat",
        "Divorced, registered",
        {"SIAK": "4"},
    )
    CERAI_HIDUP_BELUM_TERCATAT = (
        "cerai_hidup_belum_tercatat",
        "Cerai Hidup Belum Tercatat",
        "Divorced, not registered",
        {"SIAK": "5"},
    )
    CERAI_MATI = ("cerai_mati", "Cerai Mati", "Widowed", {"SIAK": "6"})

    @property
    def on_card(self) -> CardMaritalStatus:
        """What the KTP-el prints for it."""
        return _ON_CARD[self]


_ON_CARD = {
    MaritalStatus.BELUM_KAWIN: CardMaritalStatus.BELUM_KAWIN,
    MaritalStatus.KAWIN_TERCATAT: CardMaritalStatus.KAWIN,
    MaritalStatus.KAWIN_BELUM_TERCATAT: CardMaritalStatus.KAWIN,
    MaritalStatus.CERAI_HIDUP_TERCATAT: CardMaritalStatus.CERAI_HIDUP,
    MaritalStatus.CERAI_HIDUP_BELUM_TERCATAT: CardMaritalStatus.CERAI_HIDUP,
    MaritalStatus.CERAI_MATI: CardMaritalStatus.CERAI_MATI,
}


class FamilyRelation(Coded):
    """*Status hubungan dalam keluarga* (SHDK).

    Source:
        SIAK codes 1 to 11.
    """

    KEPALA_KELUARGA = (
        "kepala_keluarga",
        "Kepala Keluarga",
        "Head of family",
        {"SIAK": "1"},
    )
    SUAMI = ("suami", "Suami", "Husband", {"SIAK": "2"})
    ISTRI = ("istri", "Istri", "Wife", {"SIAK": "3"}, ("Isteri",))
    ANAK = ("anak", "Anak", "Child", {"SIAK": "4"})
    MENANTU = ("menantu", "Menantu", "Child-in-law", {"SIAK": "5"})
    CUCU = ("cucu", "Cucu", "Grandchild", {"SIAK": "6"})
    ORANG_TUA = ("orang_tua", "Orang Tua", "Parent", {"SIAK": "7"}, ("Orangtua",))
    MERTUA = ("mertua", "Mertua", "Parent-in-law", {"SIAK": "8"})
    FAMILI_LAIN = ("famili_lain", "Famili Lain", "Other relative", {"SIAK": "9"})
    PEMBANTU = ("pembantu", "Pembantu", "Domestic worker", {"SIAK": "10"})
    LAINNYA = ("lainnya", "Lainnya", "Other", {"SIAK": "11"})


class Education(Coded):
    """*Pendidikan*, the highest completed, as the KK has it.

    Source:
        SIAK codes 1 to 10. SIASN numbers schools in another, finer list, see
        ``code_table("tingkat_pendidikan")``.
    """

    BELUM_SEKOLAH = (
        "belum_sekolah",
        "Tidak/Belum Sekolah",
        "No schooling",
        {"SIAK": "1"},
    )
    BELUM_TAMAT_SD = (
        "belum_tamat_sd",
        "Belum Tamat SD/Sederajat",
        "Primary school not completed",
        {"SIAK": "2"},
    )
    SD = ("sd", "Tamat SD/Sederajat", "Primary school", {"SIAK": "3"})
    SLTP = ("sltp", "SLTP/Sederajat", "Junior secondary school", {"SIAK": "4"})
    SLTA = ("slta", "SLTA/Sederajat", "Senior secondary school", {"SIAK": "5"})
    DIPLOMA_1_2 = ("d1_d2", "Diploma I/II", "Diploma I or II", {"SIAK": "6"})
    DIPLOMA_3 = (
        "d3",
        "Akademi/Diploma III/Sarjana Muda",
        "Academy, Diploma III",
        {"SIAK": "7"},
        ("Akademi/Diploma III/S. Muda",),
    )
    STRATA_1 = ("s1", "Diploma IV/Strata I", "Bachelor", {"SIAK": "8"})
    STRATA_2 = ("s2", "Strata II", "Master", {"SIAK": "9"})
    STRATA_3 = ("s3", "Strata III", "Doctorate", {"SIAK": "10"})


class Citizenship(Coded):
    """*Kewarganegaraan*; the card of a foreigner prints the country.

    Source:
        SIAK codes 1 to 3.
    """

    WNI = ("WNI", "Warga Negara Indonesia", "Indonesian citizen", {"SIAK": "1"})
    WNA = ("WNA", "Warga Negara Asing", "Foreign citizen", {"SIAK": "2"})
    DUAL = (
        "dua_kewarganegaraan",
        "Dua Kewarganegaraan",
        "Dual citizenship",
        {"SIAK": "3"},
    )
