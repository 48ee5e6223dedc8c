-- grain: one row: what a scan of as_of would be made from, and when that was last recorded
-- parameters: as_of
WITH
made_from AS (
    SELECT
        coalesce((SELECT max(data_version) FROM ops.model_run WHERE as_of = $as_of), 0)
            AS data_version,
        coalesce((SELECT arg_max(hash, version) FROM ops.policy_version), '') AS policy_hash
)
SELECT
    made_from.data_version,
    made_from.policy_hash,
    (
        SELECT max(snapshot.scanned_at)
        FROM ops.score_snapshot AS snapshot
        WHERE snapshot.as_of = $as_of
            AND snapshot.data_version = made_from.data_version
            AND snapshot.policy_hash = made_from.policy_hash
    ) AS recorded_at
FROM made_from
