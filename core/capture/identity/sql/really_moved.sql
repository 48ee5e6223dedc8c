-- grain: one row a table in which any row points elsewhere than before the transaction
SELECT DISTINCT table_name
FROM (
    (SELECT * FROM released EXCEPT SELECT * FROM ops.rekeyed_row)
    UNION ALL
    (SELECT * FROM ops.rekeyed_row EXCEPT SELECT * FROM released)
)
