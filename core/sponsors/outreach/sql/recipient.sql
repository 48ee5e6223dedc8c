-- grain: one row, the recipient, where they are a contact of the account known at the date
-- exported_at: when the newest export of the contact's kind up to the date was taken, UTC
-- mean_reply_days: days
-- last_contact_key, last_outreach_key: the activities of last_contact_at and last_outreach_at
-- attended_keys: reviews attended within the window; message_keys: messages behind mean_reply_days
-- parameters: account_key, contact_key, as_of
WITH touch AS (
    SELECT
        max(occurred_at) FILTER (WHERE is_direct_contact) AS last_contact_at,
        arg_max(kind, (occurred_at, kind)) FILTER (WHERE is_direct_contact) AS last_contact_kind,
        arg_max(activity_key, (occurred_at, kind)) FILTER (WHERE is_direct_contact) AS last_contact_key,
        max(occurred_at) FILTER (WHERE is_outreach) AS last_outreach_at,
        arg_max(activity_key, occurred_at) FILTER (WHERE is_outreach) AS last_outreach_key
    FROM mart.executive_touchpoint
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND contact_key = $contact_key::UBIGINT
),

attended AS (
    SELECT list(touchpoint.activity_key ORDER BY touchpoint.occurred_at) AS attended_keys
    FROM mart.executive_touchpoint AS touchpoint
    JOIN mart.qbr_held AS review
        ON review.activity_key = touchpoint.activity_key AND review.as_of = touchpoint.as_of
    WHERE
        touchpoint.as_of = $as_of
        AND touchpoint.account_key = $account_key::UBIGINT
        AND touchpoint.contact_key = $contact_key::UBIGINT
        AND touchpoint.is_direct_contact
)

SELECT
    profile.full_name, profile.title, profile.email, profile.phone, profile.country, profile.seniority,
    profile.function, profile.role, profile.status, profile.started_on,
    contact.time_zone, contact.priorities, contact.communication_preference, contact.consent,
    (
        SELECT max(newest.exported_at)
        FROM crm.import_batch AS mine
        JOIN crm.import_batch AS newest ON newest.kind = mine.kind
        WHERE
            mine.batch_id = contact.batch_id
            AND newest.undone_at IS NULL
            AND newest.exported_at < $as_of::DATE + INTERVAL 1 DAY
    ) AS exported_at,
    score.relationship, score.level, score.is_primary, score.qbrs_attended,
    measure.mean_reply_days, measure.message_keys,
    touch.last_contact_at, touch.last_contact_kind, touch.last_contact_key, touch.last_outreach_at,
    touch.last_outreach_key, attended.attended_keys
FROM mart.contact_profile AS profile
JOIN crm.contact AS contact ON contact.contact_key = profile.contact_key
CROSS JOIN touch
CROSS JOIN attended
LEFT JOIN mart.sponsor_score AS score
    ON score.contact_key = profile.contact_key AND score.as_of = profile.as_of
LEFT JOIN mart.executive_measure AS measure
    ON measure.contact_key = profile.contact_key AND measure.as_of = profile.as_of
WHERE
    profile.as_of = $as_of
    AND profile.account_key = $account_key::UBIGINT
    AND profile.contact_key = $contact_key::UBIGINT
    AND contact.account_key = $account_key::UBIGINT
