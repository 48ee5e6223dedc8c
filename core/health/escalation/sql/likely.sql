-- grain: one row an account the viewer may see that is green or amber, has no escalation, and shows a sign
-- limit_share: the nearest rule's value as a share of its limit, of its double limit where it has tripped already
-- score_fall: points lost since the first scan of the last days; waiting: tickets that wait for our answer
-- new_critical, reopened: tickets of the last days; troubled: notes that speak of trouble
-- rank_points: as likely.py gives them; total: all accounts with least_points or more
-- parameters: viewer, sees_all, as_of, days, account_keys (empty for all), least_points, most
WITH
mine AS (
    SELECT
        account.account_key, account.source_id AS account_id, account.source_system,
        coalesce(account.name, account.source_id) AS account_name, coalesce(account.owner_email, '') AS rep_email,
        account.arr_amount::DOUBLE AS arr_amount, coalesce(account.currency, '') AS currency, account.renewal_on,
        health.score, health.rag AS band
    FROM ops.visible_account($viewer, $sees_all) AS visible
    JOIN ops.golden_account AS account ON account.account_key = visible.account_key
    JOIN mart.account_health AS health ON health.account_key = account.account_key AND health.as_of = $as_of
    WHERE
        health.rag IN ('green', 'amber')
        AND account.account_key NOT IN (SELECT account_key FROM ops.escalation WHERE recovered_at IS NULL)
        AND ($account_keys IS NULL OR account.account_key IN (SELECT unnest($account_keys::UBIGINT[])))
),

multiple AS (
    SELECT tier, max(value) AS double_multiple FROM ops.policy WHERE name = 'rule_double_multiple' GROUP BY tier
),

crossing AS (
    SELECT
        rule.account_key, rule.rule, rule.value, rule.unit, rule.tripped,
        rule.threshold * CASE WHEN rule.tripped THEN multiple.double_multiple ELSE 1 END AS threshold
    FROM mart.health_rule AS rule
    JOIN ops.golden_account AS account ON account.account_key = rule.account_key
    JOIN multiple ON multiple.tier = coalesce(account.tier, '')
    WHERE rule.as_of = $as_of AND rule.value IS NOT NULL AND rule.threshold > 0
),

nearest AS (
    SELECT
        account_key,
        max(value / threshold) AS limit_share,
        arg_max(rule, value / threshold) AS limit_rule,
        arg_max(value, value / threshold) AS limit_value,
        arg_max(threshold, value / threshold) AS limit_threshold,
        arg_max(unit, value / threshold) AS limit_unit,
        arg_max(tripped, value / threshold) AS limit_tripped
    FROM crossing GROUP BY account_key
),

before AS (
    SELECT account_key, arg_min(score, scanned_at) AS score
    FROM ops.score_snapshot
    WHERE system = 'health' AND as_of >= $as_of - $days::INTEGER AND as_of < $as_of AND score IS NOT NULL
    GROUP BY account_key
),

open_now AS (
    SELECT ticket.account_key, ticket.ticket_key, ticket.priority, ticket.opened_at, ticket.status
    FROM mart.open_ticket AS ticket
    WHERE ticket.as_of = $as_of AND ticket.account_key IN (SELECT account_key FROM mine)
),

event AS (
    SELECT event.ticket_key, event.kind, event.occurred_at, event.from_value, event.to_value
    FROM crm.ticket_event AS event
    WHERE event.ticket_key IN (SELECT ticket_key FROM open_now) AND event.occurred_at < $as_of + INTERVAL 1 DAY
),

last_word AS (
    SELECT
        ticket_key,
        arg_max(kind, occurred_at) FILTER (WHERE kind IN ('reply', 'customer_reply')) AS kind,
        bool_or(
            kind = 'status'
            AND from_value IN ('solved', 'closed')
            AND to_value NOT IN ('solved', 'closed')
            AND occurred_at >= $as_of - $days::INTEGER
        ) AS is_reopened
    FROM event GROUP BY ticket_key
),

signs AS (
    SELECT
        open_now.account_key,
        list('crm.ticket/' || open_now.ticket_key ORDER BY open_now.opened_at)
            FILTER (WHERE last_word.kind = 'customer_reply' AND open_now.status IS DISTINCT FROM 'on_hold') AS waiting,
        list('crm.ticket/' || open_now.ticket_key ORDER BY open_now.opened_at)
            FILTER (WHERE open_now.priority IN ('P1', 'P2') AND open_now.opened_at >= $as_of - $days::INTEGER)
            AS new_critical,
        list('crm.ticket/' || open_now.ticket_key ORDER BY open_now.opened_at)
            FILTER (WHERE last_word.is_reopened) AS reopened
    FROM open_now
    LEFT JOIN last_word ON last_word.ticket_key = open_now.ticket_key
    GROUP BY open_now.account_key
),

trouble AS (
    SELECT account_key, evidence FROM mart.health_adjustment WHERE as_of = $as_of AND adjustment = 'note_trouble'
)

SELECT
    mine.*,
    nearest.* EXCLUDE (account_key),
    greatest(before.score - mine.score, 0) AS score_fall,
    coalesce(signs.waiting, []) AS waiting,
    coalesce(signs.new_critical, []) AS new_critical,
    coalesce(signs.reopened, []) AS reopened,
    coalesce(trouble.evidence, []) AS troubled,
    35 * greatest(0, 2 * least(1, coalesce(nearest.limit_share, 0)) - 1)
    + 20 * least(1, greatest(coalesce(before.score - mine.score, 0), 0) / 30)
    + 15 * least(1, coalesce(len(signs.waiting), 0) / 3) + 15 * least(1, coalesce(len(signs.new_critical), 0) / 2)
    + 5 * least(1, coalesce(len(signs.reopened), 0) / 2) + 10 * least(1, coalesce(len(trouble.evidence), 0)) AS rank_points,
    count(*) OVER () AS total
FROM mine
LEFT JOIN nearest ON nearest.account_key = mine.account_key
LEFT JOIN before ON before.account_key = mine.account_key
LEFT JOIN signs ON signs.account_key = mine.account_key
LEFT JOIN trouble ON trouble.account_key = mine.account_key
WHERE rank_points >= $least_points
ORDER BY rank_points DESC, mine.arr_amount DESC NULLS LAST, lower(mine.account_name), mine.account_key
LIMIT $most
