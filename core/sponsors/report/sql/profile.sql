-- grain: one row, the primary sponsor's profile; none without a primary sponsor
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.*,
    contact.communication_preference,
    contact.priorities,
    contact.time_zone,
    contact.phone,
    contact.consent
FROM sponsor
JOIN account ON TRUE
JOIN ops.golden_contact AS contact ON contact.contact_key = sponsor.contact_key
