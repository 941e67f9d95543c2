"""What a question asks: its kind, subject, filters and period, and what it goes on with."""
