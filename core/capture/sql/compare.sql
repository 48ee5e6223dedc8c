-- What each incoming record is against the table: unknown to it, the same, or another version.
CREATE TEMP TABLE compared AS
SELECT
    i.record,
    i.row_key,
    t./*key*/ IS NOT NULL AS is_known,
    coalesce(t.row_hash = i.row_hash, false) AS is_same
FROM incoming AS i
LEFT JOIN /*table*/ AS t ON t./*key*/ = i.row_key
