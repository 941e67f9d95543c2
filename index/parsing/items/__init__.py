"""Where the agenda items begin and end, and what they are called."""
