-- rule: mail_bounced
-- group: concern
-- order: 32
-- title: Mail to {person} bounces
-- wording: last on {bounced_on}; they may have left.
-- says: person person; bounced_on date
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY contact.email_bounced_at DESC, person.contact_key) AS place,
    person.person,
    CAST(contact.email_bounced_at AS DATE) AS bounced_on,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON TRUE
JOIN ops.golden_contact AS contact ON contact.contact_key = person.contact_key
WHERE
    person.is_executive
    AND person.status = 'active'
    AND contact.email_bounced_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
