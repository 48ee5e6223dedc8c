-- grain: one row an account
-- What one pass over the activities costs: the columns the scores look at, counted by account.
SELECT
    account_key,
    count(*) AS activities,
    count(*) FILTER (WHERE kind = 'email' AND direction = 'inbound') AS answers,
    max(occurred_at) AS last_at,
    count(DISTINCT thread_id) AS threads,
    sum(len(participant_emails)) AS participants,
    count(from_email) AS mails
FROM crm.activity
GROUP BY account_key
