-- grain: one row a piece of news about the company of the last 180 days, the newest first
-- what we observe of their behaviour (intent, usage) is no news to tell them, and what concerns a person
-- other than the recipient is not theirs to hear from us
-- parameters: account_key, as_of, emails (all of the recipient's)
SELECT signal_key, kind, observed_on, title
FROM crm.signal
WHERE
    account_key = $account_key::UBIGINT
    AND observed_on <= $as_of
    AND observed_on > $as_of::DATE - 180
    AND title IS NOT NULL
    AND coalesce(lower(kind), '') NOT IN ('intent', 'usage', 'linkedin')
    AND (contact_email IS NULL OR list_contains($emails::VARCHAR[], contact_email))
ORDER BY observed_on DESC, title, signal_key
LIMIT 4
