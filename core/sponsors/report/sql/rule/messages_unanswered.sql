-- rule: messages_unanswered
-- group: concern
-- order: 16
-- title: {person} does not answer
-- wording: the last {messages} of ours went unanswered, the latest of {last_on}.
-- says: person person; messages count messages; last_on date
-- policy: unanswered_outreaches
-- prelude: yes
-- parameters: account_key, as_of
WITH
message AS (
    SELECT reply.*, row_number() OVER (PARTITION BY contact_key ORDER BY sent_at DESC, activity_key DESC) AS recency
    FROM mart.outreach_reply AS reply
    WHERE reply.as_of = $as_of AND reply.account_key = $account_key AND reply.state <> 'pending'
)

SELECT
    sponsor.person,
    count(*) AS messages,
    CAST(max(message.sent_at) AS DATE) AS last_on,
    list('crm.activity/' || message.activity_key ORDER BY message.sent_at) AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN mart.executive_measure AS measure
    ON measure.contact_key = sponsor.contact_key AND measure.as_of = $as_of AND measure.account_key = $account_key
JOIN message ON message.contact_key = sponsor.contact_key AND message.recency <= (SELECT value FROM threshold WHERE name = 'unanswered_outreaches')
WHERE measure.is_unanswering
GROUP BY sponsor.person
