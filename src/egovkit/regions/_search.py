"""Find regions by name, however people write it.

Names and queries are folded to one key: lower case, letters and digits only,
j written for y, and the spelling before 1972 brought to the one since (tj → c,
dj → j, oe → u, ch → kh). *Soerabaja* and *Surabaya* become one, at the price of
taking *Jogja* and *Yogya* for the same word, which is what people mean.

Source:
    Ejaan Yang Disempurnakan (Keppres 57/1972), the changes of letters.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable

from egovkit.errors import InvalidFormatError, InvalidLengthError
from egovkit.regions import _codes

__all__ = ["Index", "fold"]

_MAX_QUERY = 100

# Written word → full word; before folding, on whole words.
_WORDS = {
    "prov": "provinsi",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "kab": "kabupaten",
    "kodya": "kota",
    "kotamadya": "kota",
    "kotip": "kota",
    # Only Jakarta's six have the word, and nobody says it.
    "adm": "",
    "administratif": "",
    "administrasi": "",
    "kec": "kecamatan",
    "distr": "distrik",
    "kel": "kelurahan",
    "ds": "desa",
    "kep": "kepulauan",
    "p": "pulau",
    "tj": "tanjung",
    "tg": "tanjung",
    "pst": "pusat",
    "sei": "sungai",
    "dki": "daerah khusus ibukota",
    "diy": "daerah istimewa yogyakarta",
    "di": "daerah istimewa",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "nad": "aceh",  # Nanggroe Aceh Darussalam, until 2009
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "kepri": "kepulauan riau",
    "babel": "kepulauan bangka belitung",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "malut": "maluku utara",
    "jakpus": "jakarta pusat",
    "jakut": "jakarta utara",
    "jakbar": "jakarta barat",
    "jaksel": "jakarta selatan",
    "jaktim": "jakarta timur",
}
# A first word that says which level is meant, and is not part of the name.
_LEVEL_WORDS = {
    "provinsi": 1,
    "kecamatan": 3,
    "distrik": 3,
    "kelurahan": 4,
    "desa": 4,
    "gampong": 4,
    "nagari": 4,
    "pekon": 4,
}
# Words before the name of a region that people leave out.
_KIND = re.compile(
    r"^(?:daerah khusus ibukota|daerah istimewa"
    r"|kabupaten|kota) (?=.)"
)
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_SPELLING = (
    ("y", "j"),  # first, so that "dy" of today and "dj" of then meet
    ("ch", "kh"),
    ("tj", "c"),
    ("dj", "j"),
    ("oe", "u"),
)


def fold(text: str) -> str:
    """The key under which a name is found."""
    key = "".join(c for c in text.lower() if c.isalnum())
    for old, new in _SPELLING:
        key = key.replace(old, new)
    return key


def _spell_out(name: str) -> str:
    """Lower case, abbreviations spelt out, one space between words."""
    # "D.K.I. Jakarta" is spelt as "DKI Jakarta".
    text = _INITIALS.sub(lambda m: m[0].replace(".", "") + " ", name.lower())
    words = re.findall(r"[^\W_]+", text)
    spelt = (_WORDS.get(word, word) for word in words)
    return " ".join(word for word in spelt if word)


class Index:
    """The names of a table, folded, one a line of one string.

    83,762 villages as objects would cost tens of megabytes; as one string they
    cost two, and `str.find` walks it in a few milliseconds.

    Args:
        named: Plain code and name; a code may come again under another name.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        lines: list[str] = []
        codes: list[str] = []
        self._starts = array("L")
        at = 0
        for code, name in named:
            for key in _keys(name):
                self._starts.append(at)
                lines.append(key)
                codes.append(code.ljust(_CODE_WIDTH))
                at += len(key) + 1
        self._text = "\n".join([*lines, ""])
        self._codes = "".join(codes)

    def search(self, name: str, level: int | None) -> list[str]:
        """Plain codes by name, the best match first."""
        key, level = _query(name, level)
        best: dict[str, int] = {}
        at = self._text.find(key) if key else -1
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            start, end = self._starts[line], self._text.index("\n", at)
            code = self._codes[line * _CODE_WIDTH : (line + 1) * _CODE_WIDTH].rstrip()
            if level in (None, _codes.LEVELS[len(code)]):
                rank = 2 if at > start else 1 if end - start > len(key) else 0
                best[code] = min(rank, best.get(code, rank))
            at = self._text.find(key, end)
        return sorted(best, key=lambda code: (best[code], len(code), code))


_CODE_WIDTH = 10


def _query(name: str, level: int | None) -> tuple[str, int | None]:
    """The key to look for, and the level that its first word may name."""
    if not isinstance(name, str):
        raise InvalidFormatError("not_text")
    if len(name) > _MAX_QUERY:
        raise InvalidLengthError("text_too_long", limit=_MAX_QUERY)
    text = _spell_out(name)
    first, _, rest = text.partition(" ")
    if rest and first in _LEVEL_WORDS and level in (None, _LEVEL_WORDS[first]):
        level, text = _LEVEL_WORDS[first], rest
    return fold(text), level


def _keys(name: str) -> set[str]:
    """The name as it is, and without the word for its kind."""
    text = _spell_out(name)
    return {fold(text), fold(_KIND.sub("", text))}
