"""The report of one account on one date."""

from __future__ import annotations

from datetime import date

from core.accounts import AccountRef, require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet, Missing
from core.errors import NotFound
from core.policy.versions import current_version
from core.sponsors.report.context import Context
from core.sponsors.report.model import Report, Section
from core.sponsors.report.pen import Pen
from core.sponsors.report.planning import plan
from core.sponsors.report.question import Questions
from core.sponsors.report.section.actions import actions_section
from core.sponsors.report.section.alignment import alignment_section
from core.sponsors.report.section.calendar import calendar_section
from core.sponsors.report.section.head import account_section, executives_section, headline
from core.sponsors.report.section.health import health_section
from core.sponsors.report.section.organisation import organisation_section
from core.sponsors.report.section.sponsor import sponsor_section
from core.sponsors.report.source import sources
from core.store import Reader


def sponsor_report(store: Reader, actor: Actor, account_key: int, as_of: date) -> Report:
    """Read the report from the mart, which must be fresh for ``as_of``; nothing is written.

    Raises :class:`~core.errors.NotFound` when the actor sees no such account, or it was not known then.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    questions = Questions(store, account_key, as_of)
    found = questions.rows("account")
    if not found:
        raise NotFound(
            f"{account.label} was not known on {as_of.isoformat()}.", "Choose a later date."
        )
    profile = questions.rows("profile")
    context = Context(questions, Pen(as_of), found[0], profile[0] if profile else None)
    facts = headline(context)
    events = plan(context)
    sections = (
        account_section(context, facts),
        executives_section(context),
        sponsor_section(context),
        health_section(context),
        organisation_section(context),
        alignment_section(context),
        actions_section(context),
        calendar_section(context, events),
    )
    cited = [
        ref
        for section in sections
        for part in section.parts
        for line in part.lines
        for ref in line.evidence
    ]
    policy = current_version(store)
    return Report(
        account=account,
        as_of=as_of,
        headline=facts,
        sections=sections,
        sheet=_sheet(context, account, sections),
        sources=sources(questions, cited),
        events=events,
        inputs=questions.inputs,
        policy_version=policy.version,
        policy_hash=policy.hash,
    )


def _sheet(context: Context, account: AccountRef, sections: tuple[Section, ...]) -> FactSheet:
    lacking = [
        Missing(f"{part.name}.{place}", part.title or section.title, said)
        for section in sections
        for part in section.parts
        for place, said in enumerate(part.missing, start=1)
    ]
    sponsor = context.sponsor["contact_key"] if context.sponsor else None
    facts = tuple(context.pen.facts.values())
    return FactSheet(account.account_key, context.as_of, facts, sponsor, tuple(lacking))
