-- grain: one row a rule of the at-risk test
-- accounts: filtered accounts it trips; at_double: those beyond twice its limit
-- parameters: those of filtered_account
WITH
rule AS (
    SELECT health_rule.*
    FROM filtered_account AS account
    JOIN mart.health_rule AS health_rule
        ON health_rule.account_key = account.account_key AND health_rule.as_of = $as_of
)

SELECT rule, count(*) FILTER (tripped) AS accounts, count(*) FILTER (at_double) AS at_double
FROM rule
GROUP BY rule
ORDER BY rule
