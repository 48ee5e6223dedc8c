-- effect: of rows of which an account or person has but one, those stay whose place is taken
-- parts: table, column, sole
DELETE FROM moved
WHERE
    sole IS NOT NULL
    AND (
        EXISTS (
            SELECT 1
            FROM /*table*/ AS t
            WHERE t./*column*/ = moved.wanted_key AND /*sole*/ = moved.sole
                AND t.rowid NOT IN (SELECT row_id FROM moved AS leaving)
        )
        OR row_id NOT IN (
            SELECT min(row_id) FROM moved AS other GROUP BY other.wanted_key, other.sole
        )
    )
