-- grain: one row a field of the account, or of an opportunity of it, that a later export changed
-- from_value: what the field said at the date, in the record that the account's field is taken from
-- parameters: account_key, as_of
SELECT
    event.entity,
    CASE event.entity WHEN 'account' THEN event.account_key ELSE event.entity_key END AS entity_key,
    event.field,
    event.from_value
FROM crm.change_event AS event
LEFT JOIN ops.golden_value AS chosen
    ON event.entity = 'account'
    AND chosen.entity = 'account'
    AND chosen.cluster_key = event.account_key
    AND chosen.field = event.field
WHERE
    event.account_key = $account_key::UBIGINT
    AND event.entity IN ('account', 'opportunity')
    AND event.observed_at >= $as_of::DATE + INTERVAL 1 DAY
    AND coalesce(chosen.member_key = event.entity_key, TRUE)
ORDER BY event.observed_at DESC
