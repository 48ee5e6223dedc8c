-- grain: one row a meeting of the account, the newest first: the next reviews planned, those held of the
--   last year or the window, whichever is longer, and the last review held
-- is_ahead: planned after the date; what did not take place by its outcome is left out
-- parameters: account_key, as_of, window_days
WITH met AS (
    SELECT activity_key, kind, occurred_at, outcome
    FROM crm.activity
    WHERE
        account_key = $account_key::UBIGINT
        AND kind IN (
            'meeting', 'one_to_one', 'qbr', 'exec_dinner', 'strategic_checkin', 'business_review', 'event'
        )
        AND (kind = 'qbr' OR occurred_at >= $as_of::DATE + INTERVAL 1 DAY - to_days(greatest($window_days::INTEGER, 365)))
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
)

SELECT
    activity_key,
    kind,
    occurred_at::DATE AS held_on,
    occurred_at >= $as_of::DATE + INTERVAL 1 DAY AS is_ahead
FROM met
WHERE outcome IS NULL OR outcome NOT IN (SELECT outcome FROM not_held)
ORDER BY occurred_at DESC, activity_key
