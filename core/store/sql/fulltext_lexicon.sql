-- How rare each stem is among the texts, as BM25 weighs it.
--
-- grain       one row a stem
-- parameters  none
-- source      posting, passage
CREATE TABLE lexicon AS
WITH total AS (SELECT count(DISTINCT ref) AS texts FROM passage)
SELECT posting.stem, ln(1 + (total.texts - count(*) + 0.5) / (count(*) + 0.5)) AS rarity
FROM posting
CROSS JOIN total
GROUP BY posting.stem, total.texts
