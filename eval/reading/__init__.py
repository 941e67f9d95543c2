"""Golden documents: minutes in many layouts, with what a reader should find in them."""
