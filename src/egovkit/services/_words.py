"""What people read for the names in a definition's tables.

Tables, events and refusals hold names (``check``, ``lurah``, ``not_resident``): stable,
short, the same in every language. People read the words that the definition gives for
them; names that belong to the desk itself have words here.

Example:
    >>> word_for("lurah", "id", {"lurah": {"id": "Lurah Contoh"}})
    'Lurah Contoh'
    >>> word_for("applicant", "id", {}), word_for("kasi", "id", {})
    ('pemohon', 'kasi')
"""

from collections.abc import Mapping
from typing import Literal

from egovkit._messages import sentence

__all__ = ["Lang", "Words", "word_for"]

Lang = Literal["id", "en"]
Words = Mapping[str, Mapping[str, str]]
"""Name → language → word."""


def word_for(name: str, lang: Lang, words: Words) -> str:
    """What people read for a name; the name itself where nobody gave a word.

    Args:
        name: A state, action, role, reason, fact, branch, term or requirement.
        lang: ``"id"`` or ``"en"``.
        words: The words of the service.
    """
    own = words.get(name, {}).get(lang)
    code = f"name_{name}"
    common = sentence(code, lang)
    return own or (name if common == code else common)
