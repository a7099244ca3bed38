"""The sentences as a gettext catalogue, for programs that translate with gettext.

Example:
    >>> catalogue("id").pgettext("missing", "This field is required.")
    'Isian ini wajib diisi.'
"""

import gettext
from functools import cache
from pathlib import Path

from egovkit.errors import CoverageError
from egovkit.l10n._locale import OWN, language

__all__ = ["LOCALE_DIR", "catalogue"]

LOCALE_DIR = Path(__file__).parent / "locale"
"""For ``LOCALE_PATHS`` of Django and ``localedir`` of `gettext`; domain ``egovkit``."""


def catalogue(lang: str = "id") -> gettext.NullTranslations:
    """The catalogue of a language.

    The key is the English sentence, its context the code: ``pgettext(code,
    english)``. English itself needs no catalogue and gives back what it gets.

    Args:
        lang: ``"id"`` or ``"en"``.

    Raises:
        egovkit.errors.CoverageError: Another language.
    """
    code = language(lang)
    if code not in OWN:
        raise CoverageError("language_without_sentences")
    return _load(code)


@cache
def _load(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation("egovkit", localedir=LOCALE_DIR, languages=[code])
