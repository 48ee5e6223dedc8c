-- grain: one row a row of the table coached, which the demonstration made
INSERT INTO ops.task BY NAME
SELECT *
FROM coached
