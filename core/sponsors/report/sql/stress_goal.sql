-- grain: one row an initiative that serves a priority the person names, or that the renewal depends on
-- is_theirs: it serves a priority of the person's own
-- parameters: account_key, contact_key
WITH
named AS (
    SELECT lower(trim(unnest(priorities))) AS priority
    FROM ops.golden_contact
    WHERE contact_key = $contact_key AND account_key = $account_key
),

goal AS (
    SELECT
        coalesce(our_initiative, 'not named') AS initiative,
        their_priority AS priority,
        coalesce(lower(trim(their_priority)) IN (SELECT priority FROM named), FALSE) AS is_theirs,
        coalesce(tied_to_renewal, FALSE) AS tied_to_renewal,
        goal_key
    FROM crm.goal
    WHERE account_key = $account_key
)

SELECT initiative, priority, is_theirs, tied_to_renewal, ['crm.goal/' || goal_key] AS evidence
FROM goal
WHERE is_theirs OR tied_to_renewal
ORDER BY is_theirs DESC, initiative, goal_key
