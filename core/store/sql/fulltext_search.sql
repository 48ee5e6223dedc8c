-- The texts that answer a query: for four fifths by BM25F over its upper limit, where 1 would be a text about
-- every word asked for, for one fifth by how alike query and heading are (Dice's measure over rarity).
--
-- grain       one row a text that holds a word asked for, best first
-- parameters  $words (list of words, lower case), $limit (rows)
-- source      posting, lexicon, vocabulary, heading
WITH asked AS (
    SELECT unnest($words) AS word
),
known AS (
    SELECT asked.word, lexicon.stem, 1.0 AS likeness, asked.word AS shown
    FROM asked
    JOIN lexicon ON lexicon.stem = stem(strip_accents(asked.word), 'english')
),
-- A word that no text holds may be a slip of the keyboard: one letter, two in a long word. A word that
-- was begun is completed.
spelt_otherwise AS (
    SELECT asked.word, vocabulary.stem, 0.8 AS likeness, asked.word || ' → ' || vocabulary.word AS shown
    FROM asked
    JOIN vocabulary
        ON
            left(vocabulary.word, 1) = left(asked.word, 1)
            AND length(asked.word) > 3
            AND (
                starts_with(vocabulary.word, asked.word)
                OR damerau_levenshtein(vocabulary.word, asked.word)
                <= if(length(asked.word) > 7, 2, 1)
            )
    WHERE asked.word NOT IN (SELECT word FROM known)
    QUALIFY
        row_number() OVER (
            PARTITION BY asked.word
            ORDER BY
                damerau_levenshtein(vocabulary.word, asked.word),
                vocabulary.times DESC,
                vocabulary.word
        ) = 1
),
-- Two words of one stem are one thing asked for.
term AS (
    SELECT stem, max(likeness) AS likeness, first(shown ORDER BY likeness DESC, shown) AS shown
    FROM (FROM known UNION ALL FROM spelt_otherwise)
    GROUP BY stem
),
unknown AS (
    SELECT count(*) AS words
    FROM asked
    WHERE word NOT IN (SELECT word FROM known) AND word NOT IN (SELECT word FROM spelt_otherwise)
),
ceiling AS (
    SELECT
        (SELECT coalesce(sum(lexicon.rarity), 0) FROM term JOIN lexicon USING (stem))
        + (SELECT words FROM unknown) * (SELECT max(rarity) FROM lexicon) AS most
),
heading_weight AS (
    SELECT heading.ref, sum(lexicon.rarity) AS weight
    FROM heading
    JOIN lexicon USING (stem)
    GROUP BY heading.ref
),
named AS (
    SELECT heading.ref, 2 * sum(lexicon.rarity) AS shared
    FROM heading
    JOIN term USING (stem)
    JOIN lexicon USING (stem)
    GROUP BY heading.ref
),
about AS (
    SELECT
        posting.ref,
        -- k = 1.2, as in the paper: how soon more of the same word stops counting
        sum(term.likeness * lexicon.rarity * posting.weight / (1.2 + posting.weight)) AS weight,
        list(term.shown ORDER BY lexicon.rarity DESC, term.shown) AS words
    FROM term
    JOIN lexicon USING (stem)
    JOIN posting USING (stem)
    GROUP BY posting.ref
)
SELECT
    about.ref,
    0.8 * about.weight / ceiling.most
    + 0.2 * coalesce(named.shared / (heading_weight.weight + ceiling.most), 0) AS score,
    about.words
FROM about
CROSS JOIN ceiling
LEFT JOIN named USING (ref)
LEFT JOIN heading_weight USING (ref)
ORDER BY score DESC, about.ref
LIMIT $limit
