-- grain: one row a date and system (sponsors, health) for which the account's score is known
-- score: points of 100; empty when it abstained
-- origin: scan, as said then; replay, computed from the data of now where no scan is on record
-- parameters: account_key, as_of, days
WITH
known AS (
    SELECT as_of, system, score, band, coverage_pct, 'scan' AS origin, scanned_at
    FROM ops.score_snapshot
    WHERE account_key = $account_key::UBIGINT AND as_of < $as_of
    UNION ALL
    SELECT as_of, 'sponsors', score, level, coverage_pct, 'replay', NULL
    FROM mart.account_sponsor
    WHERE account_key = $account_key::UBIGINT AND as_of <= $as_of
    UNION ALL
    SELECT as_of, 'health', score, rag, coverage_pct, 'replay', NULL
    FROM mart.account_health
    WHERE account_key = $account_key::UBIGINT AND as_of <= $as_of
)

SELECT as_of, system, score, band, coverage_pct, origin
FROM known
WHERE as_of > $as_of - $days::INTEGER
QUALIFY row_number() OVER (PARTITION BY as_of, system ORDER BY origin = 'scan' DESC, scanned_at DESC) = 1
ORDER BY as_of, system
