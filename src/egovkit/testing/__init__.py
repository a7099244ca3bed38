"""What our users' tests need: an authority, sample citizens, a fixed clock.

Names load on first use.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.testing._authority import TestAuthority
    from egovkit.testing._citizens import (
        sample_citizen,
        sample_family_card,
        sample_nik,
        sample_official,
    )
    from egovkit.testing._clock import FixedClock

__all__ = [
    "FixedClock",
    "TestAuthority",
    "sample_citizen",
    "sample_family_card",
    "sample_nik",
    "sample_official",
]
_EXPORTS = {
    "FixedClock": "_clock",
    "TestAuthority": "_authority",
    "sample_citizen": "_citizens",
    "sample_family_card": "_citizens",
    "sample_nik": "_citizens",
    "sample_official": "_citizens",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _EXPORTS)
