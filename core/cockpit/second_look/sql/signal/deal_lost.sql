-- grain: one row a green account that said no to a deal while closed deals still adjust the score
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
lost AS (
    SELECT deal.account_key, deal.opportunity_key, deal.name, deal.close_on
    FROM crm.opportunity AS deal
    JOIN account ON account.account_key = deal.account_key
    WHERE
        account.is_green
        AND deal.outcome = 'lost'
        AND deal.close_on > $as_of - account.deal_days
        AND deal.close_on <= $as_of
)

SELECT
    account_key,
    string_agg(coalesce(name, 'A deal') || ' was lost on '
    || strftime(close_on, '%-d %b %Y'), '; ' ORDER BY close_on DESC, opportunity_key)
    || '.' AS says,
    list('crm.opportunity/' || opportunity_key ORDER BY close_on DESC, opportunity_key) AS evidence
FROM lost
GROUP BY account_key
