-- Notes that an escalation got worse; what people said of it before no longer stands.
UPDATE ops.escalation
SET
    worst_band = $worst_band,
    worst_score = least(worst_score, $score::DOUBLE),
    needs_better_band = needs_better_band OR $is_worse_band,
    severity = $severity,
    severity_reasons = $severity_reasons::VARCHAR[],
    rules_tripped = $rules_tripped::VARCHAR[],
    evidence = $evidence::VARCHAR[],
    times_worsened = times_worsened + 1,
    better_scans = 0,
    better_on = NULL,
    stance = CASE stance WHEN 'acknowledged' THEN stance ELSE 'open' END,
    stance_until = NULL
WHERE escalation_id = $escalation_id
