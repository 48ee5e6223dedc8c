-- grain: one row a draft with a standing approval, on accounts the viewer may see
-- parameters: viewer, sees_all
SELECT draft.draft_id
FROM ops.draft AS draft
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
WHERE draft.status IN ('approved', 'in_gmail')
ORDER BY draft.draft_id
