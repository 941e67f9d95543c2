"""Danish words: lemmas, stems, compounds, and the analysis that search uses."""
