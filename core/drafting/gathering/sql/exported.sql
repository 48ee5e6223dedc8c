-- grain: one row a batch
-- exported_at: when the newest export of the batch's kind up to the date was taken, UTC: a row that an
--   export left unchanged still names the batch that wrote it
-- parameters: batch_ids, as_of
SELECT mine.batch_id, max(newest.exported_at) AS exported_at
FROM crm.import_batch AS mine
JOIN crm.import_batch AS newest ON newest.kind = mine.kind
WHERE
    list_contains($batch_ids::BIGINT[], mine.batch_id)
    AND newest.undone_at IS NULL
    AND newest.exported_at < $as_of::DATE + INTERVAL 1 DAY
GROUP BY mine.batch_id
