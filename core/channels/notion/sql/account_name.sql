-- grain: one row: the account's name
SELECT account.name FROM ops.golden_account AS account WHERE account.account_key = $account_key
