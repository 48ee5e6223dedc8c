"""Gathers what release notes and roadmap previews may say: only items that matter to the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core import policy
from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet
from core.drafting.gathering.builder import Catalogue, SheetBuilder
from core.drafting.gathering.common import add_common
from core.drafting.gathering.names import slugs
from core.drafting.gathering.read import read
from core.drafting.kind import DraftRequest
from core.health.communication.facts import add_technical
from core.health.communication.read import read_technical
from core.health.release.catalogue import CATALOGUE, MOST_SAID
from core.health.release.model import ItemKind, Relevance, Relevant
from core.health.release.relevance import items, relevance
from core.store import Store

FACTS = Catalogue(CATALOGUE)


def gather_release_notes(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """Facts of the account and of every release item of the last 120 days that matters to it.

    The marts must be fresh for ``request.as_of``. To an executive no ticket is named.
    """
    return _gather(store, actor, request, ItemKind.RELEASE)


def gather_roadmap_preview(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """Facts of the account and of every item of the roadmap that matters to it."""
    return _gather(store, actor, request, ItemKind.ROADMAP)


def told(found: Relevance, most: int) -> tuple[Relevant, ...]:
    """Of each release, and of the roadmap, the ``most`` items that matter most, in the order to tell them.

    The newest release comes first and in it what matters most; the roadmap is told by date.
    """
    by_release: dict[str, list[Relevant]] = {}
    for one in found.items:
        by_release.setdefault(one.item.release, []).append(one)
    chosen = [sorted(group, key=lambda one: one.weight)[:most] for group in by_release.values()]
    for group in chosen:
        if group[0].item.kind is ItemKind.ROADMAP:
            group.sort(key=lambda one: (one.item.dated_on or date.max, one.weight))
    return tuple(one for group in chosen for one in group)


def _gather(store: Store, actor: Actor, request: DraftRequest, kind: ItemKind) -> FactSheet:
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, request.account_key)
    found, technical = read(store, request), read_technical(store, request)
    sheet = SheetBuilder(FACTS, request.account_key, request.as_of, request.contact_key)
    add_common(sheet, replace(found, releases=[], roadmap=[]), request.sender)
    add_technical(sheet, found, technical)
    wanted = items(store, actor, kind, request.as_of)
    judged = relevance(store, actor, request.account_key, request.as_of, wanted)
    most = int(policy.current(store).value("release_items_max", found.account["tier"]))
    _add_items(sheet, kind, told(judged, most))
    if wanted and not judged.items:
        sheet.miss(f"{kind.value}.*.title", f"No item matters to this account. {judged.why_none}")
    return sheet.sheet()


def _add_items(sheet: SheetBuilder, kind: ItemKind, shown: Sequence[Relevant]) -> None:
    """A fact's id holds the release's name, so that it stays the same when the next one comes."""
    names = [(f"{one.item.release} {one.item.title}".strip(), one.item.item_key) for one in shown]
    for place, one in zip(slugs(names), shown, strict=True):
        part, item = f"{kind.value}.{place}", one.item
        rows, title = (item.reference,), _quotable(item.title).rstrip(".")
        sheet.add(f"{part}.title", title, item=title, evidence=rows)
        if kind is ItemKind.RELEASE:
            sheet.add(f"{part}.name", item.release, item=title, evidence=rows)
            sheet.add(f"{part}.released_on", item.dated_on, item=title, evidence=rows)
        else:
            sheet.add(f"{part}.planned_on", item.dated_on, item=title, evidence=rows)
            sheet.add(f"{part}.status", _plain(item.status), item=title, evidence=rows)
        if len(item.description) <= MOST_SAID and "\n" not in item.description:
            said = _quotable(item.description)
            sheet.add(f"{part}.description", said, item=title, evidence=rows)
        _add_reasons(sheet, part, one, title)


def _add_reasons(sheet: SheetBuilder, part: str, one: Relevant, title: str) -> None:
    item = one.item
    sheet.add(f"{part}.why", one.reasons[0].rule, item=title, evidence=one.evidence)
    if one.reason("feature", "ticket", "goal") is not None:
        sheet.add(f"{part}.feature", item.feature, item=title, evidence=(item.reference,))
    for reason in one.reasons:
        rows = (item.reference, *reason.evidence)
        match reason.rule:
            case "feature":
                sheet.add(f"{part}.since", reason.since, item=title, evidence=reason.evidence)
            case "integration":
                sheet.add(f"{part}.integration", reason.what, item=title, evidence=rows)
            case "stack":
                sheet.add(f"{part}.application", reason.what, item=title, evidence=rows)
            case "goal":
                said = _quotable(reason.detail)
                sheet.add(f"{part}.priority", said, item=title, evidence=reason.evidence)
            case "component_often":
                tally = Decimal(reason.tally)
                sheet.add(f"{part}.tickets", tally, item=title, evidence=reason.evidence)
    _add_tickets(sheet, part, one, title)


def _add_tickets(sheet: SheetBuilder, part: str, one: Relevant, title: str) -> None:
    """The component where tickets of theirs are about it; an open ticket by name, but to no executive."""
    about = one.reason("component", "component_often")
    if about is not None:
        rows = (one.item.reference, *about.evidence)
        sheet.add(f"{part}.component", about.what, item=title, evidence=rows)
    named = one.reason("ticket", "component")
    executive = sheet.get("reader.is_executive")
    if named is not None and executive is not None and executive.value == "no":
        sheet.add(f"{part}.ticket", named.detail, item=title, evidence=named.evidence[:1])


def _quotable(text: str) -> str:
    """A text as it can stand between quotation marks, on one line."""
    return " ".join(text.replace('"', "'").split())


def _plain(status: str) -> str:
    return " ".join(status.replace("_", " ").split()).lower()
