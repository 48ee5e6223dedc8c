-- Keeps what somebody said of an escalation.
INSERT INTO ops.escalation_decision BY NAME
SELECT
    (SELECT coalesce(max(decision_id), 0) + 1 FROM ops.escalation_decision) AS decision_id,
    $escalation_id AS escalation_id,
    $account_key::UBIGINT AS account_key,
    $decision AS decision,
    $reason AS reason,
    $until_on::DATE AS until_on,
    $decided_by AS decided_by,
    $at::TIMESTAMP AS decided_at
