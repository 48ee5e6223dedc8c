-- grain: one row an event of the account up to as_of, of the page asked for; total counts all
-- kind: activity, ticket, heartbeat_gap, change or note; label: the finer kind
-- at: UTC; a heartbeat gap stands at its end, one that lasts at the last heartbeat
-- parameters: account_key, as_of, kinds, since, limit, offset
WITH
limits AS (
    SELECT coalesce(max(policy.value), 24) AS gap_hours
    FROM ops.policy AS policy
    JOIN ops.golden_account AS account ON coalesce(account.tier, '') = policy.tier
    WHERE account.account_key = $account_key::UBIGINT AND policy.name = 'heartbeat_warn_hours'
),

beat AS (
    SELECT
        heartbeat_key,
        integration,
        seen_at,
        lead(seen_at) OVER (PARTITION BY integration ORDER BY seen_at, heartbeat_key) AS next_at
    FROM crm.heartbeat
    WHERE account_key = $account_key::UBIGINT AND seen_at < $as_of + INTERVAL 1 DAY
),

event AS (
    SELECT
        occurred_at AS happened_at,
        'activity' AS kind,
        coalesce(direction || ' ', '') || kind AS label,
        subject AS title,
        body AS detail,
        participant_emails AS people,
        'crm.activity/' || activity_key AS reference
    FROM crm.activity
    WHERE account_key = $account_key::UBIGINT
    UNION ALL
    SELECT opened_at, 'ticket', 'opened ' || coalesce(priority, ''), subject, coalesce(display_id, source_id), [requester_email], 'crm.ticket/' || ticket_key
    FROM crm.ticket
    WHERE account_key = $account_key::UBIGINT
    UNION ALL
    SELECT resolved_at, 'ticket', 'resolved ' || coalesce(priority, ''), subject, coalesce(display_id, source_id), [requester_email], 'crm.ticket/' || ticket_key
    FROM crm.ticket
    WHERE account_key = $account_key::UBIGINT
    UNION ALL
    SELECT
        coalesce(next_at, seen_at),
        'heartbeat_gap',
        CASE WHEN next_at IS NULL THEN 'silent since' ELSE 'silent for' END,
        integration,
        round(date_diff('minute', seen_at, coalesce(next_at, $as_of + INTERVAL 1 DAY)) / 60.0)::INTEGER || ' hours',
        NULL,
        'crm.heartbeat/' || heartbeat_key
    FROM beat
    CROSS JOIN limits
    WHERE date_diff('minute', seen_at, coalesce(next_at, $as_of + INTERVAL 1 DAY)) / 60.0 > gap_hours
    UNION ALL
    SELECT
        observed_at, 'change', entity || ' ' || field, NULL,
        coalesce(from_value, '') || ' → ' || coalesce(to_value, ''), NULL,
        CASE
            WHEN entity IN ('account', 'contact', 'opportunity', 'ticket') THEN 'crm.' || entity || '/' || entity_key
        END
    FROM crm.change_event
    WHERE account_key = $account_key::UBIGINT
    UNION ALL
    SELECT written_at, 'note', 'note', NULL, body, [written_by], NULL
    FROM ops.note
    WHERE account_key = $account_key::UBIGINT
),

listed AS (
    SELECT *
    FROM event
    WHERE
        happened_at < $as_of + INTERVAL 1 DAY
        AND happened_at >= $since
        AND list_contains($kinds::VARCHAR[], kind)
)

-- counted beside, not by a window over all rows: on an empty partition the engine may fail inside
SELECT
    happened_at AS "at",
    kind,
    trim(label) AS label,
    title,
    detail,
    list_filter(coalesce(people, []), lambda who: who IS NOT NULL) AS people,
    reference,
    (SELECT count(*) FROM listed) AS total
FROM listed
ORDER BY happened_at DESC, kind, reference, detail
LIMIT $limit OFFSET $offset
