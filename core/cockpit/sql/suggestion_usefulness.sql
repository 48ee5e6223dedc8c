-- grain: one row a rule somebody decided on; the newest decision of each occurrence counts, snoozes do not
-- useful: done; of: done or not useful
-- parameters: none
WITH
newest AS (
    SELECT rule, arg_max(state, decision_id) AS state
    FROM ops.suggestion_decision
    GROUP BY rule, account_key, occurrence
)

SELECT
    rule,
    count(*) FILTER (WHERE state = 'done')::INTEGER AS useful,
    count(*)::INTEGER AS "of"
FROM newest
WHERE state IN ('done', 'not_useful')
GROUP BY rule
ORDER BY rule
