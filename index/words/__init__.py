"""Everyday words and what minutes call them, as data: see `index.search.expansion`."""
