"""Sentences of `egovkit.privacy`."""

SENTENCES: dict[str, tuple[str, str]] = {}
