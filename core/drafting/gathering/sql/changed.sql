-- grain: one row a field of the account, or of an opportunity of it, that a later export changed
-- from_value: what the field said at the date
-- parameters: account_key, as_of
SELECT entity, entity_key, field, from_value
FROM crm.change_event
WHERE
    account_key = $account_key::UBIGINT
    AND entity IN ('account', 'opportunity')
    AND observed_at >= $as_of::DATE + INTERVAL 1 DAY
ORDER BY observed_at DESC
