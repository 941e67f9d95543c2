"""The items and their sentences that bear on a question, and how likely each is to answer."""
