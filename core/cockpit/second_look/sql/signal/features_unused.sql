-- grain: one row a green account with features in use that were not seen for long
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
unused AS (
    SELECT used.account_key, used.feature_usage_key, used.feature, used.last_seen_on
    FROM crm.feature_usage AS used
    JOIN account ON account.account_key = used.account_key
    WHERE account.is_green AND used.in_use AND used.last_seen_on < $as_of - account.unused_days
)

SELECT
    account_key,
    string_agg(feature || ' last seen on '
    || strftime(last_seen_on, '%-d %b %Y'), '; ' ORDER BY last_seen_on, feature) || '.' AS says,
    list('crm.feature_usage/' || feature_usage_key ORDER BY last_seen_on, feature) AS evidence
FROM unused
GROUP BY account_key
