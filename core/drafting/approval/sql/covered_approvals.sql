-- grain: one row a draft with a standing approval to somebody whom the suppression covers
-- parameters: suppression_id
SELECT draft.draft_id
FROM ops.draft AS draft
JOIN ops.approval AS approval ON approval.draft_id = draft.draft_id AND approval.voided_at IS NULL
JOIN ops.suppression AS entry ON entry.suppression_id = $suppression_id
LEFT JOIN crm.contact AS contact ON contact.contact_key = draft.contact_key
WHERE
    draft.status IN ('approved', 'in_gmail')
    AND (
        (entry.scope = 'contact' AND entry.contact_key = draft.contact_key)
        OR (entry.value <> '' AND entry.value IN (lower(approval.recipient_email), lower(contact.email)))
        OR (
            entry.scope = 'domain'
            AND (
                split_part(lower(approval.recipient_email), '@', 2) = entry.value
                OR ends_with(split_part(lower(approval.recipient_email), '@', 2), '.' || entry.value)
            )
        )
    )
GROUP BY draft.draft_id
ORDER BY draft.draft_id
