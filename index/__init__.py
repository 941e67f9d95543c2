"""Documents in, ranked passages out: reading, parsing, storing and searching minutes.

This package does not know that questions exist.
"""
