-- grain: one row an account that the viewer may see
-- is_shown: the filters leave it
-- parameters: those of filtered_account
WITH
shown AS (
    SELECT account_key
    FROM filtered_account
)

SELECT visible.account_key, shown.account_key IS NOT NULL AS is_shown
FROM ops.visible_account($viewer, $sees_all) AS visible
LEFT JOIN shown ON shown.account_key = visible.account_key
