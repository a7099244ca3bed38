"""Find regions by name, however people write it.

Names and queries are folded to one key: lower case, letters and digits only,
the spelling before 1972 brought to the one since (tj → c, dj → j, oe → u, sj →
sy, ch → kh), and j written for y. The last step makes *Soerabaja* and
*Surabaya* one, at the price of taking *Jogja* and *Yogya* for the same word,
which is what people mean.

Source:
    Ejaan Yang Disempurnakan (Keppres 57/1972), the changes of letters.
"""

import re
from collections.abc import Iterable

from egovkit.errors import InvalidFormatError, InvalidLengthError
from egovkit.regions import _codes

__all__ = ["Index", "Query", "fold"]

_MAX_QUERY = 100

# Written word → full word; before folding, on whole words.
_WORDS = {
    "prov": "provinsi",
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
    "gg": "gunung",
    "tj": "tanjung",
    "tg": "tanjung",
    "pst": "pusat",
    "sei": "sungai",
    "dki": "daerah khusus ibukota",
    "diy": "daerah istimewa yogyakarta",
    "di": "daerah istimewa",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
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
_SPELLING = (
    ("ch", "kh"),
    ("tj", "c"),
    ("dj", "j"),
    ("oe", "u"),
    ("y", "j"),
)


def fold(text: str) -> str:
    """The key under which a name is found."""
    key = "".join(c for c in text.lower() if c.isalnum())
    for old, new in _SPELLING:
        key = key.replace(old, new)
    return key


def _spell_out(name: str) -> str:
    """Lower case, abbreviations spelt out, one space between words."""
    text = name.lower().replace("d.i.", "diy" if "d.i.y" in name.lower() else "di ")
    words = re.findall(r"[^\W_]+", text)
    spelt = (_WORDS.get(word, word) for word in words)
    return " ".join(word for word in spelt if word)


class Query:
    """A name to look for, read once."""

    def __init__(self, name: str, level: int | None) -> None:
        if not isinstance(name, str):
            raise InvalidFormatError("not_text")
        if len(name) > _MAX_QUERY:
            raise InvalidLengthError("text_too_long", limit=_MAX_QUERY)
        text = _spell_out(name)
        first, _, rest = text.partition(" ")
        if rest and first in _LEVEL_WORDS and level in (None, _LEVEL_WORDS[first]):
            level, text = _LEVEL_WORDS[first], rest
        self.level = level
        self.key = fold(text)

    def rank(self, full: str, bare: str) -> int | None:
        """How well a name fits: 0 the best, None not at all."""
        key = self.key
        if key == full:
            return 0
        if key == bare:
            return 1
        if bare.startswith(key) or full.startswith(key):
            return 2
        return 3 if key in full else None

    def ranked(self, named: Iterable[tuple[str, str]]) -> list[str]:
        """The codes of names that fit, best first."""
        return self.ranked_keys((code, *_keys(name)) for code, name in named)

    def ranked_keys(self, keyed: Iterable[tuple[str, str, str]]) -> list[str]:
        """As `ranked`, for names that are folded already."""
        if not self.key:
            return []
        best: dict[str, int] = {}
        for code, full, bare in keyed:
            if self.level not in (None, _codes.LEVELS[len(code)]):
                continue
            rank = self.rank(full, bare)
            if rank is not None and rank < best.get(code, 9):
                best[code] = rank
        return sorted(best, key=lambda code: (best[code], len(code), code))


class Index:
    """The names of a table, folded.

    Args:
        named: Plain code and name; a code may come twice, under another name.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._keyed = [(code, *_keys(name)) for code, name in named]

    def search(self, name: str, level: int | None) -> list[str]:
        """Plain codes by name, the best match first."""
        return Query(name, level).ranked_keys(self._keyed)


def _keys(name: str) -> tuple[str, str]:
    text = _spell_out(name)
    full = fold(text)
    bare = fold(_KIND.sub("", text))
    return full, full if bare == full else bare  # one object, half the memory
