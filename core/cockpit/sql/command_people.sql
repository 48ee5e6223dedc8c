-- grain: one row an active contact of an account the viewer may see whose name has every word typed at the start of
--   one of its own; executives first
-- parameters: viewer, sees_all, as_of, words (lower case, without accents), account_key (empty for all)
SELECT
    profile.contact_key,
    profile.source_id AS contact_id,
    profile.full_name AS name,
    profile.title,
    profile.is_executive,
    profile.account_key,
    coalesce(account.name, account.source_id) AS account_name,
    account.source_system,
    account.source_id AS account_id
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.contact_profile AS profile
    ON profile.account_key = visible.account_key AND profile.as_of = $as_of
JOIN ops.golden_account AS account ON account.account_key = profile.account_key
WHERE
    profile.status = 'active'
    AND profile.full_name IS NOT NULL
    AND ($account_key IS NULL OR profile.account_key = $account_key::UBIGINT)
    AND len(list_filter(
        $words::VARCHAR[],
        lambda word: NOT contains(
            ' ' || regexp_replace(lower(strip_accents(profile.full_name)), '[^\p{L}\p{N}]+', ' ', 'g'), ' ' || word
        )
    )) = 0
ORDER BY profile.is_executive DESC, lower(profile.full_name), account_name, profile.contact_key
LIMIT 25
