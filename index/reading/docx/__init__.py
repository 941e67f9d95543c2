"""Word files: paragraphs with Word's own numbers, and tables of minutes."""
