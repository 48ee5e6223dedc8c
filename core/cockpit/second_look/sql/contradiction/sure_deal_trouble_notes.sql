-- grain: one row a deal that is called sure while recent notes speak of trouble
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
trouble AS (
    SELECT account_key, evidence
    FROM mart.health_adjustment
    WHERE as_of = $as_of AND adjustment = 'note_trouble'
)

SELECT
    sure_deal.account_key,
    sure_deal.says AS says_one,
    'A recent note speaks of trouble.' AS says_other,
    ['crm.opportunity/' || sure_deal.opportunity_key] AS evidence_one,
    trouble.evidence AS evidence_other
FROM sure_deal
JOIN trouble ON trouble.account_key = sure_deal.account_key
