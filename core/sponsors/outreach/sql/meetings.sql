-- grain: one row: the account's reviews and meetings
-- next_on, last_on: dates of the next review planned and the last one held, UTC
-- held_keys: reviews held within the window; meeting_keys: meetings within 365 days
-- executive_keys: those of the meetings with an executive of theirs
-- what did not take place by its outcome is not held, and a cancelled review not planned
-- parameters: account_key, as_of, window_days
WITH met AS (
    SELECT activity_key, kind, occurred_at, outcome
    FROM crm.activity
    WHERE
        account_key = $account_key::UBIGINT
        AND kind IN (
            'meeting', 'one_to_one', 'qbr', 'exec_dinner', 'strategic_checkin', 'business_review', 'event'
        )
),

not_held AS (
    SELECT DISTINCT said.outcome
    FROM (SELECT DISTINCT outcome FROM met WHERE outcome IS NOT NULL) AS said
    JOIN ops.phrase_rule AS rule
        ON contains(
            ' ^ ' || trim(regexp_replace(lower(strip_accents(said.outcome)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ',
            rule.phrase
        )
        AND rule.attribute = 'not_held'
),

event AS (
    SELECT activity_key, kind, occurred_at, occurred_at >= $as_of::DATE + INTERVAL 1 DAY AS is_ahead
    FROM met
    WHERE outcome IS NULL OR outcome NOT IN (SELECT outcome FROM not_held)
),

executive AS (
    SELECT list(DISTINCT event.activity_key) AS executive_keys
    FROM mart.executive_touchpoint AS touchpoint
    JOIN event ON event.activity_key = touchpoint.activity_key
    WHERE
        touchpoint.as_of = $as_of
        AND touchpoint.account_key = $account_key::UBIGINT
        AND event.occurred_at >= $as_of::DATE - INTERVAL 364 DAY
)

SELECT
    min(occurred_at) FILTER (WHERE kind = 'qbr' AND is_ahead)::DATE AS next_on,
    arg_min(activity_key, occurred_at) FILTER (WHERE kind = 'qbr' AND is_ahead) AS next_key,
    max(occurred_at) FILTER (WHERE kind = 'qbr' AND NOT is_ahead)::DATE AS last_on,
    arg_max(activity_key, occurred_at) FILTER (WHERE kind = 'qbr' AND NOT is_ahead) AS last_key,
    list(activity_key ORDER BY occurred_at, activity_key) FILTER (
        WHERE
            kind = 'qbr' AND NOT is_ahead
            AND occurred_at >= $as_of::DATE + INTERVAL 1 DAY - to_days($window_days::INTEGER)
    ) AS held_keys,
    list(activity_key ORDER BY occurred_at, activity_key) FILTER (
        WHERE NOT is_ahead AND occurred_at >= $as_of::DATE - INTERVAL 364 DAY
    ) AS meeting_keys,
    list_sort(any_value(executive.executive_keys)) AS executive_keys
FROM event
CROSS JOIN executive
