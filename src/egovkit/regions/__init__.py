"""egovkit.regions."""
