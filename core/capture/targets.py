"""The canonical tables an import can fill: their fields, and what a change of them means.

A literal on purpose: a mapping is checked against it without a database, and a test compares it
with the schema.
"""

from __future__ import annotations

from core.capture.fields import PROVENANCE, SQL_TYPES, WHOLE, FieldType, Target

__all__ = ["PROVENANCE", "SQL_TYPES", "TARGETS", "WHOLE", "FieldType", "Target", "rank"]

T, ID, KEY, MAIL = FieldType.TEXT, FieldType.ID, FieldType.KEY, FieldType.EMAIL
DATE, AT, MONEY, NUM = FieldType.DATE, FieldType.DATETIME, FieldType.MONEY, FieldType.NUMBER
INT, BOOL, LIST = FieldType.INTEGER, FieldType.BOOLEAN, FieldType.LIST


TIERS = ("enterprise", "mid_market", "smb")
ROLES = (
    "executive_sponsor",
    "champion",
    "decision_maker",
    "economic_buyer",
    "evaluator",
    "influencer",
    "blocker",
    "approver",
    "procurement",
)
ACTIVITY_KINDS = (
    "meeting",
    "one_to_one",
    "call",
    "email",
    "qbr",
    "exec_dinner",
    "strategic_checkin",
    "business_review",
    "event",
    "referral",
    "reference",
    "note",
    "task",
)
LOW_TO_HIGH = ("low", "medium", "high")
PRIORITIES = ("P1", "P2", "P3", "P4")
TICKET_STATUSES = ("open", "pending", "on_hold", "solved", "closed")
TICKET_EVENTS = ("reply", "customer_reply", "note", "status", "priority", "work")
FORECAST = ("pipeline", "best_case", "commit", "closed", "omitted")

