"""Every fact that a technical letter can be given: those of all letters, and tickets, integrations, plan.

Order counts: it is the order of the facts in a sheet, and of items of one name the most pressing comes first.
"""

from __future__ import annotations

from core.drafting.fact import FactKind as K
from core.drafting.fact_spec import FactSpec as F
from core.drafting.fact_spec import Group
from core.drafting.gathering.catalogue import COMMON, IMPORT_TICKETS, MEETING_TIMES

RESOLVED_DAYS = 90
"""Days in which a ticket that was solved still is a fact to tell."""

_HEARTBEATS = (
    "Have the integrations report (POST /api/heartbeats), import data/templates/heartbeats.csv, or type "
    "a report in on the account's page."
)
_ENVIRONMENT = "Import data/templates/environment.csv: the other applications of the account."
_MATURITY = (
    "Set it on the account's page, or import data/templates/contacts.csv with technical_maturity."
)

READER = Group("Reader", (
    F("reader.maturity", (K.STATUS,), "Technical maturity of the reader", "low, medium or high: the words a letter chooses.", internal=True, remedy=_MATURITY),
    F("reader.is_executive", (K.STATUS,), "The reader is an executive", "yes or no; to an executive no ticket is named.", internal=True),
))  # fmt: skip

TICKETS = Group("Tickets", (
    F("tickets.open", (K.COUNT,), "Open tickets", "All tickets open at the date; 0 where tickets are imported and none is open.", "tickets", remedy=IMPORT_TICKETS),
    F("tickets.critical", (K.COUNT,), "Open tickets of priority P1 or P2", "Absent without any.", "tickets"),
    F("tickets.oldest_critical_on", (K.DATE,), "Oldest P1 or P2 open since", "Date it was opened."),
    F("tickets.oldest_critical_age", (K.DURATION,), "Age of the oldest P1 or P2", "Whole days it has been open.", "days", derived=True),
    F("tickets.waiting", (K.COUNT,), "Tickets that wait for an answer of theirs", "Those with status pending; absent without any.", "tickets"),
    F("tickets.resolved", (K.COUNT,), "Tickets resolved lately", f"Solved or closed within the last {RESOLVED_DAYS} days; absent without any.", "tickets"),
    F("tickets.resolved_since", (K.DATE,), "Resolved since", f"{RESOLVED_DAYS} days before the date.", derived=True),
    F("ticket.*.id", (K.QUOTE,), "Ticket", "Identifier people use, e.g. SUP-412. P1 first, then the oldest; at most eight tickets."),
    F("ticket.*.subject", (K.QUOTE,), "Subject of {item}", "In the source's words."),
    F("ticket.*.priority", (K.STATUS,), "Priority of {item}", "P1 to P4 at the date."),
    F("ticket.*.opened_on", (K.DATE,), "{item}, opened on", "Date it was opened."),
    F("ticket.*.age", (K.DURATION,), "{item}, open for", "Whole days from opened_on to the date.", "days", derived=True),
    F("ticket.*.component", (K.PRODUCT,), "{item}, component", "Product component as the source names it."),
    F("ticket.*.assignee", (K.PERSON,), "{item}, in the hands of", "Who of ours works on it, where the source gives a name or an address of our people."),
    F("ticket.*.last_reply_on", (K.DATE,), "{item}, our last reply", "Newest reply of ours."),
    F("ticket.*.waits_on", (K.STATUS,), "{item} waits on", "you: its status is pending; hold: it is on hold; us: their reply is the newest.", internal=True),
))  # fmt: skip

INTEGRATIONS = Group("Integrations", (
    F("integrations.connected", (K.COUNT,), "Integrations that ever reported", "How many.", "integrations", remedy=_HEARTBEATS),
    F("integrations.silent", (K.COUNT,), "Integrations that are silent", "Silent for longer than policy heartbeat_max_hours; absent without any.", "integrations"),
    F("integrations.slowed", (K.COUNT,), "Integrations that report late or with fewer calls", "Absent without any.", "integrations"),
    F("integration.*.name", (K.PRODUCT,), "Integration", "Silent ones first, then those whose calls fell."),
    F("integration.*.last_seen_on", (K.DATE,), "{item}, last report", "Date of its newest report."),
    F("integration.*.silence", (K.DURATION,), "{item}, silent for", "Whole days since its newest report; absent below one.", "days", derived=True),
    F("integration.*.status", (K.STATUS,), "{item}, status", "silent, late (beyond policy heartbeat_warn_hours), slowed (calls fell) or reporting.", internal=True),
    F("integration.*.drop", (K.PERCENT,), "{item}, fall of its calls", "Below the median of its earlier reports, where that is more than policy heartbeat_drop_pct."),
))  # fmt: skip

ENVIRONMENT = Group("Environment", (
    F("application.*.name", (K.PRODUCT,), "Application", "Another application in the account's environment.", remedy=_ENVIRONMENT),
    F("application.*.category", (K.QUOTE,), "{item}, category", "E.g. ERP, CRM."),
))  # fmt: skip

TROUBLE = Group("Taken together", (
    F("technical.standing", (K.STATUS,), "Technical side", "is in good order, needs attention or needs action: green, amber or red; absent where that cannot be said.", derived=True),
    F("trouble.kind", (K.STATUS,), "What is wrong", "critical_tickets, silent_integration, slowed_integration or open_tickets: the first that holds; absent where nothing is.", derived=True, internal=True),
))  # fmt: skip

TECHNICAL_PLAN = Group("Our plan", (
    F("step.*.objective", (K.QUOTE,), "Technical objective", "An open objective of the account plan that names an integration, feature or ticket component of the account; the soonest due first."),
    F("step.*.due_on", (K.DATE,), "{item}, due", "Due date of the objective, where it is ahead."),
    F("update.next_on", (K.DATE,), "Next update due", "The date plus the days between updates that policy sets for how serious it is.", derived=True),
))  # fmt: skip

HISTORY = Group("History", (
    F("history.last_checkin_on", (K.DATE,), "Last check-in", "When a check-in was last sent to the account."),
))  # fmt: skip

TECHNICAL: tuple[Group, ...] = (
    READER,
    TICKETS,
    INTEGRATIONS,
    TROUBLE,
    ENVIRONMENT,
    TECHNICAL_PLAN,
    HISTORY,
)
"""The groups that only technical letters have."""

CATALOGUE: tuple[Group, ...] = (*COMMON, *TECHNICAL, MEETING_TIMES)
"""Groups of facts in the order of a sheet."""
