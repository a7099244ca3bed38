"""The fictitious licensing office of the examples, and who it asks."""
