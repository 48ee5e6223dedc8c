-- Questions that customers wrote, and whether they were answered in time.
--
-- grain       one row a person and account of theirs where somebody asked something in the window
-- kept, cases messages answered within behaviour_reply_days, and all messages that ask
-- missed      the messages not answered in time, as table/key, at most ten, newest first
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      a message asks when it is a received e-mail that begins a thread or holds a question mark; an answer
--             is our e-mail in its thread or to its sender, or a talk with them. Messages too young to be late are
--             left out
WITH limits AS (
    SELECT
        max(value) FILTER (WHERE name = 'behaviour_window_days') AS window_days,
        max(value) FILTER (WHERE name = 'behaviour_reply_days') AS reply_days
    FROM ops.policy
    WHERE tier = ''
),

customer AS (
    SELECT DISTINCT account_key, email
    FROM ops.contact_alias
    WHERE email IS NOT NULL
),

act AS (
    SELECT
        account.owner_email AS person, activity.account_key, activity.activity_key, activity.kind,
        activity.occurred_at, activity.from_email, activity.thread_id, activity.body, activity.participant_emails,
        coalesce(activity.direction, if(customer.email IS NULL, 'outbound', 'inbound')) AS direction
    FROM ops.golden_account AS account
    JOIN crm.activity AS activity ON activity.account_key = account.account_key
    LEFT JOIN customer ON customer.account_key = activity.account_key AND customer.email = activity.from_email
    CROSS JOIN limits
    WHERE
        list_contains($people::VARCHAR[], account.owner_email)
        AND activity.kind NOT IN ('note', 'task')
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND activity.occurred_at
        >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(limits.window_days AS INTEGER))
),

begun AS (
    SELECT account_key, thread_id, min(occurred_at) AS begun_at
    FROM act
    WHERE kind = 'email' AND thread_id IS NOT NULL
    GROUP BY account_key, thread_id
),

question AS (
    SELECT act.*, limits.reply_days
    FROM act
    CROSS JOIN limits
    LEFT JOIN begun ON begun.account_key = act.account_key AND begun.thread_id = act.thread_id
    WHERE
        act.kind = 'email'
        AND act.direction = 'inbound'
        AND act.from_email IS NOT NULL
        AND (contains(coalesce(act.body, ''), '?') OR begun.begun_at = act.occurred_at)
        AND act.occurred_at
        < CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(limits.reply_days AS INTEGER))
),

judged AS (
    SELECT question.person, question.account_key, question.activity_key, question.occurred_at,
        bool_or(answer.activity_key IS NOT NULL) AS is_answered
    FROM question
    LEFT JOIN act AS answer
        ON answer.account_key = question.account_key
        AND answer.occurred_at > question.occurred_at
        AND answer.occurred_at <= question.occurred_at + to_days(CAST(question.reply_days AS INTEGER))
        AND (answer.kind <> 'email' OR answer.direction = 'outbound')
        AND (answer.thread_id = question.thread_id OR list_contains(answer.participant_emails, question.from_email))
    GROUP BY question.person, question.account_key, question.activity_key, question.occurred_at
)

SELECT
    person,
    account_key,
    count(*) FILTER (WHERE is_answered) AS kept,
    count(*) AS cases,
    coalesce(
        list('crm.activity/' || activity_key ORDER BY occurred_at DESC, activity_key) FILTER (WHERE NOT is_answered),
        []
    )[1:10] AS missed
FROM judged
GROUP BY person, account_key
ORDER BY person, account_key
