"""Typed commands: "Draft executive outreach for Acme", "Contact Robert Kim at Acme"."""

from core.cockpit.commands.complete import complete, offers
from core.cockpit.commands.people import PersonRef
from core.cockpit.commands.understand import Command, Understood, understand
from core.cockpit.commands.vocabulary import EXAMPLES, Intent

__all__ = [
    "EXAMPLES",
    "Command",
    "Intent",
    "PersonRef",
    "Understood",
    "complete",
    "offers",
    "understand",
]
