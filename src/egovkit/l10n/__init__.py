"""egovkit.l10n."""
