"""Gathers what a technical letter may say, from imported rows and the marts of a date."""

from __future__ import annotations

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet
from core.drafting.gathering.builder import Catalogue, SheetBuilder
from core.drafting.gathering.common import add_common
from core.drafting.gathering.read import Found, read
from core.drafting.kind import DraftRequest
from core.health.communication import integrations, plan, reader, tickets
from core.health.communication.catalogue import CATALOGUE
from core.health.communication.read import Technical, read_technical
from core.store import Store

FACTS = Catalogue(CATALOGUE)


def gather(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """All facts of :data:`~core.health.communication.catalogue.CATALOGUE` that the data hold.

    As :func:`core.sponsors.outreach.gather`, with tickets, integrations and the technical plan; to an
    executive no ticket is named. The marts must be fresh for ``request.as_of``.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, request.account_key)
    found, technical = read(store, request), read_technical(store, request)
    sheet = SheetBuilder(FACTS, request.account_key, request.as_of, request.contact_key)
    add_common(sheet, found, request.sender)
    add_technical(sheet, found, technical)
    return sheet.sheet()


def add_technical(sheet: SheetBuilder, found: Found, technical: Technical) -> None:
    """The facts that only technical letters have."""
    reader.add_reader(sheet, technical)
    tickets.add_tickets(sheet, technical)
    integrations.add_integrations(sheet, technical)
    plan.add_trouble(sheet)
    integrations.add_environment(sheet, technical)
    plan.add_plan(sheet, found, technical)
    plan.add_history(sheet, technical)
