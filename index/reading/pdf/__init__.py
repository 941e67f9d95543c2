"""PDF pages: words where they stand become lines, columns and the rows of tables."""
