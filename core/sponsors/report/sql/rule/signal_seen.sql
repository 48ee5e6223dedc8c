-- rule: signal_seen
-- group: change
-- order: 50
-- title: {said} ({observed_on}, {kind})
-- wording: {impact}
-- says: said quote; observed_on date; kind status; impact status
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
WITH
meaning AS (
    SELECT *
    FROM (VALUES
        ('leadership_change', 'decision-makers change: learn who owns our case.'),
        ('linkedin', 'check the person''s new position against the tree below.'),
        ('hiring', 'they invest in people: ask what the new team is to achieve.'),
        ('funding', 'money is available: the plan can be larger.'),
        ('technology_change', 'our integrations may be concerned: ask before they decide.'),
        ('intent', 'they look around: ask what for.'),
        ('usage', 'use changes: bring it to the next conversation.'),
        ('news', 'a reason to write to the sponsor.')
    ) AS t (kind, impact)
)

SELECT
    row_number() OVER (ORDER BY signal.observed_on DESC, signal.signal_key) AS place,
    signal.title AS said,
    signal.observed_on,
    coalesce(replace(signal.kind, '_', ' '), 'kind not named') AS kind,
    coalesce(meaning.impact, 'not rated: no rule speaks of this kind of signal.') AS impact,
    ['crm.signal/' || signal.signal_key] AS evidence
FROM crm.signal AS signal
JOIN account ON account.account_key = signal.account_key
LEFT JOIN meaning ON meaning.kind = lower(signal.kind)
WHERE
    signal.title IS NOT NULL
    AND signal.observed_on <= CAST($as_of AS DATE)
    AND signal.observed_on > CAST($as_of AS DATE) - CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER)
ORDER BY signal.observed_on DESC, signal.signal_key
LIMIT 12
