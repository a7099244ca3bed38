"""The fictitious agency of the examples: its letter and its keys."""
