-- How much each text is about each stem: occurrences by field, a longer field counting less, weighted.
--
-- grain       one row a stem and text that holds it
-- parameters  none
-- source      the index that the fts extension made of passage; weight
CREATE TABLE posting AS
WITH occurrence AS (
    SELECT docid, termid, count(*) AS times
    FROM fts_main_passage.terms
    GROUP BY docid, termid
),
field_length AS (
    SELECT passage.field, avg(docs.len) AS mean
    FROM passage
    JOIN fts_main_passage.docs AS docs ON docs.name = passage.passage
    GROUP BY passage.field
)
SELECT
    dict.term AS stem,
    passage.ref,
    -- b = 0.75, as in the paper: how much of a field's length counts
    sum(weight.weight * occurrence.times / (0.25 + 0.75 * docs.len / field_length.mean)) AS weight
FROM occurrence
JOIN fts_main_passage.docs AS docs USING (docid)
JOIN fts_main_passage.dict AS dict USING (termid)
JOIN passage ON passage.passage = docs.name
JOIN weight USING (field)
JOIN field_length USING (field)
GROUP BY dict.term, passage.ref
