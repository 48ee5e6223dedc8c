"""Scheduled work: what runs when, the ledger of what ran, and the thread that runs it.

Imports any use case, never another front door. Start with ``registry``, the list of all jobs.
"""

from core.jobs.lifespan import beside, running
from core.jobs.registry import JOBS, Job
from core.jobs.runner import Outcome, run_due

__all__ = ["JOBS", "Job", "Outcome", "beside", "run_due", "running"]
