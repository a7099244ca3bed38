"""The gettext catalogue says what the tables say, with one plural form."""

import gettext
import importlib.util
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from egovkit._messages import pydantic, table
from egovkit.errors import CoverageError
from egovkit.l10n import LOCALE_DIR, catalogue

ROOT = Path(__file__).resolve().parents[2]
FILES = LOCALE_DIR / "id" / "LC_MESSAGES"
ALL = pydantic.SENTENCES | dict(table())


def _tool():
    path = ROOT / "tools" / "build_catalogues.py"
    spec = importlib.util.spec_from_file_location("build_catalogues", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def _po():
    with (FILES / "egovkit.po").open("rb") as file:
        return read_po(file)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_catalogue_is_up_to_date():
    """`python tools/build_catalogues.py` after a change of the tables."""
    written = {message.context: message for message in _po() if message.id}
    built = {message.context: message for message in _tool().catalogue() if message.id}
    assert written.keys() == built.keys() == ALL.keys()
    for code, message in built.items():
        assert (written[code].id, written[code].string) == (message.id, message.string)


def test_the_compiled_catalogue_says_what_the_text_says():
    """The .mo is the .po, message by message."""
    compiled = catalogue("id")
    for message in _po():
        if message.id:
            assert compiled.pgettext(message.context, message.id) == message.string


def test_indonesian_has_one_plural_form():
    """Babel 2.18 writes two; both files have one."""
    assert _po().num_plurals == 1
    assert _po().plural_expr == "0"
    header = catalogue("id").info()
    assert header["plural-forms"] == "nplurals=1; plural=0;"
    assert header["language"] == "id"


@pytest.mark.parametrize("code", sorted(ALL))
def test_placeholders_are_the_same_in_both_languages(code):
    """A brace that is missing in a translation loses a figure.

    Babel's own check looks at percent signs only.
    """
    indonesian, english = ALL[code]
    assert _fields(indonesian) == _fields(english)


def test_brace_formats_are_marked():
    """Translators' tools warn about a placeholder that they are told of."""
    for message in _po():
        if message.id:
            marked = "python-brace-format" in message.flags
            assert marked == bool(_fields(message.id))


def test_a_sentence_is_found_by_its_code():
    """The same English words may belong to two codes."""
    compiled = catalogue("id")
    assert (
        compiled.pgettext("missing", "This field is required.")
        == "Isian ini wajib diisi."
    )
    assert compiled.pgettext("missing", "Unknown.") == "Unknown."


def test_english_needs_no_catalogue():
    """It gives back what it gets."""
    english = catalogue("en")
    assert type(english) is gettext.NullTranslations
    assert english.pgettext("missing", "This field is required.") == (
        "This field is required."
    )


def test_other_languages_have_none():
    """A clear error, not silence in English."""
    with pytest.raises(CoverageError) as caught:
        catalogue("jv")
    assert caught.value.code == "language_without_sentences"


def test_programs_find_the_files_by_themselves():
    """``LOCALE_PATHS`` of Django, ``localedir`` of gettext."""
    found = gettext.translation("egovkit", localedir=LOCALE_DIR, languages=["id"])
    assert found.pgettext("missing", "This field is required.").startswith("Isian")
