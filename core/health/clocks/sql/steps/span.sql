-- grain: one row a stretch of time that a clock of a ticket counts
-- clock: first_reply, next_reply, requester_wait, agent_work or resolution
-- round: 1; of next_reply, which message of the customer waited, counting up
-- started_at, ended_at: the stretch; ended_at is empty while it runs
-- *_worked, *_elapsed: the same in working seconds and in seconds at all hours
-- source: docs/service-levels.md
WITH state AS (
    SELECT
        *,
        lag(status) OVER ticket_order AS status_before,
        lead(occurred_at) OVER ticket_order AS next_at,
        lead(worked) OVER ticket_order AS next_worked,
        lead(elapsed) OVER ticket_order AS next_elapsed
    FROM marked
    WHERE kind = 'status'
    WINDOW ticket_order AS (PARTITION BY ticket_key ORDER BY occurred_at)
),

counted AS (
    SELECT clock.clock, state.*
    FROM state
    JOIN (
        VALUES
        ('requester_wait', 'open'), ('requester_wait', 'on_hold'), ('agent_work', 'open'),
        ('resolution', 'open'), ('resolution', 'on_hold'), ('resolution', 'pending')
    ) AS clock (clock, status) ON clock.status = state.status
),

-- what ends the wait for a word from us: our reply, or the ticket being solved
turn AS (
    SELECT
        *,
        kind = 'theirs' AS is_theirs,
        lag(kind = 'theirs') OVER turn_order AS was_theirs
    FROM (
        SELECT account_key, ticket_key, occurred_at, kind, worked, elapsed
        FROM marked
        WHERE kind IN ('ours', 'theirs')
        UNION ALL
        SELECT account_key, ticket_key, occurred_at, kind, worked, elapsed
        FROM state
        WHERE
            status IN ('solved', 'closed')
            AND (status_before IS NULL OR status_before NOT IN ('solved', 'closed'))
    )
    WINDOW turn_order AS (PARTITION BY ticket_key ORDER BY occurred_at, kind <> 'theirs', kind)
),

first_end AS (
    SELECT
        ticket_key,
        min(occurred_at) AS ended_at,
        min(worked) AS ended_worked,
        min(elapsed) AS ended_elapsed
    FROM turn
    WHERE NOT is_theirs
    GROUP BY ticket_key
),

opening AS (
    SELECT
        account_key, ticket_key,
        min(occurred_at) AS started_at, min(worked) AS started_worked, min(elapsed) AS started_elapsed
    FROM marked
    WHERE kind = 'status'
    GROUP BY account_key, ticket_key
),

-- a message of the customer that follows one of ours waits; those that follow it wait with it
waiting AS (
    SELECT
        turn.*,
        lead(turn.occurred_at) OVER wait_order AS next_at,
        lead(turn.worked) OVER wait_order AS next_worked,
        lead(turn.elapsed) OVER wait_order AS next_elapsed
    FROM turn
    JOIN first_end ON first_end.ticket_key = turn.ticket_key
    WHERE
        (turn.occurred_at > first_end.ended_at OR (turn.occurred_at = first_end.ended_at AND NOT turn.is_theirs))
        AND (turn.is_theirs IS DISTINCT FROM turn.was_theirs OR NOT turn.is_theirs)
    WINDOW wait_order AS (PARTITION BY turn.ticket_key ORDER BY turn.occurred_at, turn.kind <> 'theirs', turn.kind)
)

SELECT
    account_key, ticket_key, clock, 1 AS round,
    occurred_at AS started_at, next_at AS ended_at,
    worked AS started_worked, next_worked AS ended_worked,
    elapsed AS started_elapsed, next_elapsed AS ended_elapsed
FROM counted
UNION ALL
SELECT
    opening.account_key, opening.ticket_key, 'first_reply', 1,
    opening.started_at, first_end.ended_at,
    opening.started_worked, first_end.ended_worked,
    opening.started_elapsed, first_end.ended_elapsed
FROM opening
LEFT JOIN first_end ON first_end.ticket_key = opening.ticket_key
UNION ALL
SELECT
    waiting.account_key, waiting.ticket_key, 'next_reply',
    row_number() OVER (PARTITION BY waiting.ticket_key ORDER BY waiting.occurred_at),
    waiting.occurred_at, waiting.next_at,
    waiting.worked, waiting.next_worked,
    waiting.elapsed, waiting.next_elapsed
FROM waiting
JOIN ticket ON ticket.ticket_key = waiting.ticket_key
WHERE waiting.is_theirs AND (waiting.next_at IS NOT NULL OR ticket.is_open)
