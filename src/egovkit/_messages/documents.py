"""Sentences of `egovkit.documents`."""

SENTENCES: dict[str, tuple[str, str]] = {}
