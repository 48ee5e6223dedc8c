-- Rows of earlier imports that find their account only now.
INSERT INTO crm.late_placement BY NAME
SELECT $table AS table_name, p.row_key, list_max($batch_ids::BIGINT[]) AS batch_id
FROM placement AS p
JOIN /*table*/ AS t ON t./*key*/ = p.row_key
WHERE NOT list_contains($batch_ids, t.batch_id) AND len($batch_ids) > 0
