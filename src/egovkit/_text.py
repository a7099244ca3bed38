"""Text as people write it, and whether it can be written at all."""

import re

__all__ = ["fingerprint_digits", "is_encodable", "read_aloud"]

_BETWEEN_DIGITS = re.compile(r"[:\s]")  # as people and programs group them


def fingerprint_digits(text: object) -> str:
    """The digits of a fingerprint that was typed from paper.

    Example:
        >>> fingerprint_digits("1A2B 3c4d:5e6f")
        '1a2b3c4d5e6f'
    """
    return _BETWEEN_DIGITS.sub("", str(text)).lower()


def read_aloud(digits: str) -> list[str]:
    """A fingerprint in numbered lines of four groups of four digits.

    One person reads a line, another repeats it: a line is what both keep in mind,
    and its number says where they are.

    Example:
        >>> read_aloud("1a2b3c4d5e6f7081" * 4)[0]
        '1   1a2b 3c4d 5e6f 7081'
    """
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    lines = [groups[at : at + 4] for at in range(0, len(groups), 4)]
    return [f"{number}   {' '.join(line)}" for number, line in enumerate(lines, 1)]


def is_encodable(text: object) -> bool:
    r"""Whether it is text that has an encoding: half a character has none.

    Python's own error would hold the whole text, which may be a secret.

    Example:
        >>> is_encodable("Siti"), is_encodable("\ud800"), is_encodable(5)
        (True, False, False)
    """
    return isinstance(text, str) and not any(
        "\ud800" <= character <= "\udfff" for character in text
    )
