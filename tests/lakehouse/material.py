"""A few rows in every table the models read, spread so that every score has something to say."""

from __future__ import annotations

from core.actor import LOCAL
from core.store import Store

_STATEMENTS = (
    """
    INSERT INTO crm.account (account_key, name, tier, owner_email, arr_amount, renewal_on, source_system, source_id)
    SELECT range, 'Account ' || range, ['enterprise', 'mid_market', 'smb'][1 + range % 3], 'ada@x.example',
        1000 * range, DATE '2026-12-01', 'rapport', 'A' || range
    FROM range(1, 13)
    """,
    """
    INSERT INTO crm.contact (contact_key, full_name, title, email, is_primary_sponsor, account_key, status, source_system, source_id)
    SELECT 100 + range, 'Person ' || range, ['CFO', 'VP Engineering', 'Chief of Staff'][1 + range % 3],
        'p' || range || '@a.example', range % 4 = 0, 1 + range % 12, 'active', 'rapport', 'C' || range
    FROM range(36)
    """,
    """
    INSERT INTO crm.activity (activity_key, kind, direction, occurred_at, participant_emails, from_email, thread_id, account_key, source_system, source_id)
    SELECT 1000 + range, ['meeting', 'one_to_one', 'email', 'qbr', 'referral'][1 + range % 5],
        ['outbound', 'inbound'][1 + range % 2], TIMESTAMP '2026-06-29 10:00' - INTERVAL 3 DAY * range,
        ['p' || range % 36 || '@a.example'], 'p' || range % 36 || '@a.example', 'T' || range % 20,
        1 + range % 12, 'rapport', 'E' || range
    FROM range(120)
    """,
    """
    INSERT INTO crm.goal (goal_key, our_initiative, alignment, account_key, source_system, source_id)
    SELECT 3000 + range, 'Goal ' || range, ['high', 'medium', 'low'][1 + range % 3], 1 + range % 12, 'rapport', 'G' || range
    FROM range(24)
    """,
    """
    INSERT INTO crm.ticket (ticket_key, subject, priority, status, opened_at, account_key, source_system, source_id)
    SELECT 4000 + range, 'Ticket ' || range, 'P' || (1 + range % 4), ['open', 'pending', 'solved'][1 + range % 3],
        TIMESTAMP '2026-06-29 10:00' - INTERVAL 1 DAY * range, 1 + range % 12, 'rapport', 'K' || range
    FROM range(60)
    """,
    """
    INSERT INTO crm.heartbeat (heartbeat_key, integration, seen_at, api_calls, account_key, source_system, source_id)
    SELECT 5000 + range, 'api', TIMESTAMP '2026-06-30 20:00' - INTERVAL 9 HOUR * range, 100 + range, 1 + range % 12, 'rapport', 'H' || range
    FROM range(80)
    """,
)
TABLES = ("crm.account", "crm.contact", "crm.activity", "crm.goal", "crm.ticket", "crm.heartbeat")


def fill(store: Store) -> None:
    """Write the rows in one transaction, as an import does."""
    with store.transaction(LOCAL, "import.publish") as work:
        for statement in _STATEMENTS:
            work.execute(statement)
        work.touch(*TABLES)
