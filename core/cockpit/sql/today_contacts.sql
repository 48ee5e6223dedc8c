-- grain: one row a contact of the keys asked for
-- last_contact_at: newest direct contact, empty when there was none or the contact is no executive
-- parameters: as_of, keys
SELECT
    profile.contact_key,
    coalesce(profile.full_name, profile.email, profile.source_id) AS name,
    profile.title,
    contact.email IS NOT NULL AS has_email,
    contact.email_bounced_at IS NOT NULL AND contact.email_bounced_at < $as_of + INTERVAL 1 DAY AS has_bounced,
    score.last_contact_at,
    score.last_exec_outreach_on,
    coalesce(score.level, 'unknown') AS level
FROM mart.contact_profile AS profile
JOIN ops.golden_contact AS contact ON contact.contact_key = profile.contact_key
LEFT JOIN mart.sponsor_score AS score
    ON score.contact_key = profile.contact_key AND score.as_of = $as_of
WHERE profile.as_of = $as_of AND profile.contact_key IN (SELECT unnest($keys::UBIGINT[]))
