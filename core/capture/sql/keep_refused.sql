-- Refused records as read, by column name, with each of their problems.
INSERT INTO crm.refused_row BY NAME
SELECT
    $batch_id AS batch_id,
    f.source_line,
    f.column_name,
    f.value,
    f.reason,
    json_object(/*pairs*/) AS record
FROM refusal AS f
JOIN staged AS s ON s.record = f.record
ORDER BY f.record
