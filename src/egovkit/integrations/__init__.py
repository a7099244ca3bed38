"""Thin adapters to other software, one module each.

Nothing is exported from here: ``from egovkit.integrations import postgres`` names
the one that is meant, and its extra is needed only then.
"""

__all__: list[str] = []
