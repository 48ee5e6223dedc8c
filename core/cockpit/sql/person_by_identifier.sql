-- grain: one row a contact of an account the viewer may see whose identifier or key the text is, whatever their status
-- parameters: viewer, sees_all, as_of, text (lower case), account_key
SELECT
    profile.contact_key,
    profile.source_id AS contact_id,
    coalesce(profile.full_name, profile.email, profile.source_id) AS name,
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
    profile.account_key = $account_key::UBIGINT
    AND profile.contact_key IN (
        SELECT alias.contact_key
        FROM ops.contact_alias AS alias
        WHERE
            alias.account_key = $account_key::UBIGINT
            AND list_contains(
                [lower(alias.source_id), lower(alias.source_system || ':' || alias.source_id), CAST(alias.member_key AS VARCHAR)],
                $text
            )
    )
ORDER BY profile.contact_key
