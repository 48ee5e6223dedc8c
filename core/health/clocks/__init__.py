"""Ticket clocks by one definition for all vendors, and the business hours they count."""

from core.health.clocks.account import ticket_clocks
from core.health.clocks.hours import (
    AccountHours,
    HoursChange,
    account_hours,
    clear_account_hours,
    set_account_hours,
)
from core.health.clocks.model import CLOCKS, STANDINGS, TicketClock
from core.health.clocks.prepare import prepare
from core.health.clocks.query import account_statement, moment_of, parameters, steps

__all__ = [
    "CLOCKS",
    "STANDINGS",
    "AccountHours",
    "HoursChange",
    "TicketClock",
    "account_hours",
    "account_statement",
    "clear_account_hours",
    "moment_of",
    "parameters",
    "prepare",
    "set_account_hours",
    "steps",
    "ticket_clocks",
]
