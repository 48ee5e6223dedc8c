-- grain: one row an escalation the viewer may see, those that last first, the severest and oldest first
-- state: recovered, or what people said of it last; a snooze that is over leaves it open
-- update_on: day by which the customer is to hear from us; empty when it is over, denied or snoozed
-- score, band: the last ones seen; total: all escalations asked for
-- parameters: viewer, sees_all, today, escalation_id, account_key, account_keys, states, severities, is_standing,
--   limit, offset
WITH
cadence AS (
    SELECT
        tier,
        max(value) FILTER (WHERE name = 'update_days_critical') AS critical_days,
        max(value) FILTER (WHERE name = 'update_days_high') AS high_days,
        max(value) FILTER (WHERE name = 'update_days_medium') AS medium_days,
        max(value) FILTER (WHERE name = 'recovery_scans')::INTEGER AS scans_to_recover
    FROM ops.policy
    GROUP BY tier
),

mine AS (
    SELECT
        escalation.*,
        account.source_id AS account_id, account.source_system, coalesce(account.name, account.source_id) AS account_name,
        coalesce(account.owner_email, '') AS rep_email, account.arr_amount::DOUBLE AS arr_amount,
        coalesce(account.currency, '') AS currency, account.renewal_on, cadence.scans_to_recover,
        CASE
            WHEN escalation.recovered_at IS NOT NULL THEN 'recovered'
            WHEN escalation.stance = 'snoozed' AND escalation.stance_until < $today THEN 'open'
            ELSE escalation.stance
        END AS state,
        CASE escalation.severity
            WHEN 'critical' THEN cadence.critical_days
            WHEN 'high' THEN cadence.high_days
            ELSE cadence.medium_days
        END AS update_days
    FROM ops.escalation AS escalation
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = escalation.account_key
    JOIN ops.golden_account AS account ON account.account_key = escalation.account_key
    JOIN cadence ON cadence.tier = coalesce(account.tier, '')
    WHERE
        ($escalation_id IS NULL OR escalation.escalation_id = $escalation_id)
        AND ($account_key IS NULL OR escalation.account_key = $account_key)
        AND (escalation.recovered_at IS NULL OR NOT $is_standing)
        AND ($account_keys IS NULL OR escalation.account_key IN (SELECT unnest($account_keys::UBIGINT[])))
),

listed AS (
    SELECT *
    FROM mine
    WHERE
        (len($states::VARCHAR[]) = 0 OR list_contains($states::VARCHAR[], state))
        AND (len($severities::VARCHAR[]) = 0 OR list_contains($severities::VARCHAR[], severity))
),

sent AS (
    SELECT mine.escalation_id, max(event.occurred_on) AS sent_on
    FROM mine
    JOIN ops.draft_event AS event
        ON
            event.account_key = mine.account_key
            AND event.event = 'sent'
            AND event.occurred_on >= mine.opened_on
    JOIN ops.draft AS draft ON draft.draft_id = event.draft_id AND draft.kind = 'escalation_outreach'
    GROUP BY mine.escalation_id
),

said AS (
    SELECT escalation_id, arg_max(decided_by, decision_id) AS stance_by, arg_max(reason, decision_id) AS stance_reason
    FROM ops.escalation_decision
    WHERE decision <> 'updated' AND escalation_id IN (SELECT escalation_id FROM mine)
    GROUP BY escalation_id
)

SELECT
    mine.escalation_id, mine.account_key, mine.account_id, mine.source_system, mine.account_name, mine.rep_email,
    mine.trigger, mine.severity, mine.severity_reasons, mine.state, mine.stance_until,
    CASE WHEN mine.stance = 'open' THEN '' ELSE coalesce(said.stance_by, '') END AS stance_by,
    CASE WHEN mine.stance = 'open' THEN '' ELSE coalesce(said.stance_reason, '') END AS stance_reason,
    mine.opened_at, mine.opened_on, mine.from_band, mine.from_score, mine.opened_band, mine.opened_score,
    mine.worst_band, mine.worst_score, coalesce(seen.band, mine.worst_band) AS band, seen.score,
    mine.times_worsened, mine.better_scans, mine.scans_to_recover,
    greatest(mine.updated_on, sent.sent_on) AS updated_on,
    CASE
        WHEN mine.state IN ('open', 'acknowledged')
            THEN greatest(mine.updated_on, sent.sent_on) + mine.update_days::INTEGER
    END AS update_on,
    mine.recovered_on, mine.rules_tripped, mine.evidence, mine.draft_id, mine.draft_note,
    mine.arr_amount, mine.currency, mine.renewal_on,
    (SELECT count(*) FROM listed) AS total
FROM listed AS mine
LEFT JOIN sent ON sent.escalation_id = mine.escalation_id
LEFT JOIN said ON said.escalation_id = mine.escalation_id
LEFT JOIN ops.escalation_watch AS seen ON seen.account_key = mine.account_key
ORDER BY
    mine.recovered_at IS NOT NULL,
    mine.recovered_at DESC,
    list_position(['critical', 'high', 'medium'], mine.severity),
    mine.opened_at,
    lower(mine.account_name),
    mine.escalation_id
LIMIT $limit OFFSET $offset
