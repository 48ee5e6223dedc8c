-- grain: one row a filtered account and system (sponsors, health) whose band differs from the scan's
-- from_score, to_score: points of 100; empty when the score abstained
-- direction: better or worse where both bands can be ranked, otherwise other
-- parameters: those of filtered_account, scanned_at
WITH
present AS (
    SELECT account_key, account_id, name, 'sponsors' AS system, sponsor_score AS score, level AS band
    FROM filtered_account
    UNION ALL
    SELECT account_key, account_id, name, 'health', health_score, rag
    FROM filtered_account
),

compared AS (
    SELECT
        present.*,
        snapshot.score AS from_score,
        snapshot.band AS from_band,
        list_position(['red', 'amber', 'green', '', 'disengaged', 'passive', 'engaged', 'champion'], snapshot.band)
            AS from_rank,
        list_position(['red', 'amber', 'green', '', 'disengaged', 'passive', 'engaged', 'champion'], present.band)
            AS to_rank
    FROM present
    JOIN ops.score_snapshot AS snapshot
        ON
            snapshot.account_key = present.account_key
            AND snapshot.system = present.system
            AND snapshot.scanned_at = $scanned_at
    WHERE snapshot.band <> present.band
)

SELECT
    account_key,
    account_id,
    name,
    system,
    from_band,
    band AS to_band,
    from_score,
    score AS to_score,
    CASE
        WHEN to_rank < from_rank THEN 'worse'
        WHEN to_rank > from_rank THEN 'better'
        ELSE 'other'
    END AS direction
FROM compared
ORDER BY direction = 'worse' DESC, direction = 'better' DESC, to_rank, lower(name), account_key, system
