-- grain: one row an open deal of a filtered account that is forecast as commit or is likelier than policy calls sure
-- says: the deal and how sure it is, as a sentence
-- parameters: as_of
SELECT
    deal.account_key,
    deal.opportunity_key,
    coalesce(deal.name, 'A deal')
    || CASE
        WHEN deal.forecast_category = 'commit' THEN ' is forecast as commit'
        ELSE ' stands at ' || CAST(round(100 * deal.probability) AS BIGINT) || '%'
    END
    || coalesce(', closing on ' || strftime(deal.close_on, '%-d %b %Y'), '') || '.' AS says
FROM crm.opportunity AS deal
JOIN account ON account.account_key = deal.account_key
WHERE
    deal.outcome = 'open'
    AND coalesce(deal.created_on <= $as_of, TRUE)
    AND (deal.forecast_category = 'commit' OR 100 * deal.probability >= account.sure_pct)
