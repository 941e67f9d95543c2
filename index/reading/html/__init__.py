"""Web pages: the article without what stands around it, by what its elements and tables are."""
