-- grain: one row an account the viewer sees whose page in Notion is known
-- parameters: viewer, sees_all
SELECT page.account_key
FROM ops.crm_page AS page
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = page.account_key
ORDER BY page.account_key
