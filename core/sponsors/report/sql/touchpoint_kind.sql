-- grain: one row a kind of touchpoint that counts for the account's tier, with when it was last held with the primary sponsor
-- prelude: yes
-- parameters: account_key, as_of
WITH
counted AS (
    SELECT replace(name, 'counts_', '') AS kind
    FROM threshold
    WHERE starts_with(name, 'counts_') AND value = 1
)

SELECT counted.kind, CAST(max(touchpoint.occurred_at) AS DATE) AS last_on
FROM counted
JOIN account ON account.tier <> ''
LEFT JOIN sponsor ON TRUE
LEFT JOIN mart.executive_touchpoint AS touchpoint
    ON touchpoint.contact_key = sponsor.contact_key
    AND touchpoint.as_of = $as_of
    AND touchpoint.account_key = $account_key
    AND touchpoint.kind = counted.kind
    AND touchpoint.counts_for_cadence
GROUP BY counted.kind
ORDER BY counted.kind
