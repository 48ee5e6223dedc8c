-- grain: one row a row of the table coached, which the demonstration made
INSERT INTO ops.csm_skill_assessments BY NAME
SELECT *
FROM coached
