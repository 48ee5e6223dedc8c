-- Take out what the batches wrote, and the present version of what they replaced.
DELETE FROM /*table*/
WHERE
    ($table IS NOT NULL AND list_contains($batch_ids, batch_id))
    OR /*key*/ IN (SELECT /*key*/ FROM restored)
