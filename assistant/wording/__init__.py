"""How things are put in Danish: tables of wordings, names and numbers, and what reads them."""
