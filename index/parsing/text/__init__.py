"""What a line or a sentence says by itself: dates, bodies, case numbers, headings, marks."""
