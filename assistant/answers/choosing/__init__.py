"""Which sentences of the likely items are told, and what is told with them."""
