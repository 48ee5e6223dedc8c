-- grain: one row a status, with its drafts on accounts the viewer may see
-- parameters: viewer, sees_all, owners
SELECT draft.status, count(*) AS drafts
FROM ops.draft AS draft
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
WHERE len($owners) = 0 OR list_contains($owners, draft.created_by) OR list_contains($owners, draft.sender)
GROUP BY draft.status
