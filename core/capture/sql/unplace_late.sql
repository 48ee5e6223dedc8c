-- Take from rows the accounts that the batches found for them.
UPDATE /*table*/ AS t
SET account_key = NULL, placed_by = NULL
WHERE t./*key*/ IN (
    SELECT row_key
    FROM crm.late_placement
    WHERE table_name = $table AND list_contains($batch_ids, batch_id)
)
