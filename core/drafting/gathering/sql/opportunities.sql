-- grain: one row an opportunity of the account as imported last, created by the date
-- amount: in currency
-- parameters: account_key, as_of
SELECT opportunity_key, name, currency, stage, amount, close_on, outcome
FROM crm.opportunity
WHERE account_key = $account_key::UBIGINT AND name IS NOT NULL AND coalesce(created_on <= $as_of, TRUE)
ORDER BY amount DESC NULLS LAST, name, opportunity_key
