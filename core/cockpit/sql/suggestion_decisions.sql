-- grain: one row an occurrence somebody decided on, by its newest decision
-- parameters: none
SELECT
    rule,
    account_key,
    occurrence,
    arg_max(state, decision_id) AS state,
    arg_max(until_on, decision_id) AS until_on,
    arg_max(decided_by, decision_id) AS decided_by
FROM ops.suggestion_decision
GROUP BY rule, account_key, occurrence
