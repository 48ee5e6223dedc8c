-- How many rows undoing the batches touches in the table.
SELECT
    (SELECT count(*) FROM restored WHERE $table IS NOT NULL)
    + (SELECT count(*) FROM /*table*/ WHERE list_contains($batch_ids, batch_id))
