-- grain: one row a clock and priority for which promises fell due or were kept in the window
-- kept: clocks that stopped in the window within their target
-- broken: clocks that stopped in the window over it, and those that run or rest and went over it then
-- median_hours: median of what all of them counted, in the measure of the promise
-- target_hours: the greatest target among them (tiers may differ)
-- parameters: those of filtered_account and of the steps of the clocks, which stand after scoped_account
WITH
scoped_account AS (SELECT account_key FROM filtered_account),
promise AS (
    SELECT ticket_clock.*
    FROM ticket_clock
    JOIN filtered_account AS account ON account.account_key = ticket_clock.account_key
    WHERE
        (ticket_clock.standing IN ('met', 'missed') AND ticket_clock.stopped_at >= CAST($closed_from AS DATE))
        OR (ticket_clock.standing = 'breached' AND ticket_clock.due_at >= CAST($closed_from AS DATE))
)

SELECT
    clock, priority,
    count(*) FILTER (WHERE standing = 'met') AS kept,
    count(*) FILTER (WHERE standing <> 'met') AS broken,
    median(seconds) / 3600.0 AS median_hours,
    max(target_seconds) / 3600.0 AS target_hours
FROM promise
GROUP BY clock, priority
ORDER BY
    list_position(['first_reply', 'next_reply', 'requester_wait', 'agent_work', 'resolution'], clock),
    priority
