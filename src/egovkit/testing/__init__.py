"""What our users' tests need: an authority, sample citizens, a fixed clock."""

from egovkit.testing._clock import FixedClock

__all__ = ["FixedClock"]
