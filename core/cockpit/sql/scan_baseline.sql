-- grain: the last scan before as_of, if there was one
-- policy_changed: the policy in force now is not the one it used
-- parameters: as_of
WITH
latest AS (
    SELECT max(scanned_at) AS scanned_at
    FROM ops.score_snapshot
    WHERE as_of = (SELECT max(as_of) FROM ops.score_snapshot WHERE as_of < $as_of)
)

SELECT
    snapshot.scanned_at,
    any_value(snapshot.as_of) AS as_of,
    coalesce(bool_or(snapshot.policy_hash <> policy.hash), false) AS policy_changed
FROM ops.score_snapshot AS snapshot
JOIN latest ON latest.scanned_at = snapshot.scanned_at
LEFT JOIN (SELECT arg_max(hash, version) AS hash FROM ops.policy_version) AS policy ON true
GROUP BY snapshot.scanned_at
