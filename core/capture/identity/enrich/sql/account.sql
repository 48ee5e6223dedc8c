-- grain: one row, the account as it stands once, whatever systems it comes from
-- parameters: account_key
SELECT account_key, domain, industry, country, time_zone
FROM ops.golden_account
WHERE account_key = $account_key::UBIGINT
