"""Whether text can be written at all."""

__all__ = ["is_encodable"]


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
