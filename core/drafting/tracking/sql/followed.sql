-- grain: one row: how many drafts an import could show something of
-- parameters: viewer, sees_all
SELECT count(*)
FROM ops.draft AS draft
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
WHERE draft.status IN ('approved', 'in_gmail', 'in_review', 'sent', 'no_response', 'replied')
