"""egovkit.qr."""
