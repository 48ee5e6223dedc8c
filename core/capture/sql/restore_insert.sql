-- Put back the versions that stood before the batches.
INSERT INTO /*table*/ BY NAME
SELECT * EXCLUDE (superseded_by)
FROM restored
WHERE NOT list_contains($batch_ids, batch_id)
QUALIFY row_number() OVER (PARTITION BY /*key*/ ORDER BY superseded_by) = 1
