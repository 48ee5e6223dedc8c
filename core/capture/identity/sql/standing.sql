-- grain: one row a pair of which something is decided: what holds, a person's word before the matching's
-- parameters: entity
SELECT left_key, right_key, verdict, is_automatic, decision_id, coalesce(probability, 1.0) AS probability
FROM ops.match_decision
WHERE entity = $entity AND withdrawn_at IS NULL
QUALIFY row_number() OVER (
    PARTITION BY left_key, right_key ORDER BY is_automatic, decision_id DESC
) = 1
ORDER BY left_key, right_key
