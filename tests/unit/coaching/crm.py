"""A few customers for the coach: one with people, a renewal and trouble, two of almost the same name."""

from __future__ import annotations

from datetime import date

from core import policy
from core.actor import LOCAL
from core.store import ModelSet, Store, refresh

TODAY = date(2026, 6, 30)

FILL = """
INSERT INTO crm.import_batch BY NAME SELECT 1 AS batch_id, 1 AS import_id, 'a.csv' AS file_name, '' AS member_name,
    'x' AS kind, TIMESTAMP '2026-06-29' AS imported_at, TIMESTAMP '2026-06-29' AS exported_at, 'local' AS imported_by;
INSERT INTO crm.team_member (member_key, email, full_name, manager_email, source_system, source_id) VALUES
    (1, 'ann@us.example', 'Ann Lee', 'meg@us.example', 'tests', 'u1');
INSERT INTO crm.account (account_key, name, tier, owner_email, renewal_on, arr_amount, currency, source_system, source_id, batch_id)
VALUES (1, 'Brightkiln Ceramics GmbH', 'enterprise', 'ann@us.example', '2026-08-14', 450000, 'EUR', 'tests', 'A1', 1),
       (2, 'Northwind Inc', 'smb', 'bob@us.example', '2025-06-01', NULL, NULL, 'tests', 'N1', 1),
       (3, 'Northwind Ltd', 'smb', 'bob@us.example', NULL, NULL, NULL, 'tests', 'N2', 1);
INSERT INTO crm.contact (contact_key, full_name, title, email, role, is_primary_sponsor, status, account_key,
    source_system, source_id, batch_id)
VALUES (11, 'Ruth Okafor', 'Vice President Finance', 'ruth@bright.example', 'economic_buyer', true, 'active', 1, 'tests', 'C1', 1),
       (12, 'Joy Van Houten', 'Director, Finance Systems', 'joy@bright.example', 'champion', false, 'active', 1, 'tests', 'C2', 1),
       (13, 'Sam Poe', 'Buyer', 'sam@north.example', NULL, false, 'active', 2, 'tests', 'C3', 1);
INSERT INTO crm.activity (activity_key, kind, occurred_at, participant_emails, subject, account_key, source_system, source_id, batch_id)
VALUES (101, 'qbr', '2026-07-20 09:00', ['ruth@bright.example'], 'Q3 review', 1, 'tests', 'E1', 1),
       (102, 'meeting', '2026-05-02 09:00', ['ruth@bright.example'], 'Budget', 1, 'tests', 'E2', 1)
"""


def seed(store: Store, *, scores: bool = False) -> None:
    """Put the customers in, with their scores where they are wanted."""
    with store.transaction(LOCAL, "tests.fill") as work:
        for statement in FILL.split(";"):
            work.execute(statement)
        work.touch("crm.account", "crm.activity", "crm.contact", "crm.team_member")
    if scores:
        policy.ensure_shipped(store)
        refresh(store, ModelSet.load(), TODAY, LOCAL)
