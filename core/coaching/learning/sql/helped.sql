-- grain: one row a document and person, of turns of theirs that cite it and were rated or followed
-- good, bad: what counts for and against the document, a rating as 1 or a half each way, followed as 1, partly
--   as a half where no rating is given, and a half for a score that rose by more or by less than its peers' did
-- parameters: as_of, only
WITH
said AS (
    SELECT
        cited.document,
        turn.person,
        turn.rating,
        turn.followed IN ('followed', 'partly') AS is_followed,
        CASE
            WHEN turn.rating >= 4 THEN 1
            WHEN turn.rating = 3 THEN 0.5
            WHEN turn.rating IS NULL AND turn.followed = 'followed' THEN 1
            WHEN turn.rating IS NULL AND turn.followed = 'partly' THEN 0.5
            ELSE 0
        END AS good,
        CASE WHEN turn.rating <= 2 THEN 1 WHEN turn.rating = 3 THEN 0.5 ELSE 0 END AS bad,
        compared.change > compared.peers_change AS is_better,
        compared.change < compared.peers_change AS is_worse
    FROM ops.coaching_citation AS cited
    JOIN turn ON turn.interaction_id = cited.interaction_id
    LEFT JOIN compared
        ON compared.interaction_id = turn.interaction_id
        AND compared.days = 30
        AND compared.peers >= 3
        AND turn.followed IN ('followed', 'partly')
    WHERE turn.rating IS NOT NULL OR turn.followed IN ('followed', 'partly')
)

SELECT
    document,
    person,
    count(*) AS n,
    count(*) FILTER (WHERE rating >= 4) AS liked,
    count(*) FILTER (WHERE is_followed) AS followed,
    count(*) FILTER (WHERE is_better IS NOT NULL) AS compared,
    count(*) FILTER (WHERE is_better) AS better,
    (sum(good) + 0.5 * count(*) FILTER (WHERE is_better))::DOUBLE AS good,
    (sum(bad) + 0.5 * count(*) FILTER (WHERE is_worse))::DOUBLE AS bad
FROM said
GROUP BY document, person
ORDER BY document, person
