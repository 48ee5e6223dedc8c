-- grain: one row, the account as imported last
-- customer_since: when the first opportunity on record was won; since_name and since_key are of it
-- taken_from: of an account with several records, the record each field is taken from, by its key
-- parameters: account_key, as_of
WITH first_won AS (
    SELECT
        min(close_on) AS customer_since,
        arg_min(name, close_on) AS since_name,
        arg_min(opportunity_key, close_on) AS since_key
    FROM crm.opportunity
    WHERE account_key = $account_key::UBIGINT AND outcome = 'won' AND close_on <= $as_of
)

SELECT
    account.account_key, account.name, account.tier, account.owner_email, account.arr_amount, account.currency,
    account.renewal_on, account.region, account.industry, account.country, account.time_zone, account.domain,
    account.batch_id,
    (
        SELECT coalesce(map(list(chosen.field), list(chosen.member_key)), MAP {})
        FROM ops.golden_value AS chosen
        WHERE chosen.entity = 'account' AND chosen.cluster_key = $account_key::UBIGINT
    ) AS taken_from,
    first_won.customer_since, first_won.since_name, first_won.since_key
FROM ops.golden_account AS account
CROSS JOIN first_won
WHERE account.account_key = $account_key::UBIGINT
