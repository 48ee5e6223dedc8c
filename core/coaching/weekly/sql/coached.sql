-- grain: one row a turn of the person's with the coach within the days, the oldest first
-- kind: guidance, feedback, practice or briefing; what: the slug of what it rests on
-- detail: the newest rating, 1 to 5, and followed, partly or not, where they were said
-- parameters: person, from_on, until_on
WITH newest AS (
    SELECT interaction_id, rating, followed
    FROM ops.coaching_rating
    QUALIFY row_number() OVER (PARTITION BY interaction_id ORDER BY rating_id DESC) = 1
)

SELECT
    turn.interaction_type AS kind,
    'ops.coaching_interactions/' || turn.interaction_id AS reference,
    turn.created_at::DATE AS "on",
    turn.subject AS what,
    concat_ws(
        ', ', CASE WHEN newest.rating IS NOT NULL THEN 'rated ' || newest.rating END,
        CASE newest.followed WHEN 'followed' THEN 'followed' WHEN 'partly' THEN 'partly followed' WHEN 'not' THEN 'not followed' END
    ) AS detail,
    turn.account_key,
    coalesce(account.name, account.source_id, '') AS account_name
FROM ops.coaching_interactions AS turn
LEFT JOIN newest ON newest.interaction_id = turn.interaction_id
LEFT JOIN ops.golden_account AS account ON account.account_key = turn.account_key
WHERE
    turn.person = $person
    AND turn.interaction_type IN ('guidance', 'feedback', 'practice', 'briefing')
    AND turn.created_at >= $from_on::DATE
    AND turn.created_at < $until_on::DATE + INTERVAL 1 DAY
ORDER BY turn.created_at, turn.interaction_id
