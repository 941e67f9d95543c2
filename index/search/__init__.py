"""Lexical and dense search over the passages of an archive."""
