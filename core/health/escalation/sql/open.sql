-- Opens an escalation.
INSERT INTO ops.escalation BY NAME
SELECT
    $escalation_id AS escalation_id, $account_key::UBIGINT AS account_key, $trigger AS trigger,
    $at::TIMESTAMP AS opened_at, $as_of::DATE AS opened_on, $from_band AS from_band, $from_score::DOUBLE AS from_score,
    $band AS opened_band, $score::DOUBLE AS opened_score, $band AS worst_band, $score::DOUBLE AS worst_score,
    $score_limit::DOUBLE AS score_limit, $needs_better_band AS needs_better_band,
    $severity AS severity, $severity_reasons::VARCHAR[] AS severity_reasons,
    $rules_tripped::VARCHAR[] AS rules_tripped, $evidence::VARCHAR[] AS evidence,
    0 AS times_worsened, 0 AS better_scans, NULL::DATE AS better_on, 'open' AS stance, NULL::DATE AS stance_until,
    $as_of::DATE AS updated_on, NULL::TIMESTAMP AS recovered_at, NULL::DATE AS recovered_on,
    NULL::BIGINT AS draft_id, '' AS draft_note
