-- Keeps what somebody said of a suggestion.
INSERT INTO ops.suggestion_decision BY NAME
SELECT
    (SELECT coalesce(max(decision_id), 0) + 1 FROM ops.suggestion_decision) AS decision_id,
    $rule AS rule,
    $account_key::UBIGINT AS account_key,
    $occurrence AS occurrence,
    $state AS state,
    $until_on::DATE AS until_on,
    $reason AS reason,
    $decided_by AS decided_by,
    $decided_at AS decided_at
