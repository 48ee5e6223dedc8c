-- grain: one row written; its number is the next
INSERT INTO ops.draft_event (event_id, draft_id, account_key, contact_key, event, occurred_on, occurred_at, activity_key, recorded_at, recorded_by, detail)
SELECT coalesce(max(event_id), 0) + 1, $draft_id, $account_key, $contact_key, $event, $occurred_on, $occurred_at, $activity_key, $recorded_at, $recorded_by, $detail
FROM ops.draft_event
