-- effect: one decision a pair of the list
-- parameters: lefts, rights, probabilities, runs (of equal length); entity, verdict, is_automatic, by, at, reason
INSERT INTO ops.match_decision BY NAME
SELECT
    (SELECT coalesce(max(decision_id), 0) FROM ops.match_decision) + row_number() OVER (ORDER BY place) AS decision_id,
    $entity AS entity,
    left_key,
    right_key,
    $verdict AS verdict,
    $is_automatic AS is_automatic,
    probability,
    run_id,
    $by AS decided_by,
    $at AS decided_at,
    $reason AS reason
FROM (
    SELECT
        generate_subscripts($lefts::UBIGINT[], 1) AS place,
        unnest($lefts::UBIGINT[]) AS left_key,
        unnest($rights::UBIGINT[]) AS right_key,
        unnest($probabilities::DOUBLE[]) AS probability,
        unnest($runs::BIGINT[]) AS run_id
)
