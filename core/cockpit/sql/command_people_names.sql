-- grain: one row a name of an active contact of an account the viewer may see
-- parameters: viewer, sees_all, as_of, account_key (empty for all)
SELECT DISTINCT profile.full_name AS name
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.contact_profile AS profile
    ON profile.account_key = visible.account_key AND profile.as_of = $as_of
WHERE
    profile.status = 'active'
    AND profile.full_name IS NOT NULL
    AND ($account_key IS NULL OR profile.account_key = $account_key::UBIGINT)
ORDER BY name
LIMIT 20000
