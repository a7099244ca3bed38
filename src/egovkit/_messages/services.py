"""Sentences of `egovkit.services`."""

SENTENCES: dict[str, tuple[str, str]] = {}
