-- grain: one row, an active contact of the account with what the account is worth; none when there is no such contact
-- is_thread: at champion or engaged
-- parameters: account_key, contact_key, as_of
SELECT
    coalesce(profile.full_name, profile.email, profile.source_id) AS person,
    profile.title,
    coalesce(score.level IN ('champion', 'engaged'), FALSE) AS is_thread,
    account.arr_amount AS arr,
    account.currency,
    account.renewal_on,
    ['crm.contact/' || profile.contact_key, 'crm.account/' || account.account_key] AS evidence
FROM mart.contact_profile AS profile
JOIN ops.golden_account AS account ON account.account_key = profile.account_key
LEFT JOIN mart.sponsor_score AS score
    ON score.contact_key = profile.contact_key AND score.as_of = $as_of AND score.account_key = $account_key
WHERE
    profile.as_of = $as_of
    AND profile.account_key = $account_key
    AND profile.contact_key = $contact_key
    AND profile.status = 'active'
