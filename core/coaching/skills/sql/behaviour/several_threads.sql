-- Accounts that are held by several people at the customer.
--
-- grain       one row a person and account of theirs with somebody active at the customer
-- kept, cases 1 where at least behaviour_threads_min people there were in contact within behaviour_threads_days, else
--             0; always 1
-- missed      rows of the people who were, where they are too few, as table/key
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      contact: a talk they took part in, or an e-mail from them; an e-mail of ours alone is none. The least
--             number is the policy's for the account's tier, and never more than the people who are there
WITH book AS (
    SELECT
        account.owner_email AS person, account.account_key,
        max(policy.value) FILTER (WHERE policy.name = 'behaviour_threads_min') AS threads_min,
        max(policy.value) FILTER (WHERE policy.name = 'behaviour_threads_days') AS threads_days
    FROM ops.golden_account AS account
    JOIN ops.policy AS policy ON policy.tier = coalesce(account.tier, '')
    WHERE list_contains($people::VARCHAR[], account.owner_email)
    GROUP BY account.owner_email, account.account_key
),

present AS (
    SELECT book.*, contact.contact_key, alias.email, alias.source_id, alias.source_system
    FROM book
    JOIN ops.golden_contact AS contact ON contact.account_key = book.account_key
    JOIN ops.contact_alias AS alias ON alias.contact_key = contact.contact_key AND alias.account_key = book.account_key
    WHERE
        coalesce(contact.left_on > $as_of, contact.status IS DISTINCT FROM 'left')
        AND coalesce(contact.started_on <= $as_of, TRUE)
),

act AS (
    SELECT activity.*
    FROM crm.activity AS activity
    JOIN book ON book.account_key = activity.account_key
    WHERE
        activity.kind NOT IN ('note', 'task')
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND activity.occurred_at
        >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(book.threads_days AS INTEGER))
),

thread AS (
    SELECT present.person, present.account_key, present.contact_key, present.threads_min,
        bool_or(act.activity_key IS NOT NULL) AS is_live
    FROM present
    LEFT JOIN act
        ON act.account_key = present.account_key
        AND (
            act.from_email = present.email
            OR (act.kind <> 'email' AND list_contains(act.participant_emails, present.email))
            OR (
                act.kind <> 'email' AND list_contains(act.contact_refs, present.source_id)
                AND act.source_system = present.source_system
            )
        )
    GROUP BY present.person, present.account_key, present.contact_key, present.threads_min
),

counted AS (
    SELECT
        person, account_key, least(any_value(threads_min), count(*)) AS wanted,
        count(*) FILTER (WHERE is_live) AS threads,
        coalesce(list('crm.contact/' || contact_key ORDER BY contact_key) FILTER (WHERE is_live), []) AS live
    FROM thread
    GROUP BY person, account_key
)

SELECT
    person,
    account_key,
    CASE WHEN threads >= wanted THEN 1 ELSE 0 END AS kept,
    1 AS cases,
    CASE WHEN threads >= wanted THEN [] ELSE ['crm.account/' || account_key] || live END AS missed
FROM counted
ORDER BY person, account_key
