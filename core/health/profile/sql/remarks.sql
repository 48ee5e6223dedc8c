-- grain: one row a line of the profile that people remarked on: the newest remark up to the date
-- parameters: account_key (empty for all), as_of
SELECT
    account_key,
    about,
    subject,
    arg_max(value, remark_id) AS value,
    arg_max(note, remark_id) AS note,
    arg_max(remarked_by, remark_id) AS remarked_by,
    max(remarked_at) AS remarked_at
FROM ops.profile_remark
WHERE
    ($account_key IS NULL OR account_key = $account_key::UBIGINT)
    AND remarked_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
GROUP BY account_key, about, subject
