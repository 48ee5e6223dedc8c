-- grain: one row a clock of a ticket of one account, open at the date or closed since closed_from
-- parameters: those of the steps, which stand between scoped_account and answer
WITH
scoped_account AS (
    SELECT account_key FROM ops.golden_account WHERE account_key = $account_key
),
answer AS (SELECT * FROM ticket_clock)

SELECT
    ticket_key, clock, round, priority, is_open, is_always, started_at, stopped_at, state,
    worked_seconds, elapsed_seconds, seconds, target_seconds, remaining_seconds, due_at, standing
FROM answer
ORDER BY ticket_key, clock, round
