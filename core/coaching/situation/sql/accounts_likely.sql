-- Accounts whose name may stand in a text: the first word of the name, or what their domain is called, is in it.
--
-- grain       one row an account the viewer may see
-- parameters  $viewer, $sees_all, $text (lower case, without accents)
-- source      ops.golden_account
SELECT
    account.account_key,
    account.source_system,
    account.source_id,
    account.name,
    account.domain
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
WHERE
    account.name IS NOT NULL
    AND (
        contains($text, regexp_extract(lower(strip_accents(account.name)), '[\p{L}\p{N}]+'))
        OR contains($text, coalesce(nullif(split_part(lower(account.domain), '.', 1), ''), '\n'))
    )
ORDER BY account.name, account.account_key
LIMIT 500
