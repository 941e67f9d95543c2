"""Cases over several meetings: their steps, the standing of each, and what was adopted."""
