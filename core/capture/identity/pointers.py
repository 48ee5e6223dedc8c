"""Which columns point at an account or contact, and so at the cluster once it is in one.

Every such column of every table is spoken of here, either as a pointer or with the reason why it stays;
a test holds the list against the database.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pointer:
    """A column that is set to the cluster's key, and back when the cluster comes apart.

    ``by`` names the columns that tell a row apart. ``sole`` names those of which an account or contact has
    one row each: a row stays where it is while the cluster has another; ``sole_when`` says of which rows
    that holds.
    """

    table: str
    column: str
    by: tuple[str, ...]
    sole: tuple[str, ...] | None = None
    sole_when: str = "true"

    @property
    def entity(self) -> str:
        return "contact" if self.column.endswith("contact_key") else "account"

    @property
    def is_imported(self) -> bool:
        return self.table.startswith("crm.")

    @property
    def row_key(self) -> str:
        """What tells a row of ``t`` apart, as one number, in SQL."""
        if len(self.by) == 1:
            return f"t.{self.by[0]}::UBIGINT"
        values = ", ".join(f"coalesce(t.{column}::VARCHAR, '')" for column in self.by)
        return f"md5_number_lower(concat_ws(chr(31), {values}))"


def _of(column: str, **tables: str) -> tuple[Pointer, ...]:
    """Pointers of tables whose rows have a key or number of their own."""
    return tuple(
        Pointer(name.replace("__", "."), column, (identified_by,))
        for name, identified_by in tables.items()
    )


POINTERS = (
    *_of(
        "account_key",
        crm__account_team="account_team_key",
        crm__contact="contact_key",
        crm__opportunity="opportunity_key",
        crm__activity="activity_key",
        crm__goal="goal_key",
        crm__outcome_metric="outcome_key",
        crm__account_plan="plan_key",
        crm__ticket="ticket_key",
        crm__heartbeat="heartbeat_key",
        crm__feature_usage="feature_usage_key",
        crm__environment="environment_key",
        crm__signal="signal_key",
    ),
    Pointer(
        "crm.change_event",
        "account_key",
        ("entity", "entity_key", "field", "batch_id", "source_line"),
    ),
    *_of("contact_key", crm__opportunity_contact="opportunity_contact_key"),
    *_of(
        "account_key",
        ops__draft="draft_id",
        ops__approval="approval_id",
        ops__draft_event="event_id",
        ops__note="note_id",
        ops__task="task_id",
        ops__event="event_id",
        ops__notice_delivery="delivery_id",
        ops__profile_remark="remark_id",
        ops__coaching_interactions="interaction_id",
        ops__csm_skill_assessments="assessment_id",
        ops__escalation_decision="decision_id",
        ops__suggestion_decision="decision_id",
    ),
    Pointer("ops.escalation", "account_key", ("escalation_id",), (), "t.recovered_at IS NULL"),
    Pointer("ops.health_override", "account_key", ("set_at", "set_by", "rag", "reason")),
    Pointer("ops.account_hours", "account_key", ("set_at", "set_by", "reason"), ()),
    Pointer("ops.checkin_interval", "account_key", ("set_at", "set_by", "reason"), ()),
    Pointer("ops.checkin_attempt", "account_key", ("tried_on", "note", "draft_id"), ()),
    Pointer(
        "ops.release_note_run", "account_key", ("release", "judged_at", "draft_id"), ("release",)
    ),
    Pointer("ops.crm_page", "account_key", ("page_id", "set_at"), ()),
    Pointer("ops.crm_section", "account_key", ("page_id", "section"), ("section",)),
    *_of(
        "contact_key",
        ops__draft="draft_id",
        ops__approval="approval_id",
        ops__draft_event="event_id",
        ops__profile_remark="remark_id",
        ops__suppression="suppression_id",
    ),
    Pointer("ops.draft_version", "contact_key", ("draft_id", "version")),
    Pointer("ops.draft_vouch", "contact_key", ("draft_id", "words", "vouched_at")),
    Pointer("ops.draft_lift", "contact_key", ("draft_id", "rule", "lifted_at")),
    Pointer("ops.draft_attachment", "contact_key", ("draft_id", "words", "attached_at")),
    Pointer(
        "ops.contact_override", "contact_key", ("field", "value", "set_at", "set_by"), ("field",)
    ),
)
"""Contacts point at accounts, so that accounts come first."""

STAYS = {
    "crm.change_event.entity_key": "the record that changed, whatever it is part of",
    "ops.merged_account.account_key": "the golden record itself, made anew from its members",
    "ops.merged_contact.contact_key": "the golden record itself, made anew from its members",
    "ops.merged_contact.account_key": "chosen from its members, whose accounts are clusters already",
    "ops.account_change.account_key": "bookkeeping of data versions: merged and absorbed keys are both written",
    "ops.account_assignment.account_key": "imports place rows on records; what they place follows its cluster",
    "ops.score_snapshot.account_key": "what was said at the time, of the account as it was then",
    "ops.escalation_watch.account_key": "what the last scan saw: the next one sees the account as merged",
    "ops.cluster_member.cluster_key": "what is in which cluster: made anew from the decisions",
    "ops.golden_value.cluster_key": "made anew with the golden records",
}
"""Columns that do not move, and why."""
