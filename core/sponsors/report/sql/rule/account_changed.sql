-- rule: account_changed
-- group: change
-- order: 40
-- title: {what} changed from {before} to {now} (seen on {changed_on})
-- wording: {impact}
-- says: what status; before status; now status; changed_on date; impact status
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
WITH
meaning AS (
    SELECT *
    FROM (VALUES
        ('owner_email', 'Our owner of the account', 'introduce the new owner to the sponsor.'),
        ('tier', 'The tier', 'cadence and alerts follow the new tier.'),
        ('lifecycle_stage', 'The lifecycle stage', 'check that the objectives still fit.'),
        ('name', 'The company''s name', 'a merger or a sale may lie behind it: ask.'),
        ('parent_account_ref', 'The parent company', 'decisions may be taken elsewhere now: ask.')
    ) AS t (field, what, impact)
)

SELECT
    row_number() OVER (ORDER BY event.observed_at DESC, event.field) AS place,
    meaning.what,
    event.from_value AS before,
    event.to_value AS now,
    CAST(event.observed_at AS DATE) AS changed_on,
    meaning.impact,
    [account.account_ref] AS evidence
FROM crm.change_event AS event
JOIN account ON account.account_key = event.account_key
JOIN meaning ON meaning.field = event.field
LEFT JOIN ops.golden_value AS chosen
    ON chosen.entity = 'account' AND chosen.cluster_key = event.account_key AND chosen.field = event.field
WHERE
    event.entity = 'account'
    AND coalesce(chosen.member_key = event.entity_key, TRUE)
    AND event.from_value IS NOT NULL
    AND event.to_value IS NOT NULL
    AND event.observed_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER))
