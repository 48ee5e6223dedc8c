-- grain: one row: the account's owner as imported last
SELECT account.owner_email FROM ops.golden_account AS account WHERE account.account_key = $account_key
