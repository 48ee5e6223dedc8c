-- grain: one row, the newest check-in that was sent to the account up to the date, if any
-- activity_key: the message as it was imported, where it was
-- parameters: account_key, as_of
SELECT event.occurred_on AS sent_on, event.activity_key
FROM ops.draft AS draft
JOIN ops.draft_event AS event ON event.draft_id = draft.draft_id AND event.event = 'sent'
WHERE
    draft.kind = 'health_checkin'
    AND draft.account_key = $account_key::UBIGINT
    AND event.occurred_on <= $as_of
ORDER BY event.occurred_on DESC, draft.draft_id DESC
LIMIT 1
