-- grain: one row an open renewal that is to close after the account's contract ends
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
renewal AS (
    SELECT deal.account_key, deal.opportunity_key, coalesce(deal.name, 'The renewal') AS name, deal.close_on
    FROM crm.opportunity AS deal
    WHERE
        deal.outcome = 'open'
        AND coalesce(deal.created_on <= $as_of, TRUE)
        AND contains(lower(deal.name), 'renewal')
)

SELECT
    renewal.account_key,
    renewal.name || ' is to close on ' || strftime(renewal.close_on, '%-d %b %Y') || '.' AS says_one,
    'The contract is up for renewal on ' || strftime(account.renewal_on, '%-d %b %Y') || '.' AS says_other,
    ['crm.opportunity/' || renewal.opportunity_key] AS evidence_one,
    ['crm.account/' || account.account_key] AS evidence_other
FROM renewal
JOIN account ON account.account_key = renewal.account_key
WHERE
    account.renewal_on >= $as_of
    AND renewal.close_on > account.renewal_on
    AND renewal.close_on <= account.renewal_on + 180
