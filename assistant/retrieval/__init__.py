"""The second look: which of the items that search found a question is about."""
