"""egovkit.identity."""
