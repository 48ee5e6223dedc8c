-- grain: one row an activity with an executive of the account, or a message to or from them, the newest first
-- parameters: account_key, as_of
SELECT contact_key, activity_key, kind, occurred_at, is_direct_contact, is_outreach
FROM mart.executive_touchpoint
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
ORDER BY occurred_at DESC, kind DESC, activity_key
