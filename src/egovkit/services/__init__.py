"""egovkit.services."""
