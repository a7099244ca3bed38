"""egovkit.privacy."""
