"""What a document says of its meeting: kind, body, date, who was away."""
