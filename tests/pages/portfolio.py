"""A portfolio written straight into the canonical tables, of any size, for tests of pages."""

from __future__ import annotations

from core import policy
from core.actor import COMMAND_LINE
from core.store import Store

_KEY = "md5_number_lower('test' || chr(31) || '{prefix}' || {number})"
_PROVENANCE = "'test', '{prefix}' || {number}, 1, {number} + 2, hash({number})"


def _key(prefix: str, number: str) -> str:
    return _KEY.format(prefix=prefix, number=number)


def _provenance(prefix: str, number: str) -> str:
    return _PROVENANCE.format(prefix=prefix, number=number)


def fill(store: Store, accounts: int, *, name: str = "Account") -> None:
    """Write ``accounts`` accounts with two executives, contacts, tickets and heartbeats each.

    Deterministic: tiers, owners and regions repeat; every seventh account has an old P1, every
    fifth a silent integration, every eleventh no contact for long.
    """
    policy.ensure_shipped(store)
    with store.transaction(COMMAND_LINE, "test.fill", str(accounts)) as work:
        for statement in _statements(name):
            used = {
                key: value
                for key, value in {"n": accounts, "name": name}.items()
                if f"${key}" in statement
            }
            work.execute(statement, used)
        work.touch(
            "crm.account",
            "crm.contact",
            "crm.activity",
            "crm.ticket",
            "crm.heartbeat",
            "crm.goal",
            "crm.import_batch",
            "crm.team_member",
        )


def _statements(name: str) -> list[str]:
    return [
        "INSERT INTO crm.import_batch BY NAME SELECT 1 AS batch_id, 1 AS import_id, "
        "'accounts.csv' AS file_name, '' AS member_name, 'rapport.accounts' AS kind, "
        "$n AS read_rows, $n AS accepted_rows, 0 AS refused_rows, $n AS new_rows, "
        "0 AS changed_rows, 0 AS unplaced_rows, TIMESTAMP '2026-06-29 08:00' AS imported_at, "
        "'local' AS imported_by",
        f"""INSERT INTO crm.account BY NAME SELECT {_key("A", "i")} AS account_key,
            $name || ' ' || i AS name, lower($name || ' ' || i) AS name_normalised,
            ['enterprise', 'mid_market', 'smb'][1 + i % 3] AS tier,
            ['EMEA', 'Americas', 'APAC'][1 + i % 3] AS region, 'Retail' AS segment,
            'owner' || (i % 4) || '@example.com' AS owner_email,
            (20000 + (i * 7919) % 400000)::DECIMAL(18, 2) AS arr_amount, 'USD' AS currency,
            DATE '2026-07-01' + ((i * 37) % 360)::INTEGER AS renewal_on,
            'test' AS source_system, 'A' || i AS source_id, 1 AS batch_id, i + 2 AS source_line,
            hash(i) AS row_hash FROM range($n) AS r (i)""",
        f"""INSERT INTO crm.contact BY NAME SELECT {_key("C", "i * 2 + j")} AS contact_key,
            'Person ' || i || CASE j WHEN 0 THEN ' Chief' ELSE ' Vice' END AS full_name,
            CASE j WHEN 0 THEN 'Chief Technology Officer' ELSE 'VP of Operations' END AS title,
            'p' || i || '_' || j || '@a' || i || '.example.com' AS email,
            j = 0 AS is_primary_sponsor, DATE '2023-01-01' AS started_on, 'active' AS status,
            {_key("A", "i")} AS account_key, 'test' AS source_system,
            'C' || (i * 2 + j) AS source_id, 1 AS batch_id, i * 2 + j + 2 AS source_line,
            hash(i) AS row_hash FROM range($n) AS r (i), range(2) AS p (j)""",
        f"""INSERT INTO crm.activity BY NAME SELECT {_key("E", "i * 12 + k")} AS activity_key,
            ['one_to_one', 'qbr', 'email', 'call'][1 + (i + k) % 4] AS kind,
            ['outbound', 'inbound'][1 + (i + k) % 2] AS direction,
            TIMESTAMP '2026-06-28 10:00' - to_days(((i % 11 = 0)::INTEGER * 150
                + k * (15 + i % 20))::INTEGER) AS occurred_at,
            ['p' || i || '_' || (k % 2) || '@a' || i || '.example.com'] AS participant_emails,
            'Conversation ' || k AS subject, 'What was said.' AS body, 'T' || i AS thread_id,
            {_key("A", "i")} AS account_key, 'test' AS source_system,
            'E' || (i * 12 + k) AS source_id, 1 AS batch_id, i * 12 + k + 2 AS source_line,
            hash(i) AS row_hash FROM range($n) AS r (i), range(12) AS s (k)""",
        f"""INSERT INTO crm.ticket BY NAME SELECT {_key("T", "i * 4 + k")} AS ticket_key,
            'T-' || (i * 4 + k) AS display_id, 'Something fails ' || k AS subject,
            CASE WHEN i % 7 = 0 AND k = 0 THEN 'P1' ELSE 'P3' END AS priority,
            CASE WHEN k < 2 THEN 'open' ELSE 'solved' END AS status,
            TIMESTAMP '2026-06-20 09:00' - to_days(k::INTEGER * 9) AS opened_at,
            CASE WHEN k >= 2 THEN TIMESTAMP '2026-06-25 09:00' END AS resolved_at,
            {_key("A", "i")} AS account_key, 'test' AS source_system,
            'T' || (i * 4 + k) AS source_id, 1 AS batch_id, i * 4 + k + 2 AS source_line,
            hash(i) AS row_hash FROM range($n) AS r (i), range(4) AS s (k)""",
        f"""INSERT INTO crm.heartbeat BY NAME SELECT {_key("H", "i * 20 + k")} AS heartbeat_key,
            'webhook' AS integration, TIMESTAMP '2026-06-30 08:00' - to_days(
                (k + (i % 5 = 0)::INTEGER * 4)::INTEGER) AS seen_at, 100 + (i + k) % 30 AS api_calls,
            {_key("A", "i")} AS account_key, 'test' AS source_system,
            'H' || (i * 20 + k) AS source_id, 1 AS batch_id, i * 20 + k + 2 AS source_line,
            hash(i) AS row_hash FROM range($n) AS r (i), range(20) AS s (k)""",
        f"""INSERT INTO crm.goal BY NAME SELECT {_key("G", "i")} AS goal_key,
            'Fewer outages' AS our_initiative, 'Reliability' AS their_priority,
            ['high', 'medium', 'low'][1 + i % 3] AS alignment, false AS tied_to_renewal,
            {_key("A", "i")} AS account_key, 'test' AS source_system, 'G' || i AS source_id,
            1 AS batch_id, i + 2 AS source_line, hash(i) AS row_hash FROM range($n) AS r (i)""",
    ]
