-- The stems of each text's heading, for queries that name a text.
--
-- grain       one row a text and stem of its heading
-- parameters  none (table heading_field holds the heading's field)
-- source      the index that the fts extension made of passage
CREATE TABLE heading AS
SELECT DISTINCT passage.ref, dict.term AS stem
FROM fts_main_passage.terms AS terms
JOIN fts_main_passage.docs AS docs USING (docid)
JOIN fts_main_passage.dict AS dict USING (termid)
JOIN passage ON passage.passage = docs.name
WHERE passage.field = (SELECT field FROM heading_field)
