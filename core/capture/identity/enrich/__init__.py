"""Gaps filled from what was imported: no value here stands over one that a file gives."""

from core.capture.identity.enrich.account import account_gaps, gaps_of_account
from core.capture.identity.enrich.contact import contact_gaps
from core.capture.identity.enrich.model import Filled

__all__ = ["Filled", "account_gaps", "contact_gaps", "gaps_of_account"]
