-- grain: one row a deal that is called sure while recent notes speak of trouble
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
sure AS (
    SELECT
        deal.account_key,
        deal.opportunity_key,
        coalesce(deal.name, 'A deal') AS name,
        deal.close_on,
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
),

trouble AS (
    SELECT account_key, evidence
    FROM mart.health_adjustment
    WHERE as_of = $as_of AND adjustment = 'note_trouble'
)

SELECT
    sure.account_key,
    sure.says AS says_one,
    'A recent note speaks of trouble.' AS says_other,
    ['crm.opportunity/' || sure.opportunity_key] AS evidence_one,
    trouble.evidence AS evidence_other
FROM sure
JOIN trouble ON trouble.account_key = sure.account_key
