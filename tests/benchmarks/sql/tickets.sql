-- Rapport's tickets template: fifty an account on average, skewed like the activities; three of a hundred open.
-- account_count: how many accounts
WITH placed AS (
    SELECT
        i,
        (getvariable('account_count') * pow(hash(i, 'ticket') / 18446744073709551616.0, 1.4))::BIGINT
            % getvariable('account_count') AS account,
        roll(i, 'open', 100) < 3 AS is_open
    FROM range(getvariable('account_count') * 50) AS n (i)
),

timed AS (
    SELECT
        *,
        TIMESTAMP '2026-06-30 06:00:00'
        - to_days(CASE WHEN is_open THEN (roll(i, 'age', 20))::INTEGER ELSE (roll(i, 'day', 700))::INTEGER + 25 END)
        - to_minutes((roll(i, 'minute', 540))::BIGINT) AS opened_at
    FROM placed
)

SELECT
    'tic-' || i AS ticket_id,
    printf('001%012dAAA', account) AS account_id,
    'c' || (account * 10 + 3 + roll(i, 'who', 7)) || '@a' || account || '.example' AS requester_email,
    ['Sync fails', 'Report is slow', 'Sign-in loops', 'Export drops a column'][1 + roll(i, 'subject', 4)] || ' #' || i AS subject,
    repeat('Steps: open, choose, save. Expected: saved. Seen: error. ', 1 + (roll(i, 'body', 4))::INTEGER) AS body,
    ['P1', 'P2', 'P2', 'P3', 'P3', 'P3', 'P3', 'P4', 'P4', 'P4'][1 + roll(i, 'priority', 10)] AS priority,
    CASE WHEN is_open THEN 'open' ELSE 'closed' END AS status,
    strftime(opened_at, '%Y-%m-%dT%H:%M:%SZ') AS opened_at,
    strftime(opened_at + to_minutes((10 + roll(i, 'reply', 900))::BIGINT), '%Y-%m-%dT%H:%M:%SZ') AS first_reply_at,
    CASE
        WHEN NOT is_open
            THEN strftime(opened_at + to_hours((2 + roll(i, 'solve', 500))::BIGINT), '%Y-%m-%dT%H:%M:%SZ')
    END AS resolved_at,
    ['Integration', 'Reporting', 'Sign-in'][1 + roll(i, 'component', 3)] AS component
FROM timed
