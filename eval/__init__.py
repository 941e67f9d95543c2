"""Measuring: the sample municipality, its questions, and the scorecard."""
