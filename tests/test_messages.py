"""Every code has its sentences, in both languages, with the same facts."""

import ast
import builtins
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

import egovkit
from egovkit import errors
from egovkit._messages import ROOMS, sentence, table

SOURCE = Path(egovkit.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "_messages")
CODES = sorted(table())
# Calls that carry a code without being an error.
REPORTERS = {"Check", "Finding", "PydanticCustomError", "Refusal"}
# A certified signature is a legal term, and our seal is no *segel elektronik*:
# see docs/explanation/limitations.md. What is said not to be certified may be.
FORBIDDEN = re.compile(
    r"(?<!tidak )(?<!belum )(?<!bukan )tersertifikasi|segel elektronik", re.IGNORECASE
)
# Said only where the path ended at a pinned national root.
MAY_SAY_CERTIFIED = frozenset({"assurance_certified"})
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


class Use(NamedTuple):
    """A place in the source that names a code."""

    where: str
    code: str
    facts: frozenset[str] | None  # None where they are not written out


def _called(call: ast.Call) -> str:
    return (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ast.unparse(call.func)
    )


def _is_error(name: str) -> bool:
    """Whether a name is that of an error of ours."""
    if name in dir(builtins):
        return False
    return name.endswith("Error") or name in errors.__all__


def uses() -> Iterator[Use]:
    """Every code that the source writes out, with the facts it gives."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                yield from _uses_of_call(node, where)


def _uses_of_call(call: ast.Call, where: str) -> Iterator[Use]:
    name = _called(call)
    is_error = _is_error(name)
    given = {keyword.arg for keyword in call.keywords}
    facts = None if None in given or not is_error else frozenset(given)
    if call.args and (is_error or ast.unparse(call.func) == "sentence"):
        for code in _constants(call.args[0]):
            yield Use(where, code, facts)
    for keyword in call.keywords:
        if keyword.arg == "code" and (is_error or name in REPORTERS):
            for code in _constants(keyword.value):
                yield Use(where, code, None)


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be, as far as it says."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if CODE.match(node.value):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def placeholders(text: str) -> set[str]:
    """The names of the fields of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


USES = sorted(set(uses()), key=lambda use: (use.code, use.where))


@pytest.mark.parametrize("code", sorted({use.code for use in USES}))
def test_every_code_in_the_source_has_its_sentences(code: str):
    """Whoever raises or reports a code can say it in both languages."""
    where = [use.where for use in USES if use.code == code]
    assert code in table(), where


@pytest.mark.parametrize(
    "use",
    [use for use in USES if use.facts is not None],
    ids=lambda use: f"{use.code}@{use.where}",
)
def test_every_placeholder_is_given(use: Use):
    """A sentence never shows an ellipsis where a fact should stand."""
    wanted = placeholders(table()[use.code][0]) if use.code in table() else set()
    assert wanted <= use.facts


@pytest.mark.parametrize("code", CODES)
def test_both_languages_show_the_same_facts(code: str):
    """A translation leaves no figure out."""
    indonesian, english = table()[code]
    assert placeholders(indonesian) == placeholders(english)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_is_a_sentence(code: str):
    """It is not empty, has no stray space, and the two languages differ."""
    indonesian, english = table()[code]
    for text in (indonesian, english):
        assert text == text.strip() != ""
        assert "  " not in text
    assert CODE.match(code)


@pytest.mark.parametrize("code", CODES)
def test_a_template_is_filled_by_names_only(code: str):
    """No attribute access, no index, no conversion: facts are plain."""
    for text in table()[code]:
        assert all(name.isidentifier() for name in placeholders(text))
        assert "!r" not in text


def test_no_code_stands_in_two_rooms():
    """One code, one owner."""
    owners: dict[str, str] = {}
    for room in ROOMS:
        for code in import_module(f"egovkit._messages.{room}").SENTENCES:
            assert owners.setdefault(code, room) == room


def test_every_table_of_sentences_is_read():
    """A module of sentences that is not listed would never be said.

    pydantic's own error types are looked up by `egovkit.l10n`, under their names.
    """
    found = {path.stem for path in (SOURCE / "_messages").glob("*.py")}
    assert found - {"__init__", "pydantic"} == set(ROOMS)


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_claims_what_the_law_reserves(code: str):
    """Our seal is a *kode verifikasi*; only a certified signature is certified."""
    if code not in MAY_SAY_CERTIFIED:
        assert not FORBIDDEN.search(table()[code][0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_text_in_the_source_claims_what_the_law_reserves(path: Path):
    """Labels and templates outside the tables keep to the same words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # A text that stands alone is a docstring, of an attribute too.
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node in docstrings or not FORBIDDEN.search(node.value)


def test_a_missing_fact_shows_as_an_ellipsis():
    """An incomplete error still says what it can."""
    assert sentence("nik_length", "en") == "A NIK has … digits, not …."


def test_another_language_is_answered_in_english():
    """There are two languages; any other gets the second."""
    assert sentence("refused", "fr") == sentence("refused", "en")
