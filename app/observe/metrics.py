"""What is counted and timed in this process, for Prometheus. The names are part of what we promise (docs/operating.md).

Several processes each have numbers of their own, which Prometheus adds up. What the database knows, it is asked.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

# Seconds. A page and a search take milliseconds, a text seconds, a book a minute.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

REQUESTS: Final = Counter("isnad_requests", "Requests answered.", ["method", "route", "status"])
REQUEST_SECONDS: Final = Histogram(
    "isnad_request_seconds", "How long requests took, to their last byte.", ["method", "route"], buckets=_BUCKETS
)
ENGINE_SECONDS: Final = Histogram(
    "isnad_engine_seconds", "How long the engine took for each document analysed here.", buckets=_BUCKETS
)
JOBS: Final = Gauge("isnad_jobs", "Jobs in the database that are not done.", ["state"])
DOCUMENTS: Final = Gauge("isnad_documents", "Documents in the database.")
