-- QBRs held, and whether something was done for them beforehand.
--
-- grain       one row a person and account of theirs with a QBR held in the window
-- kept, cases QBRs with a talk, a message of ours, a note or a task on the account, or a draft written here, within
--             behaviour_qbr_days before; and all QBRs held
-- missed      the QBRs without, as table/key, at most ten
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      mart.qbr_held; crm.activity; ops.draft
WITH limits AS (
    SELECT
        max(value) FILTER (WHERE name = 'behaviour_window_days') AS window_days,
        max(value) FILTER (WHERE name = 'behaviour_qbr_days') AS qbr_days
    FROM ops.policy
    WHERE tier = ''
),

qbr AS (
    SELECT
        account.owner_email AS person, account.account_key, held.activity_key, held.occurred_at,
        held.occurred_at - to_days(CAST(limits.qbr_days AS INTEGER)) AS opens_at
    FROM ops.golden_account AS account
    JOIN mart.qbr_held AS held ON held.account_key = account.account_key AND held.as_of = $as_of
    CROSS JOIN limits
    WHERE
        list_contains($people::VARCHAR[], account.owner_email)
        AND held.occurred_at
        >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(limits.window_days AS INTEGER))
),

groundwork AS (
    SELECT account_key, occurred_at AS done_at
    FROM crm.activity
    WHERE
        account_key IN (SELECT account_key FROM qbr)
        AND kind <> 'qbr'
        AND (
            kind <> 'email'
            OR (
                coalesce(direction, 'outbound') = 'outbound'
                AND coalesce(from_email, '') NOT IN (SELECT email FROM ops.contact_alias WHERE email IS NOT NULL)
            )
        )
    UNION ALL
    SELECT account_key, created_at
    FROM ops.draft
    WHERE account_key IN (SELECT account_key FROM qbr)
),

judged AS (
    SELECT qbr.person, qbr.account_key, qbr.activity_key, qbr.occurred_at,
        bool_or(groundwork.done_at IS NOT NULL) AS is_prepared
    FROM qbr
    LEFT JOIN groundwork
        ON groundwork.account_key = qbr.account_key
        AND groundwork.done_at >= qbr.opens_at
        AND groundwork.done_at < qbr.occurred_at
    GROUP BY qbr.person, qbr.account_key, qbr.activity_key, qbr.occurred_at
)

SELECT
    person,
    account_key,
    count(*) FILTER (WHERE is_prepared) AS kept,
    count(*) AS cases,
    coalesce(
        list('crm.activity/' || activity_key ORDER BY occurred_at DESC, activity_key) FILTER (WHERE NOT is_prepared),
        []
    )[1:10] AS missed
FROM judged
GROUP BY person, account_key
ORDER BY person, account_key