_ALL = (
    Target(
        "crm.team_member",
        "member_key",
        {
            "email": MAIL,
            "full_name": T,
            "role": T,
            "team": T,
            "manager_email": MAIL,
            "time_zone": T,
        },
        required=("full_name",),
    ),
    Target(
        "crm.account",
        "account_key",
        {
            "name": T,
            "domain": FieldType.DOMAIN,
            "tier": T,
            "segment": T,
            "industry": T,
            "region": T,
            "country": T,
            "time_zone": T,
            "owner_email": MAIL,
            "arr_amount": MONEY,
            "currency": FieldType.CURRENCY,
            "renewal_on": DATE,
            "parent_account_ref": ID,
            "lifecycle_stage": T,
            "created_at": AT,
        },
        required=("name",),
        choices={"tier": TIERS},
        watched={
            "name": "r.name",
            "domain": "r.domain",
            "tier": "r.tier",
            "owner": "r.owner_email",
            "amount": "r.arr_amount",
            "renewal_on": "r.renewal_on",
            "status": "r.lifecycle_stage",
        },
        derived=("name_normalised",),
    ),
    Target(
        "crm.account_team",
        "account_team_key",
        {"email": MAIL, "role": T},
        required=("email",),
        places=True,
    ),
    Target(
        "crm.contact",
        "contact_key",
        {
            "full_name": T,
            "title": T,
            "email": MAIL,
            "phone": FieldType.PHONE,
            "country": T,
            "time_zone": T,
            "role": T,
            "is_primary_sponsor": BOOL,
            "started_on": DATE,
            "reports_to_ref": ID,
            "technical_maturity": T,
            "communication_preference": T,
            "priorities": LIST,
            "consent": T,
            "status": T,
            "left_on": DATE,
            "email_bounced_at": AT,
            "created_at": AT,
        },
        required=("full_name",),
        choices={
            "role": ROLES,
            "technical_maturity": LOW_TO_HIGH,
            "consent": ("given", "withdrawn", "unknown"),
            "status": ("active", "left"),
        },
        watched={
            "title": "r.title",
            "account": "coalesce(r.account_ref, r.account_name_ref)",
            "email_domain": "split_part(r.email, '@', 2)",
            "status": "coalesce(r.status, 'active')",
            "role": "r.role",
        },
        places=True,
    ),
    Target(
        "crm.opportunity",
        "opportunity_key",
        {
            "name": T,
            "stage": T,
            "amount": MONEY,
            "currency": FieldType.CURRENCY,
            "close_on": DATE,
            "probability": NUM,
            "forecast_category": T,
            "outcome": T,
            "owner_email": MAIL,
            "created_on": DATE,
            "next_step": T,
            "description": T,
        },
        required=("name",),
        choices={"forecast_category": FORECAST, "outcome": ("open", "won", "lost")},
        watched={
            "owner": "r.owner_email",
            "stage": "r.stage",
            "amount": "r.amount",
            "close_on": "r.close_on",
            "forecast_category": "r.forecast_category",
            "status": "r.outcome",
        },
        places=True,
    ),
    Target(
        "crm.opportunity_history",
        "opportunity_history_key",
        {
            "opportunity_key": KEY,
            "changed_at": AT,
            "stage": T,
            "amount": MONEY,
            "currency": FieldType.CURRENCY,
            "close_on": DATE,
            "probability": NUM,
            "forecast_category": T,
        },
        required=("opportunity_key", "changed_at"),
        choices={"forecast_category": FORECAST},
    ),
    Target(
        "crm.opportunity_contact",
        "opportunity_contact_key",
        {"opportunity_key": KEY, "contact_key": KEY, "role": T, "is_primary": BOOL},
        required=("opportunity_key", "contact_key"),
    ),
    Target(
        "crm.activity",
        "activity_key",
        {
            "kind": T,
            "direction": T,
            "occurred_at": AT,
            "participant_emails": FieldType.EMAIL_LIST,
            "contact_refs": FieldType.ID_LIST,
            "from_email": MAIL,
            "subject": T,
            "body": T,
            "outcome": T,
            "thread_id": T,
            "duration_minutes": INT,
            "owner_email": MAIL,
        },
        required=("kind", "occurred_at"),
        choices={"kind": ACTIVITY_KINDS, "direction": ("outbound", "inbound")},
        places=True,
    ),
    Target(
        "crm.goal",
        "goal_key",
        {"our_initiative": T, "their_priority": T, "alignment": T, "tied_to_renewal": BOOL},
        required=("our_initiative",),
        choices={"alignment": LOW_TO_HIGH},
        places=True,
    ),
    Target(
        "crm.outcome_metric",
        "outcome_key",
        {
            "metric": T,
            "value": NUM,
            "unit": T,
            "baseline": NUM,
            "target": NUM,
            "measured_on": DATE,
        },
        required=("metric", "value", "measured_on"),
        places=True,
    ),
    Target(
        "crm.account_plan",
        "plan_key",
        {"objective": T, "due_on": DATE, "needs_executive_engagement": BOOL, "status": T},
        required=("objective",),
        places=True,
    ),
    Target(
        "crm.ticket",
        "ticket_key",
        {
            "display_id": T,
            "requester_email": MAIL,
            "subject": T,
            "body": T,
            "priority": T,
            "status": T,
            "source_status": T,
            "opened_at": AT,
            "first_reply_at": AT,
            "resolved_at": AT,
            "updated_at": AT,
            "component": T,
            "assignee_email": T,
            "url": T,
        },
        required=("opened_at",),
        choices={"priority": PRIORITIES, "status": TICKET_STATUSES},
        watched={"status": "r.status", "priority": "r.priority"},
        places=True,
    ),
    Target(
        "crm.ticket_event",
        "ticket_event_key",
        {
            "ticket_key": KEY,
            "occurred_at": AT,
            "kind": T,
            "from_value": T,
            "to_value": T,
            "author_email": T,
            "body": T,
            "seconds_spent": INT,
        },
        required=("ticket_key", "occurred_at", "kind"),
        choices={"kind": TICKET_EVENTS},
    ),
    Target(
        "crm.heartbeat",
        "heartbeat_key",
        {"integration": T, "seen_at": AT, "api_calls": FieldType.COUNT},
        required=("integration", "seen_at"),
        places=True,
    ),
    Target(
        "crm.feature_usage",
        "feature_usage_key",
        {"feature": T, "in_use": BOOL, "first_seen_on": DATE, "last_seen_on": DATE},
        required=("feature",),
        places=True,
    ),
    Target(
        "crm.environment",
        "environment_key",
        {"application": T, "category": T, "note": T},
        required=("application",),
        places=True,
    ),
    Target(
        "crm.release_item",
        "release_item_key",
        {
            "release": T,
            "released_on": DATE,
            "item_id": T,
            "feature": T,
            "component": T,
            "title": T,
            "description": T,
            "integrations": LIST,
        },
        required=("release", "released_on", "item_id", "title"),
    ),
    Target(
        "crm.roadmap_item",
        "roadmap_item_key",
        {"feature": T, "title": T, "planned_on": DATE, "status": T, "description": T},
        required=("title",),
    ),
    Target(
        "crm.signal",
        "signal_key",
        {
            "kind": T,
            "observed_on": DATE,
            "title": T,
            "source_url": T,
            "contact_email": MAIL,
            "detail": T,
        },
        required=("kind", "observed_on", "title"),
        places=True,
    ),
    Target(
        "crm.lead",
        "lead_key",
        {
            "full_name": T,
            "title": T,
            "company": T,
            "email": MAIL,
            "phone": FieldType.PHONE,
            "country": T,
            "status": T,
            "owner_email": MAIL,
            "is_converted": BOOL,
            "converted_account_ref": ID,
            "converted_contact_ref": ID,
            "created_at": AT,
        },
        required=("full_name",),
    ),
    Target(
        "crm.domain_industry",
        "domain_industry_key",
        {"domain": FieldType.DOMAIN, "industry": T},
        required=("domain", "industry"),
    ),
)

TARGETS: dict[str, Target] = {target.name: target for target in _ALL}
"""By name, in the order in which they are published: accounts before what belongs to them."""


def rank(name: str) -> int:
    """Place of a table in the order of publishing."""
    return list(TARGETS).index(name)
