"""egovkit.documents."""
