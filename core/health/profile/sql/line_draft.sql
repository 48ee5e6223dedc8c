-- grain: a draft of the account
-- parameters: account_key, line
SELECT contact_key
FROM ops.draft
WHERE draft_id = $line AND account_key = $account_key::UBIGINT
