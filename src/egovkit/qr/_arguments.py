"""What several verbs of this room take: document classes, a signer, a trust list."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from egovkit._arguments import is_kind, of_kind, several, wrong

__all__ = ["document_classes", "signer", "trust_list"]

T = TypeVar("T")
_SIGNER = ("algorithm", "use", "kid", "public", "sign")


def document_classes(documents: Iterable[T], argument: str) -> Iterator[T]:
    """Classes of sealed documents, one by one.

    Raises:
        egovkit.errors.UsageError: One class instead of several, a document
            instead of its class, or something else.
    """
    for document in several(documents, argument):
        if not is_kind(document, type) or not hasattr(document, "profile_spec"):
            raise wrong(argument)
        yield document


def signer(key: object, argument: str = "key") -> None:
    """Refuse what cannot sign, such as a public key, a path or a password.

    Raises:
        egovkit.errors.UsageError: It cannot.
    """
    if isinstance(key, type) or not all(hasattr(key, name) for name in _SIGNER):
        raise wrong(argument)


def trust_list(trust: object) -> None:
    """Refuse what is no trust list, such as its file or its root.

    Raises:
        egovkit.errors.UsageError: It is none.
    """
    # Heavy, and loaded by whoever has one.
    from egovkit.signatures.trust import TrustList

    of_kind(trust, TrustList, "trust")
