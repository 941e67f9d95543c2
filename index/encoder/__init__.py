"""The sentence encoder: what ships, how it is trained and how others are plugged in."""
