"""Official code lists that are too long, or too open, for an enumeration.

Sources: SIAK lists of the Permendagri 19/2010 era (occupations and those of the
civil registry's forms), and the reference lists of SIASN, the civil service's
information system, as of May 2025. The English labels are translations made
here. Registers grow: a code that is not listed is no proof of an error.

Example:
    >>> code_table("pekerjaan").find("Nelayan/Perikanan").code
    '11'
    >>> code_table("kedudukan_hukum")["01"].label("en")
    'Active'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from egovkit.errors import InvalidComponentError, InvalidFormatError, UsageError
from egovkit.identity._coded import fold

__all__ = ["Code", "CodeTable", "code_table", "code_tables"]


@dataclass(frozen=True, slots=True)
class Code:
    """One line of a code list.

    Attributes:
        system: Whose code it is: ``"SIAK"``, ``"SIASN"``, ``"OpenSID"``.
        table: Name of the list, such as ``"pekerjaan"``.
        code: As text; leading zeros count.
        labels: Indonesian and English.
    """

    system: str
    table: str
    code: str
    labels: tuple[str, str]

    def label(self, lang: str = "id") -> str:
        """The official label (``"id"``) or its English translation (``"en"``)."""
        return self.labels[0 if lang == "id" else 1]


class CodeTable:
    """A code list, in the order of the register.

    Attributes:
        name: Such as ``"pekerjaan"``.
        system: Whose codes they are.
    """

    def __init__(self, name: str, codes: tuple[Code, ...]) -> None:
        self.name = name
        self.system = codes[0].system
        self._by_code = {code.code: code for code in codes}
        self._by_label = {fold(code.label()): code for code in codes}

    def __getitem__(self, code: str) -> Code:
        """The line of a code.

        Raises:
            egovkit.errors.InvalidComponentError: The list has no such code.
        """
        found = self._by_code.get(code) if _is_text(code) else None
        if found is None:
            raise InvalidComponentError("code_unknown", list=self.name)
        return found

    def find(self, label: str) -> Code | None:
        """The line with an Indonesian label, in any case; None if there is none.

        Raises:
            egovkit.errors.InvalidFormatError: Not text.
        """
        if not _is_text(label):
            raise InvalidFormatError("not_text")
        return self._by_label.get(fold(label))

    def __iter__(self) -> Iterator[Code]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@cache
def _tables() -> dict[str, CodeTable]:
    from importlib.resources import files

    path = files("egovkit.identity") / "_data" / "codelists.tsv"
    lines: dict[str, list[Code]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        table, system, code, indonesian, english = line.split("\t")
        lines.setdefault(table, []).append(
            Code(system, table, code, (indonesian, english))
        )
    return {name: CodeTable(name, tuple(codes)) for name, codes in lines.items()}


def code_table(name: str) -> CodeTable:
    """A code list by its name.

    Raises:
        egovkit.errors.UsageError: No list has the name; see `code_tables`.
    """
    found = _tables().get(name) if _is_text(name) else None
    if found is None:
        raise UsageError("code_table_unknown")
    return found


def code_tables() -> tuple[str, ...]:
    """The names of all lists.

    Example:
        >>> code_tables()[:3]
        ('pekerjaan', 'jenis_jabatan', 'jenis_pegawai')
    """
    return tuple(_tables())
