-- grain: one row: the draft with the newest facts, account and recipient, when the viewer may see the account
-- parameters: viewer, sees_all, draft_id
SELECT
    draft.kind, draft.purpose, draft.tone, draft.length, draft.account_key, draft.contact_key, draft.sender,
    draft.status, draft.created_at, draft.created_by,
    account.source_id AS account_id,
    account.name AS account_name,
    contact.full_name AS recipient_name,
    contact.email AS recipient_email,
    version.sheet,
    version.note
FROM ops.draft AS draft
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
JOIN ops.draft_version AS version ON version.draft_id = draft.draft_id AND version.version = draft.version
LEFT JOIN ops.golden_account AS account ON account.account_key = draft.account_key
LEFT JOIN ops.golden_contact AS contact
    ON contact.contact_key = draft.contact_key AND contact.account_key = draft.account_key
WHERE draft.draft_id = $draft_id
