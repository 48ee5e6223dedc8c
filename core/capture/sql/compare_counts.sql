-- How many records are new, changed and unchanged.
SELECT
    count(*) FILTER (NOT is_known) AS new,
    count(*) FILTER (is_known AND NOT is_same) AS changed,
    count(*) FILTER (is_same) AS unchanged
FROM compared
