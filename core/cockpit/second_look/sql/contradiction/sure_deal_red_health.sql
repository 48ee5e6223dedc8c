-- grain: one row a deal that is called sure while the account's technical health is red
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
red AS (
    SELECT
        rule.account_key,
        string_agg(rule.note, ' ' ORDER BY rule.rule) AS says,
        list_distinct(flatten(list(rule.evidence))) AS evidence
    FROM mart.health_rule AS rule
    JOIN account ON account.account_key = rule.account_key
    WHERE rule.as_of = $as_of AND rule.tripped AND account.rag = 'red'
    GROUP BY rule.account_key
)

SELECT
    sure_deal.account_key,
    sure_deal.says AS says_one,
    red.says AS says_other,
    ['crm.opportunity/' || sure_deal.opportunity_key] AS evidence_one,
    list_sort(red.evidence) AS evidence_other
FROM sure_deal
JOIN red ON red.account_key = sure_deal.account_key
