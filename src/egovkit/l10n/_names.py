"""Names of people: titles before and after, *bin* and *binti*, one-word names.

There is no first and last name here: many Indonesians have one word, and the
last word is often no family name.

Source:
    EYD V: comma between name and degree and between degrees, dots in
    abbreviations; *bin*, *binti*, *boru* and *van* in small letters.
    Permendagri 73/2022 articles 4(2), 5 and 7(1) for the findings.

Example:
    >>> name = PersonName.parse("Dr. H. Ahmad Fauzi, S.H., M.H.")
    >>> name.prefix, name.name, name.suffix
    (('Dr.', 'H.'), 'Ahmad Fauzi', ('S.H.', 'M.H.'))
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Self

from egovkit.errors import InvalidFormatError
from egovkit.l10n._text import bounded

__all__ = ["NameFinding", "PersonName", "name_findings", "search_key", "title_case"]

_MAX_NAME = 200  # with titles; the registered name alone has 60
_MAX_KEY = 1000  # a line that holds a name of a person or place
_MAX_REGISTERED = 60
_MIN_WORDS = 2
# As it is written, folded → the word that it is; "br" on a KTP, which has no dots
_LINEAGE = {"bin": "bin", "binti": "binti", "boru": "boru", "br": "boru", "br.": "boru"}
_SMALL = frozenset({*_LINEAGE, "van"})
_NUMERALS = frozenset({"II", "III", "IV", "VII", "VIII", "IX", "XI", "XII"})

# Titles before the name: letters only, folded → as EYD writes them. Capital and
# small "dr" differ (doctor of science, physician), so their case is kept.
_PREFIXES = {
    "prof": "Prof.",
    "dr": "Dr.",
    "drg": "drg.",
    "drh": "drh.",
    "drs": "Drs.",
    "dra": "Dra.",
    "ir": "Ir.",
    "apt": "apt.",
    "ns": "Ns.",
    "h": "H.",
    "hj": "Hj.",
    "kh": "K.H.",
    "ky": "Ky.",
    "ust": "Ust.",
    "tgk": "Tgk.",
    "tgkh": "T.G.K.H.",
    "pdt": "Pdt.",
    "pr": "Pr.",
    "rm": "R.M.",
    "r": "R.",
    "ra": "R.A.",
    "rr": "Rr.",
    "rngt": "R.Ngt.",
    "krt": "K.R.T.",
    "kra": "K.R.A.",
    "krmt": "K.R.M.T.",
    "gbph": "G.B.P.H.",
    "gkr": "G.K.R.",
    "kgpaa": "K.G.P.A.A.",
    "alm": "Alm.",
    "almh": "Almh.",
    "mgr": "Mgr.",
}
# Doctor and physician, Raden Mas and Romo: only the case tells them apart.
_TOLD_BY_CASE = frozenset({"dr", "rm"})
# Ranks of the forces and the police, and what may stand between rank and name
_RANKS = frozenset(
    {
        *("jenderal", "jend", "letjen", "mayjen", "brigjen", "kolonel", "kol"),
        *("letkol", "mayor", "kapten", "kapt", "lettu", "letda", "komjen", "irjen"),
        *("laksamana", "laksdya", "laksda", "laksma"),
        *("marsekal", "marsdya", "marsda", "marsma"),
        *("kombes", "akbp", "kompol", "akp", "iptu", "ipda", "aiptu", "aipda"),
        *("bripka", "briptu", "bripda", "brigpol", "bharada", "bharatu", "bharaka"),
        *("peltu", "pelda", "serma", "serka", "sertu", "serda", "kopka", "koptu"),
    }
)
# What may follow a title: corps, "(Purn.)" for retired, "(H.C.)" for honoris
# causa, "(C)" or "(Cand.)" for a candidate
_FOLLOWERS = frozenset(
    {
        *(
            "tni",
            "pol",
            "polisi",
            "inf",
            "kav",
            "art",
            "arm",
            "czi",
            "cpl",
            "chb",
            "mar",
            "pnb",
        ),
        *("lek", "purn", "(purn)", "(hc)", "(c)", "(cand)", "hc"),
    }
)
_UNMISTAKABLE = frozenset(
    {"prof", "dr", "drs", "dra", "drg", "drh", "ir", "hj", "kh", "ust", "pdt"}
)
# Degrees that are often written without their dots.
_DEGREES = (
    *("S.H.", "S.E.", "S.T.", "S.Si.", "S.Sos.", "S.Pd.", "S.Pd.I.", "S.Ag."),
    *("S.Kom.", "S.Ked.", "S.Kep.", "S.K.M.", "S.P.", "S.Pt.", "S.Psi.", "S.Farm."),
    *("S.I.P.", "S.IP.", "S.A.P.", "S.I.Kom.", "S.Hum.", "S.S.", "S.Sn.", "S.Tr."),
    *("S.STP.", "S.Gz.", "S.Hut.", "S.T.P.", "S.Ars.", "S.M.", "S.Ak.", "S.Th."),
    *("M.H.", "M.M.", "M.Si.", "M.Pd.", "M.T.", "M.Kom.", "M.Kes.", "M.Hum."),
    *("M.Sc.", "M.A.", "M.Ag.", "M.E.", "M.Eng.", "M.P.", "M.A.P.", "M.I.Kom."),
    *("M.Kn.", "M.Psi.", "M.P.H.", "M.B.A.", "M.Farm.", "M.Ak.", "M.Sn.", "M.Th."),
    *("Ph.D.", "LL.M.", "B.A.", "B.Sc.", "Lc.", "Ak.", "C.A.", "C.P.A."),
    *("A.Md.", "A.Md.Keb.", "A.Md.Kep.", "A.Ma.", "A.Ma.Pd.", "Psi.", "Sp.A."),
    *("Sp.B.", "Sp.OG.", "Sp.PD.", "Sp.JP.", "Sp.M.", "Sp.S.", "Sp.KJ.", "Sp.Rad."),
    *("Psikolog", "Ners"),  # professions that stand behind a degree as words
)
_SUFFIXES = {re.sub(r"[^A-Za-z]", "", d).casefold(): d for d in _DEGREES}
_BARE_DEGREE = re.compile(r"[A-Z]{2,6}")
# Two words are "Sp.OG (K)", "B.Sc. (Hons)" and "ASEAN Eng.".
_DEGREE = re.compile(
    r"(?:[A-Z]{2,6} )?[A-Za-z][A-Za-z.\-()]{0,29}(?: ?\([A-Za-z.]{1,8}\))?"
)
_INNER_SPACE = re.compile(r"(?<=\.) (?=[A-Za-z])")  # "S. H.", as typists have it
_TITLE = re.compile(r"\(?[^\W\d_][\w.\-()/ ]{0,38}")
_APOSTROPHES = "'\u2018\u2019\u02bc`"
_NAME = re.compile(rf"[^\W\d_](?:[^\W_]|[ .\-{_APOSTROPHES}])*")


def _letters(word: str) -> str:
    return word.replace(".", "").casefold()


@dataclass(frozen=True, slots=True)
class NameFinding:
    """What the registration rule for names would say, without refusing anything.

    Older documents stay valid, so a name that breaks the rule is still a name.
    """

    code: str
    clause: str
    """Article of Permendagri 73/2022."""
    refusable: bool
    """Whether the article on refusing (7(1)) names it."""

    def sentence(self, lang: Literal["id", "en"] = "id") -> str:
        """The finding in one sentence."""
        from egovkit._messages import sentence

        return sentence(self.code, lang, clause=self.clause, limit=_MAX_REGISTERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name with its titles kept apart.

    Args:
        name: The name itself, without titles.
        prefix: Titles before the name, in order, as they are written.
        suffix: Degrees after the name, in order.

    Raises:
        egovkit.errors.InvalidFormatError: Characters that no name or no title has,
            or one text where a sequence of titles is meant.
        egovkit.errors.InvalidLengthError: Longer than 200 characters in all.
    """

    name: str
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # A letter and its accent may come apart, as macOS types them.
        name = unicodedata.normalize("NFC", bounded(self.name, _MAX_NAME))
        if not _NAME.fullmatch(name):
            raise InvalidFormatError("name_format")
        object.__setattr__(self, "name", name)
        for part in ("prefix", "suffix"):
            object.__setattr__(self, part, _titles(getattr(self, part)))
        bounded(self.formatted(), _MAX_NAME)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a name as people write it.

        Known titles at the beginning become `prefix`, what follows the first
        comma becomes `suffix`; a degree without its comma is recognised where it
        has dots or is a common one in capitals. Words and case stay as written.

        Raises:
            egovkit.errors.InvalidFormatError: No name: nothing but titles,
                characters that no name has, or after a comma something that is
                not a degree.
            egovkit.errors.InvalidLengthError: Longer than 200 characters.

        Example:
            >>> PersonName.parse("Suharto").name
            'Suharto'
            >>> PersonName.parse("I Gusti Ngurah Rai").prefix
            ()
        """
        line = " ".join(bounded(text, _MAX_NAME).split())
        head, *degrees = (piece.strip() for piece in line.split(","))
        degrees = [_INNER_SPACE.sub("", degree) for degree in degrees]
        if degrees and not degrees[-1]:
            degrees.pop()  # "…, S.H.," as lists of names have it
        if not all(_is_degree(degree) for degree in degrees):
            raise InvalidFormatError("name_suffix")
        prefix, words = _split_prefix(head.split(" "))
        words, bare = _split_suffix(words)
        alone = words[0] if len(words) == 1 and "." in words[0] else ""
        if alone and (_is_prefix(alone) or _is_bare_degree(alone)):
            raise InvalidFormatError("name_format")
        return cls(name=" ".join(words), prefix=prefix, suffix=(*bare, *degrees))

    def formatted(self) -> str:
        """The name with its titles, punctuated by EYD.

        Example:
            >>> PersonName(prefix=("K.H.",), name="Abdurrahman").formatted()
            'K.H. Abdurrahman'
        """
        return ", ".join([" ".join([*self.prefix, self.name]), *self.suffix])

    def __str__(self) -> str:
        return self.formatted()

    def eyd(self) -> Self:
        """The same name with titles and capitals as EYD writes them.

        Common degrees get their dots (``SH`` becomes ``S.H.``), a name in
        capitals gets small letters. *Dr.* and *dr.*, *R.M.* and *Rm.* differ and
        stay as written.

        Example:
            >>> PersonName.parse("DRS. AHMAD BIN ABDULLAH, SH, MSi").eyd().formatted()
            'Drs. Ahmad bin Abdullah, S.H., M.Si.'
        """
        prefix = tuple(
            title
            if _letters(title) in _TOLD_BY_CASE
            else _PREFIXES.get(_letters(title), title)
            for title in self.prefix
        )
        suffix = tuple(  # S.I.P. and S.IP. are two, and SIP is one of them
            d if d in _DEGREES else _SUFFIXES.get(_letters(d), d) for d in self.suffix
        )
        name = title_case(self.name) if self.name.isupper() else self.name
        return type(self)(name=name, prefix=prefix, suffix=suffix)

    @property
    def lineage(self) -> tuple[str, str] | None:
        """*bin*, *binti* or *boru* (also *br.*) and the words after it, or None.

        Example:
            >>> PersonName.parse("Ahmad bin Abdullah").lineage
            ('bin', 'Abdullah')
        """
        words = self.name.split(" ")
        for at, word in enumerate(words[1:-1], start=1):
            if particle := _LINEAGE.get(word.casefold()):
                return particle, " ".join(words[at + 1 :])
        return None

    def sort_key(self) -> str:
        """What to sort lists of people by: the whole name without its titles."""
        return " ".join(_plain(self.name).split())

    def findings(self) -> tuple[NameFinding, ...]:
        """What the registration rule of 2022 would say; see `name_findings`."""
        found = name_findings(self.name)
        if self.prefix or self.suffix:
            return (*found, NameFinding("name_with_title", "5(3)", refusable=True))
        return found


def name_findings(name: str) -> tuple[NameFinding, ...]:
    """Compare a name with the rule for new registrations.

    Args:
        name: The name without titles. Any text of up to 1000 characters.

    Returns:
        Findings, never refusals: names registered earlier stay valid, and the
        two-word rule is not among the grounds for refusing.

    Raises:
        egovkit.errors.InvalidLengthError: Longer than 1000 characters.
        egovkit.errors.InvalidFormatError: Not text.

    Source:
        Permendagri 73/2022 articles 4(2) and 5(3), grounds for refusing 7(1).

    Example:
        >>> [finding.code for finding in name_findings("Suharto")]
        ['name_min_words']
    """
    letters = bounded(name, _MAX_KEY).replace(" ", "")
    checks = (
        (len(name) > _MAX_REGISTERED, "name_max_length", "4(2)b", True),
        (len(name.split()) < _MIN_WORDS, "name_min_words", "4(2)c", False),
        (any(c.isdigit() for c in letters), "name_digit", "5(3)", True),
        (any(_is_sign(c) for c in letters), "name_punctuation", "5(3)", True),
        (any(_is_foreign(c) for c in letters), "name_not_latin", "5(1)", False),
    )
    return tuple(
        NameFinding(code, clause, refusable=refusable)
        for found, code, clause, refusable in checks
        if found
    )


def _is_sign(c: str) -> bool:
    return not c.isalnum() and not unicodedata.combining(c)


def _is_foreign(c: str) -> bool:
    return c.isalpha() and "LATIN" not in unicodedata.name(c, "")


def _titles(given: object) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidFormatError("name_titles")
    titles = tuple(bounded(title, _MAX_NAME) for title in islice(given, _MAX_NAME))
    if not all(map(_TITLE.fullmatch, titles)):
        raise InvalidFormatError("name_titles")
    return titles


def _is_degree(text: str) -> bool:
    if not _DEGREE.fullmatch(text):
        return False
    return "." in text or text.isupper() or _letters(text) in _SUFFIXES


def _split_prefix(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    titles: list[str] = []
    rest = list(words)
    while rest:
        follows = bool(titles) and _letters(rest[0]) in _FOLLOWERS
        if not follows:  # "H.C." after a doctor's title is no Haji
            rest[0:1] = _unglued(rest[0])
        if len(rest) == 1 or not (follows or _is_prefix(rest[0])):
            break
        titles.append(rest.pop(0))
    return tuple(titles), rest


def _unglued(word: str) -> list[str]:
    """Title and rest of a word that lacks a space, such as ``Dr.Ir.`` or ``H.Ahmad``.

    The longest title wins: ``R.A.`` is one title, not two.
    """
    for at in range(len(word), 0, -1):
        if word[at - 1] == "." and _is_title(word[:at]):
            return [word[:at], word[at:]] if word[at:] else [word]
    return [word]


def _is_title(text: str) -> bool:
    """Whether the dots stand where the title has them; ``Dr.H.`` is no ``drh.``."""
    letters = _letters(text)
    title = _PREFIXES.get(letters, "").casefold()
    return bool(title) and text.casefold() in (title, f"{letters}.")


def _is_prefix(word: str) -> bool:
    if _is_title(word) or _letters(word) in _RANKS:
        return True
    # "H", "R" or "Pr" without a dot can be an initial or a name.
    return word.casefold() in _UNMISTAKABLE


def _split_suffix(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    rest = list(words)
    degrees: list[str] = []
    while len(rest) > 1 and _is_bare_degree(rest[-1]):
        degrees.insert(0, rest.pop())
    return rest, tuple(degrees)


def _is_bare_degree(word: str) -> bool:
    if _letters(word) not in _SUFFIXES:
        return False
    pattern = _DEGREE if "." in word else _BARE_DEGREE
    return pattern.fullmatch(word) is not None


def title_case(text: str) -> str:
    """Write a name with capitals where EYD has them; the spelling stays.

    Args:
        text: A name, typically all in capitals as on the KTP.

    Raises:
        egovkit.errors.InvalidLengthError: Longer than 1000 characters.
        egovkit.errors.InvalidFormatError: Not text.

    Source:
        EYD V: *bin*, *binti*, *boru* and *van* in small letters.

    Example:
        >>> title_case("AHMAD BIN ABDULLAH"), title_case("I GUSTI NGURAH RAI")
        ('Ahmad bin Abdullah', 'I Gusti Ngurah Rai')
    """
    words = bounded(text, _MAX_KEY).split()
    return " ".join(
        word.lower()
        if at and word.lower() in _SMALL
        else word
        if at and word in _NUMERALS
        else _capitals(word)
        for at, word in enumerate(words)
    )


def _capitals(word: str) -> str:
    """Capital after the start, a hyphen and a dot, not after an apostrophe."""
    return re.sub(r"(^|[-.(])([^\W\d_])", lambda m: m[1] + m[2].upper(), word.lower())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# Order matters: the pairs with j come before the single j.
_OLD_SPELLING = (
    *(("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy")),
    *(("ch", "kh"), ("oe", "u"), ("j", "y")),
)


def search_key(text: str, *, fuzzy: bool = False) -> str:
    """Fold a name to a key that old and new spelling share.

    For comparing only, never for display: *Jakarta* becomes *yakarta*.

    Args:
        text: A name of a person or place.
        fuzzy: Fold *kh* to *h* too, so that *Achmad* meets *Ahmad*.

    Raises:
        egovkit.errors.InvalidLengthError: Longer than 1000 characters.
        egovkit.errors.InvalidFormatError: Not text.

    Source:
        Van Ophuijsen and Soewandi spelling to EYD: dj, tj, nj, sj, ch, oe, j.

    Example:
        >>> search_key("Soerabaja") == search_key("Surabaya")
        True
        >>> search_key("Tjokroaminoto")
        'cokroaminoto'
    """
    letters = _plain(bounded(text, _MAX_KEY))
    for mark in _APOSTROPHES:
        letters = letters.replace(mark, "")
    key = "".join(c if c.isalnum() else " " for c in letters)
    for old, new in _OLD_SPELLING:
        key = key.replace(old, new)
    if fuzzy:
        key = key.replace("kh", "h")
    return " ".join(key.split())
