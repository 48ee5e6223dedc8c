-- grain: one row a draft with a standing approval to somebody whom the suppression covers, by any record or
--   address of the person
-- parameters: suppression_id
WITH
standing AS (
    SELECT draft.draft_id, draft.contact_key, lower(approval.recipient_email) AS email
    FROM ops.draft AS draft
    JOIN ops.approval AS approval ON approval.draft_id = draft.draft_id AND approval.voided_at IS NULL
    WHERE draft.status IN ('approved', 'in_gmail')
),

known AS (
    SELECT draft_id, contact_key AS member_key, email
    FROM standing
    UNION
    SELECT standing.draft_id, alias.member_key, lower(alias.email)
    FROM standing
    JOIN ops.contact_alias AS alias ON alias.contact_key = standing.contact_key
)

SELECT known.draft_id
FROM known
JOIN ops.suppression AS entry ON entry.suppression_id = $suppression_id
WHERE
    (entry.scope = 'contact' AND entry.contact_key = known.member_key)
    OR (entry.value <> '' AND entry.value = known.email)
    OR (
        entry.scope = 'domain'
        AND (
            split_part(known.email, '@', 2) = entry.value
            OR ends_with(split_part(known.email, '@', 2), '.' || entry.value)
        )
    )
GROUP BY known.draft_id
ORDER BY known.draft_id
