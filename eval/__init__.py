"""Measuring: the sample municipality, its questions, and the scorecard."""

# numpy is first imported behind this, and reads then how many threads it may use: measured
# otherwise, a search took twice the processor's time.
import index  # noqa: F401
