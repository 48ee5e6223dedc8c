-- The words as they are written in the texts, for those that are asked for in another spelling.
--
-- grain       one row a word
-- parameters  none
-- source      passage, lexicon
CREATE TABLE vocabulary AS
WITH token AS (
    SELECT unnest(string_split(strip_accents(text), ' ')) AS word
    FROM passage
)
SELECT token.word, stem(token.word, 'english') AS stem, count(*) AS times
FROM token
WHERE length(token.word) > 3 AND stem(token.word, 'english') IN (SELECT stem FROM lexicon)
GROUP BY token.word
