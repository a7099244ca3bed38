"""Sentences of the status lists of `egovkit.qr`."""

SENTENCES: dict[str, tuple[str, str]] = {}
