"""Sentences of `egovkit.signatures`."""

SENTENCES: dict[str, tuple[str, str]] = {}
