"""What the cryptography package raises on certificates that are none.

It parses lazily, so any access may raise; and not all of it is a ValueError.
"""

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

__all__ = ["PARSE_ERRORS"]

PARSE_ERRORS: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.UnsupportedGeneralNameType,
    Warning,  # of an odd certificate, where warnings are turned into errors
)
