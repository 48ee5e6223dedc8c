-- Conversations among the imported activities that a person took part in and that have text worth reading.
--
-- grain       one row an activity, newest first
-- parameters  $viewer, $sees_all (whose accounts), $person (e-mail address, lower case), $everybody (a single user
--             stands for the team), $account_key (NULL: any), $activity_key (NULL: any), $least (characters), $limit
-- source      crm.activity, ops.golden_account
SELECT
    activity.activity_key,
    activity.kind,
    activity.occurred_at,
    coalesce(activity.subject, '') AS subject,
    activity.body AS text,
    activity.account_key,
    coalesce(account.name, '') AS account_name
FROM crm.activity AS activity
JOIN ops.golden_account AS account ON account.account_key = activity.account_key
WHERE
    activity.account_key IN (SELECT account_key FROM ops.visible_account($viewer, $sees_all))
    AND length(trim(coalesce(activity.body, ''))) >= $least
    -- A mail is its author's words: what customers and colleagues wrote is not the person's.
    AND (activity.kind <> 'email' OR coalesce(activity.direction, '') <> 'inbound')
    AND CASE
        WHEN $everybody THEN true
        WHEN activity.kind = 'email' THEN coalesce(activity.from_email, activity.owner_email) = $person
        ELSE activity.owner_email = $person OR coalesce(list_contains(activity.participant_emails, $person), false)
    END
    AND ($account_key IS NULL OR activity.account_key = $account_key)
    AND ($activity_key IS NULL OR activity.activity_key = $activity_key)
ORDER BY activity.occurred_at DESC NULLS LAST, activity.activity_key
LIMIT $limit
