-- rule: serve_priority
-- group: strategic
-- order: 40
-- title: Find an initiative for {priority}
-- wording: {person} names it, and none of ours is tied to it.
-- says: priority quote; person person
-- prelude: yes
-- parameters: account_key, as_of
WITH
named AS (
    SELECT sponsor.person, sponsor.contact_ref, unnest(contact.priorities) AS priority
    FROM sponsor
    JOIN account ON TRUE
    JOIN ops.golden_contact AS contact ON contact.contact_key = sponsor.contact_key
)

SELECT
    row_number() OVER (ORDER BY named.priority) AS place,
    named.priority,
    named.person,
    [named.contact_ref] AS evidence
FROM named
WHERE
    trim(named.priority) <> ''
    AND lower(trim(named.priority)) NOT IN (
        SELECT lower(trim(their_priority))
        FROM crm.goal
        WHERE account_key = $account_key AND their_priority IS NOT NULL
    )
ORDER BY named.priority
LIMIT 3
