-- grain: one row, the recipient, where they are a contact of the account known at the date
-- mean_reply_days: days; message_keys: the messages behind it
-- parameters: account_key, contact_key, as_of
SELECT
    profile.full_name, profile.title, profile.email, profile.addresses, profile.phone, profile.country, profile.seniority,
    profile.function, profile.role, profile.status, profile.started_on,
    contact.time_zone, contact.priorities, contact.communication_preference, contact.consent, contact.batch_id,
    contact.email_bounced_at,
    score.relationship, score.level, score.is_primary, score.qbrs_attended,
    measure.mean_reply_days, measure.message_keys
FROM mart.contact_profile AS profile
JOIN ops.golden_contact AS contact ON contact.contact_key = $contact_key::UBIGINT
LEFT JOIN mart.sponsor_score AS score
    ON score.contact_key = $contact_key::UBIGINT AND score.as_of = $as_of AND score.account_key = $account_key::UBIGINT
LEFT JOIN mart.executive_measure AS measure
    ON measure.contact_key = $contact_key::UBIGINT
    AND measure.as_of = $as_of
    AND measure.account_key = $account_key::UBIGINT
WHERE
    profile.as_of = $as_of
    AND profile.account_key = $account_key::UBIGINT
    AND profile.contact_key = $contact_key::UBIGINT
