-- A new state of an opportunity whose stage, amount, close date, probability or category changed.
INSERT INTO crm.opportunity_history BY NAME
SELECT
    md5_number_lower(n.source_system || chr(31) || n.source_id || '@' || $batch_id) AS opportunity_history_key,
    n.opportunity_key,
    $observed_at AS changed_at,
    n.stage,
    n.amount,
    n.currency,
    n.close_on,
    n.probability,
    n.forecast_category,
    n.source_system,
    n.source_id || '@' || $batch_id AS source_id,
    $batch_id AS batch_id,
    n.source_line,
    n.row_hash
FROM previous AS p
JOIN crm.opportunity AS n ON n.opportunity_key = p.opportunity_key
WHERE
    (n.stage, n.amount, n.close_on, n.probability, n.forecast_category)
    IS DISTINCT FROM (p.stage, p.amount, p.close_on, p.probability, p.forecast_category)
