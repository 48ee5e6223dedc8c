-- One event for each watched field that differs between the replaced version and the new one.
INSERT INTO crm.change_event BY NAME
SELECT
    $entity AS entity,
    entity_key,
    account_key,
    change.field AS field,
    change.from_value AS from_value,
    change.to_value AS to_value,
    $observed_at AS observed_at,
    $batch_id AS batch_id,
    source_line,
    previous_batch_id,
    previous_source_line
FROM (
    SELECT
        n./*key*/ AS entity_key,
        /*account*/ AS account_key,
        n.source_line,
        p.batch_id AS previous_batch_id,
        p.source_line AS previous_source_line,
        unnest([/*fields*/]) AS change
    FROM previous AS p
    JOIN /*table*/ AS n ON n./*key*/ = p./*key*/
)
WHERE
    change.from_value IS DISTINCT FROM change.to_value
    AND change.from_value IS NOT NULL
