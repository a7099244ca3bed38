"""Sealed documents in a QR code: declare, seal, draw, scan, verify, revoke.

Names load on first use; importing this package loads no cryptography.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.qr.status import StatusList
    from egovkit.qr.status_index import StatusIndexAllocator
    from egovkit.qr.status_set import StatusAnswer, StatusSet

__all__ = [
    "StatusAnswer",
    "StatusIndexAllocator",
    "StatusList",
    "StatusSet",
]
_EXPORTS = {
    "StatusAnswer": "status_set",
    "StatusIndexAllocator": "status_index",
    "StatusList": "status",
    "StatusSet": "status_set",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _EXPORTS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
        globals()[name] = value  # found once, then an ordinary name
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
