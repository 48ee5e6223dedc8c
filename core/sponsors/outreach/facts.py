"""Gathers what a letter to an executive may say, from imported rows and the marts of a date."""

from __future__ import annotations

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet
from core.drafting.gathering import product
from core.drafting.gathering.builder import Catalogue, SheetBuilder
from core.drafting.gathering.common import add_common
from core.drafting.gathering.read import read
from core.drafting.kind import DraftRequest
from core.sponsors.outreach.catalogue import CATALOGUE
from core.store import Store

_FACTS = Catalogue(CATALOGUE)


def gather(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """All facts of :data:`~core.sponsors.outreach.catalogue.CATALOGUE` that the data hold.

    The marts must be fresh for ``request.as_of``. Nothing after that date is seen, except what was planned
    for later: the renewal, the next review, due and close dates, the roadmap. Goals, plans and the
    people of our company carry no date: they are those imported last. Raises
    :class:`~core.errors.NotFound` when the actor sees no such account, or the recipient is none
    of its contacts at the date, and :class:`~core.errors.InvalidInput` when the marts lack the date.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, request.account_key)
    found = read(store, request)
    sheet = SheetBuilder(_FACTS, request.account_key, request.as_of, request.contact_key)
    add_common(sheet, found, request.sender)
    product.add_signals(sheet, found.signals)
    return sheet.sheet()
