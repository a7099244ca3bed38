"""Show that something is there without showing what it is.

`mask` and `safe_dump` work by *allowing*: every leaf is covered, unless its
field is named in the policy. A list of fields to hide would miss the one that
somebody adds next year.

Source:
    UU 27/2022 art. 16(2) and 35 (processing with protection; security by the
    controller); the forms of masking are the project's choice.

Example:
    >>> from dataclasses import dataclass
    >>> from datetime import date
    >>> from egovkit.identity import NIK
    >>> @dataclass
    ... class Applicant:
    ...     nik: NIK
    ...     name: str
    ...     born: date
    ...     state: str
    >>> siti = Applicant(
    ...     NIK("3171015708459002"), "Siti Aminah", date(1945, 8, 17), "diterima"
    ... )
    >>> safe_dump(siti, MaskPolicy(show={"state"}))
    {'nik': '317101**********', 'name': 'S*** A***', 'born': '1945-**-**', \
'state': 'diterima'}
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from egovkit._identifier import Identifier
from egovkit.errors import UsageError
from egovkit.privacy._walk import Rules, rebuild
from egovkit.privacy.redaction import redact_text

__all__ = ["MaskPolicy", "mask", "masked_key", "numbered", "safe_dump", "shown"]

_COVER = "***"  # of one length, so that it tells nothing


@dataclass(frozen=True, slots=True)
class MaskPolicy:
    """What a masked form may show.

    Args:
        show: Names of fields whose values are shown, at any depth: states,
            codes, counts. Numbers of people inside their text are masked even
            so, and identifiers are never shown in full.
        initials: Whether other text shows the first letter of each word.
        years: Whether dates show their year.
    """

    show: AbstractSet[str] = frozenset()
    initials: bool = True
    years: bool = True

    def __post_init__(self) -> None:
        show: object = self.show
        if isinstance(show, str):  # a set of letters is never meant
            raise UsageError("mask_policy_show")
        object.__setattr__(self, "show", frozenset(self.show))


_DEFAULT = MaskPolicy()


def mask(value: object, policy: MaskPolicy = _DEFAULT) -> Any:  # noqa: ANN401
    """A masked form of anything: text gives text, a model gives a dictionary.

    Keys of dictionaries stay, less the numbers of people in them.

    Args:
        value: A text, an identifier, a model, or any nesting of them.
        policy: What may be shown.

    Returns:
        Text, None, dictionaries and lists; `json.dumps` understands them.

    Raises:
        egovkit.errors.UsageError: Nested deeper than 64 levels, or a model that
            cannot be taken apart.

    Example:
        >>> mask("Siti Aminah")
        'S*** A***'
        >>> mask("3171015708459002")
        '317101**********'
    """

    def leaf(value: object, name: str) -> object:
        return _leaf(value, policy, show=name in policy.show)

    return rebuild(value, Rules(leaf=leaf, key=masked_key, clash=numbered))


def safe_dump(model: object, policy: MaskPolicy = _DEFAULT) -> dict[str, Any]:
    """The masked dictionary of a model, fit for a log or a support ticket.

    Args:
        model: A pydantic model, a dataclass or a mapping.
        policy: What may be shown.

    Raises:
        egovkit.errors.UsageError: No model, nested deeper than 64 levels, or a
            model that cannot be taken apart.
    """
    dumped = mask(model, policy)
    if not isinstance(dumped, dict):
        raise UsageError("not_a_model", type=type(model).__name__)
    return dumped


def _leaf(value: object, policy: MaskPolicy, *, show: bool) -> object:
    if value is None:
        return None
    if isinstance(value, Identifier):
        return value.masked
    if show:
        return shown(value)
    if type(value) is str:
        return _covered(value, initials=policy.initials)
    if isinstance(value, date) and policy.years:
        return f"{value.year:04}-**-**"
    return _COVER


def shown(value: object) -> object:
    """A value that may be shown, less the numbers of people in its text."""
    if type(value) is bool:
        return value
    text = value.isoformat() if isinstance(value, date) else str(_of_enum(value))
    redacted = redact_text(text)
    return value if type(value) in (int, float) and redacted == text else redacted


def _of_enum(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _covered(text: str, *, initials: bool) -> str:
    """First letters only; a text that is a number shows what its type allows."""
    redacted = redact_text(text)
    if redacted != text and not any(c.isspace() for c in text.strip()):
        return redacted
    if not initials:
        return _COVER
    return " ".join(
        word[0] + _COVER if word[0].isalpha() else _COVER for word in text.split()
    )


def masked_key(key: object) -> object:
    """A key of a mapping, less the numbers of people in it."""
    return key.masked if isinstance(key, Identifier) else shown(key)


def numbered(key: object, index: int) -> str:
    """Two people whose numbers look alike when masked are still two people."""
    return f"{key} ({index})"
