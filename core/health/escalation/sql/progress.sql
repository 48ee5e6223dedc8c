-- Counts a better scan, or starts to count anew; the tenth of a better scan a day is still one.
UPDATE ops.escalation
SET
    better_scans = CASE WHEN $is_better THEN better_scans + 1 ELSE 0 END,
    better_on = CASE WHEN $is_better THEN $as_of::DATE END
WHERE escalation_id = $escalation_id
