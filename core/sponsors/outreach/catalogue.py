"""Every fact that an executive outreach can be given: read by prompts, docs and checks.

Order counts: it is the order of the facts in a sheet, and of items of one name the strongest comes first.
"""

from __future__ import annotations

from core.drafting.fact import FactKind as K
from core.drafting.fact_spec import FactSpec as F
from core.drafting.fact_spec import Group
from core.drafting.gathering.catalogue import (
    ACCOUNT,
    GOALS,
    IMPORT_TICKETS,
    MEETING_TIMES,
    MEETINGS,
    NEWS,
    OPPORTUNITIES,
    OUTCOMES,
    PEOPLE,
    PRODUCT,
    RECIPIENT,
    RISKS,
    SENDER,
    STANDING,
)

_ISSUES = Group("Open issues, without ticket detail", (
    F("issue.open_critical", (K.COUNT,), "Open critical issues", "Open tickets of priority P1 or P2; absent without any.", "issues", remedy=IMPORT_TICKETS),
    F("issue.oldest_critical_age", (K.DURATION,), "Age of the oldest critical issue", "Whole days it has been open.", "days", derived=True),
    F("issue.oldest_critical_on", (K.DATE,), "Oldest critical issue open since", "Date it was opened."),
    F("issue.open", (K.COUNT,), "Open issues", "All open tickets.", "issues", internal=True),
    F("issue.grounds", (K.STATUS,), "Why an executive may be told", "account_red, tied_to_renewal or tied_to_goal: the first that holds. Absent: the operational-issue rule forbids it.", derived=True, internal=True),
))  # fmt: skip

CATALOGUE: tuple[Group, ...] = (
    ACCOUNT,
    RECIPIENT,
    SENDER,
    PEOPLE,
    OUTCOMES,
    GOALS,
    MEETINGS,
    STANDING,
    RISKS,
    _ISSUES,
    OPPORTUNITIES,
    PRODUCT,
    NEWS,
    MEETING_TIMES,
)
"""Groups of facts in the order of a sheet."""
