-- Keeps a rule that had tripped when an escalation was opened.
INSERT INTO ops.escalation_rule BY NAME
SELECT
    $escalation_id AS escalation_id, $rule AS rule, $value::DOUBLE AS value, $threshold::DOUBLE AS threshold,
    $unit AS unit, $note AS note
