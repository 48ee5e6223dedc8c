"""Technical communications: what a letter about an account's tickets and integrations may say."""

from core.health.communication.catalogue import CATALOGUE
from core.health.communication.facts import gather
from core.health.communication.recipient import Chosen, candidates, default_recipient

__all__ = ["CATALOGUE", "Chosen", "candidates", "default_recipient", "gather"]
