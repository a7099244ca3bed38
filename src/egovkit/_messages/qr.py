"""Sentences of `egovkit.qr`."""

SENTENCES: dict[str, tuple[str, str]] = {}
