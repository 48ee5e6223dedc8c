"""What may be done here, and which role may do it. Deny by default.

A permission is ``noun.verb``. The matrix below is the only place that grants one; pages, API and
command line all decide through :mod:`core.auth.guard`.
"""

from __future__ import annotations

from enum import StrEnum

from core.actor import Role


class Permission(StrEnum):
    """One thing a use case does."""

    PORTFOLIO_READ = "portfolio.read"
    ACCOUNT_READ = "account.read"
    ACCOUNT_NOTE = "account.note"
    ACCOUNT_OVERRIDE = "account.override"
    ACCOUNT_REFRESH = "account.refresh"
    DRAFT_READ = "draft.read"
    DRAFT_WRITE = "draft.write"
    DRAFT_VOUCH = "draft.vouch"
    DRAFT_APPROVE = "draft.approve"
    DRAFT_LIFT = "draft.lift"
    SUPPRESSION_MANAGE = "suppression.manage"
    IMPORT_READ = "import.read"
    IMPORT_PUBLISH = "import.publish"
    IMPORT_UNDO = "import.undo"
    MAPPING_SAVE = "mapping.save"
    HEARTBEAT_POST = "heartbeat.post"
    HEARTBEAT_ENTER = "heartbeat.enter"
    POLICY_READ = "policy.read"
    POLICY_SAVE = "policy.save"
    VIEW_SAVE = "view.save"
    VIEW_MODERATE = "view.moderate"
    AUDIT_READ = "audit.read"
    TOKEN_CREATE = "token.create"
    USER_MANAGE = "user.manage"
    DATABASE_MAINTAIN = "database.maintain"
    PERSON_ERASE = "person.erase"
    MAILBOX_CONNECT = "mailbox.connect"
    DRAFT_DELIVER = "draft.deliver"
    NOTICE_DELIVER = "notice.deliver"
    SUGGESTION_DECIDE = "suggestion.decide"
    ESCALATION_DECIDE = "escalation.decide"
    MODEL_READ_COSTS = "model.read_costs"
    TASK_MANAGE = "task.manage"
    COACHING_USE = "coaching.use"
    COACHING_TEAM = "coaching.team"
    KNOWLEDGE_READ = "knowledge.read"
    KNOWLEDGE_WRITE = "knowledge.write"
    KNOWLEDGE_MODERATE = "knowledge.moderate"
    RUBRIC_SAVE = "rubric.save"
    IDENTITY_READ = "identity.read"
    IDENTITY_DECIDE = "identity.decide"
    IDENTITY_MATCH = "identity.match"
    IDENTITY_SET_RULES = "identity.set_rules"


_READ = frozenset(
    {
        Permission.PORTFOLIO_READ,
        Permission.ACCOUNT_READ,
        Permission.DRAFT_READ,
        Permission.POLICY_READ,
        Permission.VIEW_SAVE,
        Permission.KNOWLEDGE_READ,
    }
)
_ACCOUNT_WORK = frozenset(
    {
        Permission.ACCOUNT_NOTE,
        Permission.ACCOUNT_OVERRIDE,
        Permission.ACCOUNT_REFRESH,
        Permission.HEARTBEAT_ENTER,
        Permission.NOTICE_DELIVER,
        Permission.SUGGESTION_DECIDE,
        Permission.ESCALATION_DECIDE,
        Permission.TASK_MANAGE,
    }
)
_COACHED = frozenset({Permission.COACHING_USE, Permission.KNOWLEDGE_WRITE})
_DRAFT_WORK = frozenset(
    {
        Permission.DRAFT_WRITE,
        Permission.DRAFT_VOUCH,
        Permission.DRAFT_APPROVE,
        Permission.DRAFT_DELIVER,
        Permission.MAILBOX_CONNECT,
        Permission.SUPPRESSION_MANAGE,
    }
)
_IDENTITY_WORK = frozenset({Permission.IDENTITY_READ, Permission.IDENTITY_DECIDE})
_IMPORT_WORK = frozenset(
    {
        Permission.IMPORT_READ,
        Permission.IMPORT_PUBLISH,
        Permission.IMPORT_UNDO,
        Permission.MAPPING_SAVE,
        Permission.HEARTBEAT_POST,
        Permission.HEARTBEAT_ENTER,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CSM: _READ | _ACCOUNT_WORK | _DRAFT_WORK | _COACHED | _IDENTITY_WORK,
    Role.MANAGER: _READ
    | _ACCOUNT_WORK
    | _DRAFT_WORK
    | _COACHED
    | _IDENTITY_WORK
    | {
        Permission.IDENTITY_MATCH,
        Permission.IDENTITY_SET_RULES,
        Permission.DRAFT_LIFT,
        Permission.AUDIT_READ,
        Permission.COACHING_TEAM,
        Permission.RUBRIC_SAVE,
        Permission.KNOWLEDGE_MODERATE,
    },
    Role.ANALYST: _READ
    | _IMPORT_WORK
    | _IDENTITY_WORK
    | {Permission.IDENTITY_MATCH, Permission.IDENTITY_SET_RULES},
    Role.ADMIN: frozenset(Permission),
    Role.INTEGRATION: frozenset({Permission.HEARTBEAT_POST}),
}


def permissions_markdown() -> str:
    """The matrix as Markdown: who may do what."""
    head = " | ".join(role.value for role in Role)
    rows = [
        f"| `{permission.value}` | {' | '.join(_mark(role, permission) for role in Role)} |"
        for permission in Permission
    ]
    return "\n".join(
        [
            "# Permissions",
            "",
            "Denied unless granted here. A CSM sees the accounts they own or work on, a manager those of",
            "the people who report to them as well; analysts and administrators see every account. An",
            "integration is a token, never a person: it reports heartbeats and reads nothing.",
            "",
            f"| permission | {head} |",
            f"|---|{'---|' * len(Role)}",
            *rows,
        ]
    )


def _mark(role: Role, permission: Permission) -> str:
    return "yes" if permission in GRANTS[role] else ""
