"""Documents in, ranked passages out: reading, parsing, storing and searching minutes.

This package does not know that questions exist.
"""

import os

# numpy's matrix products are small here. Threads beside ours then wait for work by
# turning round: a search took twice the processor's time and was no faster for it
# (56 ms and 29; 2026-11). numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
