"""What a place calls its districts and villages, and what time it keeps.

Sources: UU 21/2001 (distrik and kampung in Papua); UU 6/2014, article 1 ("desa
or by another name"); Keppres 41/1987 (three time zones, by province); ISO
3166-2:ID for the provinces. The names of villages below are the usual ones and
never a rule: a place may write another in its own letters. Entries marked
unconfirmed come from general knowledge and were not read in a regulation.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timezone

__all__ = ["district_term", "regency_term", "time_zone", "village_term"]

# The six provinces on the island of Papua.
_PAPUA = frozenset({"91", "92", "93", "94", "95", "96"})

# Keppres 41/1987, article 1, and the provinces split off since.
_EAST = frozenset({"81", "82"}) | _PAPUA
_CENTRAL = frozenset(
    {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
)

# By regency, else by province; anywhere else it is `desa`.
_VILLAGE_TERMS = {
    "11": "gampong",
    "1104": "kampung",  # Aceh Tengah; unconfirmed
    "1117": "kampung",  # Bener Meriah; unconfirmed
    "13": "nagari",
    "1309": "desa",  # Kepulauan Mentawai; unconfirmed
    "1373": "desa",  # Kota Sawahlunto; unconfirmed
    "1377": "desa",  # Kota Pariaman; unconfirmed
    "1804": "pekon",  # Lampung Barat; unconfirmed
    "1806": "pekon",  # Tanggamus; unconfirmed
    "1810": "pekon",  # Pringsewu; unconfirmed
    "1813": "pekon",  # Pesisir Barat; unconfirmed
    "6407": "kampung",  # Kutai Barat
    "7318": "lembang",  # Tana Toraja
    "7326": "lembang",  # Toraja Utara
} | dict.fromkeys(_PAPUA, "kampung")

_REGENCY_TERMS = (  # the longer one first
    ("Kabupaten Administrasi ", "kabupaten administrasi"),
    ("Kota Administrasi ", "kota administrasi"),
    ("Kabupaten ", "kabupaten"),
    ("Kota ", "kota"),
)


def regency_term(code: str, name: str) -> str:
    """``kabupaten`` or ``kota``: by the name, else by the number.

    Numbers 01 to 69 are kabupaten, 71 to 99 kota (Permendagri 58/2021, annex).
    """
    for start, term in _REGENCY_TERMS:
        if name.startswith(start):
            return term
    return "kota" if code[2] >= "7" else "kabupaten"


def district_term(code: str) -> str:
    """``distrik`` on Papua, ``kecamatan`` elsewhere."""
    return "distrik" if code[:2] in _PAPUA else "kecamatan"


def village_term(code: str) -> str:
    """``kelurahan``, ``desa`` or what the place calls a desa.

    The first digit of the village number says which kind it is: 1 kelurahan,
    2 desa, 3 desa adat (Permendagri 58/2021).
    """
    if code[6] == "1":
        return "kelurahan"
    if code[6] == "3":
        return "desa adat"
    return _VILLAGE_TERMS.get(code[:4]) or _VILLAGE_TERMS.get(code[:2], "desa")


def time_zone(code: str) -> "timezone":
    """The zone of a province or of anything inside it."""
    from egovkit._clock import WIB, WIT, WITA

    province = code[:2]
    if province in _EAST:
        return WIT
    return WITA if province in _CENTRAL else WIB
