"""Executive outreach: what a letter to an executive may say, each fact with its rows."""

from core.sponsors.outreach.catalogue import CATALOGUE
from core.sponsors.outreach.facts import gather

__all__ = ["CATALOGUE", "gather"]
