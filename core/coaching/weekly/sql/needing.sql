-- grain: one row an account of the person's that something speaks for looking after, the most pressing first
-- score, rag: technical health on the date; escalated_on: since when an escalation is open
-- silent_days: days without an executive, where the alert for it is on; no_executive: none was ever met
-- renewal_on: where it is within $renewal_days days; qbr_on, qbr_key: the next QBR within 14 days
-- is_single: one engaged executive where two or more are known
-- touched_on: the newest activity with the account; urgency: points, only to rank
-- parameters: person, everybody, as_of, renewal_days
WITH
escalated AS (
    SELECT account_key, min(opened_on) AS escalated_on
    FROM ops.escalation
    WHERE recovered_at IS NULL AND stance <> 'disagreed'
    GROUP BY account_key
),

next_qbr AS (
    SELECT account_key, min(occurred_at)::DATE AS qbr_on, arg_min(activity_key, occurred_at) AS qbr_key
    FROM crm.activity
    WHERE kind = 'qbr' AND occurred_at >= $as_of::DATE + INTERVAL 1 DAY AND occurred_at < $as_of::DATE + INTERVAL 15 DAY
    GROUP BY account_key
),

touched AS (
    SELECT account_key, max(occurred_at)::DATE AS touched_on
    FROM crm.activity
    WHERE occurred_at < $as_of::DATE + INTERVAL 1 DAY AND kind NOT IN ('note', 'task')
    GROUP BY account_key
),

tripped AS (
    SELECT account_key, flatten(list(evidence ORDER BY rule)) AS evidence
    FROM mart.health_rule
    WHERE as_of = $as_of AND tripped
    GROUP BY account_key
),

told AS (
    SELECT
        mine.account_key,
        mine.account_name,
        health.score,
        coalesce(health.rag, 'grey') AS rag,
        escalated.escalated_on,
        CASE WHEN sponsor.silence_alert THEN sponsor.days_since_contact END AS silent_days,
        coalesce(sponsor.silence_alert AND sponsor.last_contact_at IS NULL, FALSE) AS no_executive,
        CASE
            WHEN mine.renewal_on BETWEEN $as_of AND $as_of::DATE + $renewal_days::INTEGER THEN mine.renewal_on
        END AS renewal_on,
        next_qbr.qbr_on,
        next_qbr.qbr_key,
        coalesce(sponsor.executives >= 2 AND sponsor.engaged_executives = 1, FALSE) AS is_single,
        touched.touched_on,
        coalesce(tripped.evidence, []) AS evidence
    FROM mine
    LEFT JOIN mart.account_health AS health ON health.account_key = mine.account_key AND health.as_of = $as_of
    LEFT JOIN mart.account_sponsor AS sponsor ON sponsor.account_key = mine.account_key AND sponsor.as_of = $as_of
    LEFT JOIN escalated ON escalated.account_key = mine.account_key
    LEFT JOIN next_qbr ON next_qbr.account_key = mine.account_key
    LEFT JOIN touched ON touched.account_key = mine.account_key
    LEFT JOIN tripped ON tripped.account_key = mine.account_key
)

SELECT
    *,
    CASE WHEN escalated_on IS NOT NULL THEN 40 ELSE 0 END
    + CASE rag WHEN 'red' THEN 30 WHEN 'amber' THEN 10 ELSE 0 END
    + CASE WHEN renewal_on IS NOT NULL THEN 20 ELSE 0 END
    + CASE WHEN silent_days IS NOT NULL OR no_executive THEN 15 ELSE 0 END
    + CASE WHEN qbr_on IS NOT NULL THEN 12 ELSE 0 END
    + CASE WHEN is_single THEN 3 ELSE 0 END AS urgency
FROM told
WHERE
    escalated_on IS NOT NULL OR rag = 'red' OR renewal_on IS NOT NULL OR silent_days IS NOT NULL OR no_executive
    OR qbr_on IS NOT NULL OR is_single
ORDER BY urgency DESC, account_name, account_key
