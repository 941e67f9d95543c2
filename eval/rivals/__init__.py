"""Other people's retrieval over the same minutes and questions, set up as a newcomer would.

They get the same clean text as we do, which is more than their own readers
would give them. They do not parse agenda items: a passage counts for every item
that it touches. They always answer, with their best passage.
"""
