"""Sentences of `egovkit.regions`."""

SENTENCES: dict[str, tuple[str, str]] = {}
