"""Sex as the card and the numbers have it."""

from egovkit.identity._coded import Coded

__all__ = ["Sex"]


class Sex(Coded):
    """*Jenis kelamin*: ``L`` and ``P``, as short forms on cards and forms.

    Source:
        SIAK codes 1 and 2; the 15th digit of a NIP uses the same.
    """

    MALE = ("L", "Laki-laki", "Male", {"SIAK": "1", "SIASN": "1"}, ("Pria",))
    FEMALE = ("P", "Perempuan", "Female", {"SIAK": "2", "SIASN": "2"}, ("Wanita",))
