-- grain: one row an account known at the date that the viewer sees
-- parameters: as_of, viewer, sees_all
SELECT scope.account_key
FROM mart.account_scope AS scope
WHERE
    scope.as_of = $as_of
    AND scope.account_key IN (SELECT seen.account_key FROM ops.visible_account($viewer, $sees_all) AS seen)
ORDER BY scope.account_key
