"""egovkit.signatures."""
