-- Refusals by column and reason.
SELECT
    min(source_line) AS line,
    column_name AS "column",
    coalesce(left(arg_min(value, record), 200), '') AS value,
    reason,
    count(*) AS count
FROM refusal
GROUP BY column_name, reason
ORDER BY count DESC, line
