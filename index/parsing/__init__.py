"""Pages of text become meetings, agenda items, sections and passages."""
