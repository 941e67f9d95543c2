"""The archive's truth: one SQLite file."""
