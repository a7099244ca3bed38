"""Sentences of `egovkit.l10n`."""

SENTENCES: dict[str, tuple[str, str]] = {}
