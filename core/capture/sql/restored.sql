-- Rows as they were before the batches: of each the version first replaced, unless it was theirs.
CREATE TEMP TABLE restored AS
SELECT /*columns*/, superseded_by
FROM crm.superseded_row
WHERE table_name = $table AND list_contains($batch_ids, superseded_by)
