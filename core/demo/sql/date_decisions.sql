-- effect: what owners said of the demonstration's escalations was said hours or days after they opened, not on the
--   day of loading
-- parameters: account_keys
UPDATE ops.escalation_decision
SET
    decided_at = (
        SELECT escalation.opened_at + to_hours(CAST(5 + 17 * (escalation.escalation_id % 6) AS INTEGER))
        FROM ops.escalation AS escalation
        WHERE escalation.escalation_id = escalation_decision.escalation_id
    )
WHERE list_contains($account_keys::UBIGINT[], account_key)
