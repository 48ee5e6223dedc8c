-- grain: one row a person who left, and took part in or wrote something afterwards
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
gone AS (
    SELECT person.account_key, person.contact_key, person.full_name, person.addresses, person.left_on
    FROM mart.contact_profile AS person
    JOIN account ON account.account_key = person.account_key
    WHERE person.as_of = $as_of AND person.status = 'left' AND person.left_on <= $as_of
),

present AS (
    SELECT
        gone.contact_key,
        count(*) AS times,
        max(activity.occurred_at) AS last_at,
        list('crm.activity/' || activity.activity_key ORDER BY activity.occurred_at DESC) AS evidence
    FROM crm.activity AS activity
    JOIN gone ON gone.account_key = activity.account_key
    WHERE
        activity.occurred_at >= gone.left_on + INTERVAL 1 DAY
        AND activity.occurred_at < $as_of + INTERVAL 1 DAY
        AND activity.kind IN (
            'meeting', 'one_to_one', 'qbr', 'exec_dinner', 'strategic_checkin', 'business_review', 'call', 'email'
        )
        AND (
            list_contains(gone.addresses, activity.from_email)
            OR (activity.kind <> 'email' AND list_has_any(activity.participant_emails, gone.addresses))
        )
    GROUP BY gone.contact_key
)

SELECT
    gone.account_key,
    coalesce(gone.full_name, 'This person') || ' left on ' || strftime(gone.left_on, '%-d %b %Y') || '.' AS says_one,
    'Took part ' || present.times || CASE present.times WHEN 1 THEN ' time' ELSE ' times' END
    || ' since, last on ' || strftime(present.last_at, '%-d %b %Y') || '.' AS says_other,
    ['crm.contact/' || gone.contact_key] AS evidence_one,
    present.evidence AS evidence_other
FROM gone
JOIN present ON present.contact_key = gone.contact_key
