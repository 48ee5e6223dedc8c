-- Ends an escalation.
UPDATE ops.escalation
SET
    better_scans = better_scans + 1,
    better_on = $as_of::DATE,
    recovered_at = $at::TIMESTAMP,
    recovered_on = $as_of::DATE
WHERE escalation_id = $escalation_id
