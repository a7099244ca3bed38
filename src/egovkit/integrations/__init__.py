"""egovkit.integrations."""
