-- grain: one row a turn of the person's about an account they see, the newest first
-- change_30, change_60: points of the health score from the day of the turn; peers_30, peers_60: the median
--   change of accounts that had the same status that day; peers: how many those are
-- had_escalation: one was open that day; escalation_ended_on: it ended within 60 days
-- renewal_moved_on: an import showed within 90 days a renewal date at least 180 days later
-- parameters: person, viewer, sees_all, as_of, limit
WITH
mine AS (
    SELECT turn.*, coalesce(account.name, account.source_id) AS account_name
    FROM turn
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = turn.account_key
    JOIN ops.golden_account AS account ON account.account_key = turn.account_key
    WHERE turn.person = $person
),

escalated AS (
    SELECT
        mine.interaction_id,
        min(escalation.recovered_on) FILTER (WHERE escalation.recovered_on <= mine.asked_on + 60) AS ended_on
    FROM mine
    JOIN ops.escalation AS escalation
        ON escalation.account_key = mine.account_key
        AND escalation.opened_on <= mine.asked_on
        AND (escalation.recovered_on IS NULL OR escalation.recovered_on > mine.asked_on)
    GROUP BY mine.interaction_id
),

renewed AS (
    SELECT mine.interaction_id, min(event.observed_at)::DATE AS moved_on
    FROM mine
    JOIN crm.change_event AS event
        ON event.account_key = mine.account_key
        AND event.entity = 'account'
        AND event.field = 'renewal_on'
        AND event.observed_at::DATE > mine.asked_on
        AND event.observed_at::DATE <= least(mine.asked_on + 90, $as_of)
    WHERE try_cast(event.to_value AS DATE) - try_cast(event.from_value AS DATE) >= 180
    GROUP BY mine.interaction_id
)

SELECT
    mine.interaction_id,
    mine.asked_on,
    mine.interaction_type,
    mine.subject,
    mine.account_key,
    mine.account_name,
    mine.rating,
    mine.followed,
    before.score AS score_before,
    in_30.change AS change_30,
    in_30.peers_change AS peers_30,
    in_60.change AS change_60,
    in_60.peers_change AS peers_60,
    coalesce(in_30.peers, 0) AS peers,
    escalated.interaction_id IS NOT NULL AS had_escalation,
    escalated.ended_on AS escalation_ended_on,
    renewed.moved_on AS renewal_moved_on
FROM mine
LEFT JOIN before ON before.interaction_id = mine.interaction_id
LEFT JOIN compared AS in_30 ON in_30.interaction_id = mine.interaction_id AND in_30.days = 30
LEFT JOIN compared AS in_60 ON in_60.interaction_id = mine.interaction_id AND in_60.days = 60
LEFT JOIN escalated ON escalated.interaction_id = mine.interaction_id
LEFT JOIN renewed ON renewed.interaction_id = mine.interaction_id
ORDER BY mine.asked_on DESC, mine.interaction_id DESC
LIMIT $limit
