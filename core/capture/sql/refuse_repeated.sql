-- Records whose identifier an earlier line of the file already has.
INSERT INTO refusal
SELECT
    record,
    source_line,
    $column,
    left(source_id, 1000),
    CASE
        WHEN row_hash = first_hash THEN 'the same record as in line ' || first_line
        ELSE 'the identifier is already used, for a different record, in line ' || first_line
    END
FROM (
    SELECT
        *,
        first_value(row_hash) OVER identity AS first_hash,
        first_value(source_line) OVER identity AS first_line,
        row_number() OVER identity AS place
    FROM incoming
    WHERE row_key IN (SELECT row_key FROM incoming GROUP BY row_key HAVING count(*) > 1)
    WINDOW identity AS (PARTITION BY row_key ORDER BY record)
)
WHERE place > 1
